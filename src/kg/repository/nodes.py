"""Nodes as the store gives them: an IRI and its properties; where RDF terms become plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Alias, Ref, Text
from kg.namespaces import ONTOLOGY, compact, prologue, split
from kg.store.port import GraphStore, Term

Properties = dict[str, list[Term]]


@dataclass(slots=True)
class Node:
    """One subject; ``properties`` by compact predicate name (``mm:rank``)."""

    iri: str
    properties: Properties = field(default_factory=lambda: defaultdict(list))

    @property
    def ref(self) -> Ref:
        """Kind and id of the node, from its IRI."""
        return ref_of(self.iri)

    def terms(self, name: str) -> list[Term]:
        """Every value of ``name``, in a stable order."""
        return sorted(self.properties.get(name, ()), key=lambda term: (term.lang or "", term.value))

    def one(self, name: str) -> str | None:
        """The first value of ``name`` as text, or None."""
        found = self.terms(name)
        return found[0].value if found else None

    def many(self, name: str) -> tuple[str, ...]:
        """Every value of ``name`` as text."""
        return tuple(term.value for term in self.terms(name))

    def integer(self, name: str) -> int | None:
        """The smallest value of ``name`` that is an integer, or None."""
        return min(self.integers(name), default=None)

    def integers(self, name: str) -> tuple[int, ...]:
        """Every integer among the values of ``name``, ascending."""
        values = (term.python for term in self.properties.get(name, ()))
        return tuple(sorted(value for value in values if isinstance(value, int)))

    def text(self, *names: str) -> Text | None:
        """The words of the first of ``names`` that has any, in both languages."""
        for name in names:
            words = {term.lang or "": term.value for term in self.terms(name)}
            if words:
                some = words.get("en") or next(iter(words.values()))
                return Text(words.get("en", some), words.get("es", some))
        return None

    def label(self) -> Text:
        """The name of the node; its id where it has none."""
        return self.text("rdfs:label", "skos:prefLabel") or Text(self.ref.id, self.ref.id)

    def aliases(self) -> tuple[Alias, ...]:
        """Its other names."""
        return tuple(Alias(term.value, term.lang or "") for term in self.terms("skos:altLabel"))

    def local(self, name: str) -> str | None:
        """The id of the node that ``name`` points at, or None."""
        target = self.one(name)
        return ref_of(target).id if target else None

    def locals(self, name: str) -> tuple[str, ...]:
        """The ids of the nodes that ``name`` points at."""
        return tuple(ref_of(target).id for target in self.many(name))

    def refs(self, name: str) -> tuple[Ref, ...]:
        """The nodes that ``name`` points at."""
        return tuple(sorted(ref_of(target) for target in self.many(name)))


def ref_of(iri: str) -> Ref:
    """Return kind and id of an IRI; terms of the ontology have the kind ``term``, others ``iri``."""
    if iri.startswith(ONTOLOGY):
        return Ref("term", iri.removeprefix(ONTOLOGY))
    found = split(iri)
    return Ref(*found) if found else Ref("iri", iri)


def nodes_of(store: GraphStore, classes: Iterable[str]) -> dict[str, list[Node]]:
    """Return the nodes of each ontology class in ``classes`` (local names), by IRI.

    One SELECT for each class: constants keep every engine's planner on the index.
    """
    return {name: _nodes(store, name) for name in classes}


def _nodes(store: GraphStore, name: str) -> list[Node]:
    found: dict[str, Node] = {}
    query = prologue("mm") + f"SELECT ?node ?property ?value WHERE {{ ?node a mm:{name} ; ?property ?value }}"
    names: dict[str, str] = {}
    for node, prop, value in store.select(query).rows:
        if node is None or prop is None or value is None:
            continue
        if node.value not in found:
            found[node.value] = Node(node.value)
        predicate = names.get(prop.value) or names.setdefault(prop.value, compact(prop.value))
        found[node.value].properties[predicate].append(value)
    return [found[iri] for iri in sorted(found)]
