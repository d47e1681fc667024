"""Lists that a source closes: whoever it does not name is left out, at the date of the list and at no other.

A claim of ``mm:closedList`` says it: "in this year this source names every holder of the role". Its year is
that of the claim, else that of the source. Only seats that other sources *state* for that year (kg.asof) are
left out of it; those that are merely assumed are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.asof import Seat, Selection, seats
from kg.model import Citation, Claim, Membership, Ref, Source, Stance
from kg.snapshot import Snapshot
from kg.timespan import Basis

PROPERTY = "closedList"
Matter = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ClosedList:
    """Everybody whom ``source`` names in ``role`` of ``mechanism`` in ``year``.

    ``held`` are those who sit there as of the year, whoever says so; ``unnamed`` the seats that others state.
    """

    mechanism: str
    role: str
    year: int
    source: Source
    claim: Claim
    citations: tuple[Citation, ...]
    named: frozenset[Ref]
    held: frozenset[Ref]
    unnamed: tuple[Membership, ...]

    @property
    def missing(self) -> frozenset[Ref]:
        """Those whom the list leaves out."""
        return frozenset(row.participant for row in self.unnamed)

    @property
    def omitting(self) -> tuple[Citation, ...]:
        """The places where the list stands, as what they do to those who are missing."""
        return tuple(replace(cite, stance=Stance.OMITS) for cite in self.citations)


def closed_lists(snapshot: Snapshot) -> Mapping[Matter, Sequence[ClosedList]]:
    """Return the closed lists of each (mechanism, role), by year and source; undated lists are none."""
    found: dict[Matter, list[ClosedList]] = defaultdict(list)
    for claim in snapshot.claims:
        if claim.property == PROPERTY and claim.value.ref and claim.subject.id in snapshot.mechanisms:
            for row in _lists(snapshot, claim, claim.value.ref.id):
                found[row.mechanism, row.role].append(row)
    return {key: sorted(rows, key=lambda row: (row.year, row.source.id)) for key, rows in found.items()}


def _lists(snapshot: Snapshot, claim: Claim, role: str) -> Iterator[ClosedList]:
    by_source: dict[str, list[Citation]] = defaultdict(list)
    for cite in claim.supporting:
        by_source[cite.source.id].append(cite)
    for cites in by_source.values():
        year = claim.year if claim.year is not None else cites[0].source.year
        if year is not None:
            yield _closed(snapshot, claim, role, year, tuple(cites))


def _closed(
    snapshot: Snapshot, claim: Claim, role: str, year: int, cites: tuple[Citation, ...]
) -> ClosedList:
    mechanism, source = claim.subject.id, cites[0].source
    named = _named(snapshot, mechanism, role, year, source.id)
    held = seats(snapshot, Selection(year=year, roles=frozenset({role})), mechanism=mechanism)
    stated = (seat.membership for seat in held if _states(seat))
    everybody = frozenset(seat.membership.participant for seat in held)
    return ClosedList(
        mechanism,
        role,
        year,
        source,
        claim,
        cites,
        named,
        everybody,
        tuple(row for row in stated if row.participant not in named),
    )


def _states(seat: Seat) -> bool:
    """Tell whether the seat is stated; one that begins or ends in the year may miss the list's day."""
    span = seat.membership.span
    return seat.basis is Basis.STATED and seat.year not in (span.since, span.until)


def _named(snapshot: Snapshot, mechanism: str, role: str, year: int, source: str) -> frozenset[Ref]:
    """Return whom the source supports in the role, in outranked statements too, if their years allow it."""
    return frozenset(
        row.participant
        for row in snapshot.memberships_by_mechanism.get(mechanism, ())
        if row.role == role
        and row.span.holds(year)
        and any(cite.source.id == source for cite in row.supporting)
    )
