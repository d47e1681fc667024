"""The names of the shipped record, in the library: one meaning, or several and none chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import resources
from kg.errors import AmbiguousNameError
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.names import key
from kg.namespaces import split
from tests.names_of_the_record import ALSO, PAIRS, SEVERAL


@pytest.mark.parametrize(("name", "expected"), PAIRS)
def test_a_name_leads_to_its_mechanism(real: KnowledgeGraph, name: str, expected: str):
    assert real.names.mechanism(name) == expected


@pytest.mark.parametrize(("name", "expected"), SEVERAL.items())
def test_a_name_of_several_is_refused_with_all_of_them(
    real: KnowledgeGraph, name: str, expected: tuple[str, ...]
):
    with pytest.raises(AmbiguousNameError) as caught:
        real.names.mechanism(name)
    assert caught.value.candidates == expected
    for candidate in expected:
        label = real.snapshot.mechanisms[candidate].label
        assert f"{candidate} ({label.en})" in str(caught.value)
        assert f"{candidate} ({label.es})" in caught.value.spanish


@pytest.mark.parametrize("node", ALSO)
def test_what_else_a_name_means(real: KnowledgeGraph, node: tuple[str, str]):
    assert {(ref.kind, ref.id) for ref in real.names.may_also_mean(Ref(*node))} == ALSO[node]


@pytest.mark.parametrize(("name", "expected"), PAIRS)
def test_search_finds_what_a_name_leads_to_as_the_same(real: KnowledgeGraph, name: str, expected: str):
    same = {hit.ref for hit in real.names.search(name) if hit.score == 1}
    assert Ref("mechanism", expected) in same


@pytest.mark.parametrize(("name", "expected"), SEVERAL.items())
def test_search_finds_all_that_a_name_means(real: KnowledgeGraph, name: str, expected: tuple[str, ...]):
    same = {hit.ref for hit in real.names.search(name) if hit.score == 1}
    assert {Ref("mechanism", candidate) for candidate in expected} <= same


def test_search_for_can_finds_the_state_and_the_community(real: KnowledgeGraph):
    same = {hit.ref for hit in real.names.search("CAN") if hit.score == 1}
    assert same == {Ref("state", "CAN"), Ref("mechanism", "can")}


def declared(real: KnowledgeGraph) -> set[frozenset[Ref]]:
    table = real.graph.query("SELECT ?a ?b WHERE { ?a owl:differentFrom ?b }")
    refs = [[Ref(*(split(str(term)) or ("", ""))) for term in row] for row in table]
    return {frozenset(pair) for pair in refs}


def test_what_the_record_declares_is_what_the_product_shows(real: KnowledgeGraph):
    entities = {
        *(body.ref for body in real.snapshot.mechanisms.values()),
        *real.snapshot.participants,
        *(region.ref for region in real.snapshot.regions.values()),
        *(Ref("instrument", name) for name in real.snapshot.instruments),
        *(Ref("event", name) for name in real.snapshot.events),
    }
    shown = {frozenset((ref, other)) for ref in entities for other in real.names.may_also_mean(ref)}
    assert shown
    assert shown == declared(real)


def test_the_rule_compares_names_as_the_library_does(real: KnowledgeGraph):
    rule = Path(next(file for file in resources.hygiene_files() if file.stem == "ambiguous-name"))
    compared = re.search(r"BIND\(((?:REPLACE\()+LCASE.*?) AS \?key\)", rule.read_text("utf-8"), re.DOTALL)
    assert compared
    rows = real.query(
        f"SELECT DISTINCT ?name ({compared[1]} AS ?key) WHERE {{ {{"
        " ?node rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title ?name } UNION"
        " { ?node mm:acronym|mm:iso3|mm:iso2|mm:nameUsed ?name } }"
    )
    found = {row["name"]: row["key"] for row in rows.dicts()}
    assert len(found) > 400
    assert {name: key(name) for name in found} == found
