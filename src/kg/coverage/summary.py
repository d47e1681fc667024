"""How much of each source the graph holds, and what rests on one source alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.coverage.audit import Document, Entry
from kg.coverage.lines import line_of
from kg.coverage.uses import STATEMENT_KINDS, key_of, kind_of
from kg.model import Statement
from kg.snapshot import Snapshot

#: The columns that count statements, by kind, in the order of tables.
COUNTED: Final = {
    "membership": "memberships",
    "assignment": "assignments",
    "claim": "claims",
    "figure": "figures",
    "contribution": "contributions",
}


@dataclass(frozen=True, slots=True)
class Totals:
    """What rests on one source, each thing once, and how many of its places are accounted for.

    ``by_kind`` counts statements by kind, ``named`` the named things; ``places`` are the rows of the ledger
    (None without one): ``covered`` with something on them, ``explained`` with a reason why not.
    """

    source: str
    by_kind: Mapping[str, int]
    named: int
    places: int | None
    covered: int
    explained: int

    @property
    def statements(self) -> int:
        """Memberships, mandate assignments and claims of every kind."""
        return sum(self.by_kind.values())

    @property
    def open(self) -> int:
        """Places of the ledger with neither."""
        return (self.places or 0) - self.covered - self.explained


@dataclass(frozen=True, slots=True)
class Single:
    """A statement that one source alone supports."""

    id: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of each source, and of all together; what is empty; what rests on one source alone."""

    sources: tuple[Totals, ...]
    statements: int
    single: tuple[Single, ...]
    sections_without: tuple[tuple[str, str], ...]
    """(source id, heading) of sections of a ledger on which nothing rests."""
    places_without: tuple[tuple[str, Entry], ...]
    """(source id, place) of places of a ledger on which nothing rests."""


def summarize(snapshot: Snapshot, documents: Sequence[Document], lang: str = "en") -> Summary:
    """Return the summary of ``documents``; statements that only other sources support are not counted."""
    ids = {document.source.id for document in documents}
    spoken = [row for row in snapshot.statements if ids & {cite.source.id for cite in row.citations}]
    listed = [document for document in documents if document.has_ledger]
    return Summary(
        sources=tuple(totals(document) for document in documents),
        statements=len(spoken),
        single=tuple(_single(snapshot, spoken, ids, lang)),
        sections_without=tuple(
            (document.source.id, heading) for document in listed for heading in sections_without(document)
        ),
        places_without=tuple(
            (document.source.id, row)
            for document in listed
            for row in document.entries
            if row.listed and not row.items
        ),
    )


def totals(document: Document) -> Totals:
    """Return what rests on ``document`` and how many of its places are accounted for."""
    kinds = Counter(
        kind for kind, _ in {(item.kind, item.id) for row in document.entries for item in row.items}
    )
    listed = [row for row in document.entries if row.listed]
    return Totals(
        source=document.source.id,
        by_kind={kind: kinds[kind] for kind in STATEMENT_KINDS},
        named=sum(count for kind, count in kinds.items() if kind not in STATEMENT_KINDS),
        places=len(listed) if document.has_ledger else None,
        covered=sum(bool(row.items) for row in listed) if document.has_ledger else 0,
        explained=sum(not row.items and bool(row.reason) for row in listed),
    )


def sections_without(document: Document) -> Iterator[str]:
    """Yield the headings on which nothing rests, in reading order."""
    headings = dict.fromkeys(row.place.section for row in document.entries)
    full = {row.place.section for row in document.entries if row.items}
    yield from (heading for heading in headings if heading not in full)


def _single(snapshot: Snapshot, rows: Iterable[Statement], ids: set[str], lang: str) -> Iterator[Single]:
    for row in sorted(rows, key=lambda row: (STATEMENT_KINDS.index(kind_of(row)), row.id)):
        supporting = list({cite.source.id for cite in row.supporting})
        if len(supporting) == 1 and supporting[0] in ids:
            yield Single(key_of(row), supporting[0], line_of(snapshot, row, lang))
