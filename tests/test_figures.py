"""What figures and recommendations are asked for, what a claim touches, and the named queries beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.catalog import catalog
from kg.errors import ParameterError, UnknownIdError
from kg.figures import Wanted, about, figures, words
from kg.graph import KnowledgeGraph
from kg.model import Claim, Ref, Text, Value
from kg.rows import claim_row, mechanism_row
from kg.views.figures import figures_of

HONDURAS = "https://w3id.org/migration-mechanisms/id/figure/HND-borderEncounters-2019"


def counted(start: str | None, end: str | None, year: int | None = None) -> Claim:
    return Claim(
        id="x",
        iri="x",
        subject=Ref("state", "HND"),
        property="borderEncounters",
        value=Value("1", "integer"),
        kind="figure",
        year=year,
        period_start=start,
        period_end=end,
    )


@pytest.mark.parametrize(
    ("claim", "year", "expected"),
    [
        (counted(None, None), 2019, False),
        (counted(None, None, 2019), 2019, True),
        (counted("2018-10", "2019-09"), 2018, True),
        (counted("2018-10", "2019-09"), 2019, True),
        (counted("2018-10", "2019-09"), 2020, False),
        # The fiscal year 2019 has months of 2018.
        (counted("2018-10-01", "2019-09-30", 2019), 2018, True),
        (counted("2015", None), 2021, True),
        (counted("2015", None), 2014, False),
        (counted(None, "2015"), 2014, True),
    ],
)
def test_the_year_that_a_figure_speaks_of(claim: Claim, year: int, expected: bool) -> None:
    assert claim.speaks_of(year) is expected


def test_qualifiers_come_from_the_graph(small: KnowledgeGraph) -> None:
    row = small.snapshot.claims_by_iri[HONDURAS]
    assert row.population == Text("children on their own", "niños que viajaban solos")
    assert (row.period_start, row.period_end, row.approximation) == ("2018-10", "2019-09", "more-than")
    region = small.snapshot.regions["isthmus"]
    assert [ref.id for ref in region.covers] == ["BLZ", "CRI", "GTM", "HND"]
    assert region.label.es == "El istmo"
    claims = {row.id: row for row in small.snapshot.claims}
    assert claims["GTM-capacityFinding-1"].mandates == ("small-borders", "small-data")
    assert claims["GTM-capacityFinding-1"].ordinal == 2
    assert claims["river-valueProposition-1"].follows == (Ref("claim", "harbour-valueProposition-1"),)


def test_a_claim_concerns_its_value_its_part_and_its_giver(small: KnowledgeGraph) -> None:
    def ids(kind: str, local: str) -> list[str]:
        return [row.id for row in about(small.snapshot, Ref(kind, local))]

    assert ids("state", "HND") == ["isthmus-shareOfPopulation-2015", "HND-borderEncounters-2019"]
    assert ids("state", "MEX") == ["harbour-budget-MEX"]
    assert "river-partOf-harbour" in ids("mechanism", "harbour")
    assert ids("region", "isthmus") == ["isthmus-shareOfPopulation-2015"]


def test_words_are_compared_without_case_and_accents() -> None:
    assert words("  México, NIÑOS niños ") == ("mexico", "ninos")
    assert words(None) == ()


WANTED: list[tuple[Wanted, dict[str, object]]] = [
    (Wanted(), {}),
    (Wanted(year=2019), {"year": 2019}),
    (Wanted(year=1999), {"year": 1999}),
    (Wanted(units=frozenset({"percent"})), {"unit": "percent"}),
    (Wanted(kinds=frozenset({"contribution"})), {"kind": "contribution"}),
    (Wanted(concerns=frozenset({Ref("state", "HND")})), {"concerns": "state:HND"}),
    (Wanted(contributors=frozenset({Ref("state", "MEX")})), {"contributor": "MEX"}),
    (Wanted(properties=frozenset({"budgetShare"})), {"property": "budgetShare"}),
    (Wanted(words=("mexico", "budget")), {"word": ["mexico", "budget"]}),
    (Wanted(words=("migrantes",)), {"word": "migrantes"}),
]


@pytest.mark.parametrize("graph_name", ["small", "real"])
def test_the_named_query_gives_the_figures_of_the_domain(
    graph_name: str, request: pytest.FixtureRequest
) -> None:
    graph: KnowledgeGraph = request.getfixturevalue(graph_name)
    by_source = [
        (Wanted(sources=frozenset({key})), {"source": key}) for key in sorted(graph.snapshot.sources)
    ]
    for wanted, given in WANTED + by_source:
        found = graph.store.select(catalog()["figures"].bind(**given))  # type: ignore[arg-type]
        expected = {row.iri for row in figures(graph.snapshot, wanted)}
        assert {dict(row)["statement"] for row in found} == expected, given


@pytest.mark.parametrize("graph_name", ["small", "real"])
def test_the_named_query_gives_what_is_said_about_anything(
    graph_name: str, request: pytest.FixtureRequest
) -> None:
    graph: KnowledgeGraph = request.getfixturevalue(graph_name)
    snapshot = graph.snapshot
    nodes = [*snapshot.participants, *(body.ref for body in snapshot.mechanisms.values())]
    nodes += [region.ref for region in snapshot.regions.values()]
    nodes += [Ref("event", key) for key in snapshot.events]
    nodes += [Ref("instrument", key) for key in snapshot.instruments]
    for ref in nodes:
        found = graph.store.select(catalog()["said-about"].bind(about=ref))
        assert {dict(row)["statement"] for row in found} == {row.iri for row in about(snapshot, ref)}, ref


def test_words_of_a_claim_come_in_the_language_asked_for(small: KnowledgeGraph) -> None:
    finding = next(row for row in small.snapshot.claims if row.id == "GTM-capacityFinding-1")
    assert claim_row(small.snapshot, finding, "es")["value"] == "Sus puestos aún no comparten cifras."
    assert claim_row(small.snapshot, finding)["value"] == "Its posts share no figures yet."


def test_a_status_may_be_unstated(small: KnowledgeGraph) -> None:
    body = replace(small.snapshot.mechanisms["ridge"], status=None)
    row = mechanism_row(small.snapshot, body)
    assert (row["status"], row["status_label"]) == (None, None)


def test_counts_of_different_people_do_not_outrank_each_other(small: KnowledgeGraph) -> None:
    ridge = Ref("mechanism", "ridge")
    one = next(row for row in small.snapshot.claims if row.id == "ridge-partners-2020")
    other = replace(one, id="other", population=Text("churches", "iglesias"), approximation="about")
    shown = figures_of(replace(small.snapshot, claims=(one, other)), ridge)
    assert {row.claim.id for row in shown} == {"ridge-partners-2020", "other"}
    assert {row.approximation.en for row in shown if row.approximation} == {"about"}
    spell = replace(one, id="spell", period_start="2019", period_end="2020-06")
    assert [row.period for row in figures_of(replace(small.snapshot, claims=(spell,)), ridge)] == [
        "2019–2020-06"
    ]


def test_the_library_answers_in_rows(small: KnowledgeGraph) -> None:
    assert [row["id"] for row in small.figures("Honduras")] == ["HND-borderEncounters-2019"]
    assert [row["id"] for row in small.figures(year=2018)] == ["HND-borderEncounters-2019"]
    shares = small.figures(unit="percent", source="atlas-2015", lang="es")
    assert [row["value"] for row in shares] == [30.5, 60.0, 2.5]
    assert shares[1]["contributor_name"] == "México"
    assert small.figures(contributor=["MEX", "CRI"], kind="contribution")[0]["contributor"] == "CRI"
    advice = small.recommendations(addressee="Mexico")
    assert [row["number"] for row in advice] == ["R1", "R2"]
    assert [row["id"] for row in small.recommendations(2016, mandate="Shared figures")] == ["atlas-r1"]
    with pytest.raises(ParameterError, match="unit"):
        small.figures(unit="stones")
    with pytest.raises(ParameterError, match="year"):
        small.recommendations(16)
    with pytest.raises(UnknownIdError):
        small.recommendations(addressee="narnia")
