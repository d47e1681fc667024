"""Which node belongs to which mechanism: the incidence from which every overlap is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.asof import Seat, Selection, existed, list_known, mandates_of, seats
from kg.model import Mechanism, Ref
from kg.overlap.hierarchy import Behind, Broader, represented
from kg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Incidence:
    """A set of nodes for each mechanism id.

    ``unknown`` are the mechanisms whose list no source gives; their sets hold what little is known and must
    never be read as the whole. ``broader`` has every ancestor of each node that stands in a hierarchy: such
    sets are compared by representatives (:mod:`kg.overlap.hierarchy`).
    """

    sets: Mapping[str, frozenset[Ref]]
    unknown: frozenset[str] = frozenset()
    broader: Broader = field(default_factory=dict)

    def between(self, names: Iterable[str]) -> dict[str, Behind]:
        """Return, for a comparison of ``names``, what each has, with what stands behind it."""
        return represented({name: self.sets[name] for name in names}, self.broader)


def members(
    snapshot: Snapshot, selection: Selection | None = None, mechanisms: Sequence[str] | None = None
) -> Incidence:
    """Return who holds a seat where, for the mechanisms that existed in the year asked for.

    ``mechanisms`` (ids) asks for those, in that order, whether or not they existed; without a year, one that
    has ended is answered as of its last year.
    """
    chosen = selection or Selection()
    bodies = _bodies(snapshot, mechanisms, chosen)
    sets: dict[str, set[Ref]] = {body.id: set() for body in bodies}
    for seat in _seats(snapshot, chosen, mechanisms):
        if seat.membership.mechanism in sets:
            sets[seat.membership.mechanism].add(seat.membership.participant)
    unknown = frozenset(body.id for body in bodies if not list_known(body, chosen))
    return Incidence({name: frozenset(found) for name, found in sets.items()}, unknown)


def mandates(
    snapshot: Snapshot, selection: Selection | None = None, mechanisms: Sequence[str] | None = None
) -> Incidence:
    """Return which mandates each mechanism holds; one with no mandate on record has an unknown list.

    Comparisons count a broader mandate's narrower ones once.
    """
    chosen = selection or Selection()
    sets = {
        body.id: frozenset(
            Ref("mandate", row.mandate) for row in mandates_of(snapshot, body.id, chosen.sources)
        )
        for body in _bodies(snapshot, mechanisms, chosen)
    }
    broader = {
        Ref("mandate", name): frozenset(Ref("mandate", other) for other in others)
        for name, others in snapshot.mandate_ancestors.items()
    }
    return Incidence(sets, frozenset(name for name, found in sets.items() if not found), broader)


def _seats(snapshot: Snapshot, selection: Selection, wanted: Sequence[str] | None) -> Iterable[Seat]:
    if wanted is None:
        return seats(snapshot, selection)
    return [seat for name in dict.fromkeys(wanted) for seat in seats(snapshot, selection, mechanism=name)]


def _bodies(snapshot: Snapshot, wanted: Sequence[str] | None, selection: Selection) -> Sequence[Mechanism]:
    if wanted is not None:
        return [snapshot.mechanisms[name] for name in dict.fromkeys(wanted)]
    year = selection.year if selection.year is not None else snapshot.now
    return [body for _, body in sorted(snapshot.mechanisms.items()) if existed(body, year)]
