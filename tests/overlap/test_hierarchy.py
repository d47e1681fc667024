"""Overlap of mandates: a broader one that one of those compared holds counts its narrower ones once.

On the small graph with one more assignment, worked out by hand: Ridge works on knowledge, of which shared
figures and joint training are parts. Harbour holds both parts, River figures and border posts.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import kg
from kg.asof import Selection
from kg.catalog import catalog
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.hierarchy import represented
from kg.overlap.incidence import Incidence, mandates
from kg.overlap.intersections import intersections
from kg.overlap.pairs import Pair, pair, pairs
from kg.rows import pair_row

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"
RIDGE = """
assignment:ridge-small-knowledge a mm:MandateAssignment ;
    mm:mechanism mechanism:ridge ; mm:mandate mandate:small-knowledge ;
    mm:citation citation:bulletin-2020-members-p1 ; mm:rank mm:normal .
"""
Sides = dict[str, set[tuple[str, frozenset[str]]]]


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("wider") / "wider.ttl"
    path.write_text(SMALL.read_text("utf-8") + RIDGE, "utf-8")
    return kg.load(path)


def ref(name: str) -> Ref:
    return Ref("mandate", name)


def refs(*names: str) -> frozenset[Ref]:
    return frozenset(map(ref, names))


def ids(found: tuple[Ref, ...]) -> list[str]:
    return [one.id for one in found]


def test_two_narrower_ones_and_the_broader_one_share_one_of_one(wider: KnowledgeGraph) -> None:
    found = wider.overlap("harbour", "ridge", by="mandates")
    assert ids(found.shared) == ["small-knowledge"]
    assert (found.only_a, found.only_b) == ((), ())
    assert (found.union_count, found.jaccard, found.overlap_coefficient) == (1, 1.0, 1.0)
    assert found.dict()["behind"] == {
        "small-knowledge": {"a": ["small-data", "small-training"], "b": ["small-knowledge"]}
    }
    assert found.rows()[0]["name"] == "Shared knowledge"


def test_either_way_round_is_the_same(wider: KnowledgeGraph) -> None:
    there = wider.overlap("river", "ridge", by="mandates")
    back = wider.overlap("ridge", "river", by="mandates")
    assert ids(there.shared) == ids(back.shared) == ["small-knowledge"]
    assert ids(there.only_a) == ids(back.only_b) == ["small-borders"]
    assert (
        (there.jaccard, there.overlap_coefficient) == (back.jaccard, back.overlap_coefficient) == (0.5, 1.0)
    )


def test_what_neither_of_the_pair_holds_joins_nothing(wider: KnowledgeGraph) -> None:
    """Ridge holds knowledge, but Harbour and River are compared without it."""
    found = wider.overlap("harbour", "river", by="mandates")
    assert ids(found.shared) == ["small-data"]
    assert found.jaccard == pytest.approx(1 / 3)
    every = {(row.a, row.b): row for row in pairs(mandates(wider.snapshot))}
    assert every["harbour", "river"].shared == found.shared


def test_a_source_that_is_not_asked_takes_its_broader_mandate_along(wider: KnowledgeGraph) -> None:
    """The Atlas gives Harbour both parts; only the Bulletin gives Ridge the whole."""
    found = wider.overlap("harbour", "ridge", by="mandates", source="atlas-2015")
    assert ids(found.only_a) == ["small-data", "small-training"]
    assert found.jaccard is None  # nobody says then what Ridge works on


def test_intersections_represent_among_all_of_those_compared(wider: KnowledgeGraph) -> None:
    found = intersections(mandates(wider.snapshot))
    assert [(row.mechanisms, ids(row.participants)) for row in found] == [
        (("river",), ["small-borders"]),
        (("harbour", "ridge", "river"), ["small-knowledge"]),
    ]
    assert [ids(held) for held in found[1].behind] == [["small-data", "small-knowledge", "small-training"]]


def test_the_highest_that_is_held_represents_across_gaps() -> None:
    """a > b > c > d; nobody holds b, so c and d go straight up to a; e stands alone."""
    broader = {ref("b"): refs("a"), ref("c"): refs("a", "b"), ref("d"): refs("a", "b", "c")}
    sets = {"x": refs("c", "d", "e"), "y": refs("a")}
    assert represented(sets, broader) == {
        "x": {ref("a"): refs("c", "d"), ref("e"): refs("e")},
        "y": {ref("a"): refs("a")},
    }
    alone = represented({"x": refs("c", "d"), "z": refs("b")}, broader)
    assert alone == {"x": {ref("b"): refs("c", "d")}, "z": {ref("b"): refs("b")}}
    assert represented({"x": refs("d")}, broader) == {"x": {ref("d"): refs("d")}}


def test_two_broader_ones_and_a_circle() -> None:
    two = {ref("c"): refs("a", "b")}
    both = Incidence({"x": refs("c"), "y": refs("a", "b")}, broader=two)
    assert ids(pair(both, "x", "y").shared) == ["a", "b"]
    circle = {ref("a"): refs("a", "b"), ref("b"): refs("a", "b")}
    assert represented({"x": refs("a"), "y": refs("b")}, circle) == {
        "x": {ref("a"): refs("a")},
        "y": {ref("b"): refs("b")},
    }


def test_rows_name_what_stands_behind(wider: KnowledgeGraph) -> None:
    found = pair(mandates(wider.snapshot), "ridge", "river")
    row = pair_row(wider.snapshot, found, "mandates", "es")
    assert row["shared"] == [{"id": "small-knowledge", "label": "Saber en común"}]
    assert row["behind"] == [
        {
            "id": "small-knowledge",
            "label": "Saber en común",
            "a": [{"id": "small-knowledge", "label": "Saber en común"}],
            "b": [{"id": "small-data", "label": "Cifras compartidas"}],
        }
    ]


def expected(row: Pair) -> Sides:
    behind = {held.node: held for held in row.behind}
    holdings = {
        node: frozenset([f"{row.a}: {one.id}" for one in held.a] + [f"{row.b}: {one.id}" for one in held.b])
        for node, held in behind.items()
    }
    sides = {"shared": row.shared, "only_a": row.only_a, "only_b": row.only_b}
    return {side: {(one.id, holdings[one]) for one in found} for side, found in sides.items()}


def asked(graph: KnowledgeGraph, row: Pair, sources: frozenset[str] | None) -> Sides:
    text = catalog()["overlap-mandates"].bind(a=row.a, b=row.b, source=sources or "any")
    found: Sides = {"shared": set(), "only_a": set(), "only_b": set()}
    for line in graph.store.select(text).dicts():
        held = frozenset(str(line["holdings"]).split(" | "))
        found[str(line["side"])].add((str(line["mandate"]).rpartition("/")[2], held))
    return found


def test_the_query_gives_the_same_on_the_real_graph(real: KnowledgeGraph) -> None:
    """The pairs of the core, and each other mechanism with the one whose mandates are broadest."""
    bodies = {
        "crm",
        "csm",
        "cam",
        "cmc",
        "mirps",
        "sica",
        "quito-process",
        "r4v",
        "gcm",
        "gcr",
        "nca-task-force",
    }
    for row in pairs(mandates(real.snapshot, mechanisms=sorted(real.snapshot.mechanisms))):
        if {row.a, row.b} <= bodies or "gcm" in (row.a, row.b):
            assert asked(real, row, None) == expected(row), (row.a, row.b)


def test_the_query_gives_the_same_where_sources_are_narrowed(wider: KnowledgeGraph) -> None:
    bodies = sorted(wider.snapshot.mechanisms)
    for source, (a, b) in itertools.product(wider.snapshot.sources, itertools.permutations(bodies, 2)):
        sources = frozenset({source})
        row = pair(mandates(wider.snapshot, Selection(sources=sources), [a, b]), a, b)
        assert asked(wider, row, sources) == expected(row), (source, a, b)


def test_the_example_of_the_documentation(real: KnowledgeGraph) -> None:
    """docs/model.md: one of one in the branch of migrants' rights; by words it would be one of three."""
    found = real.overlap("crm", "sica", by="mandates")
    held = found.dict()["behind"]["migrant-rights"]
    assert {"migrant-rights", "vulnerable-migrants"} <= set(held["a"])
    assert {"migrant-rights", "child-protection"} <= set(held["b"])
    branch = {"migrant-rights", "vulnerable-migrants", "child-protection"}
    assert branch & set(ids(found.shared)) == {"migrant-rights"}
    assert not branch & {*ids(found.only_a), *ids(found.only_b)}
