"""RDF: the statements and the direct triples that follow from them, in a stable order."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg import resources
from kg.errors import ParameterError
from kg.export.jsonld import json_ld
from kg.namespaces import PREFIXES
from kg.store.embedded import EmbeddedStore
from kg.store.port import GraphStore
from kg.turtle.derive import derive, split
from kg.turtle.files import render
from kg.xmltext import carried_rdf


def data_triples(store: GraphStore) -> set[ox.Triple]:
    """Return the triples of the default graph of ``store`` that are not the ontology's."""
    whole = store.graph("CONSTRUCT WHERE { ?s ?p ?o }")
    return {quad.triple for quad in ox.parse(whole, format=ox.RdfFormat.N_TRIPLES)} - _ontology()


def serialize(data: Iterable[ox.Triple], form: str, with_ontology: bool = False) -> bytes:
    """Return the statements ``data`` as ``ttl``, ``nt``, ``nq``, ``jsonld`` or ``rdf`` (RDF/XML), UTF-8.

    Direct triples are derived anew, so they always agree with their statements. Literals stay as they are
    spelt. N-Triples are sorted lines, N-Quads the same (all is in the default graph); Turtle without the
    ontology is the canonical layout of ``kg format``. Raises ParameterError for another form, and for what
    RDF/XML cannot hold: characters that XML forbids, names that are none.
    """
    statements, _ = split(data)
    if form == "ttl" and not with_ontology:
        return render(statements).encode()
    chosen = statements | derive(statements) | (_ontology() if with_ontology else set())
    lines = ox.serialize(chosen, format=ox.RdfFormat.N_TRIPLES) or b""
    if form in ("nt", "nq"):
        return b"".join(sorted(lines.splitlines(keepends=True)))
    if form == "ttl":
        return ox.serialize(_ordered(chosen), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    if form == "jsonld":
        return json_ld(_ordered(chosen))
    if form == "rdf":
        return _rdf_xml(chosen)
    raise ParameterError("format", f"{form!r} is not an RDF format.")


def _ontology() -> set[ox.Triple]:
    """Parsed as the store parses it, so that numbers have the store's spelling."""
    return {quad.triple for quad in EmbeddedStore.from_files(resources.ontology_files()).raw}


def _ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    return sorted(triples, key=str)


def _rdf_xml(triples: Iterable[ox.Triple]) -> bytes:
    """Return RDF/XML, one description for each subject, in order."""
    try:
        body = ox.serialize(_ordered(triples), format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b""
    except OSError as error:
        raise ParameterError("format", f"RDF/XML cannot hold this graph: {error}; take another.") from error
    return carried_rdf(body, "RDF/XML")
