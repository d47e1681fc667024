"""The SPARQL query that gives the same rows as a REST answer, for ``Link: rel="via"``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote_plus

from kg.asof import Selection
from kg.binding import Given
from kg.catalog import Catalog
from kg.model import Ref
from kg.namespaces import iri

#: What RFC 3986 (section 3.4) allows in a query, less what separates parameters, and links in a header.
_SAFE = "/?:@!$'()*~"


def selection_values(selection: Selection) -> dict[str, Given]:
    """Return ``year``, ``role``, ``source`` as the catalogue's queries take them."""
    values: dict[str, Given] = {"year": selection.year}
    values["role"] = "any" if selection.roles is None else sorted(selection.roles)
    if selection.sources is not None:
        values["source"] = sorted(selection.sources)
    return values


def narrowed(kind: str, refs: Sequence[Ref], total: int) -> dict[str, Sequence[Ref]] | None:
    """Return what narrows the variable ``kind`` of a query to ``refs``; None where they are all ``total``."""
    return None if len(refs) == total else {kind: refs}


def bound(
    catalog: Catalog, name: str, values: Mapping[str, Given], only: Mapping[str, Sequence[Ref]] | None = None
) -> str:
    """Return the query ``name`` with ``values``; those that it does not declare are left out.

    ``only`` narrows result variables to nodes by a closing VALUES clause (SPARQL 1.1 Query, 10.2).
    """
    query = catalog[name]
    declared = {parameter.name for parameter in query.parameters}
    text = query.bind(**{key: value for key, value in values.items() if key in declared})
    for variable, refs in (only or {}).items():
        nodes = " ".join(f"<{iri(ref.kind, ref.id)}>" for ref in refs)
        text += f"VALUES ?{variable} {{ {nodes} }}\n"
    return text


def address(query: str) -> str:
    """Return the path-absolute address that evaluates ``query``; runs of space become one, "+"."""
    lines = (" ".join(line.split()) if '"' not in line else line.strip() for line in query.splitlines())
    return "/sparql?query=" + quote_plus(" ".join(line for line in lines if line), safe=_SAFE)
