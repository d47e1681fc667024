"""Who belonged in year Y, and how sure that is: the one place where the as-of rule is applied.

From the statements to an answer: keep those that a wanted source supports; among statements on one matter
(mechanism, participant, role) keep the best-ranked; keep those whose years hold. Deprecated statements are
answered only where the caller has narrowed the sources so far that nothing better speaks about that
participant ("as if only these sources had spoken").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from kg.model import (
    Citation,
    ListStatus,
    MandateAssignment,
    Mechanism,
    Membership,
    Rank,
    Ref,
    Stance,
    Statement,
)
from kg.snapshot import Snapshot
from kg.timespan import Basis

S = TypeVar("S", bound=Statement)

MEMBER = "member"
_ORDER = {Rank.PREFERRED: 0, Rank.NORMAL: 1, Rank.DEPRECATED: 2}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked: a year (None: now), roles (None: any), sources (None: all), all as ids."""

    year: int | None = None
    roles: frozenset[str] | None = frozenset({MEMBER})
    sources: frozenset[str] | None = None

    def wants(self, role: str) -> bool:
        """Tell whether ``role`` is asked for."""
        return self.roles is None or role in self.roles


@dataclass(frozen=True, slots=True)
class Seat:
    """A membership that holds in ``year``, with the citations that were asked for."""

    membership: Membership
    year: int
    basis: Basis
    citations: tuple[Citation, ...]


def year_for(snapshot: Snapshot, mechanism: Mechanism, selection: Selection) -> int:
    """Return the year asked for; "now" of a mechanism that has ended is its last year."""
    if selection.year is not None:
        return selection.year
    if mechanism.ended_year is not None and mechanism.ended_year < snapshot.now:
        return mechanism.ended_year
    return snapshot.now


def existed(mechanism: Mechanism, year: int) -> bool:
    """Tell whether nothing known says that the mechanism was not there in ``year``."""
    founded, ended = mechanism.established_year, mechanism.ended_year
    return (founded is None or founded <= year) and (ended is None or year <= ended)


def list_known(mechanism: Mechanism, selection: Selection) -> bool:
    """Tell whether the sources give any list of those asked for; "list unknown" is never zero.

    The member list is governed by ``list_status``; a list of another role is known where the sources give
    it whole, or where they list the members.
    """
    if mechanism.list_status is not ListStatus.UNKNOWN:
        return True
    return (
        selection.roles is not None and bool(selection.roles) and selection.roles <= mechanism.complete_roles
    )


def seats(
    snapshot: Snapshot,
    selection: Selection | None = None,
    *,
    mechanism: str | None = None,
    participant: Ref | None = None,
) -> tuple[Seat, ...]:
    """Return the memberships that answer ``selection``, by mechanism, role, participant.

    Where one ``mechanism`` is asked about and no year, "now" is :func:`year_for` that mechanism.
    """
    chosen = selection or Selection()
    year = _year(snapshot, chosen, mechanism)
    found: list[Seat] = []
    for row in best_ranked(_candidates(snapshot, mechanism, participant), chosen.sources):
        body = snapshot.mechanisms[row.mechanism]
        if chosen.wants(row.role) and holds(row, body, year):
            found.append(_seat(row, year, chosen.sources))
    return tuple(sorted(found, key=lambda seat: _sort_key(seat.membership)))


def holds(row: Membership, body: Mechanism, year: int) -> bool:
    """Tell whether nothing known speaks against ``row`` in ``year``: its own years and those of ``body``."""
    return row.span.holds(year) and existed(body, year)


def basis(row: Membership, year: int) -> Basis:
    """Return what ``row`` in ``year`` rests on; a since that is inferred, not stated, does not count."""
    if row.inferred and row.span.since is not None:
        return Basis.STATED if any(seen <= year for seen in row.attested) else Basis.ASSUMED
    return row.span.basis(year, row.attested)


def best_ranked(rows: Iterable[Membership], sources: frozenset[str] | None) -> tuple[Membership, ...]:
    """Return the memberships that lead their group (mechanism, participant, role) among ``sources``."""
    supported = [row for row in rows if _supported(row, sources)]
    sound = {(row.mechanism, row.participant) for row in supported if row.rank is not Rank.DEPRECATED}
    groups: dict[tuple[str, Ref, str], list[Membership]] = defaultdict(list)
    for row in supported:
        if row.rank is Rank.DEPRECATED and (sources is None or (row.mechanism, row.participant) in sound):
            continue
        groups[row.mechanism, row.participant, row.role].append(row)
    return tuple(row for group in groups.values() for row in _leaders(group))


def mandates_of(
    snapshot: Snapshot, mechanism: str, sources: frozenset[str] | None = None
) -> tuple[MandateAssignment, ...]:
    """Return the best-ranked mandate assignments of a mechanism among ``sources``, by mandate."""
    groups: dict[str, list[MandateAssignment]] = defaultdict(list)
    for row in snapshot.assignments_by_mechanism.get(mechanism, ()):
        if _supported(row, sources) and (sources is not None or row.rank is not Rank.DEPRECATED):
            groups[row.mandate].append(row)
    kept = (row for group in groups.values() for row in _leaders(group))
    return tuple(sorted(kept, key=lambda row: row.mandate))


def cited_by(citations: Iterable[Citation], sources: frozenset[str] | None) -> tuple[Citation, ...]:
    """Return the citations that are of ``sources`` (None: all)."""
    return tuple(cite for cite in citations if sources is None or cite.source.id in sources)


def _year(snapshot: Snapshot, selection: Selection, mechanism: str | None) -> int:
    if mechanism is not None:
        return year_for(snapshot, snapshot.mechanisms[mechanism], selection)
    return selection.year if selection.year is not None else snapshot.now


def _candidates(snapshot: Snapshot, mechanism: str | None, participant: Ref | None) -> Iterable[Membership]:
    if mechanism is None:
        if participant is None:
            return snapshot.memberships
        return snapshot.memberships_by_participant.get(participant, ())
    rows = snapshot.memberships_by_mechanism.get(mechanism, ())
    return rows if participant is None else tuple(row for row in rows if row.participant == participant)


def _supported(row: Statement, sources: frozenset[str] | None) -> bool:
    return any(cite.stance is Stance.SUPPORTS for cite in cited_by(row.citations, sources))


def _leaders(group: list[S]) -> list[S]:
    best = min(_ORDER[row.rank] for row in group)
    return [row for row in group if _ORDER[row.rank] == best]


def _seat(row: Membership, year: int, sources: frozenset[str] | None) -> Seat:
    return Seat(row, year, basis(row, year), cited_by(row.citations, sources))


def _sort_key(row: Membership) -> tuple[str, bool, str, Ref, int]:
    return (row.mechanism, row.role != MEMBER, row.role, row.participant, row.span.since or 0)
