"""The summary of the audit as text, as Markdown and as rows."""

from __future__ import annotations

from typing import Final

from kg.coverage.render import escaped
from kg.coverage.summary import COUNTED, Summary, Totals
from kg.coverage.words import word
from kg.rows.base import Row

#: The columns of the table of sources after its first, in order.
COLUMNS: Final = (*COUNTED.values(), "statements", "named", "places", "covered", "explained", "open")


def summary_rows(found: Summary) -> list[Row]:
    """Return one row for each source: its id and the numbers of :data:`COLUMNS`; None without a ledger."""
    return [{"source": row.source, **numbers(row)} for row in found.sources]


def single_rows(found: Summary) -> list[Row]:
    """Return one row for each statement that one source alone supports."""
    return [{"statement": row.id, "source": row.source, "line": row.text} for row in found.single]


def summary_document(found: Summary, single: bool) -> Row:
    """Return the summary as one JSON-ready object; ``single`` adds the statements of one source alone."""
    document: Row = {
        "sources": summary_rows(found),
        "statement_count": found.statements,
        "single_source_count": len(found.single),
        "sections_without": [{"source": key, "section": name} for key, name in found.sections_without],
        "places_without": [
            {"source": key, "locator": row.place.locator, "reason": row.reason or None}
            for key, row in found.places_without
        ],
    }
    return {**document, "single_source": single_rows(found)} if single else document


def numbers(row: Totals) -> dict[str, int | None]:
    """Return the numbers of one source by column; those about places are None without a ledger."""
    counted: dict[str, int | None] = {COUNTED[kind]: count for kind, count in row.by_kind.items()}
    counted |= {"statements": row.statements, "named": row.named, "places": row.places}
    for name in ("covered", "explained", "open"):
        counted[name] = None if row.places is None else int(getattr(row, name))
    return counted


def summary_text(found: Summary, lang: str, single: bool, markdown: bool = False) -> str:
    """Return the summary for a person, as aligned text or as Markdown."""
    item, clean = ("- ", escaped) if markdown else ("  ", str)
    cells = _cells(found, lang)
    lines = [_markdown_table(cells) if markdown else _aligned(cells), ""]
    lines.append(word("single", lang, len(found.single), found.statements))
    if single:
        lines += [""] if markdown else []
        lines += [item + clean(f"{row.text} [{row.id}] ({row.source})") for row in found.single]
    for title, entries in (("sections_without", found.sections_without), ("places_without", _places(found))):
        lines += ["", f"## {word(title, lang)}\n" if markdown else word(title, lang)]
        lines += [item + clean(f"{source}: {said}") for source, said in entries] or [
            item + word("none", lang)
        ]
    return "\n".join(lines) + "\n"


def _places(found: Summary) -> list[tuple[str, str]]:
    return [
        (key, f"{row.place.locator}: {row.reason}" if row.reason else row.place.locator)
        for key, row in found.places_without
    ]


def _cells(found: Summary, lang: str) -> list[list[str]]:
    head = [word("source", lang), *(word(name, lang) for name in COLUMNS)]
    body = [
        [row.source, *("" if value is None else str(value) for value in numbers(row).values())]
        for row in found.sources
    ]
    return [head, *body]


def _aligned(cells: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def _markdown_table(cells: list[list[str]]) -> str:
    head, *body = cells
    rule = ["---", *("--:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))
