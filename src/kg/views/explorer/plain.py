"""What the page says where no script runs: a sentence, and who is a member where, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.asof import MEMBER, Seat, Selection, existed, list_known, seats
from kg.model import Ref
from kg.overlap.incidence import members
from kg.overlap.pairs import Pair, pairs
from kg.snapshot import Snapshot
from kg.views.words import Translate, number


@dataclass(frozen=True, slots=True)
class Column:
    """A mechanism: id, short name, whole name, and whether its list of members is known."""

    id: str
    short: str
    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A participant and, for each column, ``stated``, ``assumed`` or '' with that column."""

    kind: str
    id: str
    name: str
    cells: tuple[tuple[str, Column], ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """The sentence and the table of one year in one language."""

    sentence: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def plain(snapshot: Snapshot, document: Mapping[str, Any], year: int, lang: str, t: Translate) -> Plain:
    """Return what holds in ``year``: columns and rows in the document's order, members only."""
    place = 1 if lang == "es" else 0
    shown = [row for row in document["mechanisms"] if row["default"] and _there(snapshot, row["id"], year)]
    chosen = {row["id"] for row in shown}
    held = [seat for seat in seats(snapshot, Selection(year)) if seat.membership.mechanism in chosen]
    basis = {(str(seat.membership.participant), seat.membership.mechanism): str(seat.basis) for seat in held}
    known = {key for key, _ in basis}
    columns = tuple(
        Column(row["id"], row["short"][place], row["name"][place], _known(snapshot, row["id"], year))
        for row in shown
    )
    lines = tuple(
        Line(
            row["kind"],
            row["id"],
            row["name"][place],
            tuple((basis.get((row["key"], column.id), ""), column) for column in columns),
        )
        for row in document["participants"]
        if row["key"] in known
    )
    return Plain(
        _sentence(snapshot, held, {column.id: column.short for column in columns}, year, lang, t),
        columns,
        lines,
    )


def _there(snapshot: Snapshot, name: str, year: int) -> bool:
    return existed(snapshot.mechanisms[name], year)


def _known(snapshot: Snapshot, name: str, year: int) -> bool:
    return list_known(snapshot.mechanisms[name], Selection(year, frozenset({MEMBER})))


def _sentence(
    snapshot: Snapshot, held: list[Seat], shorts: Mapping[str, str], year: int, lang: str, t: Translate
) -> str:
    if not held:
        return t("header.sentence.none", year=year)
    states = {seat.membership.participant for seat in held if _is_state(seat.membership.participant)}
    lead = t(
        "plain.lead",
        year=year,
        states=_many(t, lang, "plain.states", len(states)),
        seats=_many(t, lang, "plain.seats", sum(_is_state(seat.membership.participant) for seat in held)),
        mechanisms=_many(t, lang, "plain.mechanisms", len({seat.membership.mechanism for seat in held})),
    )
    best = _most_alike(snapshot, list(shorts), year)
    if best is None or best.union_count is None:
        return lead
    key = "plain.alike.one" if best.union_count == 1 else "plain.alike.other"
    numbers = {"shared": number(len(best.shared), lang), "n": number(best.union_count, lang)}
    return f"{lead} {t(key, a=shorts[best.a], b=shorts[best.b], **numbers)}"


def _most_alike(snapshot: Snapshot, names: list[str], year: int) -> Pair | None:
    """Return the two known lists of members with the highest Jaccard measure; None where none shares any.

    One list within another says little: pairs in which each has somebody of its own come first.
    """
    found = [
        pair for pair in pairs(members(snapshot, Selection(year), names)) if pair.shared and pair.jaccard
    ]
    return max(found, key=_alike, default=None)


def _alike(pair: Pair) -> tuple[bool, float, int]:
    return bool(pair.only_a and pair.only_b), pair.jaccard or 0.0, len(pair.shared)


def _is_state(ref: Ref) -> bool:
    return ref.kind in ("state", "territory")


def _many(t: Translate, lang: str, key: str, count: int) -> str:
    return t(f"{key}.{'one' if count == 1 else 'other'}", n=number(count, lang))
