"""Everything the graph says at one version, as objects with indexes. Immutable; safe to share by threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kg.model import (
    Citation,
    Claim,
    Concept,
    Event,
    Instrument,
    Mandate,
    MandateAssignment,
    Mechanism,
    Membership,
    Objective,
    Participant,
    Recommendation,
    Ref,
    Region,
    Source,
    Statement,
    Text,
)

_Named = Mandate | Objective | Source | Instrument | Event | Recommendation | Region
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Snapshot:
    """The domain objects of one version of the graph.

    ``now`` is the year that "now" means: the year in which the dataset was last edited.
    ``properties`` holds the labels of the ontology's properties by local name, ``property_kinds`` the kinds
    of claim property that each is declared to be. ``direct`` are the direct triples of claim properties:
    subject, property, and value as :class:`~kg.model.Value` writes it.
    """

    version: str
    modified: str
    title: Text
    now: int
    mechanisms: Mapping[str, Mechanism]
    participants: Mapping[Ref, Participant]
    mandates: Mapping[str, Mandate]
    sources: Mapping[str, Source]
    citations: Mapping[str, Citation]
    memberships: tuple[Membership, ...]
    assignments: tuple[MandateAssignment, ...]
    claims: tuple[Claim, ...]
    instruments: Mapping[str, Instrument]
    events: Mapping[str, Event]
    recommendations: Mapping[str, Recommendation]
    concepts: Mapping[str, Mapping[str, Concept]]
    properties: Mapping[str, Text] = field(default_factory=dict)
    triples: int = 0
    regions: Mapping[str, Region] = field(default_factory=dict)
    objectives: Mapping[str, Objective] = field(default_factory=dict)
    property_kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    direct: frozenset[tuple[Ref, str, str]] = frozenset()
    foreign: bool = False
    """Whether the graph is of another kind than the ontology's: only SPARQL can ask it."""

    @cached_property
    def memberships_by_mechanism(self) -> Mapping[str, tuple[Membership, ...]]:
        """Memberships of each mechanism id."""
        return _group((row.mechanism, row) for row in self.memberships)

    @cached_property
    def memberships_by_participant(self) -> Mapping[Ref, tuple[Membership, ...]]:
        """Memberships of each participant."""
        return _group((row.participant, row) for row in self.memberships)

    @cached_property
    def assignments_by_mechanism(self) -> Mapping[str, tuple[MandateAssignment, ...]]:
        """Mandate assignments of each mechanism id."""
        return _group((row.mechanism, row) for row in self.assignments)

    @cached_property
    def claims_by_subject(self) -> Mapping[Ref, tuple[Claim, ...]]:
        """Claims about each node."""
        return _group((row.subject, row) for row in self.claims)

    @cached_property
    def claims_by_iri(self) -> Mapping[str, Claim]:
        """Claims, figures and contributions, each by its own IRI."""
        return {row.iri: row for row in self.claims}

    @cached_property
    def mandate_ancestors(self) -> Mapping[str, frozenset[str]]:
        """Every broader mandate of each mandate id, at any distance."""
        return {key: frozenset(self._above(key)) for key in self.mandates}

    def _above(self, mandate: str) -> set[str]:
        found: set[str] = set()
        waiting = [mandate]
        while waiting:
            body = self.mandates.get(waiting.pop())
            fresh = set(body.broader if body else ()) - found
            found |= fresh
            waiting += fresh
        return found

    def is_kind(self, name: str, kind: str) -> bool:
        """Tell whether the ontology declares ``name`` to be a claim property of ``kind``, "DateProperty"."""
        return kind in self.property_kinds.get(name, ())

    @cached_property
    def states(self) -> tuple[Participant, ...]:
        """The states and territories, by id."""
        found = (row for row in self.participants.values() if row.ref.kind in ("state", "territory"))
        return tuple(sorted(found, key=lambda row: row.id))

    @property
    def statements(self) -> Iterable[Statement]:
        """Every statement: memberships, mandate assignments, claims."""
        yield from self.memberships
        yield from self.assignments
        yield from self.claims

    def label(self, ref: Ref) -> Text:
        """Return the name of any node in the snapshot; its id where it has no name."""
        if ref.kind == "mechanism" and ref.id in self.mechanisms:
            return self.mechanisms[ref.id].label
        if ref in self.participants:
            return self.participants[ref].label
        for kind, table in self._named.items():
            if ref.kind == kind and ref.id in table:
                return table[ref.id].label
        concepts = self.concepts.get(ref.kind, {})
        return concepts[ref.id].label if ref.id in concepts else Text(ref.id, ref.id)

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, _Named]]:
        return {
            "mandate": self.mandates,
            "objective": self.objectives,
            "source": self.sources,
            "instrument": self.instruments,
            "event": self.events,
            "recommendation": self.recommendations,
            "region": self.regions,
        }


def _group(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


def foreign(version: str, triples: int) -> Snapshot:
    """Return the snapshot of a graph that is not of the ontology's kind: it holds nothing."""
    return Snapshot(
        version=version,
        modified="",
        title=Text("", ""),
        now=0,
        mechanisms={},
        participants={},
        mandates={},
        sources={},
        citations={},
        memberships=(),
        assignments=(),
        claims=(),
        instruments={},
        events={},
        recommendations={},
        concepts={},
        triples=triples,
        foreign=True,
    )
