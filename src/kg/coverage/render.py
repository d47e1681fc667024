"""The audit as text for a person, as Markdown with boxes to tick, and as rows for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from kg.coverage.audit import Document, Entry, Fact, Item
from kg.coverage.words import word
from kg.rows.base import Row

#: Writes the text of a line and the id of what it is about ('' for none).
Write: TypeAlias = Callable[[str, str], str]
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#])")

#: The fields of :func:`flat_rows`, for a header where there is no row.
FLAT_FIELDS: Final = (
    "source",
    "section",
    "paragraph",
    "place",
    "locator",
    "about",
    "reason",
    "listed",
    "statement",
    "kind",
    "line",
    "rank",
    "stance",
)


def as_text(documents: Sequence[Document], facts: Sequence[Fact] = (), lang: str = "en") -> str:
    """Return the documents for a person: headings, places, and beneath each what rests on it.

    ``facts``, those read on public pages, come last.
    """
    blocks: list[str] = []
    for document in documents:
        lines = [_title(document, lang)]
        for section, entries in groupby(document.entries, key=_section):
            lines += ["", section]
            for row in entries:
                lines.append(f"  {_mark(row)}  {row.about}".rstrip())
                lines += [f"    - {text}" for text in _beneath(row, document.has_ledger, lang, _plain)]
        blocks.append("\n".join(lines) + "\n")
    if facts:
        lines = [word("pages", lang)]
        for fact in facts:
            lines += ["", f"  {_fact(fact)}", *(f"    - {text}" for text in _proof(fact, lang, _plain))]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def as_markdown(documents: Sequence[Document], facts: Sequence[Fact] = (), lang: str = "en") -> str:
    """Return the same as Markdown, with a box to tick for every statement and every reason."""
    blocks: list[str] = []
    for document in documents:
        lines = [f"# {escaped(_title(document, lang))}"]
        for section, entries in groupby(document.entries, key=_section):
            lines += ["", f"## {escaped(section)}"]
            for row in entries:
                lines += ["", f"**{escaped(_mark(row))}** {escaped(row.about)}".rstrip(), ""]
                lines += [f"- [ ] {text}" for text in _beneath(row, document.has_ledger, lang, _marked)]
        blocks.append("\n".join(lines) + "\n")
    if facts:
        lines = [f"# {word('pages', lang)}"]
        for fact in facts:
            lines += [
                "",
                escaped(_fact(fact)),
                "",
                *(f"- [ ] {text}" for text in _proof(fact, lang, _marked)),
            ]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def place_rows(documents: Sequence[Document]) -> list[Row]:
    """Return one row for each place, with its statements ``{id, kind, text, rank, stance}``."""
    return [
        {
            **_place_part(document, row),
            "statement_count": len(row.items),
            "statements": _item_rows(row.items),
        }
        for document in documents
        for row in document.entries
    ]


def fact_rows(facts: Sequence[Fact]) -> list[Row]:
    """Return one row for each fact read on a public page, with its statements as in :func:`place_rows`."""
    return [
        {
            "mechanism": fact.mechanism or None,
            "about": fact.about or None,
            "reason": fact.reason or None,
            "statements": _item_rows(fact.items),
        }
        for fact in facts
    ]


def flat_rows(documents: Sequence[Document]) -> list[Row]:
    """Return one row for each statement at each place, and one for a place without any (FLAT_FIELDS)."""
    return [
        {
            **_place_part(document, row),
            "statement": item.id if item else None,
            "kind": item.kind if item else None,
            "line": item.text if item else None,
            "rank": item.rank if item else None,
            "stance": item.stance.value if item else None,
        }
        for document in documents
        for row in document.entries
        for item in row.items or (None,)
    ]


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is, in a line or a table cell."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _item_rows(items: Sequence[Item]) -> list[Row]:
    names = ("id", "kind", "text", "rank")
    return [{**{name: getattr(item, name) for name in names}, "stance": item.stance.value} for item in items]


def _place_part(document: Document, row: Entry) -> Row:
    return {
        "source": document.source.id,
        "section": row.place.section,
        "paragraph": row.place.paragraph,
        "place": row.place.spot or None,
        "locator": row.place.locator,
        "about": row.about or None,
        "reason": row.reason or None,
        "listed": row.listed,
    }


def _section(row: Entry) -> str:
    return row.place.section


def _title(document: Document, lang: str) -> str:
    name = f"{document.source.label.get(lang)} ({document.source.id})"
    return name if document.has_ledger else f"{name}: {word('no_ledger', lang)}"


def _mark(row: Entry) -> str:
    if row.place.paragraph is not None:
        return f"¶ {row.place.paragraph}"
    return row.place.spot or "·"


def _beneath(row: Entry, has_ledger: bool, lang: str, write: Write) -> list[str]:
    """Return what stands beneath a place: its statements, else why there is none; and what is amiss."""
    said = _proof(row, lang, write)
    return [*said, write(word("not_listed", lang), "")] if has_ledger and not row.listed else said


def _proof(row: Entry | Fact, lang: str, write: Write) -> list[str]:
    said = [write(_item(item), item.id) for item in row.items]
    if row.reason:
        said.append(write(word("nothing", lang, row.reason), ""))
    return said or [write(word("not_explained", lang), "")]


def _fact(fact: Fact) -> str:
    return f"{fact.mechanism}: {fact.about}" if fact.mechanism else fact.about


def _item(item: Item) -> str:
    return f"{item.text} ({item.stance_words})" if item.stance_words else item.text


def _plain(text: str, name: str) -> str:
    return f"{text} [{name}]" if name else text


def _marked(text: str, name: str) -> str:
    return f"{escaped(text)} `{name}`" if name else escaped(text)
