"""Why a node is in a class, or is the same as another: the axioms that lead there."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, Graph
from rdflib.term import Node

from reasoning.clash import Axiom
from reasoning.inputs import superiors


def member(graph: Graph, node: Node, wanted: Node) -> list[Axiom]:
    """Return axioms of ``graph`` from which ``node a wanted`` follows, the shortest way; [] for none."""
    ways = [
        [*reasons, *superiors(graph, given, RDFS.subClassOf)[wanted]]
        for given, reasons in _classes(graph, node)
        if wanted in superiors(graph, given, RDFS.subClassOf)
    ]
    return min(ways, key=len, default=[])


def _classes(graph: Graph, node: Node) -> Iterator[tuple[Node, list[Axiom]]]:
    """Yield each class that ``node`` is put in by its type, or by the domain or range of a property."""
    for given in graph.objects(node, RDF.type):
        yield given, [(node, RDF.type, given)]
    for predicate, value in graph.predicate_objects(node):
        yield from _through(graph, (node, predicate, value), RDFS.domain)
    for subject, predicate in graph.subject_predicates(node):
        yield from _through(graph, (subject, predicate, node), RDFS.range)


def _through(graph: Graph, axiom: Axiom, side: Node) -> Iterator[tuple[Node, list[Axiom]]]:
    for prop, chain in superiors(graph, axiom[1], RDFS.subPropertyOf).items():
        for given in graph.objects(prop, side):
            yield given, [axiom, *chain, (prop, side, given)]


def same(graph: Graph, one: Node, other: Node) -> list[Axiom]:
    """Return axioms from which ``one owl:sameAs other`` follows in one step; [] where it takes more."""
    for pair in ((one, other), (other, one)):
        if (pair[0], OWL.sameAs, pair[1]) in graph:
            return [(pair[0], OWL.sameAs, pair[1])]
    shared = set(graph.objects(one, OWL.sameAs)) & set(graph.objects(other, OWL.sameAs))
    if shared:
        identity = min(shared, key=str)
        return [(one, OWL.sameAs, identity), (other, OWL.sameAs, identity)]
    for prop in graph.subjects(RDF.type, OWL.FunctionalProperty):
        for subject in set(graph.subjects(prop, one)) & set(graph.subjects(prop, other)):
            return [
                (subject, prop, one),
                (subject, prop, other),
                (prop, RDF.type, OWL.FunctionalProperty),
            ]
    return []
