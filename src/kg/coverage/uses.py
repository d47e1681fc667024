"""What the graph rests on each place of a source: statements, and named things that cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from kg.coverage.ledger import Coverage, Place, place_of
from kg.model import (
    Citation,
    Event,
    Instrument,
    Mechanism,
    Participant,
    Recommendation,
    Region,
    Statement,
)
from kg.namespaces import BASE
from kg.snapshot import Snapshot

Named: TypeAlias = Mechanism | Participant | Region | Instrument | Event | Recommendation
Thing: TypeAlias = Statement | Named

#: The kinds of thing in the order in which a place lists them.
KINDS: Final = (
    "mechanism",
    "state",
    "territory",
    "organization",
    "region",
    "instrument",
    "event",
    "recommendation",
    "membership",
    "assignment",
    "claim",
    "figure",
    "contribution",
)
STATEMENT_KINDS: Final = KINDS[KINDS.index("membership") :]


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that cites one place."""

    thing: Thing
    citation: Citation

    @property
    def key(self) -> str:
        """The thing as kind/id."""
        return key_of(self.thing)


def key_of(thing: Thing) -> str:
    """Return kind/id of ``thing``, the end of its IRI: ``membership/crm-DOM-member``."""
    return thing.iri.removeprefix(BASE)


def kind_of(thing: Thing) -> str:
    """Return the kind of ``thing``, the name of its namespace."""
    return key_of(thing).partition("/")[0]


def named(snapshot: Snapshot) -> Iterator[Named]:
    """Yield every named thing that carries citations of its own."""
    yield from snapshot.mechanisms.values()
    yield from snapshot.participants.values()
    yield from snapshot.regions.values()
    yield from snapshot.instruments.values()
    yield from snapshot.events.values()
    yield from snapshot.recommendations.values()


def things(snapshot: Snapshot) -> Iterator[Thing]:
    """Yield everything that can rest on a source."""
    yield from named(snapshot)
    yield from snapshot.statements


def place_cited(cite: Citation) -> Place:
    """Return the place that ``cite`` names."""
    return place_of(cite.section, cite.paragraph, cite.locator)


def uses_of(snapshot: Snapshot) -> dict[str, dict[Place, list[Use]]]:
    """Return what rests on each place of each source id, in the order of :data:`KINDS`, then by id."""
    found: dict[str, dict[Place, list[Use]]] = {}
    for thing in sorted(things(snapshot), key=_order):
        for cite in thing.citations:
            found.setdefault(cite.source.id, {}).setdefault(place_cited(cite), []).append(Use(thing, cite))
    return found


def reading_order(coverage: Coverage, source: str, place: Place) -> tuple[bool, int, str, int, str]:
    """Return the sort key of ``place``: as the ledger of ``source`` has it, the unlisted last by heading."""
    position = coverage.position(source, place)
    return position is None, position or 0, place.section, place.paragraph or 0, place.spot


def _order(thing: Thing) -> tuple[int, str]:
    kind = kind_of(thing)
    return KINDS.index(kind) if kind in KINDS else len(KINDS), key_of(thing)
