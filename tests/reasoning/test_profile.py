"""Ontology and data keep to OWL 2 DL and OWL 2 RL; each way out is told. What is left out is counted."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, Literal, URIRef

from reasoning import inputs, profile
from tests.ontology.ontology_support import MM
from tests.reasoning.contradictions import changed


def test_the_shipped_record_and_its_ontology_are_within_the_profile():
    assert profile.faults(inputs.read()) == []


def test_the_small_graph_is_within_the_profile():
    assert profile.faults(changed()) == []


@pytest.mark.parametrize(
    ("triples", "rule", "said"),
    [
        ("state:CRI mm:motto 'Pura vida'", "undeclared-property", "mm:motto is used and not declared"),
        ("mm:year a owl:ObjectProperty", "two-kinds", "mm:year is declared as properties of two kinds"),
        ("state:CRI a mm:Republic", "undeclared-class", "mm:Republic is no declared class"),
        ("state:CRI mm:memberOf 'alfa'", "wrong-sort", "mm:memberOf has a value of the wrong sort"),
        ("event:first-meeting mm:place state:CRI", "wrong-sort", "mm:place has a value of the wrong sort"),
        (
            'event:first-meeting mm:year "never"^^xsd:integer',
            "ill-typed-literal",
            '"never"^^xsd:integer is no',
        ),
        ('event:first-meeting mm:place "P1D"^^xsd:duration', "unknown-datatype", "OWL 2 datatype map"),
        ("mm:State owl:equivalentClass mm:Land", "outside-profile", "outside the part of OWL 2 RL"),
        ("mm:partOf a owl:ReflexiveProperty", "outside-profile", "outside the part of OWL 2 RL"),
        ("mm:State rdfs:subClassOf [ a owl:Class ]", "outside-profile", "outside the part of OWL 2 RL"),
        ("mm:year rdfs:range xsd:gYear", "outside-profile", "outside the part of OWL 2 RL"),
    ],
)
def test_each_way_out_of_the_profile_is_told(triples: str, rule: str, said: str):
    found = [row for row in profile.faults(changed(triples)) if row.rule == rule]
    assert any(said in row.message.en for row in found), found
    assert all(row.message.es != row.message.en for row in found)


def test_what_is_left_out_is_annotation_and_what_is_rewritten_is_a_date():
    graph = changed()
    given = inputs.logical(graph)
    annotations = set(graph.subjects(RDF.type, OWL.AnnotationProperty)) | inputs.BUILT_IN
    assert {URIRef(name) for name in given.left_out} - {RDF.type} <= annotations
    assert given.left_out[str(MM.value)] == len(set(graph.subject_objects(MM.value))) > 5
    assert sum(given.left_out.values()) + len(given.graph) == len(graph)
    assert given.rewritten
    assert not [
        value
        for value in given.graph.objects()
        if isinstance(value, Literal) and value.datatype in inputs.DATES
    ]
    assert not list(given.graph.triples((None, RDFS.label, None)))
