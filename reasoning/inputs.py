"""What the reasoners are given: the axioms of ontology and data, without what OWL 2 DL cannot take.

OWL 2 keeps apart what is reasoned with (classes, object and data properties) and what only annotates
(OWL 2 Structural Specification, section 10); its datatype map (section 4) has no ``xsd:date``,
``xsd:gYearMonth`` or ``xsd:gYear``. Annotations are left out; literals of these three are handed over as
strings that keep lexical form and datatype, so that two dates of one thing still clash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources
from kg.turtle.syntax import parse_file
from kg.validation.graphs import quiet, to_rdflib

#: Axioms between terms and between nodes that the checks know how to read.
AXIOMS: Final = frozenset(
    {
        RDF.type,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        OWL.disjointWith,
        OWL.inverseOf,
        OWL.sameAs,
        OWL.differentFrom,
    }
)
#: Annotation properties that RDFS and OWL bring along.
BUILT_IN: Final = frozenset(
    {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.versionIRI}
)
#: Datatypes that the data use and the OWL 2 datatype map lacks.
DATES: Final = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear})
_KINDS: Final = (OWL.ObjectProperty, OWL.DatatypeProperty)


@dataclass(frozen=True, slots=True)
class Axioms:
    """The triples to reason with; how many are ``left_out``, by property, or ``rewritten``, by datatype."""

    graph: Graph
    left_out: Counter[str] = field(default_factory=Counter)
    rewritten: Counter[str] = field(default_factory=Counter)


def read(data: Path | None = None) -> Graph:
    """Return ontology, vocabularies and the data file (default: the shipped one) as one graph.

    Raises:
        DataError: a file cannot be read; DataSyntaxError: it does not parse.
    """
    files: Iterable[Path] = (*resources.ontology_files(), data or resources.data_file())
    return to_rdflib(triple for path in files for triple in parse_file(path))


def logical(graph: Graph) -> Axioms:
    """Return the part of ``graph`` that OWL 2 DL reasons with; every property must be declared."""
    kept = {prop for kind in _KINDS for prop in graph.subjects(RDF.type, kind)} | AXIOMS
    found = Axioms(Graph())
    for subject, predicate, value in graph:
        if predicate not in kept or value in (OWL.Ontology, OWL.AnnotationProperty):
            found.left_out[str(predicate)] += 1
            continue
        if isinstance(value, Literal) and value.datatype in DATES:
            found.rewritten[str(value.datatype)] += 1
        found.graph.add((subject, predicate, _storable(value)))
    return found


def _storable(value: Node) -> Node:
    if isinstance(value, Literal) and value.datatype in DATES:
        return Literal(f"{value}^^{str(value.datatype).rpartition('#')[2]}")
    return value


def ill_typed(value: Literal) -> bool:
    """Tell whether a literal's text is none of its datatype; rdflib forgets that where it copies one."""
    with quiet():
        return bool(Literal(str(value), lang=value.language, datatype=value.datatype).ill_typed)


def superiors(graph: Graph, term: Node, relation: URIRef) -> dict[Node, list[tuple[Node, Node, Node]]]:
    """Return each term above ``term`` (itself too) with the chain of ``relation`` axioms that leads there."""
    found: dict[Node, list[tuple[Node, Node, Node]]] = {term: []}
    waiting = [term]
    while waiting:
        below = waiting.pop(0)
        for above in graph.objects(below, relation):
            if above not in found:
                found[above] = [*found[below], (below, relation, above)]
                waiting.append(above)
    return found
