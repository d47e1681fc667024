"""Pairs, intersections, network and timeline on the small graph, worked out by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.incidence import Incidence, mandates, members
from kg.overlap.intersections import intersections
from kg.overlap.network import network
from kg.overlap.pairs import pair, pairs
from kg.overlap.timeline import timeline

ANY = Selection(roles=None)


def ids(refs: tuple[Ref, ...]) -> list[str]:
    return [ref.id for ref in refs]


def test_a_pair_of_known_lists(small: KnowledgeGraph):
    # harbour {BLZ CRI GTM HND MEX}, river {CRI GTM HND}: 3 shared of 5.
    found = small.overlap("harbour", "river", year=2022)
    assert ids(found.shared) == ["CRI", "GTM", "HND"]
    assert ids(found.only_a) == ["BLZ", "MEX"]
    assert found.only_b == ()
    assert (found.union_count, found.jaccard, found.overlap_coefficient) == (5, 0.6, 1.0)


def test_a_pair_with_an_unknown_list_has_no_measure(small: KnowledgeGraph):
    found = small.overlap("harbour", "ridge", year=2022)
    assert (found.union_count, found.jaccard, found.overlap_coefficient) == (None, None, None)
    assert found.shared == ()


def test_mandates_of_a_pair(small: KnowledgeGraph):
    # harbour {data, training}, river {borders, data}.
    found = small.overlap("harbour", "river", by="mandates")
    assert ids(found.shared) == ["small-data"]
    assert found.jaccard == pytest.approx(1 / 3)
    assert found.overlap_coefficient == 0.5


def test_a_mechanism_without_any_mandate_on_record_has_an_unknown_list(small: KnowledgeGraph):
    assert mandates(small.snapshot).unknown == {"ridge"}


def test_an_ended_mechanism_is_compared_only_when_it_is_asked_for(small: KnowledgeGraph):
    assert "lantern" not in members(small.snapshot).sets
    asked = members(small.snapshot, mechanisms=["lantern", "harbour"])
    assert {ref.id for ref in asked.sets["lantern"]} == {"CRI", "GTM"}
    assert members(small.snapshot, Selection(year=2006), ["lantern"]).sets["lantern"] == frozenset()


def test_every_pair_once_and_both_ways_round_the_same(small: KnowledgeGraph):
    incidence = members(small.snapshot)
    found = pairs(incidence)
    assert [(row.a, row.b) for row in found] == [
        ("harbour", "ridge"),
        ("harbour", "river"),
        ("ridge", "river"),
    ]
    turned = pair(incidence, "river", "harbour")
    assert (turned.only_b, turned.jaccard) == (found[1].only_a, found[1].jaccard)


def test_exclusive_intersections_leave_out_unknown_lists(small: KnowledgeGraph):
    found = intersections(members(small.snapshot))
    assert [(row.mechanisms, ids(row.participants)) for row in found] == [
        (("harbour", "river"), ["CRI", "GTM", "HND"]),
        (("harbour",), ["BLZ", "MEX"]),
    ]


def test_intersections_part_the_union() -> None:
    a, b, c = (Ref("state", name) for name in "ABC")
    found = intersections(Incidence({"x": frozenset({a, b}), "y": frozenset({b, c}), "z": frozenset()}))
    assert [(row.mechanisms, row.participants) for row in found] == [
        (("x",), (a,)),
        (("y",), (c,)),
        (("x", "y"), (b,)),
    ]


def test_nothing_over_nothing_is_no_number() -> None:
    empty = Incidence({"x": frozenset(), "y": frozenset()})
    found = pair(empty, "x", "y")
    assert (found.union_count, found.jaccard, found.overlap_coefficient) == (0, None, None)


def test_network_has_an_edge_for_each_seat(small: KnowledgeGraph):
    graph = network(small.snapshot, Selection(year=2012, roles=None))
    held = graph.get_edge_data("state:MEX", "mechanism:harbour")
    assert held is not None
    assert {data["role"] for data in held.values()} == {"observer"}
    assert "mechanism:lantern" not in graph
    assert "mechanism:ridge" not in graph  # founded in 2018
    assert nx.is_directed(graph)


def test_network_keeps_mechanisms_without_a_list(small: KnowledgeGraph):
    graph = network(small.snapshot)
    assert graph.nodes["mechanism:ridge"]["list_status"] == "unknown"
    assert graph.in_degree("mechanism:ridge") == 1  # the one host that is named


def test_timeline_keeps_spells_and_alternatives_apart(small: KnowledgeGraph):
    found = timeline(small.snapshot, Selection())
    spells = [row.span for row in found.memberships if row.participant.id == "BLZ"]
    assert [(span.since, span.until) for span in spells] == [(2000, 2004), (2010, None)]
    honduras = [row.id for row in found.memberships if row.id.startswith("harbour-HND")]
    assert honduras == ["harbour-HND-member"]
    assert [body.id for body in found.mechanisms] == ["lantern", "harbour", "river", "ridge"]
    assert (found.first, found.last) == (1995, 2022)
