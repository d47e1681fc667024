"""OWL 2 DL: HermiT, a complete reasoner for it, run through owlready2.

HermiT tells that axioms contradict each other, not which ones. The smallest set that does is found by asking
again with fewer (QuickXplain, Junker 2004).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeVar

from rdflib import OWL, RDF, Graph, URIRef
from rdflib.term import Node

from kg.errors import KgError
from kg.model import Text
from kg.namespaces import BASE, ONTOLOGY
from reasoning.clash import Axiom, Clash, clash, short
from reasoning.inputs import AXIOMS

T = TypeVar("T")
_DOCUMENT: Final = URIRef(ONTOLOGY.rstrip("#") + "/reasoned")
_PROBE: Final = URIRef(BASE + "probe")


class MissingReasonerError(KgError):
    """HermiT cannot run here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``consistent``, and the classes in which nothing can be (none are told where it is not consistent)."""

    consistent: bool
    empty: tuple[URIRef, ...] = ()


def check(axioms: Graph) -> Verdict:
    """Return what HermiT says of ``axioms``, which must be within OWL 2 DL.

    Raises:
        MissingReasonerError: owlready2 or a Java runtime is not installed.
    """
    owlready = _owlready()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "axioms.nt"
        lines = _apart(axioms).serialize(format="nt", encoding="utf-8")
        path.write_bytes(lines + f"<{_DOCUMENT}> <{RDF.type}> <{OWL.Ontology}> .\n".encode())
        world = owlready.World()
        try:
            world.get_ontology(path.as_uri()).load()
            owlready.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
            empty = {URIRef(cls.iri) for cls in world.inconsistent_classes()} - {OWL.Nothing}
        except owlready.OwlReadyInconsistentOntologyError:
            return Verdict(False)
        finally:
            world.close()
    return Verdict(True, tuple(sorted(empty)))


def clashes(axioms: Graph, explain: bool = True) -> list[Clash]:
    """Return the contradictions that HermiT finds in ``axioms``; ``explain``: with the axioms behind each."""
    verdict = check(axioms)
    if verdict.consistent:
        return [_empty(axioms, cls, explain) for cls in verdict.empty]
    words = Text(
        "HermiT: these statements and axioms contradict each other.",
        "HermiT: estas declaraciones y axiomas se contradicen.",
    )
    return [clash("inconsistent", words, _behind(axioms) if explain else ())]


def _empty(axioms: Graph, cls: URIRef, explain: bool) -> Clash:
    words = Text(f"HermiT: nothing can be a {short(cls)}.", f"HermiT: nada puede ser {short(cls)}.")
    if not explain:
        return clash("empty-class", words)
    probed = Graph()
    for axiom in (*axioms, (_PROBE, RDF.type, cls)):
        probed.add(axiom)
    return clash("empty-class", words, [axiom for axiom in _behind(probed) if axiom[0] != _PROBE])


def _behind(axioms: Graph) -> list[Axiom]:
    """Return a smallest contradictory part: of the nodes, of their triples, of the terms' axioms."""
    nodes: dict[str, list[Axiom]] = {}
    terms: list[Axiom] = []
    declared: list[Axiom] = []
    for axiom in sorted(axioms):
        if str(axiom[0]).startswith(BASE):
            nodes.setdefault(str(axiom[0]), []).append(axiom)
        elif axiom[1] == RDF.type:
            declared.append(axiom)  # without its declarations, HermiT does not know what a property is
        else:
            terms.append(axiom)

    def contradictory(parts: Sequence[Axiom]) -> bool:
        return not check(_graph([*declared, *parts])).consistent

    groups = smallest([*nodes.values()], lambda some: contradictory([*chain.from_iterable(some), *terms]))
    said = smallest([*chain.from_iterable(groups)], lambda some: contradictory([*some, *terms]))
    return [*said, *smallest(terms, lambda some: contradictory([*said, *some]))]


def smallest(items: Sequence[T], contradictory: Callable[[list[T]], bool]) -> list[T]:
    """Return a smallest part of ``items`` that is still contradictory (QuickXplain); [] if none is needed."""
    if contradictory([]):
        return []
    return _smallest([], False, list(items), contradictory)


def _smallest(
    kept: list[T], grown: bool, items: list[T], contradictory: Callable[[list[T]], bool]
) -> list[T]:
    if grown and contradictory(kept):
        return []
    if len(items) == 1:
        return items
    half = len(items) // 2
    left, right = items[:half], items[half:]
    second = _smallest([*kept, *left], bool(left), right, contradictory)
    first = _smallest([*kept, *second], bool(second), left, contradictory)
    return [*first, *second]


def _graph(axioms: Sequence[Axiom]) -> Graph:
    graph = Graph()
    for axiom in axioms:
        graph.add(axiom)
    return graph


def _apart(axioms: Graph) -> Graph:
    """Return ``axioms`` with another name for each property where it stands for a node.

    The claim properties are both. OWL 2 DL reads the two uses of such a name as two things ("punning",
    Structural Specification, section 5.9), so nothing changes; owlready2 knows one use of a name.
    """
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {prop for kind in kinds for prop in axioms.subjects(RDF.type, kind)}

    def node(term: Node) -> Node:
        return URIRef(f"{term}.as-node") if term in properties else term

    graph = Graph()
    for subject, predicate, value in axioms:
        if predicate == RDF.type and not str(value).startswith(str(OWL)):
            graph.add((node(subject), predicate, value))
        elif predicate in AXIOMS:
            graph.add((subject, predicate, value))
        else:
            graph.add((node(subject), predicate, node(value)))
    return graph


def _owlready() -> Any:
    try:
        import owlready2
    except ImportError as error:
        raise MissingReasonerError("HermiT needs owlready2. Run `make reason`, which installs it.") from error
    if shutil.which(owlready2.JAVA_EXE) is None:
        raise MissingReasonerError("HermiT needs Java. Run: sudo apt-get install default-jre-headless")
    return owlready2
