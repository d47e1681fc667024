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
    Participant,
    Recommendation,
    Ref,
    Source,
    Statement,
    Text,
)

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Snapshot:
    """The domain objects of one version of the graph.

    ``now`` is the year that "now" means: the year in which the dataset was last edited.
    ``properties`` holds the labels of the ontology's properties by local name.
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
    def _named(self) -> Mapping[str, Mapping[str, Mandate | Source | Instrument | Event | Recommendation]]:
        return {
            "mandate": self.mandates,
            "source": self.sources,
            "instrument": self.instruments,
            "event": self.events,
            "recommendation": self.recommendations,
        }


def _group(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
