"""The explorer's document: the answers of kg.asof for every year and every source, within its weight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from api.schemas.explorer import ExplorerDocument
from kg.asof import Selection, existed, list_known, mandates_of, seats
from kg.explorer import Surroundings, document, packed, weight
from kg.explorer.details import LONG
from kg.explorer.roles import SHAPES
from kg.graph import KnowledgeGraph
from kg.model import Ref, Text
from kg.overlap.conflicts import conflicts
from kg.overlap.reading import RULE
from kg.snapshot import Snapshot
from kg.views.explorer import document_of, first_of, packed_of, part_of
from kg.views.regions import REGIONS

Json = dict[str, Any]
#: What the document may weigh, compressed: without its long texts, and whole. Bytes.
MOST_FIRST, MOST = 50_000, 80_000


@pytest.fixture(scope="module")
def found(real: KnowledgeGraph) -> Json:
    return dict(document_of(real.snapshot))


def answered(runs: Iterable[list[int]], year: int) -> str | None:
    """The basis on which ``runs`` answer ``year``; None where they do not."""
    told = [("assumed", "stated")[flag] for start, end, flag in runs if start <= year <= end]
    assert len(told) <= 1
    return told[0] if told else None


def as_told(document: Json, year: int, source: int | None) -> set[tuple[str, str]]:
    """(membership id, basis) of all that the document answers in ``year``, by all sources or one alone."""
    rows = set()
    for seat in document["seats"]:
        basis = answered(seat["runs"] if source is None else seat["alone"].get(str(source), []), year)
        if basis:
            rows.add((seat["id"], basis))
    return rows


def as_of(snapshot: Snapshot, year: int, sources: frozenset[str] | None) -> set[tuple[str, str]]:
    rows = seats(snapshot, Selection(year, None, sources))
    return {(seat.membership.id, str(seat.basis)) for seat in rows}


@pytest.mark.parametrize("name", ["real", "small"])
def test_every_year_is_answered_as_the_rule_answers_it(name: str, request: pytest.FixtureRequest):
    snapshot = request.getfixturevalue(name).snapshot
    found = document(snapshot, conflicts(snapshot))
    assert found["first"] < found["now"] == snapshot.now
    for year in range(found["first"], found["now"] + 1):
        assert as_told(found, year, None) == as_of(snapshot, year, None), year


@pytest.mark.parametrize("name", ["real", "small"])
def test_each_source_alone_is_answered_as_if_only_it_had_spoken(name: str, request: pytest.FixtureRequest):
    snapshot = request.getfixturevalue(name).snapshot
    found = document(snapshot, conflicts(snapshot))
    places = {source["id"]: place for place, source in enumerate(found["sources"])}
    for source in snapshot.sources:
        for year in range(found["first"], found["now"] + 1):
            told = as_told(found, year, places[source]) if source in places else set()
            assert told == as_of(snapshot, year, frozenset({source})), (source, year)


def test_mandates_are_held_as_the_rule_says_with_all_sources_and_with_each_alone(real, found: Json):
    snapshot = real.snapshot
    for body in snapshot.mechanisms:
        own = [row for row in found["assignments"] if row["m"] == body]
        assert {row["id"] for row in own if row["holds"]} == {row.id for row in mandates_of(snapshot, body)}
        for place, source in enumerate(found["sources"]):
            told = {row["id"] for row in own if place in row["alone"]}
            assert told == {row.id for row in mandates_of(snapshot, body, frozenset({source["id"]}))}


def test_lists_are_known_where_the_rule_knows_them(real, found: Json):
    for row in found["mechanisms"]:
        body = real.snapshot.mechanisms[row["id"]]
        for role in ("member", "host-country", "observer"):
            told = row["list"] != "unknown" or role in row["complete_roles"]
            assert told == list_known(body, Selection(roles=frozenset({role})))
        for year in (1984, 1990, 2000, 2012, 2026):
            there = (row["established_year"] or 0) <= year <= (row["ended_year"] or 9999)
            assert there == existed(body, year)


def test_nothing_of_the_graph_is_left_out(real, found: Json):
    snapshot = real.snapshot
    assert [row["id"] for row in found["seats"]] == [row.id for row in snapshot.memberships]
    assert [row["id"] for row in found["assignments"]] == [row.id for row in snapshot.assignments]
    assert {row["id"] for row in found["mechanisms"]} == set(snapshot.mechanisms)
    assert {row["id"] for row in found["mandates"]} == set(snapshot.mandates)
    keys = [row["key"] for row in found["participants"]]
    assert len(keys) == len(set(keys))
    assert {str(row.participant) for row in snapshot.memberships} <= set(keys)
    assert [row["id"] for row in found["conflicts"]] == [row.id for row in conflicts(snapshot)]
    seat_ids = {row.id for row in snapshot.memberships}
    assert all(set(row["seats"]) <= seat_ids for row in found["conflicts"])
    assert any(row["seats"] for row in found["conflicts"])


def test_every_statement_carries_its_citations_with_place_and_stance(real, found: Json):
    rows = {row.id: row for row in (*real.snapshot.memberships, *real.snapshot.assignments)}
    for row in (*found["seats"], *found["assignments"]):
        told = {(found["sources"][source]["id"], place, stance)
                for source, place, stance in (found["cites"][n] for n in row["cites"])}  # fmt: skip
        said = rows[row["id"]].citations
        assert told == {(cite.source.id, cite.locator, str(cite.stance)) for cite in said}
        assert told


def test_the_document_is_what_its_schema_says(found: Json):
    read = ExplorerDocument.model_validate(found)
    assert read.model_fields_set == set(found)
    assert ExplorerDocument.model_validate(part_of(found, ["roles"])).mechanisms is None


def test_the_first_answer_is_the_document_without_its_long_texts(real, found: Json):
    import json

    first, whole = json.loads(first_of(real.snapshot)), json.loads(packed_of(real.snapshot))
    assert whole == found
    assert first == {name: value for name, value in whole.items() if name != "details"}
    for member, names in LONG.items():
        assert not {name for row in first[member] for name in row} & set(names)
        assert set(whole["details"][member]) <= {row["id"] for row in whole[member]}
    crm = next(row for row in real.snapshot.mechanisms.values() if row.id == "crm")
    assert whole["details"]["mechanisms"]["crm"] == {"about": [crm.description.en, crm.description.es]}
    told = {key: row.get("note") for key, row in whole["details"]["seats"].items()}
    for row in real.snapshot.memberships:
        assert told.get(row.id) == ([row.note.en, row.note.es] if row.note else None)


def test_weight(real, found: Json, capsys: pytest.CaptureFixture[str]):
    first, whole = weight({name: value for name, value in found.items() if name != "details"}), weight(found)
    with capsys.disabled():
        print(
            f"\ndocument: {first.raw:,} bytes, {first.gzipped:,} compressed; "
            f"whole {whole.raw:,}, {whole.gzipped:,}"
        )
    assert first.gzipped <= MOST_FIRST
    assert whole.gzipped <= MOST
    assert len(packed(found)) == whole.raw


def test_rows_are_the_americas_then_other_states_then_bodies(found: Json):
    blocks = [
        0 if row["group"] in REGIONS else 1 if row["group"] == "elsewhere" else 2
        for row in found["participants"]
    ]
    assert blocks == sorted(blocks)
    assert set(blocks) == {0, 1, 2}
    for row in found["participants"]:
        assert row["region"] == (row["group"] in REGIONS)
        assert row["group"] in found["groups"]


def test_columns_without_a_known_list_stand_last(found: Json):
    seated = {row["m"] for row in found["seats"] if row["runs"]}
    ranks = [(row["id"] not in seated, not row["listed"]) for row in found["mechanisms"]]
    assert ranks == sorted(ranks)
    ids = [row["id"] for row in found["mechanisms"] if row["default"]]
    assert {"crm", "csm", "cam", "gcm", "gcr"} <= set(ids)
    assert not {"h-2", "nca-migration-council", "title-42"} & set(ids)
    # The South American bodies lie together, and so do those of Central America.
    assert (
        max(map(ids.index, ("csm", "mercosur", "can"))) - min(map(ids.index, ("csm", "mercosur", "can"))) == 2
    )
    assert max(map(ids.index, ("mirps", "sica", "crm"))) - min(map(ids.index, ("mirps", "sica", "crm"))) == 2


def test_the_order_does_not_depend_on_the_order_of_the_graph(real):
    from dataclasses import replace

    snapshot = real.snapshot
    turned = replace(snapshot, memberships=snapshot.memberships[::-1])
    one, two = document(snapshot, ()), document(turned, ())
    for member, key in (("mechanisms", "id"), ("participants", "key")):
        assert [row[key] for row in one[member]] == [row[key] for row in two[member]]


def test_roles_have_shapes_of_their_own(found: Json):
    shapes = [role["shape"] for role in found["roles"]]
    assert len(shapes) == len(set(shapes))
    assert set(shapes) <= set(SHAPES)
    assert found["roles"][0]["id"] == "member"
    assert {role["id"] for role in found["roles"]} == {row["role"] for row in found["seats"]}


def test_the_thresholds_of_the_reading_are_those_of_the_rule(found: Json):
    assert found["reading"] == {
        "members": RULE.members, "mandates": RULE.mandates, "min_mandates": RULE.min_mandates,
    }  # fmt: skip


def test_what_the_page_knows_beside_the_graph_is_put_in(small: KnowledgeGraph):
    snapshot = small.snapshot
    codes = [row.iso3 for row in snapshot.states if row.iso3][:2]
    around = Surroundings(
        {codes[0]: [codes[1], "XXX"]}, {"caribbean": Text("A", "B")}, {"state:MEX": ("left", 0, 1)}
    )
    found = document(snapshot, (), around)
    rows = {row["iso3"]: row for row in found["participants"] if row["iso3"]}
    keys = [str(row.ref) for row in snapshot.states if row.iso3 == codes[1]]
    assert rows[codes[0]]["neighbours"] == keys
    assert rows[codes[1]]["neighbours"] == []
    assert found["groups"] == {"caribbean": ["A", "B"]}
    assert found["places"] == {"state:MEX": ["left", 0, 1]}


def test_neighbours_are_mutual_and_known(found: Json):
    near = {row["key"]: set(row["neighbours"]) for row in found["participants"]}
    assert near["state:CRI"] == {"state:NIC", "state:PAN"}
    assert near["state:HTI"] == {"state:DOM"}
    assert near["state:JAM"] == set()
    assert all(key in near[other] for key, others in near.items() for other in others if other in near)


def test_the_document_is_made_once_for_a_snapshot(real, small):
    first = document_of(real.snapshot)
    assert document_of(real.snapshot) is first
    assert document_of(small.snapshot) is not first
    assert document_of(real.snapshot) == first


def test_a_statement_that_is_never_answered_has_no_runs(real, found: Json):
    deprecated = [row for row in found["seats"] if row["rank"] == "deprecated"]
    assert deprecated
    assert all(row["runs"] == [] for row in deprecated)
    assert any(row["alone"] for row in deprecated), "alone, its source is heard"


def test_a_body_that_sits_in_another_is_a_row(found: Json):
    rows = {row["key"]: row for row in found["participants"]}
    oas = rows[str(Ref("mechanism", "oas"))]
    assert oas["group"] == "organizations"
    assert oas["short"] == ["OAS", "OEA"]
    assert oas["iso3"] is None
