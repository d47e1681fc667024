"""Changes to the small graph of the ontology's tests, each with the contradiction that must be found."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rdflib import Graph

from reasoning.inputs import logical
from tests.ontology.ontology_changes import plus
from tests.ontology.ontology_support import DERIVED, TERMS, VALID, rdflib_graph

CRI = "membership:alfa-CRI-member"


class Contradiction(NamedTuple):
    """``triples`` contradict the valid graph: ``rule`` finds it, ``said`` is part of its words."""

    triples: str
    rule: str
    said: str
    axioms: set[str]


CONTRADICTIONS = [
    Contradiction(
        "state:CRI a mm:Territory",
        "disjoint-classes",
        "state:CRI is a mm:State and a mm:Territory",
        {"state:CRI a mm:State", "state:CRI a mm:Territory", "mm:State owl:disjointWith mm:Territory"},
    ),
    # By the domain of a property, and up the classes: a figure is a claim.
    Contradiction(
        "figure:alfa-memberCount-2019 mm:sinceYear 2001",
        "disjoint-classes",
        "figure:alfa-memberCount-2019 is a mm:Membership and a mm:Claim",
        {
            "figure:alfa-memberCount-2019 a mm:Claim",
            'figure:alfa-memberCount-2019 mm:sinceYear "2001"^^xsd:integer',
            "mm:sinceYear rdfs:domain mm:Membership",
            "mm:Membership owl:disjointWith mm:Claim",
        },
    ),
    # By the range of a property.
    Contradiction(
        "citation:page-miembros mm:source state:CRI",
        "disjoint-classes",
        "state:CRI is a mm:State and a mm:Source",
        {
            "state:CRI a mm:State",
            "citation:page-miembros mm:source state:CRI",
            "mm:source rdfs:range mm:Source",
            "mm:State owl:disjointWith mm:Source",
        },
    ),
    Contradiction(
        f"{CRI} mm:role role:observer . role:member owl:differentFrom role:observer",
        "same-and-different",
        "role:member and role:observer come out as the same thing, and are said to be different",
        {
            f"{CRI} mm:role role:member",
            f"{CRI} mm:role role:observer",
            "mm:role a owl:FunctionalProperty",
            "role:member owl:differentFrom role:observer",
        },
    ),
    # Two states with one Wikidata item.
    Contradiction(
        "state:CRI owl:sameAs <http://www.wikidata.org/entity/Q786> . state:CRI owl:differentFrom state:DOM",
        "same-and-different",
        "state:CRI and state:DOM come out as the same thing",
        {
            "state:CRI owl:sameAs <http://www.wikidata.org/entity/Q786>",
            "state:DOM owl:sameAs <http://www.wikidata.org/entity/Q786>",
            "state:CRI owl:differentFrom state:DOM",
        },
    ),
    Contradiction(
        f"{CRI} mm:sinceYear 1960",
        "two-values",
        f"{CRI} has two values of mm:sinceYear",
        {
            f'{CRI} mm:sinceYear "1960"^^xsd:integer',
            f'{CRI} mm:sinceYear "1996"^^xsd:integer',
            "mm:sinceYear a owl:FunctionalProperty",
        },
    ),
    # Through a property below the functional one.
    Contradiction(
        f"mm:firstYear a owl:DatatypeProperty ; rdfs:subPropertyOf mm:sinceYear . {CRI} mm:firstYear 1990",
        "two-values",
        f"{CRI} has two values of mm:sinceYear",
        {
            f'{CRI} mm:firstYear "1990"^^xsd:integer',
            f'{CRI} mm:sinceYear "1996"^^xsd:integer',
            "mm:firstYear rdfs:subPropertyOf mm:sinceYear",
            "mm:sinceYear a owl:FunctionalProperty",
        },
    ),
    # Dates are outside the datatype map; they are still told apart.
    Contradiction(
        'event:first-meeting mm:date "1931"^^xsd:gYear',
        "two-values",
        "event:first-meeting has two values of mm:date",
        {
            'event:first-meeting mm:date "1931^^gYear"',
            'event:first-meeting mm:date "1996-03-13^^date"',
            "mm:date a owl:FunctionalProperty",
        },
    ),
    Contradiction(
        'event:first-meeting mm:year "long ago"',
        "outside-range",
        'event:first-meeting has "long ago" for mm:year, which is no xsd:integer',
        {'event:first-meeting mm:year "long ago"', "mm:year rdfs:range xsd:integer"},
    ),
    Contradiction(
        "membership:alfa-DOM-member mm:attestedYear 2019.5",
        "outside-range",
        'membership:alfa-DOM-member has "2019.5"^^xsd:decimal for mm:attestedYear',
        {
            'membership:alfa-DOM-member mm:attestedYear "2019.5"^^xsd:decimal',
            "mm:attestedYear rdfs:range xsd:integer",
        },
    ),
]
#: A class in which nothing can be: no node is at fault, the terms are.
EMPTY = "mm:Microstate a owl:Class ; rdfs:subClassOf mm:State , mm:Territory"


@cache
def valid() -> Graph:
    """Return the small graph with its ontology."""
    return rdflib_graph([*TERMS, VALID, DERIVED])


def changed(triples: str = "") -> Graph:
    """Return :func:`valid` with ``triples``."""
    graph = Graph()
    graph += valid()
    if triples:
        graph.update(plus(triples))
    return graph


def axioms(triples: str = "") -> Graph:
    """Return what the reasoners are given of :func:`changed`."""
    return logical(changed(triples)).graph
