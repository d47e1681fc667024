"""Where each node of the data file stands: sections for a reviewer, and nothing left without a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pyoxigraph import Literal, Triple

from kg.namespaces import DATASET, ONTOLOGY, PREFIXES, split
from kg.texts import natural
from kg.turtle.terms import Term, object_key, parts

Key: TypeAlias = tuple[object, ...]

_TYPE: Final = PREFIXES["rdf"] + "type"
_LABEL: Final = PREFIXES["rdfs"] + "label"
#: Class → kind, the narrower class first: a figure is a claim too.
_CLASSES: Final = {
    "Figure": "figure",
    "Contribution": "contribution",
    "Claim": "claim",
    "Membership": "membership",
    "MandateAssignment": "assignment",
    "Citation": "citation",
    "Source": "source",
    "Mechanism": "mechanism",
    "State": "state",
    "Territory": "territory",
    "Region": "region",
    "Organization": "organization",
    "Instrument": "instrument",
    "Event": "event",
    "Recommendation": "recommendation",
}
_CLAIMS: Final = ("claim", "figure", "contribution")
_PARTICIPANTS: Final = ("state", "territory", "organization")
_PLACES_AND_BODIES: Final = (*_PARTICIPANTS, "region")
_ROLES: Final = (
    "member",
    "associated-state",
    "observer",
    "chair",
    "supporter",
    "contributor",
    "signatory",
    "endorser",
    "attendee",
    "host-country",
    "partner",
)
_KIND_ORDER: Final = (
    "mechanism",
    *_PLACES_AND_BODIES,
    "instrument",
    "event",
    "source",
    "citation",
    "membership",
    "assignment",
    *_CLAIMS,
)

#: The titles of the sections, in the order of the file.
TITLES: Final = (
    "The dataset",
    "Sources, each with its citations",
    "Participants and regions: states, territories, organizations, areas that figures speak of",
    "Instruments",
    "Events",
    "Mechanisms, each with its claims, memberships and mandates",
    "Recommendations",
    "Other",
)


@dataclass(frozen=True)
class Group:
    """Nodes that stand together; ``banner`` is the comment line above them."""

    subjects: tuple[str, ...]
    banner: str | None = None


@dataclass(frozen=True)
class Section:
    """A titled part of the file."""

    title: str
    groups: tuple[Group, ...]


@dataclass
class Index:
    """Triples by subject and predicate, objects in their fixed order."""

    nodes: dict[str, dict[str, list[Term]]] = field(default_factory=dict)

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Index:
        """Index ``triples``, whose terms must be writable (see :func:`kg.turtle.terms.plain`)."""
        nodes: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            subject, predicate, term = parts(triple)
            nodes[subject][predicate].append(term)
        for predicates in nodes.values():
            for objects in predicates.values():
                objects.sort(key=object_key)
        return cls(nodes)

    def first(self, subject: str, predicate: str) -> str:
        """Return the text of the first object of a property of ours, '' where there is none."""
        objects = self.nodes.get(subject, {}).get(ONTOLOGY + predicate)
        return objects[0].value if objects else ""

    def kind(self, subject: str) -> str:
        """Return the kind of a node by its class, else by its IRI, else ''."""
        types = {term.value for term in self.nodes.get(subject, {}).get(_TYPE, ())}
        for name, kind in _CLASSES.items():
            if ONTOLOGY + name in types:
                return kind
        parts = split(subject)
        return parts[0] if parts else ""

    def label(self, subject: str) -> str:
        """Return the English label (the first one where English is missing), '' where there is none."""
        labels = [term for term in self.nodes[subject].get(_LABEL, ()) if isinstance(term, Literal)]
        return " ".join(labels[0].value.split()) if labels else ""


def plan(index: Index) -> list[Section]:
    """Place every node of ``index`` once; sections without nodes are left out."""
    return _Planner(index).sections()


def derived_key(index: Index) -> Callable[[str], Key]:
    """Return the sort key of the subjects of the derived section: by kind, then by IRI."""

    def key(subject: str) -> Key:
        kind = index.kind(subject)
        place = _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)
        return place, kind, natural(subject), subject

    return key


class _Planner:
    def __init__(self, index: Index) -> None:
        self._index = index
        self._placed: set[str] = set()
        self._kinds: dict[str, list[str]] = defaultdict(list)
        for subject in sorted(index.nodes, key=lambda node: (natural(node), node)):
            self._kinds[index.kind(subject)].append(subject)
        self._statements: dict[str, list[str]] = defaultdict(list)
        for kind in ("membership", "assignment", *_CLAIMS):
            for subject in self._kinds[kind]:
                owner = "subject" if kind in _CLAIMS else "mechanism"
                self._statements[index.first(subject, owner)].append(subject)
        self._citations: dict[str, list[str]] = defaultdict(list)
        for subject in self._kinds["citation"]:
            self._citations[index.first(subject, "source")].append(subject)

    def sections(self) -> list[Section]:
        parts: list[Iterable[Group]] = [
            [Group((DATASET,))] if DATASET in self._index.nodes else [],
            self._sources(),
            self._owners(*_PLACES_AND_BODIES),
            self._owners("instrument"),
            self._owners("event"),
            self._mechanisms(),
            self._owners("recommendation"),
        ]
        placed = [self._take(part) for part in parts]
        placed.append(self._take(self._rest()))
        return [Section(title, groups) for title, groups in zip(TITLES, placed, strict=True) if groups]

    def _take(self, groups: Iterable[Group]) -> tuple[Group, ...]:
        """Keep the nodes that have no place yet."""
        kept = []
        for group in groups:
            subjects = tuple(node for node in group.subjects if node not in self._placed)
            self._placed.update(subjects)
            if subjects:
                kept.append(Group(subjects, group.banner))
        return tuple(kept)

    def _rest(self) -> Iterable[Group]:
        """Every node, for those that found no place above."""
        return (Group((node,)) for node in sorted(self._index.nodes, key=lambda node: (natural(node), node)))

    def _sources(self) -> Iterable[Group]:
        for source in self._kinds["source"]:
            yield Group((source, *sorted(self._citations[source], key=self._citation_key)))

    def _citation_key(self, node: str) -> Key:
        first = self._index.first
        section, paragraph = first(node, "section"), first(node, "paragraph")
        return natural(section.casefold()), natural(paragraph), natural(node), node

    def _owners(self, *kinds: str) -> Iterable[Group]:
        for kind in kinds:
            for node in self._kinds[kind]:
                yield Group((node, *sorted(self._statements[node], key=self._statement_key)))

    def _mechanisms(self) -> Iterable[Group]:
        for group in self._owners("mechanism"):
            node = group.subjects[0]
            parts = split(node)
            name = parts[1] if parts else node
            yield Group(group.subjects, f"{name} · {self._index.label(node)}".rstrip(" ·"))

    def _statement_key(self, node: str) -> Key:
        """Claims by property and year, then memberships by role and participant, then mandates."""
        kind, first = self._index.kind(node), self._index.first
        tail = natural(node), node
        if kind in _CLAIMS:
            when = natural(first(node, "ordinal")), natural(first(node, "year"))
            return 0, _CLAIMS.index(kind), first(node, "property"), *when, *tail
        if kind == "membership":
            role = first(node, "role").rpartition("/")[2]
            place = _ROLES.index(role) if role in _ROLES else len(_ROLES)
            return 1, place, role, natural(first(node, "participant")), *tail
        return 2, 0, first(node, "mandate"), (), *tail
