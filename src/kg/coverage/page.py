"""``docs/coverage.md``: the ledgers with the statements that rest on each row, as one page of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from kg.coverage.audit import Document, Entry, Item, audit
from kg.coverage.ledger import Coverage
from kg.coverage.render import escaped
from kg.coverage.summary import COUNTED, Summary, Totals, summarize
from kg.coverage.tally import numbers
from kg.coverage.uses import Thing, key_of, things
from kg.model import MandateAssignment, Membership, Stance, Statement
from kg.snapshot import Snapshot

_LEAD: Final = """# Coverage of the sources

Written by `make docs` from `data/coverage/` and the citations of the graph; not to be edited by hand.

For each source document: every section and paragraph in reading order, what it is about, and which statements
rest on it, or why none does. A paragraph (¶) is counted from 1 in its section; a row without number is a
heading, a title, a table or a figure. Statements and named things are called as their IRIs end;
`membership/crm-{BLZ,CAN}-member` stands for `membership/crm-BLZ-member` and `membership/crm-CAN-member`.
Where a place does not support a statement but contradicts it or leaves it out, that stands before it. `kg
audit` writes every statement out, with boxes to tick.
"""


def coverage_page(snapshot: Snapshot, coverage: Coverage) -> str:
    """Return the page as Markdown, in English; the same data give the same page."""
    documents = audit(snapshot, coverage)
    found, names = summarize(snapshot, documents), Names(snapshot)
    parts = [_LEAD, *_totals(coverage, documents, found)]
    for document in documents:
        if document.has_ledger:
            parts += _document(document, names)
    if coverage.pages:
        parts += _pages(coverage, names)
    return "\n".join(parts).rstrip() + "\n"


def _totals(coverage: Coverage, documents: Sequence[Document], found: Summary) -> Iterator[str]:
    listed = [row for row in found.sources if row.places is not None]
    covered, explained = sum(row.covered for row in listed), sum(row.explained for row in listed)
    places = sum(row.places or 0 for row in listed)
    yield "## Totals\n"
    neither = places - covered - explained
    yield f"- Statements: {found.statements}; {len(found.single)} of them rest on a single source."
    yield f"- Places of the documents: {places}. On {covered} something rests; {explained} have a reason why"
    yield f"  nothing does; {neither} {'has' if neither == 1 else 'have'} neither."
    if coverage.pages:
        held = sum(bool(row.statements) for row in coverage.pages)
        yield f"- Facts read on public pages: {len(coverage.pages)}; in the graph: {held}."
    yield ""
    titles = ("Memberships", "Mandates", "Claims", "Figures", "Money", "Statements", "Named things")
    yield from _table(
        ("Source", *titles, "Places", "Covered", "With reason"),
        (_numbers(document, row) for document, row in zip(documents, found.sources, strict=True)),
        right=10,
    )


def _numbers(document: Document, row: Totals) -> list[str]:
    counted = numbers(row)
    columns = (*COUNTED.values(), "statements", "named", "places", "covered", "explained")
    name = document.source.id
    first = f"[{name}](#{name})" if document.has_ledger else name
    return [first, *("" if counted[key] is None else str(counted[key]) for key in columns)]


def _document(document: Document, names: Names) -> Iterator[str]:
    source = document.source
    yield f'<a id="{source.id}"></a>\n\n## {escaped(source.label.en)}\n'
    title = "" if source.title == source.label.en else f"{escaped(source.title)} · "
    yield f"{title}{source.issued or source.year or ''} · `{source.id}`\n"
    for section, entries in groupby(document.entries, key=lambda row: row.place.section):
        yield f"### {escaped(section)}\n"
        yield from _table(("¶", "About", "Statements, or why none"), (_entry(row, names) for row in entries))


def _entry(row: Entry, names: Names) -> list[str]:
    place = str(row.place.paragraph or "") or escaped(row.place.spot)
    return [place, escaped(row.about), _rests(row.items, names) or escaped(row.reason)]


def _rests(items: Sequence[Item], names: Names) -> str:
    """Return how many things rest on a place and their names, those that it does not support apart."""
    parts: list[str] = []
    for stance in Stance:
        said = names.short(item.id for item in items if item.stance is stance)
        if said:
            parts.append(said if stance is Stance.SUPPORTS else f"{stance.value}: {said}")
    return f"{len(items)}: {'; '.join(parts)}" if items else ""


class Names:
    """The ids of things in short: those that differ in one part are written once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._parts = {key_of(thing): _parts(thing) for thing in things(snapshot)}

    def short(self, ids: Iterable[str]) -> str:
        """Return ``ids`` as code, ``membership/crm-{BLZ,CAN}-member`` for two seats with the same role."""
        groups: dict[tuple[str, str], list[str]] = {}
        for name in ids:
            head, middle, tail = self._parts.get(name, (name, "", ""))
            groups.setdefault((head, tail), []).append(middle)
        return ", ".join(
            f"`{head}{{{','.join(middles)}}}{tail}`" if len(middles) > 1 else f"`{head}{middles[0]}{tail}`"
            for (head, tail), middles in groups.items()
        )


def _parts(thing: Thing) -> tuple[str, str, str]:
    """Return the id of ``thing`` in three: before, in and after the part in which its like differ."""
    key = key_of(thing)
    kind, _, local = key.partition("/")
    if not isinstance(thing, Statement):
        return f"{kind}/", local, ""
    if isinstance(thing, Membership):
        head, middle = f"{thing.mechanism}-", thing.participant.id
    elif isinstance(thing, MandateAssignment):
        head, middle = f"{thing.mechanism}-", thing.mandate
    else:
        return key, "", ""
    tail = local.removeprefix(head + middle)
    return (f"{kind}/{head}", middle, tail) if tail != local else (key, "", "")


def _pages(coverage: Coverage, names: Names) -> Iterator[str]:
    yield "## Facts read on public pages\n"
    yield from _table(
        ("Mechanism", "Fact", "Statements, or why none"),
        (
            [
                escaped(row.mechanism),
                escaped(row.about),
                f"{len(row.statements)}: {names.short(row.statements)}"
                if row.statements
                else escaped(row.reason),
            ]
            for row in coverage.pages
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> Iterator[str]:
    """Yield a Markdown table; the last ``right`` columns are flush right."""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * (len(head) - right) + "--:|" * right
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
