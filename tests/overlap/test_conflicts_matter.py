"""What a claim speaks of decides whether another one disagrees with it; what properties have one value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Claim, Rank, Ref, Stance, Text, Value
from kg.overlap.conflicts import Conflict, Wanted, chosen, conflicts
from kg.overlap.conflicts.value import conflicts as value_conflicts
from kg.snapshot import Snapshot

LANTERN = Ref("mechanism", "lantern")
CHILDREN, ADULTS = Text("children", "niños"), Text("adults", "adultos")


def counted(name: str, number: str, **more: object) -> Claim:
    fields: dict[str, object] = {
        "subject": LANTERN, "property": "apprehensions", "kind": "figure", "unit": "persons",
        "value": Value(number, "integer"),
    }  # fmt: skip
    return Claim(id=name, iri=name, **{**fields, **more})  # type: ignore[arg-type]


def only(graph: KnowledgeGraph, *claims: Claim) -> Snapshot:
    return replace(graph.snapshot, claims=claims, assignments=())


def found(graph: KnowledgeGraph, *claims: Claim) -> list[Conflict]:
    return list(value_conflicts(only(graph, *claims)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"population": CHILDREN}, {"population": ADULTS}),
        ({"population": CHILDREN}, {}),
        (
            {"period_start": "2019-10", "period_end": "2020-09"},
            {"period_start": "2019", "period_end": "2019"},
        ),
        ({"year": 2019}, {"year": 2020}),
        ({"approximation": "about"}, {}),
        ({"ordinal": 1}, {"ordinal": 2}),
        ({"mandates": ("small-data",)}, {"mandates": ("small-borders",)}),
        ({"concerns": (Ref("state", "HND"),)}, {"concerns": (Ref("state", "HND"), Ref("state", "GTM"))}),
        ({"contributor": Ref("state", "HND")}, {"contributor": Ref("state", "GTM")}),
        ({"contributor_group": CHILDREN}, {"contributor_group": ADULTS}),
        ({"unit": "persons"}, {"unit": "events"}),
    ],
)
def test_what_narrows_a_figure_makes_it_another_matter(
    small: KnowledgeGraph, one: dict[str, object], other: dict[str, object]
):
    assert found(small, counted("a", "5", **one), counted("b", "7", **other)) == []
    assert len(found(small, counted("a", "5", **one), counted("b", "7", **one))) == 1
    assert len(found(small, counted("a", "5", **other), counted("b", "7", **other))) == 1


def test_the_card_says_what_narrows_the_matter(small: KnowledgeGraph):
    narrow = {
        "year": 2019, "period_start": "2018-10", "period_end": "2019-09", "population": CHILDREN,
        "ordinal": 3, "concerns": (Ref("state", "HND"),), "mandates": ("small-data",),
    }  # fmt: skip
    (row,) = found(small, counted("a", "5", **narrow), counted("b", "7", **narrow))
    assert row.id == "value-lantern-apprehensions-2019-2018-10-2019-09-HND-children-3-small-data"
    assert row.about == Text(
        "2019, 2018-10–2019-09, Honduras, children, no. 3, Shared figures",
        "2019, 2018-10–2019-09, Honduras, niños, n.º 3, Cifras compartidas",
    )
    assert row.things == (LANTERN, Ref("state", "HND"))


def test_the_model_that_a_claim_follows_is_no_other_matter(small: KnowledgeGraph):
    model = {"follows": (Ref("claim", "x"),)}
    assert len(found(small, counted("a", "5", **model), counted("b", "7"))) == 1


def text(name: str, english: str, prop: str = "capacityFinding", **more: object) -> Claim:
    value = Value(english, words=Text(english, english + " (es)"))
    return counted(name, "0", property=prop, kind="claim", unit=None, value=value, **more)


@pytest.mark.parametrize(
    "prop", ["capacityFinding", "valueProposition", "successFactor", "eligibility", "cap", "composition"]
)
def test_several_texts_are_no_disagreement_unless_one_is_denied(small: KnowledgeGraph, prop: str):
    one, two, three = (text(name, name, prop) for name in ("one", "two", "three"))
    assert found(small, one, two, three) == []
    (row,) = found(small, one, replace(two, rank=Rank.DEPRECATED), denied(small, three))
    assert {side.value.en for side in row.values} == {"two", "three"}


def denied(graph: KnowledgeGraph, row: Claim) -> Claim:
    cites = {cite.stance: cite for cite in graph.snapshot.citations.values()}
    return replace(row, citations=(cites[Stance.SUPPORTS], cites[Stance.CONTRADICTS]))


def test_a_single_value_that_a_source_denies_is_a_disagreement(small: KnowledgeGraph):
    (row,) = found(small, denied(small, text("one", "one")))
    assert [(side.value.es, len(side.citations)) for side in row.values] == [
        ("one (es)", 2),
        ("desmentido", 1),
    ]


@pytest.mark.parametrize(
    ("prop", "one", "two"),
    [("status", "active", "ended"), ("legallyBinding", "true", "false"), ("established", "1990", "1991")],
)
def test_properties_of_one_value_come_from_the_ontology(small: KnowledgeGraph, prop: str, one: str, two: str):
    def made(name: str, value: str) -> Claim:
        ref = Ref("status", value) if prop == "status" else None
        return counted(name, "0", property=prop, kind="claim", unit=None, value=Value(value, "x", ref=ref))

    assert len(found(small, made("a", one), made("b", two))) == 1
    snapshot = replace(only(small, made("a", one), made("b", two)), property_kinds={})
    assert list(value_conflicts(snapshot)) == []


def test_counts_of_a_composition_disagree_over_the_years(small: KnowledgeGraph):
    one = counted("a", "5", property="memberCount", unit="members", year=2001)
    two = counted("b", "6", property="memberCount", unit="members", year=2004)
    (row,) = found(small, one, two)
    assert [side.value.en for side in row.values] == ["5 (2001)", "6 (2004)"]
    assert row.note.en == "The numbers speak of different years, and no source dates the change."
    others = (replace(claim, property="partnerCount") for claim in (one, two))
    assert found(small, *others) == []


def test_two_disagreements_never_share_an_id(small: KnowledgeGraph):
    persons = (counted("a", "5"), counted("b", "7"))
    events = tuple(replace(row, id=row.id * 2, unit="events") for row in persons)
    rows = [row.id for row in conflicts(only(small, *persons, *events)) if row.kind == "value"]
    assert rows == ["value-lantern-apprehensions", "value-lantern-apprehensions-2"]


def test_who_asks_gets_what_was_asked_for(small: KnowledgeGraph):
    rows = conflicts(small.snapshot)

    def ids(**asked: object) -> list[str]:
        return [row.id for row in chosen(small.snapshot, rows, Wanted(**asked))]  # type: ignore[arg-type]

    assert ids() == [row.id for row in rows]
    assert ids(kinds=frozenset({"acronym"}), things=frozenset({Ref("mechanism", "ridge")})) == ["acronym-riv"]
    assert ids(things=frozenset({Ref("territory", "ABW")})) == ["membership-harbour-ABW"]
    assert ids(words="HONDURAS lista posterior no lo incluye") == ["membership-river-HND"]
    assert ids(words="quay") == ["name-harbour"]
    assert ids(sources=frozenset({"bulletin-2020"}), kinds=frozenset({"arithmetic"})) == []
    assert ids(words="nothing like it") == []


def test_a_denied_mandate_is_a_disagreement(small: KnowledgeGraph):
    row = next(row for row in conflicts(small.snapshot) if row.property == "hasMandate")
    assert [(side.value.en, side.rank, side.followed) for side in row.values] == [
        ("Joint training", Rank.DEPRECATED, False),
        ("denied", None, True),
    ]
    assert row.reason == Text(
        "The later source says that training stopped.", "La fuente posterior dice que la formación cesó."
    )


def test_an_open_period_keeps_the_side_on_which_it_is_open(small: KnowledgeGraph):
    since = {"period_start": "2019"}
    (row,) = found(small, counted("a", "5", **since), counted("b", "7", **since))
    assert row.about == Text("2019–", "2019–")
