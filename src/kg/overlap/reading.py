"""What two overlaps together suggest about a pair: a gap to coordinate, a complement, a possible duplication.

One rule for every view, brief and answer. A body that shares much of its work with another and few of its
states may have to coordinate with it; one that shares both may be doing the same twice. A reading is a
question to put to the two secretariats, not a finding about them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.asof import Selection
from kg.model import Text
from kg.overlap import incidence
from kg.overlap.pairs import Pair, pairs
from kg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Rule:
    """Where "much" begins: overlap coefficients (0 to 1), and how many mandates must be shared to speak."""

    members: float = 0.5
    mandates: float = 0.5
    min_mandates: int = 3


RULE: Final = Rule()


class Kind(StrEnum):
    """What a pair reads as."""

    GAP = "gap"
    COMPLEMENT = "complement"
    DUPLICATION = "duplication"
    SEPARATE = "separate"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How much of the smaller list is shared; ``few``: much of it, but too few mandates to mean anything."""

    HIGH = "high"
    LOW = "low"
    FEW = "few"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the overlap of members and of mandates of one pair reads, and the figures behind it in words."""

    kind: Kind
    members: Level
    mandates: Level
    reason: Text


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A pair of mechanisms with both overlaps and their reading."""

    members: Pair
    mandates: Pair
    reading: Reading


_KINDS: Final = {
    (Level.HIGH, Level.LOW): Kind.COMPLEMENT,
    (Level.HIGH, Level.HIGH): Kind.DUPLICATION,
    (Level.LOW, Level.HIGH): Kind.GAP,
    (Level.LOW, Level.LOW): Kind.SEPARATE,
}


def reading(members: Pair, mandates: Pair, rule: Rule = RULE) -> Reading:
    """Return how one pair reads from its overlap of members and its overlap of mandates.

    Measure: the overlap coefficient (Szymkiewicz-Simpson), since bodies differ much in size and Jaccard is
    low whenever one of them is small. Unknown where a list is, where one is empty, and where much of the
    smaller list of mandates is shared but fewer than ``rule.min_mandates`` of them.
    """
    who, what = _level(members, rule.members, 0), _level(mandates, rule.mandates, rule.min_mandates)
    kind = _KINDS.get((who, what), Kind.UNKNOWN)
    return Reading(kind, who, what, _reason(members, who, mandates, what, rule))


def readings(
    snapshot: Snapshot,
    selection: Selection | None = None,
    mechanisms: Sequence[str] | None = None,
    rule: Rule = RULE,
) -> tuple[ReadPair, ...]:
    """Return every pair with its reading, in the order of :func:`kg.overlap.pairs.pairs`.

    ``mechanisms`` (ids) asks for those, in that order; else all that existed in the year asked for. Raises
    KeyError for an id that the snapshot does not have.
    """
    who = pairs(incidence.members(snapshot, selection, mechanisms))
    what = pairs(incidence.mandates(snapshot, selection, mechanisms))
    return tuple(ReadPair(a, b, reading(a, b, rule)) for a, b in zip(who, what, strict=True))


def _level(pair: Pair, much: float, least: int) -> Level:
    if pair.overlap_coefficient is None:
        return Level.UNKNOWN
    if pair.overlap_coefficient < much:
        return Level.LOW
    return Level.HIGH if len(pair.shared) >= least else Level.FEW


def _reason(members: Pair, who: Level, mandates: Pair, what: Level, rule: Rule) -> Text:
    first = _part(members, who, rule.members, ("Participants shared", "Participantes en común"))
    second = _part(mandates, what, rule.mandates, ("Mandates shared", "Mandatos en común"))
    few = (
        f" Fewer than {rule.min_mandates} say too little.",
        f" Menos de {rule.min_mandates} dicen demasiado poco.",
    )
    tail = few if what is Level.FEW else ("", "")
    return Text(f"{first.en} {second.en}{tail[0]}", f"{first.es} {second.es}{tail[1]}")


def _part(pair: Pair, level: Level, much: float, name: tuple[str, str]) -> Text:
    """Return one overlap in words; shares are rounded down, so that none reads as what it does not reach."""
    shared = len(pair.shared)
    if level is Level.UNKNOWN:
        return _unmeasured(pair, name)
    smaller = shared + min(len(pair.only_a), len(pair.only_b))
    share, bound = 100 * shared // smaller, round(100 * much)
    low = level is Level.LOW
    return Text(
        f"{name[0]}: {shared} of {smaller} in the smaller list"
        f" ({share}%, {'below' if low else 'at least'} {bound}%).",
        f"{name[1]}: {shared} de {smaller} en la lista menor"
        f" ({share} %, {f'menos del {bound} %' if low else f'{bound} % o más'}).",
    )


def _unmeasured(pair: Pair, name: tuple[str, str]) -> Text:
    if pair.union_count is not None:
        return Text(
            f"{name[0]}: none can be, one of the two lists is empty.",
            f"{name[1]}: ninguno posible, una de las dos listas está vacía.",
        )
    if not pair.shared:
        return Text(f"{name[0]}: unknown, a list is missing.", f"{name[1]}: no se sabe, falta una lista.")
    return Text(
        f"{name[0]}: at least {len(pair.shared)}, a list is missing.",
        f"{name[1]}: al menos {len(pair.shared)}, falta una lista.",
    )
