"""The scheme of the mandates: its size, its hierarchy, what it says about the objectives of the compacts."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from tests.ontology.ontology_support import BASE, MM, ONTOLOGY, rdflib_graph

SCHEME = URIRef(BASE + "scheme/mandates")
#: Objectives of the Global Compact for Migration that no mandate matches closely; docs/model.md says why.
UNMATCHED = {3, 4, 8, 12, 13, 14, 18, 22}


@cache
def scheme() -> Graph:
    return rdflib_graph([ONTOLOGY / "mandates.ttl"])


def mandates() -> list[URIRef]:
    return [node for node in scheme().subjects(RDF.type, MM.Mandate) if isinstance(node, URIRef)]


def objective(compact: str, number: int) -> URIRef:
    return URIRef(f"{BASE}{compact}-objective/{number}")


def test_there_are_forty_to_eighty_mandates() -> None:
    assert 40 <= len(mandates()) <= 80


def test_every_mandate_hangs_from_a_top_concept_by_one_line() -> None:
    graph = scheme()
    tops = set(graph.objects(SCHEME, SKOS.hasTopConcept))
    assert len(tops) == 9
    for node in mandates():
        above = list(graph.objects(node, SKOS.broader))
        assert len(above) == (0 if node in tops else 1), node
        line = list(graph.transitive_objects(node, SKOS.broader))
        assert line[-1] in tops
        assert len(line) <= 4, f"{node} is too deep to be compared"
        assert set(graph.objects(node, SKOS.inScheme)) == {SCHEME}
    assert all(list(graph.objects(top, SKOS.narrower)) for top in tops)


def test_both_compacts_are_there_whole() -> None:
    expected = {objective("gcm", number) for number in range(1, 24)}
    expected |= {objective("gcr", number) for number in range(1, 5)}
    assert set(scheme().subjects(RDF.type, MM.Objective)) == expected
    for node in expected:
        for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.altLabel):
            assert sorted(text.language for text in scheme().objects(node, predicate)) == ["en", "es"]


@pytest.mark.parametrize("number", range(1, 24))
def test_an_objective_has_a_close_match_where_that_is_honest(number: int) -> None:
    found = list(scheme().subjects(SKOS.closeMatch, objective("gcm", number)))
    assert len(found) == (0 if number in UNMATCHED else 1)


@pytest.mark.parametrize("number", range(1, 5))
def test_each_objective_on_refugees_has_a_close_match(number: int) -> None:
    assert len(list(scheme().subjects(SKOS.closeMatch, objective("gcr", number)))) == 1


def test_a_mandate_is_as_wide_as_one_objective_at_most() -> None:
    graph = scheme()
    for node in mandates():
        close = set(graph.objects(node, SKOS.closeMatch))
        assert len(close) <= 1
        assert not close & set(graph.objects(node, SKOS.broadMatch))
