"""The sentence at the top of the network page: who holds how many seats, in words that fit the numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.asof import Seat
from kg.views.words import Translate, number, translator


@dataclass(frozen=True, slots=True)
class Counts:
    """States and territories, other participants, seats, mechanisms in which somebody sits."""

    states: int
    others: int
    seats: int
    mechanisms: int


def counts_of(held: Iterable[Seat]) -> Counts:
    """Count what ``held`` says."""
    rows = [seat.membership for seat in held]
    everyone = {row.participant for row in rows}
    states = sum(1 for ref in everyone if ref.kind in ("state", "territory"))
    return Counts(states, len(everyone) - states, len(rows), len({row.mechanism for row in rows}))


def sentence(counts: Counts, year: int, lang: str) -> str:
    """Return "In 2022, 28 states and territories and 4 organizations hold 64 seats in 6 mechanisms."."""
    t = translator(lang)
    holders = [_many(t, lang, "network.count.states", counts.states)]
    if counts.others:
        holders.append(_many(t, lang, "network.count.others", counts.others))
    return t(
        "network.sentence",
        year=year,
        holders=t("network.and").join(holders),
        seats=_many(t, lang, "network.count.seats", counts.seats),
        mechanisms=_many(t, lang, "network.count.mechanisms", counts.mechanisms),
    )


def _many(t: Translate, lang: str, key: str, count: int) -> str:
    return t(f"{key}.{'one' if count == 1 else 'other'}", n=number(count, lang))
