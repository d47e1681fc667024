"""The counts that sources state about a mechanism, best-ranked: shown where no list of members is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kg.model import Claim, Rank, Ref, Text
from kg.snapshot import Snapshot
from kg.timespan import period_words

_RANKS: Final = (Rank.PREFERRED, Rank.NORMAL)
#: Counts of those who take part, in the order in which one of them stands for the mechanism's size.
_HEADLINES: Final = (
    "memberCount",
    "signatoryCount",
    "countryCount",
    "governmentCount",
    "foundingMemberCount",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One count; ``headline`` is the place among the counts that tell a size (None: tells none).

    ``period`` is written with the precision of its ends: ``2019–2021-06``.
    """

    name: Text
    value: str
    unit: Text | None
    year: int | None
    headline: int | None
    claim: Claim
    period: str | None = None
    approximation: Text | None = None


def figures_of(snapshot: Snapshot, subject: Ref) -> tuple[Stated, ...]:
    """Return the best-ranked counts about ``subject``: those that tell its size first, the latest first."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in snapshot.claims_by_subject.get(subject, ()):
        if claim.kind == "figure" and claim.rank is not Rank.DEPRECATED:
            groups[_matter(claim)].append(claim)
    found = [_stated(snapshot, claim) for rows in groups.values() for claim in _leaders(rows)]
    return tuple(sorted(found, key=_order))


def _matter(claim: Claim) -> tuple[object, ...]:
    """Return what a count speaks of: only counts of the same are ranked against each other."""
    when = claim.year, claim.period_start, claim.period_end
    return claim.property, *when, claim.population, claim.concerns, claim.unit


def _leaders(rows: list[Claim]) -> list[Claim]:
    best = min(_RANKS.index(row.rank) for row in rows)
    return [row for row in rows if _RANKS.index(row.rank) == best]


def _stated(snapshot: Snapshot, claim: Claim) -> Stated:
    unit = snapshot.label(Ref("unit", claim.unit)) if claim.unit else None
    headline = _HEADLINES.index(claim.property) if claim.property in _HEADLINES else None
    name = snapshot.properties.get(claim.property, Text(claim.property, claim.property))
    rounding = snapshot.label(Ref("approximation", claim.approximation)) if claim.approximation else None
    period = period_words(claim.period_start, claim.period_end) or None
    return Stated(name, claim.value.text, unit, claim.year, headline, claim, period, approximation=rounding)


def _order(row: Stated) -> tuple[int, int, str]:
    return (99 if row.headline is None else row.headline, -(row.year or 0), row.claim.id)
