"""Who covers an objective of the two global compacts: mandates matched to it, mechanisms that hold them.

An objective is about the mandates that are matched to it (``skos:closeMatch``: about as wide;
``skos:broadMatch``: the objective is wider, the mandate a part of it), and about all that is narrower than
these. A mechanism covers it by holding one of them; it reaches the states that sit in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.asof import Seat, Selection, existed, list_known, mandates_of, seats
from kg.errors import UnknownIdError
from kg.model import Mandate, MandateAssignment, Mechanism, Objective, Ref
from kg.names import Names
from kg.snapshot import Snapshot

_PLACES = ("state", "territory")


class Match(StrEnum):
    """How a mandate comes to an objective: matched itself, or beneath one that is."""

    CLOSE = "close"
    BROAD = "broad"
    NARROWER = "narrower"


@dataclass(frozen=True, slots=True)
class Field:
    """A mandate that an objective is about; ``through`` are the matched mandates it stands beneath."""

    mandate: Mandate
    match: Match
    through: tuple[str, ...] = ()


def fields(snapshot: Snapshot, objective: Objective) -> tuple[Field, ...]:
    """Return the mandates that ``objective`` is about: closely matched, matched as a part, then narrower."""
    found = (_field(snapshot, mandate, objective) for mandate in snapshot.mandates.values())
    order = list(Match)
    rows = (row for row in found if row is not None)
    return tuple(sorted(rows, key=lambda row: (order.index(row.match), row.mandate.id)))


def matches(snapshot: Snapshot, mandate: Mandate) -> tuple[tuple[Objective, Match], ...]:
    """Return the objectives that ``mandate`` itself is matched to, in their order."""
    found = ((row, _match(mandate, row)) for row in ordered(snapshot))
    return tuple((row, match) for row, match in found if match is not None)


def ordered(snapshot: Snapshot) -> tuple[Objective, ...]:
    """Return the objectives, each compact by number."""
    return tuple(sorted(snapshot.objectives.values(), key=lambda row: (row.compact, row.number)))


def mandates_meant(snapshot: Snapshot, objective: Objective) -> frozenset[str]:
    """Return the ids of :func:`fields`."""
    return frozenset(row.mandate.id for row in fields(snapshot, objective))


def mandates_called(names: Names, snapshot: Snapshot, text: str) -> frozenset[str]:
    """Return the ids of what ``text`` asks for: the mandate called so, or those of an objective (``gcm-7``).

    Raises:
        UnknownIdError: no mandate and no objective is called so; carries the nearest names.
        AmbiguousNameError: several are.
    """
    try:
        ref = names.node(text, "mandate", "objective")
    except UnknownIdError as error:
        raise UnknownIdError("mandate", text, error.suggestions, error.elsewhere) from error
    if ref.kind == "mandate":
        return frozenset({ref.id})
    return mandates_meant(snapshot, snapshot.objectives[ref.id])


def holdings(
    snapshot: Snapshot, objective: Objective, sources: frozenset[str] | None = None
) -> tuple[MandateAssignment, ...]:
    """Return the best-ranked assignments among ``sources`` by which mechanisms cover ``objective``."""
    meant = mandates_meant(snapshot, objective)
    rows = (row for key in sorted(snapshot.mechanisms) for row in mandates_of(snapshot, key, sources))
    return tuple(row for row in rows if row.mandate in meant)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom mechanisms reach in ``year``: states and territories, each with its seats.

    ``unknown`` are the mechanisms whose list no source gives: the states are then a lower bound. ``absent``
    did not exist in that year and reach nobody.
    """

    year: int
    states: Mapping[Ref, tuple[Seat, ...]]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]


def reach(snapshot: Snapshot, mechanisms: Iterable[str], selection: Selection | None = None) -> Reach:
    """Return whom ``mechanisms`` (ids) reach as of the year of ``selection``; without one, now."""
    asked = selection or Selection()
    year = asked.year if asked.year is not None else snapshot.now
    chosen = replace(asked, year=year)
    bodies = [snapshot.mechanisms[key] for key in dict.fromkeys(mechanisms)]
    there = [body for body in bodies if existed(body, year)]
    found: dict[Ref, list[Seat]] = defaultdict(list)
    for body in there:
        for seat in seats(snapshot, chosen, mechanism=body.id):
            if seat.membership.participant.kind in _PLACES:
                found[seat.membership.participant].append(seat)
    return Reach(
        year,
        {ref: tuple(found[ref]) for ref in sorted(found)},
        _ids(body for body in there if not list_known(body, chosen)),
        _ids(body for body in bodies if body not in there),
    )


def _ids(bodies: Iterable[Mechanism]) -> tuple[str, ...]:
    return tuple(body.id for body in bodies)


def _match(mandate: Mandate, objective: Objective) -> Match | None:
    if objective.iri in mandate.close_match:
        return Match.CLOSE
    return Match.BROAD if objective.iri in mandate.broad_match else None


def _field(snapshot: Snapshot, mandate: Mandate, objective: Objective) -> Field | None:
    above = sorted(snapshot.mandate_ancestors[mandate.id] & snapshot.mandates.keys())
    through = tuple(key for key in above if _match(snapshot.mandates[key], objective) is not None)
    own = _match(mandate, objective)
    if own is None and not through:
        return None
    return Field(mandate, own or Match.NARROWER, through)
