"""OWL 2 RL: everything that follows by its rules, and where that contradicts itself.

The closure is owlrl's (W3C licence), a forward-chaining implementation of the rules of OWL 2 Profiles,
section 4.3. The contradictions are read off it here: owlrl reports some of them, in words for programmers,
and neither a value outside the range of its property nor two values of a functional one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import owlrl
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.model import Text
from kg.namespaces import BASE
from reasoning import because
from reasoning.clash import Axiom, Clash, clash, short
from reasoning.inputs import ill_typed, superiors

_SOME: Final = Literal("some value")
_ERROR: Final = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def close(axioms: Graph) -> Graph:
    """Return what follows from ``axioms`` by the rules of OWL 2 RL, with one literal in the place of all.

    Only the rules on datatypes read what a literal says, and owlrl compares every two of them;
    :func:`_values` and :func:`_ranges` look at the literals as they are written.
    """
    graph = Graph()
    for subject, predicate, value in axioms:
        graph.add((subject, predicate, _SOME if isinstance(value, Literal) else value))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def clashes(axioms: Graph) -> list[Clash]:
    """Return the contradictions that follow from ``axioms`` by OWL 2 RL.

    Two nodes of the graph with ids of their own count as two (unique names), which OWL itself does not say:
    that they are concluded to be one is a contradiction too.
    """
    closed = close(axioms)
    found = [
        *_nothing(axioms),
        *_empty(axioms),
        *_disjoint(axioms, closed),
        *_merged(axioms, closed),
        *_values(axioms),
        *_ranges(axioms),
    ]
    if found:
        return found
    return [
        clash("other", Text(f"owlrl: {words}", f"owlrl: {words}")) for words in closed.objects(None, _ERROR)
    ]


def _nothing(axioms: Graph) -> Iterator[Clash]:
    for node in axioms.subjects(RDF.type, OWL.Nothing):
        words = Text(f"{short(node)} is put in the empty class.", f"{short(node)} figura en la clase vacía.")
        yield clash("nothing", words, [(node, RDF.type, OWL.Nothing)])


def _empty(axioms: Graph) -> Iterator[Clash]:
    """Yield the classes below two that exclude each other: nothing can ever be in them."""
    for cls in axioms.subjects(RDF.type, OWL.Class):
        above = superiors(axioms, cls, RDFS.subClassOf)
        for one, other in axioms.subject_objects(OWL.disjointWith):
            if one in above and other in above:
                words = Text(
                    f"Nothing can be a {short(cls)}: {short(one)} and {short(other)} exclude each other.",
                    f"Nada puede ser {short(cls)}: {short(one)} y {short(other)} se excluyen.",
                )
                chain = [*above[one], *above[other], (one, OWL.disjointWith, other)]
                yield clash("empty-class", words, chain)


def _disjoint(axioms: Graph, closed: Graph) -> Iterator[Clash]:
    for one, other in sorted(axioms.subject_objects(OWL.disjointWith)):
        for node in sorted(
            set(closed.subjects(RDF.type, one)) & set(closed.subjects(RDF.type, other)), key=str
        ):
            reasons = [because.member(axioms, node, cls) for cls in (one, other)]
            if all(reasons):  # else it follows for what is the same as this node, and is told there
                words = Text(
                    f"{short(node)} is a {short(one)} and a {short(other)}, which exclude each other.",
                    f"{short(node)} es {short(one)} y {short(other)}, que se excluyen.",
                )
                chain = [*reasons[0], *reasons[1], (one, OWL.disjointWith, other)]
                yield clash("disjoint-classes", words, chain)


def _merged(axioms: Graph, closed: Graph) -> Iterator[Clash]:
    for one, other in sorted(closed.subject_objects(OWL.sameAs)):
        if not (isinstance(one, URIRef) and isinstance(other, URIRef) and one < other):
            continue
        said = [(a, OWL.differentFrom, b) for a, b in ((one, other), (other, one))]
        apart = [axiom for axiom in said if axiom in axioms]
        if not apart and not (one.startswith(BASE) and other.startswith(BASE)):
            continue
        words = Text(
            f"{short(one)} and {short(other)} come out as the same thing"
            + (", and are said to be different." if apart else ", and have an id each."),
            f"{short(one)} y {short(other)} resultan ser lo mismo"
            + (" y se declaran distintos." if apart else " y cada uno tiene su id."),
        )
        yield clash("same-and-different", words, [*because.same(axioms, one, other), *apart])


def _values(axioms: Graph) -> Iterator[Clash]:
    """Yield the nodes with two values of a functional data property, or of it and one below it."""
    for below in sorted(axioms.subjects(RDF.type, OWL.DatatypeProperty), key=str):
        for prop, chain in superiors(axioms, below, RDFS.subPropertyOf).items():
            if (prop, RDF.type, OWL.FunctionalProperty) in axioms:
                yield from _second_values(axioms, below, prop, chain)


def _second_values(axioms: Graph, below: Node, prop: Node, chain: list[Axiom]) -> Iterator[Clash]:
    """Yield the nodes whose value of ``below``, hence of ``prop``, is not the value of ``prop``."""
    for node in sorted(set(axioms.subjects(below, None)), key=str):
        own = [(below, value) for value in axioms.objects(node, below)]
        direct = [(prop, value) for value in axioms.objects(node, prop)] if prop != below else []
        for (first, one), (second, other) in combinations(sorted([*own, *direct], key=_by_value), 2):
            if below in (first, second) and _value(one) != _value(other):
                words = Text(
                    f"{short(node)} has two values of {short(prop)}, which may have one.",
                    f"{short(node)} tiene dos valores de {short(prop)}, que admite uno.",
                )
                said = [(node, first, one), (node, second, other), *chain]
                yield clash("two-values", words, [*said, (prop, RDF.type, OWL.FunctionalProperty)])


def _by_value(pair: tuple[Node, Node]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])


def _value(term: Node) -> tuple[object, str | None]:
    return (term.toPython(), term.language) if isinstance(term, Literal) else (term, None)


def _ranges(axioms: Graph) -> Iterator[Clash]:
    """Yield the values outside the datatype that their property asks for."""
    for prop in sorted(axioms.subjects(RDF.type, OWL.DatatypeProperty), key=str):
        for above, chain in superiors(axioms, prop, RDFS.subPropertyOf).items():
            for datatype in axioms.objects(above, RDFS.range):
                for node, value in axioms.subject_objects(prop):
                    if isinstance(value, Literal) and not _within(value, datatype):
                        said = short(node), short(value), short(prop), short(datatype)
                        words = Text(
                            "{} has {} for {}, which is no {}.".format(*said),
                            "{} tiene {} en {}, que no es {}.".format(*said),
                        )
                        reasons = [(node, prop, value), *chain, (above, RDFS.range, datatype)]
                        yield clash("outside-range", words, reasons)


def _within(value: Literal, datatype: Node) -> bool:
    """Tell whether a literal is in the value space of ``datatype``; the integers lie within the decimals."""
    own = value.datatype or (RDF.langString if value.language else XSD.string)
    if ill_typed(value):
        return False
    if datatype == XSD.integer and own == XSD.decimal:
        number = value.toPython()
        return bool(number == int(number))
    return own == datatype or (datatype == XSD.decimal and own == XSD.integer)
