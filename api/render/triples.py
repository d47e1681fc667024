"""Nodes of the graph, with all that is said of them, as Turtle or JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from api.negotiation import JSON_LD, TURTLE, Format
from kg.figures import touched
from kg.model import Citation, Event, Instrument, Mechanism, Recommendation, Ref, Region, Statement
from kg.namespaces import PREFIXES, iri
from kg.snapshot import Snapshot
from kg.store.port import GraphStore

_SYNTAX: Final = {TURTLE.name: ox.RdfFormat.TURTLE, JSON_LD.name: ox.RdfFormat.JSON_LD}


def describe(store: GraphStore, nodes: Iterable[str], form: Format) -> bytes:
    """Return the triples whose subject is one of ``nodes`` (IRIs) as ``form``."""
    values = " ".join(f"<{node}>" for node in sorted(set(nodes)))
    triples = store.graph(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
    parsed = ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)
    used = {name: space for name, space in PREFIXES.items() if space.encode() in triples}
    return ox.serialize(parsed, format=_SYNTAX[form.name], prefixes=used) or b""


def with_citations(snapshot: Snapshot, refs: Iterable[Ref]) -> set[str]:
    """Return the IRIs of ``refs``, of the statements about them, and of the citations and sources of both."""
    wanted = set(refs)
    nodes = {iri(ref.kind, ref.id) for ref in wanted}
    for row in _statements(snapshot, wanted):
        nodes.add(row.iri)
        nodes |= cited(row.citations)
    for ref in wanted:
        nodes |= cited(_own_citations(snapshot, ref))
    return nodes


def statements(rows: Iterable[Statement]) -> set[str]:
    """Return the IRIs of ``rows`` and of their citations and sources."""
    nodes: set[str] = set()
    for row in rows:
        nodes.add(row.iri)
        nodes |= cited(row.citations)
    return nodes


def cited(citations: Iterable[Citation]) -> set[str]:
    """Return the IRIs of ``citations`` and of their sources."""
    return {node for cite in citations for node in (cite.iri, cite.source.iri)}


def _statements(snapshot: Snapshot, refs: set[Ref]) -> Iterable[Statement]:
    for seat in snapshot.memberships:
        if seat.participant in refs or Ref("mechanism", seat.mechanism) in refs:
            yield seat
    for held in snapshot.assignments:
        if Ref("mandate", held.mandate) in refs or Ref("mechanism", held.mechanism) in refs:
            yield held
    for claim in snapshot.claims:
        if not refs.isdisjoint(touched(claim)):
            yield claim


def _own_citations(snapshot: Snapshot, ref: Ref) -> tuple[Citation, ...]:
    tables: dict[str, Mapping[str, Mechanism | Instrument | Event | Recommendation | Region]] = {
        "mechanism": snapshot.mechanisms,
        "instrument": snapshot.instruments,
        "event": snapshot.events,
        "recommendation": snapshot.recommendations,
        "region": snapshot.regions,
    }
    if ref in snapshot.participants:
        return snapshot.participants[ref].citations
    found = tables.get(ref.kind, {}).get(ref.id)
    return () if found is None else found.citations
