"""What a hypothetical mechanism would overlap with and which gaps it would fill. Nothing is written anywhere.

The proposal stands beside the existing mechanisms as one more set of members and one more of mandates, and is
compared as they are (:mod:`kg.overlap.pairs`). A mandate counts as covered for a participant where one of its
mechanisms holds it or a broader one, since a broader mandate stands for its narrower ones; where its
mechanisms hold only narrower ones, it is covered in part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.model import Ref
from kg.overlap.hierarchy import Broader
from kg.overlap.incidence import Incidence
from kg.overlap.pairs import Pair, pair

#: What the proposal is called beside the ids of mechanisms.
WHAT_IF: Final = "what-if"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mechanism that might be: who would sit in it, what it would work on.

    ``base`` is the mechanism from which it was made, if any: compared like any other, but no candidate for
    the nearest, which it nearly always would be.
    """

    participants: frozenset[Ref]
    mandates: frozenset[Ref]
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """The proposal (``a`` of both pairs) and an existing ``mechanism`` (``b``)."""

    mechanism: str
    members: Pair
    mandates: Pair


@dataclass(frozen=True, slots=True)
class Gap:
    """A mandate that the proposal would bring to participants whose mechanisms do not hold it.

    ``fresh``: neither it nor a part of it is covered for them today; ``partly``: only a part is. ``maybe``:
    mechanisms but the base that hold it, or a broader one, and whose list of members is unknown: some may
    sit there. All sorted.
    """

    mandate: Ref
    fresh: tuple[Ref, ...]
    partly: tuple[Ref, ...]
    maybe: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What the proposal would change.

    ``beside``: every mechanism compared, in the order of the incidence. ``nearest_by_members`` and
    ``nearest_by_mandates``: those with a Jaccard above zero, nearest first. ``gaps``: widest first.
    ``settled``: mandates of the proposal that are covered already for all its participants. ``unseated``:
    participants of the proposal without a seat in any mechanism compared.
    """

    beside: tuple[Beside, ...]
    nearest_by_members: tuple[str, ...]
    nearest_by_mandates: tuple[str, ...]
    gaps: tuple[Gap, ...]
    settled: tuple[Ref, ...]
    unseated: tuple[Ref, ...]


def effect(members: Incidence, mandates: Incidence, proposal: Proposal) -> Effect:
    """Return what ``proposal`` would change among the mechanisms of ``members`` and ``mandates``.

    Both hold the same mechanisms (:func:`kg.overlap.incidence.members` and ``mandates`` of one selection).
    """
    people = _with(members, proposal.participants)
    work = _with(mandates, proposal.mandates)
    beside = tuple(
        Beside(name, pair(people, WHAT_IF, name), pair(work, WHAT_IF, name)) for name in members.sets
    )
    others = [row for row in beside if row.mechanism != proposal.base]
    gaps = _gaps(members, mandates, proposal) if proposal.participants else ()
    open_ones = {gap.mandate for gap in gaps}
    seated = frozenset[Ref]().union(*members.sets.values())
    return Effect(
        beside=beside,
        nearest_by_members=_nearest(others, lambda row: row.members),
        nearest_by_mandates=_nearest(others, lambda row: row.mandates),
        gaps=gaps,
        settled=tuple(sorted(proposal.mandates - open_ones)) if proposal.participants else (),
        unseated=tuple(sorted(proposal.participants - seated)),
    )


def _with(incidence: Incidence, held: frozenset[Ref]) -> Incidence:
    return Incidence({**incidence.sets, WHAT_IF: held}, incidence.unknown, incidence.broader)


def _nearest(rows: Iterable[Beside], side: Callable[[Beside], Pair]) -> tuple[str, ...]:
    """Return the mechanisms by Jaccard, then by how much is shared, then by name."""
    found = [(row.mechanism, side(row)) for row in rows if side(row).jaccard]
    found.sort(key=lambda row: (-(row[1].jaccard or 0), -len(row[1].shared), row[0]))
    return tuple(name for name, _ in found)


def _gaps(members: Incidence, mandates: Incidence, proposal: Proposal) -> tuple[Gap, ...]:
    homes = {
        person: [name for name, held in members.sets.items() if person in held]
        for person in proposal.participants
    }
    unlisted = members.unknown - {proposal.base}
    found = (_gap(one, homes, unlisted, mandates) for one in proposal.mandates)
    wide = [gap for gap in found if gap.fresh or gap.partly]
    return tuple(sorted(wide, key=lambda gap: (-len(gap.fresh), -len(gap.partly), gap.mandate)))


def _gap(mandate: Ref, homes: Mapping[Ref, list[str]], unlisted: frozenset[str], mandates: Incidence) -> Gap:
    whole = {name for name, held in mandates.sets.items() if held & _upward(mandate, mandates.broader)}
    part = {name for name, held in mandates.sets.items() if _below(held, mandate, mandates.broader)} - whole
    lacking = {person: names for person, names in homes.items() if not whole.intersection(names)}
    partly = {person for person, names in lacking.items() if part.intersection(names)}
    return Gap(
        mandate=mandate,
        fresh=tuple(sorted(set(lacking) - partly)),
        partly=tuple(sorted(partly)),
        maybe=tuple(sorted(whole & unlisted)),
    )


def _upward(mandate: Ref, broader: Broader) -> frozenset[Ref]:
    return frozenset({mandate}) | broader.get(mandate, frozenset())


def _below(held: Iterable[Ref], mandate: Ref, broader: Broader) -> bool:
    return any(mandate in broader.get(one, frozenset()) for one in held)
