"""Parts that briefs share: disagreements, recommendations, events, and mandates with their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from kg.asof import mandates_of
from kg.brief.desk import Desk, alphabetical, plain
from kg.brief.model import Cell, Marks, Said, Section, Table
from kg.brief.notes import merged
from kg.model import Event, Recommendation, Ref
from kg.overlap.conflicts import Conflict, ConflictValue
from kg.recommendations import touching
from kg.rows.claims import property_label
from kg.rows.records import events_of, in_order

T = TypeVar("T")

#: What stands in a cell that has nothing to say.
NOTHING: Final = "–"

#: Rows that a brief has room for; what is left out is counted and named.
DISAGREEMENTS, ADVICE, EVENTS = 3, 3, 3
#: The kinds of disagreement, those that change who sits where first.
_KINDS: Final = ("membership", "value", "arithmetic", "acronym", "name")


def shortened(rows: Sequence[T], most: int, desk: Desk) -> tuple[Sequence[T], str]:
    """Return the first rows, and a line that says how many more the graph has ("": none)."""
    left = len(rows) - most
    return (rows, "") if left <= 0 else (rows[:most], desk.words.many("more", left))


def trimmed(table: Table) -> Table:
    """Return ``table`` without the columns in which no row says anything; what is left gets their width."""
    kept = [n for n in range(len(table.columns)) if any(row[n] != plain(NOTHING) for row in table.rows)]
    whole = sum(table.widths[n] for n in kept)
    return Table(
        tuple(table.columns[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in table.rows),
        tuple(round(100 * table.widths[n] / whole) for n in kept),
    )


def mandate_marks(desk: Desk, mechanism: str, mandates: Iterable[Ref]) -> Marks:
    """Return the places that say that ``mechanism`` works on ``mandates``."""
    wanted = {ref.id for ref in mandates}
    rows = mandates_of(desk.snapshot, mechanism, desk.request.sources)
    return merged(*(desk.notes.cite(row.citations) for row in rows if row.mandate in wanted))


def mandate_list(desk: Desk, mechanism: str) -> list[tuple[str, Marks]]:
    """Return the mandates of ``mechanism`` by name, each with its places."""
    rows = mandates_of(desk.snapshot, mechanism, desk.request.sources)
    found = [(desk.name(Ref("mandate", row.mandate)), desk.notes.cite(row.citations)) for row in rows]
    return sorted(found, key=lambda item: alphabetical(item[0]))


def disagreements(desk: Desk, subjects: Iterable[Ref]) -> Section | None:
    """Return the disagreements that touch ``subjects``, those about seats first."""
    wanted = set(subjects)
    rows = [row for row in desk.conflicts if wanted & set(row.things) and len(_sides(desk, row)) > 1]
    rows.sort(key=lambda row: (_KINDS.index(row.kind), row.id))
    if not rows:
        return None
    shown, more = shortened(rows, DISAGREEMENTS, desk)
    table = Table(
        tuple(desk.words(f"column.{name}") for name in ("matter", "said", "followed")),
        tuple(_disagreement(desk, row) for row in shown),
        (26, 48, 26),
    )
    return Section("disagreements", desk.words("section.disagreements"), table=table, more=more)


def _sides(desk: Desk, row: Conflict) -> list[ConflictValue]:
    """Return the sides that the sources asked for make; all of them where all speak."""
    heard = desk.request.sources
    return [
        side
        for side in row.values
        if heard is None or any(cite.source.id in heard for cite in side.citations)
    ]


def _disagreement(desk: Desk, row: Conflict) -> tuple[Cell, ...]:
    lang = desk.lang
    words = [desk.name(row.subject)]
    if row.kind not in ("name", "acronym"):
        words.append(property_label(desk.snapshot, row.property, lang))
    if row.about is not None:
        words.append(row.about.get(lang))
    date = desk.words.date
    sides = tuple(
        Said(date(side.value.get(lang)), desk.notes.cite(side.citations)) for side in _sides(desk, row)
    )
    kept = [date(side.value.get(lang)) for side in row.values if side.followed]
    followed = desk.words.listing(kept) if kept else desk.words("followed.none")
    return (
        plain(": ".join([words[0], ", ".join(words[1:])]) if words[1:] else words[0]),
        sides,
        plain(followed),
    )


def advice(desk: Desk, subjects: Sequence[Ref]) -> Section | None:
    """Return what is advised about ``subjects`` or to them."""
    found = [row for ref in subjects for row in touching(desk.snapshot, ref, desk.request.sources)]
    rows = list({row.id: row for row in found}.values())
    if not rows:
        return None
    shown, more = shortened(rows, ADVICE, desk)
    table = Table(
        tuple(desk.words(f"column.{name}") for name in ("advice", "detail", "to", "deadline")),
        tuple(_advice(desk, row) for row in shown),
        (21, 37, 31, 11),
    )
    return Section("recommendations", desk.words("section.recommendations"), table=trimmed(table), more=more)


def _advice(desk: Desk, row: Recommendation) -> tuple[Cell, ...]:
    lang = desk.lang
    detail = row.description.get(lang) if row.description is not None else NOTHING
    whom = desk.names(row.addressees)
    if row.addressee_group is not None:
        whom.append(row.addressee_group.get(lang))
    until = desk.words.date(row.deadline) or (str(row.target_year) if row.target_year else NOTHING)
    return (
        plain(row.label.get(lang), desk.notes.cite(row.citations)),
        plain(detail),
        plain("; ".join(whom) or NOTHING),
        plain(until),
    )


def events(desk: Desk, subjects: Sequence[Ref]) -> Section | None:
    """Return the latest events that concern ``subjects``, up to the year of the brief, the newest last."""
    found = {row.id: row for ref in subjects for row in events_of(desk.snapshot, ref)}
    held = [row for row in in_order(found.values()) if (row.year or 0) <= desk.year and _heard(desk, row)]
    if not held:
        return None
    shown, more = shortened(held[::-1], EVENTS, desk)
    table = Table(
        tuple(desk.words(f"column.{name}") for name in ("when", "event", "place")),
        tuple(_event(desk, row) for row in shown[::-1]),
        (18, 62, 20),
    )
    return Section("events", desk.words("section.events"), table=trimmed(table), more=more)


def _heard(desk: Desk, row: Event) -> bool:
    heard = desk.request.sources
    return heard is None or any(cite.source.id in heard for cite in row.citations)


def _event(desk: Desk, row: Event) -> tuple[Cell, ...]:
    when = desk.words.date(row.date) or (str(row.year) if row.year else desk.words("undated"))
    place = row.place.get(desk.lang) if row.place else NOTHING
    return plain(when), plain(row.label.get(desk.lang), desk.notes.cite(row.citations)), plain(place)


def reading_words(desk: Desk, kind: str) -> str:
    """Return what a reading of two overlaps is called."""
    return desk.words.read(f"reading.kind.{kind}")


def uncovered(desk: Desk, homes: Sequence[str]) -> list[tuple[Ref, list[str]]]:
    """Return the mandates that no mechanism of ``homes`` holds, nor a broader one, each with who holds it.

    Of mechanisms in which somebody sits. A broader mandate stands for its narrower ones. Those that most
    mechanisms hold come first.
    """
    sets, broader = desk.mandates.sets, desk.mandates.broader
    own = {ref for name in homes for ref in sets[name]}
    holders: dict[Ref, list[str]] = {}
    for name, refs in sets.items():
        for ref in refs:
            if not own & ({ref} | broader.get(ref, frozenset())):
                holders.setdefault(ref, []).append(name)
    return sorted(holders.items(), key=lambda item: (-len(item[1]), alphabetical(desk.name(item[0]))))
