"""What a SPARQL server needs that the standard does not say; chosen by looking at the server."""

from __future__ import annotations

from collections.abc import Mapping

from kg.store.remote.dialects.standard import Dialect
from kg.store.remote.dialects.virtuoso import Virtuoso

__all__ = ["PROBE", "Dialect", "Virtuoso", "dialect_of"]

#: The query whose answer shows what the server is; every server can answer it.
PROBE = "SELECT ?x WHERE { ?x ?p ?o } LIMIT 1"


def dialect_of(headers: Mapping[str, str], body: bytes) -> Dialect:
    """Return the dialect of the server that answered :data:`PROBE` with ``headers`` and ``body``.

    A proxy may hide the name of the server; Virtuoso then shows by the ``link`` of every head.
    """
    if "virtuoso" in headers.get("server", "").lower() or b'"link": [], "vars"' in body[:200]:
        return Virtuoso()
    return Dialect()
