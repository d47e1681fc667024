"""The graph beside the documents: for each place, in reading order, what rests on it or why nothing does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.coverage.ledger import Coverage, Ledger, Place
from kg.coverage.lines import line_of, stance_of
from kg.coverage.uses import Thing, Use, key_of, kind_of, place_cited, reading_order, things, uses_of
from kg.model import Source, Stance, Statement
from kg.names import normal
from kg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that rests on a place: ``id`` is kind/id, ``text`` one line for a person.

    ``rank`` is None for a named thing, which has none; ``stance_words`` are '' where the place supports it.
    """

    id: str
    kind: str
    text: str
    rank: str | None
    stance: Stance
    stance_words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with what rests on it; ``listed`` is False where the ledger does not have it."""

    place: Place
    about: str
    reason: str
    items: tuple[Item, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its places in reading order; ``has_ledger`` is False for one that has only citations."""

    source: Source
    has_ledger: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact read on a public page, with the statements that hold it or the reason why none does."""

    mechanism: str
    about: str
    reason: str
    items: tuple[Item, ...]


def facts(snapshot: Snapshot, coverage: Coverage, lang: str = "en") -> tuple[Fact, ...]:
    """Return the facts of ``pages.csv`` in their order; an id that the graph does not have is left out."""
    known = {key_of(thing): thing for thing in things(snapshot)}
    return tuple(
        Fact(
            row.mechanism,
            row.about,
            row.reason,
            tuple(
                _item(snapshot, known[key], Stance.SUPPORTS, "", lang)
                for key in row.statements
                if key in known
            ),
        )
        for row in coverage.pages
    )


def audit(
    snapshot: Snapshot,
    coverage: Coverage,
    lang: str = "en",
    sources: Collection[str] = (),
    section: str = "",
) -> tuple[Document, ...]:
    """Return the sources with their places, those that have a ledger first, then by id.

    ``sources`` narrows to these ids (none: all); ``section`` to headings that contain it, whatever its case
    and accents; a source of which nothing is left is left out then.
    """
    uses = uses_of(snapshot)
    wanted = sorted(sources or snapshot.sources, key=lambda key: (key not in coverage.ledgers, key))
    found = (_document(snapshot, coverage, key, uses.get(key, {}), lang) for key in dict.fromkeys(wanted))
    if not section:
        return tuple(found)
    narrowed = (replace(document, entries=_within(document, section)) for document in found)
    return tuple(document for document in narrowed if document.entries)


def _within(document: Document, section: str) -> tuple[Entry, ...]:
    return tuple(row for row in document.entries if normal(section) in normal(row.place.section))


def _document(
    snapshot: Snapshot, coverage: Coverage, source: str, uses: dict[Place, list[Use]], lang: str
) -> Document:
    ledger = coverage.ledgers.get(source)
    cited = {place_cited(cite) for cite in snapshot.citations.values() if cite.source.id == source}
    unlisted = sorted(
        cited - (ledger.positions.keys() if ledger else set()),
        key=lambda place: reading_order(coverage, source, place),
    )
    entries = [
        *_listed(snapshot, ledger, uses, lang),
        *(Entry(place, "", "", _items(snapshot, uses.get(place, ()), lang), False) for place in unlisted),
    ]
    return Document(snapshot.sources[source], ledger is not None, tuple(entries))


def _listed(
    snapshot: Snapshot, ledger: Ledger | None, uses: dict[Place, list[Use]], lang: str
) -> tuple[Entry, ...]:
    rows = ledger.rows if ledger else ()
    return tuple(
        Entry(row.place, row.about, row.reason, _items(snapshot, uses.get(row.place, ()), lang))
        for row in rows
    )


def _items(snapshot: Snapshot, uses: Collection[Use], lang: str) -> tuple[Item, ...]:
    return tuple(
        _item(snapshot, use.thing, use.citation.stance, stance_of(use.citation, lang), lang) for use in uses
    )


def _item(snapshot: Snapshot, thing: Thing, stance: Stance, words: str, lang: str) -> Item:
    rank = thing.rank.value if isinstance(thing, Statement) else None
    return Item(key_of(thing), kind_of(thing), line_of(snapshot, thing, lang), rank, stance, words)
