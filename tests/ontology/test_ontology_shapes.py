"""Each constraint of the shapes fires where it must, on the node and path it must, and nowhere else."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from tests.ontology import shape_cases_entities, shape_cases_recommendations, shape_cases_statements
from tests.ontology.ontology_changes import Case, swap
from tests.ontology.ontology_support import DERIVED, MMSH, ONTOLOGY, TERMS, VALID, iri, rdflib_graph, shacl

FILES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
DATES = ONTOLOGY / "shapes" / "date-literal.ttl"
CASES = [*shape_cases_statements.CASES, *shape_cases_entities.CASES, *shape_cases_recommendations.CASES]
SEVERITIES = {SH.Violation, SH.Warning}


@cache
def all_shapes() -> Graph:
    return rdflib_graph(FILES)


@cache
def valid_graph() -> Graph:
    return rdflib_graph([*TERMS, VALID, DERIVED])


@cache
def file_of() -> dict[str, Graph]:
    """Constraint → the shapes of its file, with the date shapes that it may refer to."""
    return {
        str(shape): graph
        for file in FILES
        for graph in [rdflib_graph({file, DATES})]
        for shape in rdflib_graph([file]).subjects(SH.message)
    }


def constraints() -> set[URIRef]:
    """Every shape that carries a message, hence can be reported."""
    return {shape for shape in all_shapes().subjects(SH.message) if isinstance(shape, URIRef)}


def changed(update: str) -> Graph:
    graph = Graph()
    graph += valid_graph()
    graph.update(update)
    return graph


def test_valid_graph_conforms() -> None:
    assert shacl(valid_graph(), all_shapes()) == []


def test_every_constraint_has_a_case() -> None:
    assert constraints() == {MMSH[case.name] for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.name}" for n, case in enumerate(CASES)])
def test_constraint_fires(case: Case) -> None:
    shape, focus = str(MMSH[case.name]), iri(case.focus.strip("<>"))
    results = shacl(changed(case.update), file_of()[shape])
    fired = [result for result in results if result.shape == shape and result.focus == focus]
    assert fired, f"{case.name} did not fire on {case.focus}; these did: {results}"
    assert {result.path for result in fired} == {path_of(case)}


def path_of(case: Case) -> str:
    """The path that the report must name: empty for a node shape, and for a sequence, which has no IRI."""
    path = all_shapes().value(MMSH[case.name], SH.path)
    assert (path is None) == (case.path == "")
    return iri(case.path) if isinstance(path, URIRef) else ""


@pytest.mark.parametrize("shape", sorted(constraints()), ids=lambda shape: shape.partition("#")[2])
def test_constraint_is_well_described(shape: URIRef) -> None:
    graph = all_shapes()
    messages = {m.language: str(m) for m in graph.objects(shape, SH.message) if isinstance(m, Literal)}
    assert set(messages) == {"en", "es"}
    assert messages["en"] != messages["es"]
    assert all((text.endswith(".") and ":" in text) or len(text) > 40 for text in messages.values())
    assert set(graph.objects(shape, SH.severity)) <= SEVERITIES
    assert len(list(graph.objects(shape, SH.severity))) == 1
    assert len(list(graph.objects(shape, RDF.type))) == 1


def test_every_named_shape_is_reached() -> None:
    """A property shape that no node shape lists would never be evaluated."""
    graph = all_shapes()
    used = set(graph.objects(None, SH.property))
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        assert isinstance(shape, BNode) or shape in used, shape
    for shape in used:
        assert (shape, RDF.type, SH.PropertyShape) in graph, shape


def test_years_at_the_edges_are_allowed() -> None:
    for year in (1800, 2100):
        graph = changed(
            swap("event:first-meeting", "mm:year", str(year))
            + f" ; DELETE WHERE {{ event:first-meeting mm:date ?d }} ;"
            f' INSERT DATA {{ event:first-meeting mm:date "{year}"^^xsd:gYear }}'
        )
        assert shacl(graph, all_shapes()) == []


@pytest.mark.parametrize(
    "literal", ['"2020-02-29"^^xsd:date', '"2020-12"^^xsd:gYearMonth', '"2020"^^xsd:gYear']
)
def test_each_precision_of_a_date_is_allowed(literal: str) -> None:
    node = "claim:bravo-established"
    graph = changed(swap(node, "mm:value", literal))
    assert shacl(graph, all_shapes()) == []
