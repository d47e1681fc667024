"""Whether ontology and data keep to OWL 2 DL and, within it, to the OWL 2 RL profile.

Conditions of the OWL 2 Structural Specification (sections 5.8 and 11) and of OWL 2 Profiles (section 4), as
far as they bear on a graph whose classes are all named: there is no class expression to restrict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.model import Text
from reasoning.clash import Clash, clash, short
from reasoning.inputs import AXIOMS, BUILT_IN, DATES, ill_typed

_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_TYPES: Final = frozenset(
    {
        *_PROPERTIES,
        OWL.Class,
        OWL.Ontology,
        OWL.FunctionalProperty,
        OWL.SymmetricProperty,
        OWL.TransitiveProperty,
    }
)
#: Datatypes that both the profile and the data know (OWL 2 Profiles, section 4.2).
_DATATYPES: Final = frozenset({XSD.integer, XSD.decimal, XSD.string, XSD.boolean, XSD.anyURI, RDF.langString})


def faults(graph: Graph) -> list[Clash]:
    """Return what keeps ``graph`` (ontology and data) outside OWL 2 DL or OWL 2 RL, in no set order."""
    kinds = {
        prop: [kind for kind in _PROPERTIES if (prop, RDF.type, kind) in graph]
        for prop in set(graph.predicates())
    }
    found = [*_undeclared(graph, kinds), *_foreign(graph)]
    for axiom in graph:
        found.extend(_of_value(kinds, axiom))
    return list(dict.fromkeys(found))


def _undeclared(graph: Graph, kinds: dict[Node, list[URIRef]]) -> Iterator[Clash]:
    for prop, kind in kinds.items():
        if prop in AXIOMS or prop in BUILT_IN or len(kind) == 1:
            continue
        if not kind:
            words = Text(
                f"{short(prop)} is used and not declared: say whether it is an object, data or annotation"
                " property.",
                f"{short(prop)} se usa y no está declarada: diga si es propiedad de objeto, de datos o de"
                " anotación.",
            )
            yield clash("undeclared-property", words)
        else:
            words = Text(
                f"{short(prop)} is declared as properties of two kinds.",
                f"{short(prop)} está declarada como propiedad de dos clases.",
            )
            yield clash("two-kinds", words, [(prop, RDF.type, each) for each in kind])
    for kind_of in set(graph.objects(None, RDF.type)):
        if kind_of not in _TYPES and kind_of != OWL.Nothing and (kind_of, RDF.type, OWL.Class) not in graph:
            users = [
                (node, RDF.type, kind_of) for node in sorted(graph.subjects(RDF.type, kind_of), key=str)[:1]
            ]
            words = Text(
                f"{short(kind_of)} is no declared class.", f"{short(kind_of)} no es una clase declarada."
            )
            yield clash("undeclared-class", words, users)


def _foreign(graph: Graph) -> Iterator[Clash]:
    """Yield the axioms that the profile forbids, or that the checks of this package do not read."""
    for axiom in graph:
        subject, predicate, value = axiom
        odd = (
            any(isinstance(term, BNode) for term in axiom)
            or (predicate not in AXIOMS | BUILT_IN and str(predicate).startswith(str(OWL)))
            or (
                predicate == RDF.type
                and str(value).startswith(str(OWL))
                and value not in {*_TYPES, OWL.Nothing}
            )
            or (predicate == RDFS.range and str(value).startswith(str(XSD)) and value not in _DATATYPES)
            or (predicate == RDFS.subClassOf and OWL.Thing in (subject, value))
        )
        if odd:
            words = Text(
                "An axiom outside the part of OWL 2 RL that is kept to here; see docs/decisions.",
                "Un axioma fuera de la parte de OWL 2 RL que aquí se respeta; véase docs/decisions.",
            )
            yield clash("outside-profile", words, [axiom])


def _of_value(kinds: dict[Node, list[URIRef]], axiom: tuple[Node, Node, Node]) -> Iterator[Clash]:
    _, predicate, value = axiom
    is_literal = isinstance(value, Literal)
    kind = kinds[predicate]
    if (OWL.ObjectProperty in kind and is_literal) or (OWL.DatatypeProperty in kind and not is_literal):
        words = Text(
            f"{short(predicate)} has a value of the wrong sort: data properties take literals, others nodes.",
            f"{short(predicate)} tiene un valor de otra naturaleza: literal si es de datos, nodo si no.",
        )
        yield clash("wrong-sort", words, [axiom])
    if not isinstance(value, Literal):
        return
    if ill_typed(value):
        words = Text(
            f"{short(value)} is no value of its datatype.", f"{short(value)} no es un valor de su tipo."
        )
        yield clash("ill-typed-literal", words, [axiom])
    if OWL.DatatypeProperty in kind and value.datatype not in {None, *_DATATYPES, *DATES}:
        words = Text(
            f"{short(value)} has a datatype that is not in the OWL 2 datatype map.",
            f"{short(value)} tiene un tipo de datos que no está en el mapa de OWL 2.",
        )
        yield clash("unknown-datatype", words, [axiom])
