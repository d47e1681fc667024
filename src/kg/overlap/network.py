"""The membership network as a networkx graph: participants and mechanisms, one edge for each seat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from kg.asof import Seat, Selection, existed, seats
from kg.model import Mechanism, Participant, Ref
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx as nx

Network: TypeAlias = "nx.MultiDiGraph[str]"


def network(snapshot: Snapshot, selection: Selection | None = None) -> Network:
    """Return the directed multigraph of the year asked for (roles: any unless narrowed).

    Node keys are ``str(Ref)``, so Canada (``state:CAN``) and the Andean Community (``mechanism:can``) stay
    two. Two roles of one participant in one mechanism are two edges, keyed by the membership's id.
    The bare id is the attribute ``local``: one called ``id`` would take the place of the key in GEXF.
    Attribute values are text, integers and booleans only, so that GraphML and GEXF keep them; an unknown
    value is left out.
    """
    import networkx as nx  # here: half of the library's import time, and few answers need it

    asked = selection or Selection(roles=None)
    year = asked.year if asked.year is not None else snapshot.now
    chosen = replace(asked, year=year)
    graph: Network = nx.MultiDiGraph(name=snapshot.title.en, version=snapshot.version)
    for body in snapshot.mechanisms.values():
        if existed(body, year):
            graph.add_node(str(body.ref), **_mechanism(body))
    for seat in seats(snapshot, chosen):
        _add_seat(graph, snapshot, seat)
    return graph


def _add_seat(graph: Network, snapshot: Snapshot, seat: Seat) -> None:
    row = seat.membership
    mechanism = str(Ref("mechanism", row.mechanism))
    if mechanism not in graph:
        graph.add_node(mechanism, **_mechanism(snapshot.mechanisms[row.mechanism]))
    if str(row.participant) not in graph:
        graph.add_node(str(row.participant), **_participant(snapshot, row.participant))
    graph.add_edge(str(row.participant), mechanism, key=row.id, **_edge(seat))


def _known(**values: str | int | bool | None) -> dict[str, str | int | bool]:
    return {name: value for name, value in values.items() if value is not None}


def _mechanism(body: Mechanism) -> dict[str, str | int | bool]:
    return _known(
        kind="mechanism",
        local=body.id,
        label=body.label.en,
        iri=body.iri,
        label_en=body.label.en,
        label_es=body.label.es,
        acronym=body.acronym,
        type=body.type,
        status=body.status,
        list_status=str(body.list_status),
        established_year=body.established_year,
        ended_year=body.ended_year,
    )


def _participant(snapshot: Snapshot, ref: Ref) -> dict[str, str | int | bool]:
    found: Participant | None = snapshot.participants.get(ref)
    if found is None:
        return _mechanism(snapshot.mechanisms[ref.id])
    return _known(
        kind=ref.kind,
        local=ref.id,
        label=found.label.en,
        iri=found.iri,
        label_en=found.label.en,
        label_es=found.label.es,
        acronym=found.acronym,
        iso2=found.iso2,
        iso3=found.iso3,
    )


def _edge(seat: Seat) -> dict[str, str | int | bool]:
    row = seat.membership
    return _known(
        role=row.role,
        since=row.since,
        until=row.until,
        since_year=row.span.since,
        until_year=row.span.until,
        basis=str(seat.basis),
        rank=str(row.rank),
        sources="; ".join(f"{cite.source.id}: {cite.locator} ({cite.stance})" for cite in seat.citations),
    )
