"""Each hygiene rule stays quiet on the small graph and finds what it is for when the graph is changed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from tests.ontology import hygiene_cases
from tests.ontology.ontology_changes import Case, plus, swap
from tests.ontology.ontology_support import (
    DERIVED,
    ONTOLOGY,
    TERMS,
    VALID,
    header,
    iri,
    oxigraph_store,
    rdflib_graph,
)

FILES = sorted((ONTOLOGY / "hygiene").glob("*.rq"))
RULES = {file.stem: file.read_text("utf-8") for file in FILES}
KEYS = ["rule", "severity", "message", "mensaje", "fix", "arreglo"]
ERRORS = sorted(name for name, query in RULES.items() if header(query)["severity"] == "error")
#: What the warnings find in the small graph, which keeps deprecated statements and leaves most terms unused.
DEPRECATED_ONLY = {"membership:alfa-HND-member", "assignment:alfa-training", "claim:alfa-ledBy-bureau"}


@cache
def quads() -> list[ox.Quad]:
    return list(oxigraph_store([*TERMS, VALID, DERIVED]))


def text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    assert term is not None, "a row leaves ?node or ?detail unbound"
    assert not isinstance(term, ox.Triple)
    return "_:" if isinstance(term, ox.BlankNode) else term.value


def rows(query: str, update: str = "") -> set[tuple[str, str]]:
    """(node, detail) of every row that ``query`` gives on the small graph after ``update``."""
    store = ox.Store()
    store.extend(quads())
    if update:
        store.update(update)
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    assert names[:2] == ["node", "detail"]
    assert set(names[2:]) <= set(re.findall(r"{(\w+)}", query)) | {"path"}, "a column that no word uses"
    return {(text(row["node"]), text(row["detail"])) for row in found}


def expected(case: Case) -> tuple[str, str]:
    return iri(case.focus), " ".join(iri(part) for part in case.path.split(" "))


@pytest.mark.parametrize("name", ERRORS)
def test_no_error_in_the_valid_graph(name: str) -> None:
    assert rows(RULES[name]) == set()


def test_warnings_of_the_valid_graph() -> None:
    assert {node for node, _ in rows(RULES["deprecated-only"])} == {iri(node) for node in DEPRECATED_ONLY}
    unused = {node for node, _ in rows(RULES["unused-term"])}
    assert iri("mm:modelledOn") in unused
    used = ("mm:participant", "mm:role", "mm:value", "role:member", "mm:Participant")
    assert not unused & {iri(term) for term in used}


def test_every_rule_has_a_case() -> None:
    assert set(RULES) == {case.name for case in hygiene_cases.CASES}


@pytest.mark.parametrize("case", hygiene_cases.CASES, ids=lambda case: f"{case.name}-{case.focus}")
def test_rule_fires(case: Case) -> None:
    row = expected(case)
    assert row not in rows(RULES[case.name]), "the unchanged graph breaks the rule already"
    found = rows(RULES[case.name], case.update)
    assert row in found, f"{case.name} gave {sorted(found)}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_header(file: Path) -> None:
    query = file.read_text("utf-8")
    lines = query.splitlines()[: len(KEYS)]
    assert [line.split(":")[0].removeprefix("# ") for line in lines] == KEYS
    found = header("\n".join(lines))
    assert found["rule"] == file.stem
    assert found["severity"] in {"error", "warning", "info"}
    for key in KEYS[2:]:
        assert found[key].endswith(".")
        assert found[key][0].isupper()
    assert len({found[key] for key in KEYS[2:]}) == 4


def test_numbers_and_texts_that_a_property_takes() -> None:
    """An integer is a decimal, a participant may be of any class below it, a plain text may be a name."""
    share = swap("contribution:alfa-budgetShare-CRI", "mm:value", "50")
    claims = (
        'claim:1 mm:property mm:nameUsed ; mm:value "Alfa" .'
        " claim:2 mm:property mm:ledBy ; mm:value state:CRI ."
        ' claim:3 mm:property mm:cap ; mm:value "none"@en, "ninguno"@es . claim:4 mm:property mm:duration ;'
        " mm:value 1.5 ; mm:unit unit:years . claim:5 mm:property mm:ledBy ; mm:value mechanism:bravo"
    )
    for name in ("value-class", "value-datatype", "value-unit"):
        assert rows(RULES[name], f"{share} ; INSERT DATA {{ {claims} }}") == set(), name


def test_a_value_of_another_class_is_told_once() -> None:
    """At its claim, not again at the direct triple that follows from it."""
    update = plus(
        "claim:1 mm:subject mechanism:alfa ; mm:property mm:eligibleNationals ;"
        " mm:value organization:bureau ."
        " mechanism:alfa mm:eligibleNationals organization:bureau"
    )
    assert rows(RULES["value-class"], update) == {(iri("claim:1"), iri("organization:bureau"))}
    assert rows(RULES["wrong-range"], update) == set()


@cache
def rdflib_minimal() -> Graph:
    return rdflib_graph([*TERMS, VALID, DERIVED])


@pytest.mark.parametrize("name", sorted(RULES))
def test_same_rows_in_rdflib(name: str) -> None:
    found = {(str(row["node"]), str(row["detail"])) for row in rdflib_minimal().query(RULES[name]).bindings}
    assert found == rows(RULES[name])


@pytest.mark.parametrize("pair", ["mechanism:alfa", "mechanism:charlie"])
def test_shared_acronym_is_no_violation_where_it_is_said_in_either_direction(pair: str) -> None:
    other = {"mechanism:alfa": "mechanism:charlie", "mechanism:charlie": "mechanism:alfa"}[pair]
    update = plus(f'mechanism:charlie mm:acronym "ALFA" . {pair} owl:differentFrom {other}')
    for name in [*ERRORS, "needless-difference"]:
        assert rows(RULES[name], update) == set(), name


def test_figures_that_differ_in_year_or_group_are_no_duplicates() -> None:
    update = plus(
        "figure:alfa-2 a mm:Claim ; mm:subject mechanism:alfa ; mm:property mm:memberCount ;"
        " mm:value 8 ; mm:year 2020 ; mm:unit unit:members ; mm:rank mm:normal ."
        " contribution:alfa-2 a mm:Claim ; mm:subject mechanism:alfa ; mm:property mm:budgetShare ;"
        " mm:value 1.77 ; mm:year 2021 ; mm:unit unit:percent ; mm:rank mm:normal ;"
        ' mm:contributorGroup "Others"@en'
    )
    assert rows(RULES["duplicate-claim"], update) == set()


@pytest.mark.parametrize(
    "qualifier",
    [
        'mm:population "people who fled"@en',
        "mm:approximation mm:about",
        'mm:periodStart "1990"^^xsd:gYear',
    ],
)
def test_figures_that_differ_in_whom_when_or_how_are_no_duplicates(qualifier: str) -> None:
    same = "mm:property mm:memberCount ; mm:value 9 ; mm:unit unit:members ; mm:rank mm:normal"
    twice = [f"figure:nine-{n} a mm:Claim ; mm:subject mechanism:alfa ; {same}" for n in (1, 2)]
    clash = {(iri("figure:nine-1"), iri("figure:nine-2"))}
    assert rows(RULES["duplicate-claim"], plus(" . ".join(twice))) == clash
    assert rows(RULES["duplicate-claim"], plus(" . ".join([*twice, f"figure:nine-2 {qualifier}"]))) == set()


def test_deprecated_membership_may_begin_before_the_founding() -> None:
    update = plus("membership:alfa-HND-member mm:sinceYear 1900")
    assert rows(RULES["since-before-founding"], update) == set()


def test_earliest_of_equal_foundings_counts() -> None:
    node = "membership:delta-MEX-member"
    early, between = (plus(f"{node} mm:sinceYear {year}") for year in (2025, 2030))
    assert rows(RULES["since-before-founding"], early) == {(iri(node), "2026")}
    assert rows(RULES["since-before-founding"], between) == set()
