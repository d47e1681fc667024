"""RDF: the statements and the direct triples that follow from them, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox

from kg import resources
from kg.errors import ParameterError
from kg.namespaces import PREFIXES
from kg.store.embedded import EmbeddedStore
from kg.turtle.derive import derive, split
from kg.turtle.files import render


def data_triples(store: EmbeddedStore) -> set[ox.Triple]:
    """Return the triples of ``store`` that are not the ontology's."""
    return {quad.triple for quad in store.raw} - _ontology()


def serialize(data: Iterable[ox.Triple], form: str, with_ontology: bool = False) -> bytes:
    """Return the statements ``data`` as ``ttl``, ``nt`` or ``jsonld`` (UTF-8).

    Direct triples are derived anew, so they always agree with their statements. N-Triples are sorted
    lines; Turtle without the ontology is the canonical layout of ``kg format``.
    """
    statements, _ = split(data)
    if form == "ttl" and not with_ontology:
        return render(statements).encode()
    chosen = statements | derive(statements) | (_ontology() if with_ontology else set())
    lines = ox.serialize(chosen, format=ox.RdfFormat.N_TRIPLES) or b""
    if form == "nt":
        return b"".join(sorted(lines.splitlines(keepends=True)))
    if form == "ttl":
        return _rdflib(lines, "turtle").encode()
    if form == "jsonld":
        return _json_ld(lines)
    raise ParameterError("format", f"{form!r} is not an RDF format.")


def _ontology() -> set[ox.Triple]:
    """Parsed as the store parses it, so that numbers have the store's spelling."""
    return {quad.triple for quad in EmbeddedStore.from_files(resources.ontology_files()).raw}


def _json_ld(lines: bytes) -> bytes:
    """Return compact JSON-LD 1.1 whose context is written inside: nothing is fetched to read it."""
    document = json.loads(_rdflib(lines, "json-ld"))
    nodes = document["@graph"] if isinstance(document, dict) and "@graph" in document else document
    context = document.get("@context", {}) if isinstance(document, dict) else {}
    ordered = sorted(nodes, key=lambda node: str(node.get("@id")))
    return json.dumps({"@context": context, "@graph": ordered}, ensure_ascii=False, indent=1).encode() + b"\n"


def _rdflib(lines: bytes, form: str) -> str:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for name, namespace in PREFIXES.items():
        graph.bind(name, namespace)
    graph.parse(data=lines, format="nt")
    return graph.serialize(format=form, encoding="utf-8", context=dict(PREFIXES)).decode()
