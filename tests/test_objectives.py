"""Who covers an objective of the global compacts: by hand on the small graph, and as the sources say."""

from __future__ import annotations

import pytest
import rdflib

import kg
from kg.asof import Selection
from kg.catalog import catalog
from kg.errors import UnknownIdError
from kg.graph import KnowledgeGraph
from kg.namespaces import ONTOLOGY, iri
from kg.objectives import Match, fields, holdings, mandates_called, matches, ordered, reach
from kg.rows import mandate_detail, objective_detail, objective_row
from tests.objectives_support import matched

MM = rdflib.Namespace(ONTOLOGY)
SKOS = rdflib.SKOS


@pytest.fixture(scope="module")
def small_matched(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    return kg.load(matched(tmp_path_factory.mktemp("matched")))


def about(graph: KnowledgeGraph, key: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = fields(graph.snapshot, graph.snapshot.objectives[key])
    return [(row.mandate.id, row.match.value, row.through) for row in found]


def covering(graph: KnowledgeGraph, key: str, sources: frozenset[str] | None = None) -> list[tuple[str, str]]:
    found = holdings(graph.snapshot, graph.snapshot.objectives[key], sources)
    return [(row.mechanism, row.mandate) for row in found]


def test_the_objectives_are_those_of_the_two_compacts(real: KnowledgeGraph) -> None:
    ids = [row.id for row in ordered(real.snapshot)]
    assert ids == [f"gcm-{number}" for number in range(1, 24)] + [f"gcr-{number}" for number in range(1, 5)]


def test_a_close_match_covers(small_matched: KnowledgeGraph) -> None:
    assert about(small_matched, "gcm-4") == [("small-data", "close", ())]
    assert covering(small_matched, "gcm-4") == [("harbour", "small-data"), ("river", "small-data")]


def test_a_part_and_what_is_narrower_cover_too(small_matched: KnowledgeGraph) -> None:
    """River's training is a deprecated statement and does not count."""
    assert about(small_matched, "gcm-13") == [
        ("small-knowledge", "broad", ()),
        ("small-data", "narrower", ("small-knowledge",)),
        ("small-training", "narrower", ("small-knowledge",)),
    ]
    assert covering(small_matched, "gcm-13") == [
        ("harbour", "small-data"),
        ("harbour", "small-training"),
        ("ridge", "small-knowledge"),
        ("river", "small-data"),
    ]


def test_only_the_sources_asked_for_speak(small_matched: KnowledgeGraph) -> None:
    """The Atlas knows nothing of Ridge; asked alone, its outranked word on River's training comes back."""
    assert covering(small_matched, "gcm-13", frozenset({"atlas-2015"})) == [
        ("harbour", "small-data"),
        ("harbour", "small-training"),
        ("river", "small-data"),
        ("river", "small-training"),
    ]


def test_whom_that_reaches(small_matched: KnowledgeGraph) -> None:
    """In 2022 Harbour has five members, River three of the same; nobody lists those of Ridge."""
    found = reach(small_matched.snapshot, ["harbour", "ridge", "river"])
    assert {str(ref): [seat.membership.mechanism for seat in held] for ref, held in found.states.items()} == {
        "state:BLZ": ["harbour"],
        "state:CRI": ["harbour", "river"],
        "state:GTM": ["harbour", "river"],
        "state:HND": ["harbour", "river"],
        "state:MEX": ["harbour"],
    }
    assert (found.year, found.unknown, found.absent) == (2022, ("ridge",), ())


def test_what_has_ended_reaches_nobody_now(small_matched: KnowledgeGraph) -> None:
    now = reach(small_matched.snapshot, ["lantern", "river"])
    assert now.absent == ("lantern",)
    assert {ref.id for ref in now.states} == {"CRI", "GTM", "HND"}
    then = reach(small_matched.snapshot, ["lantern", "ridge"], Selection(year=2000))
    assert {ref.id for ref in then.states} == {"CRI", "GTM", "HND"}
    assert (then.unknown, then.absent) == ((), ("ridge",))  # Ridge was not there yet: nothing is missing


def test_rows(small_matched: KnowledgeGraph) -> None:
    snapshot = small_matched.snapshot
    row = objective_row(snapshot, snapshot.objectives["gcm-13"])
    assert (row["id"], row["compact"], row["number"]) == ("gcm-13", "gcm", 13)
    assert row["mechanisms"] == ["harbour", "ridge", "river"]
    assert (row["mechanism_count"], row["state_count"], row["lists_unknown"]) == (3, 5, ["ridge"])
    assert {cite["id"] for cite in row["sources"]} == {"atlas-2015", "bulletin-2020"}
    detail = objective_detail(snapshot, snapshot.objectives["gcm-8"], lang="es")
    assert [(body["id"], body["existed"], body["member_count"]) for body in detail["covered_by"]] == [
        ("lantern", False, None),
        ("river", True, 3),
    ]
    assert [state["mechanisms"] for state in detail["states"]] == [["river"]] * 3
    assert {held["match"] for held in detail["holdings"]} == {"close"}
    assert all(held["sources"] for held in detail["holdings"])


def test_a_mandate_shows_what_it_is_matched_to(small_matched: KnowledgeGraph, real: KnowledgeGraph) -> None:
    snapshot = small_matched.snapshot
    found = matches(snapshot, snapshot.mandates["small-knowledge"])
    assert [(row.id, match) for row, match in found] == [("gcm-13", Match.BROAD)]
    detail = mandate_detail(real.snapshot, real.snapshot.mandates["counter-trafficking"])
    assert detail["objectives"] == [
        {
            "id": "gcm-10",
            "iri": iri("gcm-objective", "10"),
            "label": "Objective 10: against trafficking",
            "match": "close",
        }
    ]
    assert detail["close_match"] == [iri("gcm-objective", "10")]


def test_names_of_objectives(real: KnowledgeGraph) -> None:
    for name in (
        "gcm-7",
        "GCM-7",
        "gcm 7",
        "GCM objective 7",
        "OBJETIVO 7 DEL PMM",
        "Objetivo 7: menos vulnerabilidad",
    ):
        assert real.names.objective(name) == "gcm-7", name
    with pytest.raises(UnknownIdError) as caught:
        real.names.objective("2")
    assert caught.value.suggestions == ("gcm-2", "gcr-2")
    with pytest.raises(UnknownIdError, match="Unknown objective 'gcm-24'"):
        real.names.objective("gcm-24")
    assert real.names.search("objective 10: against")[0].ref.id == "gcm-10"


def test_a_mandate_or_an_objective_may_be_asked_for(small_matched: KnowledgeGraph) -> None:
    def meant(text: str) -> set[str]:
        return set(mandates_called(small_matched.names, small_matched.snapshot, text))

    assert meant("Shared figures") == {"small-data"}
    assert meant("gcm-13") == {"small-knowledge", "small-data", "small-training"}
    assert meant("gcm-14") == set()
    with pytest.raises(UnknownIdError, match="Unknown mandate 'smal-data'"):
        meant("smal-data")


#: Read in the documents: who is said to work on what the objective is about, and who is not.
READ = {
    # CRM: training on assistance to vulnerable migrants; SICA: projects for young people who might leave.
    "gcm-7": ({"crm", "sica", "cmc", "cam-minors-program"}, {"ca4", "quito-process", "gcm"}),
    # The concept note gives CSM the fight against trafficking; PAIM-SICA's lines of action name it.
    "gcm-10": ({"csm", "paim-sica"}, {"crm", "mirps", "cam"}),
    "gcm-23": ({"cam", "crm", "mirps", "quito-process", "r4v", "gcm", "gcr", "cirefca"}, {"arctic-council"}),
    # No source gives any mechanism the detention of migrants as a field.
    "gcm-13": (set(), {"crm", "gcm"}),
}


@pytest.mark.parametrize("key", READ)
def test_who_covers_an_objective_in_the_sources(real: KnowledgeGraph, key: str) -> None:
    wanted, others = READ[key]
    found = {mechanism for mechanism, _ in covering(real, key)}
    assert wanted <= found
    assert not others & found
    if not wanted:
        assert found == set()
        assert fields(real.snapshot, real.snapshot.objectives[key]) == ()


@pytest.mark.parametrize("key", ["gcm-7", "gcm-10", "gcm-23", "gcr-3", "gcm-13"])
def test_the_same_by_another_way(real: KnowledgeGraph, key: str) -> None:
    """Walked in rdflib: down from the matched mandates, over the derived mm:hasMandate, to the mechanisms."""
    graph = real.graph
    node = rdflib.URIRef(real.snapshot.objectives[key].iri)
    heads = {*graph.subjects(SKOS.closeMatch, node), *graph.subjects(SKOS.broadMatch, node)}
    meant = {below for head in heads for below in graph.transitive_objects(head, SKOS.narrower)}
    bodies = {str(body).rpartition("/")[2] for one in meant for body in graph.subjects(MM.hasMandate, one)}
    assert {mechanism for mechanism, _ in covering(real, key)} == bodies


def answered(graph: KnowledgeGraph, key: str, source: str) -> set[tuple[str, str, str]]:
    node = graph.snapshot.objectives[key].node
    rows = graph.store.select(catalog()["objective-mechanisms"].bind(objective=node, source=source)).dicts()
    return {
        (*(str(row[name]).rpartition("/")[2] for name in ("statement", "mandate")), str(row["match"]))
        for row in rows
    }


def test_the_queries_give_the_same(real: KnowledgeGraph, small_matched: KnowledgeGraph) -> None:
    for graph in (real, small_matched):
        counts: dict[str, int] = {}
        for objective in ordered(graph.snapshot):
            match = {row.mandate.id: row.match.value for row in fields(graph.snapshot, objective)}
            for source in ("any", sorted(graph.snapshot.sources)[0]):
                sources = None if source == "any" else frozenset({source})
                held = holdings(graph.snapshot, objective, sources)
                expected = {(row.id, row.mandate, match[row.mandate]) for row in held}
                assert answered(graph, objective.id, source) == expected, (objective.id, source)
            counts[objective.iri] = len({row.mechanism for row in holdings(graph.snapshot, objective)})
        rows = graph.store.select(catalog()["objectives"].bind()).dicts()
        assert {row["objective"]: row["mechanism_count"] for row in rows} == counts


def test_assignments_are_those_of_the_domain(small: KnowledgeGraph) -> None:
    rows = small.store.select(catalog()["assignments"].bind()).dicts()
    found = {tuple(str(row[name]).rpartition("/")[2] for name in ("mechanism", "mandate")) for row in rows}
    assert found == {
        ("harbour", "small-data"),
        ("harbour", "small-training"),
        ("lantern", "small-borders"),
        ("river", "small-borders"),
        ("river", "small-data"),
    }
    only = small.store.select(catalog()["assignments"].bind(mechanism=["lantern"])).dicts()
    assert len(only) == 1
