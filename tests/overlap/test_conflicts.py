"""Disagreements on the small graph: all of them, each by hand."""

from __future__ import annotations

from dataclasses import replace

from kg.graph import KnowledgeGraph
from kg.model import Claim, Ref, Text, Value
from kg.overlap.conflicts import Conflict, _distinct, conflicts
from kg.overlap.conflicts.value import conflicts as value_conflicts
from kg.snapshot import Snapshot


def only(graph: KnowledgeGraph, *claims: Claim) -> Snapshot:
    """The snapshot with these claims and no mandates."""
    return replace(graph.snapshot, claims=claims, assignments=())


def by_id(graph: KnowledgeGraph) -> dict[str, Conflict]:
    return {row.id: row for row in conflicts(graph.snapshot)}


def test_all_disagreements_and_no_other(small: KnowledgeGraph):
    assert set(by_id(small)) == {
        "value-river-established",
        "value-river-hasMandate-small-training",
        "membership-harbour-ABW",
        "membership-harbour-HND",
        "membership-river-HND",
        "acronym-riv",
        "name-harbour",
        "arithmetic-harbour-budgetShare",
    }


def test_two_values_stand_side_by_side_best_ranked_first(small: KnowledgeGraph):
    found = by_id(small)["value-river-established"]
    assert [(side.value.en, side.rank) for side in found.values] == [
        ("2011", "preferred"),
        ("2010", "normal"),
    ]
    assert [cite.source.id for side in found.values for cite in side.citations] == [
        "bulletin-2020",
        "atlas-2015",
    ]
    assert found.note == Text("The later source cites the minutes.", "La fuente posterior cita el acta.")


def test_spells_of_one_state_are_no_disagreement(small: KnowledgeGraph):
    assert "membership-harbour-BLZ" not in by_id(small)


def test_a_list_that_leaves_somebody_out_is_a_side(small: KnowledgeGraph):
    found = by_id(small)["membership-river-HND"]
    assert [side.value.en for side in found.values] == ["member", "not in the list"]
    assert [cite.source.id for cite in found.values[1].citations] == ["bulletin-2020"]


def test_a_date_told_less_precisely_is_no_disagreement(small: KnowledgeGraph):
    river = Ref("mechanism", "harbour")

    def dated(name: str, text: str) -> Claim:
        return Claim(id=name, iri=name, subject=river, property="launched", value=Value(text, "gYear"))

    def found(*texts: str) -> list[str]:
        claims = tuple(dated(str(index), text) for index, text in enumerate(texts))
        return [row.id for row in value_conflicts(only(small, *claims))]

    assert found("2000", "2000-03") == []
    assert found("2000", "2000-03", "2000-03-14") == []
    assert found("2000-03", "2000-04") == ["value-harbour-launched"]
    assert found("1999", "2000-03") == ["value-harbour-launched"]


def test_relations_may_have_several_values(small: KnowledgeGraph):
    def relation(name: str) -> Claim:
        target = Value(name, ref=Ref("mechanism", name), iri=name)
        return Claim(id=name, iri=name, subject=Ref("mechanism", "river"), property="partOf", value=target)

    assert list(value_conflicts(only(small, relation("harbour"), relation("ridge")))) == []


def test_shares_that_miss_the_whole_are_told_unrounded(small: KnowledgeGraph):
    found = by_id(small)["arithmetic-harbour-budgetShare"]
    assert found.values[0].value.en == "sum of 2 shares: 90.5 %"
    assert "90.5" in found.note.es


def test_counts_of_different_parts_are_no_disagreement(small: KnowledgeGraph):
    def counted(state: str, number: str) -> Claim:
        return Claim(
            id=state,
            iri=state,
            subject=Ref("mechanism", "lantern"),
            property="repatriatedPersons",
            value=Value(number, "integer"),
            kind="figure",
            concerns=(Ref("state", state),),
        )

    def found(*claims: Claim) -> list[str]:
        return [row.id for row in value_conflicts(only(small, *claims))]

    assert found(counted("HND", "27000"), counted("GTM", "62000")) == []
    assert found(counted("HND", "27000"), counted("HND", "62000")) == ["value-lantern-repatriatedPersons-HND"]


def test_a_number_given_to_a_second_one_is_not_given_twice():
    """ "acronym-riv" twice and a third that is called "acronym-riv-2" itself."""
    rows = [
        Conflict(
            id=name,
            subject=Ref("state", "HND"),
            property="x",
            kind="value",
            values=(),
            note=Text("", ""),
            outcome=Text("", ""),
        )
        for name in ("acronym-riv", "acronym-riv", "acronym-riv-2")
    ]
    assert [row.id for row in _distinct(rows)] == ["acronym-riv", "acronym-riv-2", "acronym-riv-2-2"]
