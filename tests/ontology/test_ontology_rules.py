"""The rules give exactly the direct triples worked out by hand, in both engines."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from tests.ontology.ontology_changes import gone, less, plus, swap
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

FILES = sorted((ONTOLOGY / "rules").glob("*.rq"))
RULES = {file.stem: file.read_text("utf-8") for file in FILES}
SET = "<https://w3id.org/migration-mechanisms/id/dataset>"


@cache
def quads() -> list[ox.Quad]:
    return list(oxigraph_store([*TERMS, VALID]))


def store(update: str = "") -> ox.Store:
    made = ox.Store()
    made.extend(quads())
    if update:
        made.update(update)
    return made


def derive(made: ox.Store, query: str) -> set[ox.Triple]:
    found = made.query(query)
    assert isinstance(found, ox.QueryTriples)
    return set(found)


def derive_all(made: ox.Store) -> set[ox.Triple]:
    return set().union(*(derive(made, query) for query in RULES.values()))


def values(made: ox.Store, subject: str, predicate: str) -> set[str]:
    """The values that the rules give to ``predicate`` of ``subject``."""
    return {
        triple.object.value
        for triple in derive_all(made)
        if (triple.subject, triple.predicate) == (ox.NamedNode(iri(subject)), ox.NamedNode(iri(predicate)))
        and not isinstance(triple.object, ox.Triple)
    }


def test_oxigraph_gives_the_expected_triples() -> None:
    want = {quad.triple for quad in oxigraph_store([DERIVED])}
    assert derive_all(store()) == want


def test_rdflib_gives_the_expected_triples() -> None:
    data = rdflib_graph([*TERMS, VALID])
    got = Graph()
    for query in RULES.values():
        constructed = data.query(query).graph
        assert constructed is not None
        got += constructed
    assert set(got) == set(rdflib_graph([DERIVED]))


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_is_needed(name: str) -> None:
    others = set().union(*(derive(store(), query) for other, query in RULES.items() if other != name))
    assert derive(store(), RULES[name]) - others, f"{name} adds nothing of its own"


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_reads_only_asserted_triples(name: str) -> None:
    """Running the rules twice, or in any order, changes nothing."""
    made = store()
    before = derive(made, RULES[name])
    made.extend(ox.Quad(t.subject, t.predicate, t.object) for t in derive_all(store()))
    assert derive(made, RULES[name]) == before


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_header(file: Path) -> None:
    found = header(file.read_text("utf-8"))
    assert len(found["title"]) > 10
    assert found["description"].endswith(".")


MEMBERS = {
    "in 1996": (
        swap(SET, "dcterms:modified", '"1996-01-01"^^xsd:date'),
        {"BLZ", "CRI", "DOM", "MEX", "NIC", "PAN"},
    ),
    "in 1995, before the founding": (swap(SET, "dcterms:modified", '"1995-12-31"^^xsd:date'), set()),
    "in 2003, between two spells": (
        swap(SET, "dcterms:modified", '"2003-01-01"^^xsd:date'),
        {"BLZ", "CRI", "DOM", "NIC", "PAN"},
    ),
    "in 2023, the last year of one": (
        swap(SET, "dcterms:modified", '"2023-12-31"^^xsd:date'),
        {"BLZ", "CRI", "DOM", "MEX", "NIC"},
    ),
    "in 2027, the first year of one": (
        swap(SET, "dcterms:modified", '"2027-01-01"^^xsd:date'),
        {"CRI", "DOM", "JAM", "MEX"},
    ),
    "without a dataset": (gone(SET, "dcterms:modified"), set()),
    "without a founding": (
        less(
            "claim:alfa-established-march mm:property mm:established ."
            " claim:alfa-established-1995 mm:property mm:established"
        ),
        {"BLZ", "CRI", "DOM", "MEX"},
    ),
    "ended a year ago": (
        plus(
            "claim:x a mm:Claim ; mm:subject mechanism:alfa ; mm:property mm:ended ;"
            ' mm:value "2025"^^xsd:gYear ; mm:rank mm:normal'
        ),
        set(),
    ),
    "ended this year": (
        plus(
            "claim:x a mm:Claim ; mm:subject mechanism:alfa ; mm:property mm:ended ;"
            ' mm:value "2026-01"^^xsd:gYearMonth ; mm:rank mm:normal'
        ),
        {"BLZ", "CRI", "DOM", "MEX"},
    ),
    "an end that is deprecated": (
        plus(
            "claim:x a mm:Claim ; mm:subject mechanism:alfa ; mm:property mm:ended ;"
            ' mm:value "2025"^^xsd:gYear ; mm:rank mm:deprecated'
        ),
        {"BLZ", "CRI", "DOM", "MEX"},
    ),
    "a preferred membership that holds": (
        gone("membership:alfa-PAN-member-2", "mm:untilYear"),
        {"BLZ", "CRI", "DOM", "MEX", "PAN"},
    ),
    "another role": (swap("membership:alfa-CRI-member", "mm:role", "role:observer"), {"BLZ", "DOM", "MEX"}),
}


@pytest.mark.parametrize("name", MEMBERS)
def test_members(name: str) -> None:
    update, want = MEMBERS[name]
    assert values(store(update), "mechanism:alfa", "mm:hasMember") == {iri(f"state:{code}") for code in want}


def test_best_rank_is_judged_within_a_year_and_a_contributor() -> None:
    """A preferred figure of one year does not silence the normal one of another."""
    made = store(swap("figure:alfa-memberCount-2022", "mm:rank", "mm:normal"))
    assert values(made, "mechanism:alfa", "mm:memberCount") == {"7", "11"}


def test_mandate_that_is_only_deprecated_is_not_held() -> None:
    made = store(swap("assignment:bravo-training", "mm:rank", "mm:deprecated"))
    assert values(made, "mechanism:bravo", "mm:hasMandate") == set()


def test_votes_and_money_have_no_direct_triples() -> None:
    kinds = ("mm:VoteCountProperty", "mm:VotePositionProperty", "mm:MoneyProperty")
    made = store()
    barred = {
        quad.subject for kind in kinds for quad in made.quads_for_pattern(None, None, ox.NamedNode(iri(kind)))
    }
    assert len(barred) > len(kinds)
    assert not barred & {triple.predicate for triple in derive_all(made)}


def copies(count: int) -> Iterator[str]:
    """The small graph ``count`` times over, each with ids of its own."""
    text = VALID.read_text("utf-8")
    ids = re.compile(
        r"(?<= |\n)(mechanism|membership|assignment|claim|figure|contribution|citation|source):(?=\w)"
    )
    for number in range(count):
        yield ids.sub(rf"\1:x{number}-", text)


def test_rules_are_fast_enough() -> None:
    """All rules together on about 20,000 triples; the bound is loose, against quadratic growth."""
    made = oxigraph_store(TERMS)
    for text in copies(40):
        made.load(text.encode(), format=ox.RdfFormat.TURTLE)
    assert len(made) > 18_000
    began = time.perf_counter()
    found = derive_all(made)
    assert time.perf_counter() - began < 10
    assert len(found) > 40 * 40
