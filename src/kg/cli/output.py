"""An answer in the form asked for: a table for people, tab-separated text in a pipe, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from kg.cli.words import word
from kg.rows.base import Row, as_cells
from kg.texts import visible

#: A row's value as a person reads it in a language.
Show = Callable[[Row, str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``key`` names the row's field and the heading, ``show`` writes the cell.

    On a terminal a ``narrow`` column is never wrapped, and one that is shown ``once`` stays empty where the
    row above belongs to the same ``group``.
    """

    key: str
    show: Show
    right: bool = False
    narrow: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with what a table shows of them; ``notes`` are sentences that must not be missed.

    ``fields`` name what a row holds where there may be no row to tell. ``section`` names the block that a row
    belongs to: a heading on a terminal, the first column in a pipe.
    """

    rows: Sequence[Row]
    columns: Sequence[Column]
    version: str
    title: str = ""
    notes: Sequence[str] = ()
    extra: tuple[tuple[str, Any], ...] = ()
    fields: Sequence[str] = ()
    section: Column | None = None


def field(
    key: str, name: str | None = None, right: bool = False, narrow: bool = False, once: bool = False
) -> Column:
    """Return the column that shows the field ``key`` as it is, headed ``name``; a dash for nothing."""
    return Column(name or key, lambda row, _: "—" if row[key] is None else str(row[key]), right, narrow, once)


def emit(answer: Answer, form: str, lang: str, short: dict[str, str]) -> None:
    """Write ``answer`` to stdout in ``form``; ``short`` gives the short title of each source id.

    Notes go to stderr, save in JSON and on a terminal, where they are part of the answer.
    """
    if form == "json":
        click.echo(as_json(answer))
        return
    if form == "csv":
        click.echo(as_csv(answer.rows, answer.fields), nl=False)
    elif sys.stdout.isatty():
        from kg.cli.terminal import show

        show(answer, lang, short)
        return
    else:
        click.echo(as_tsv(answer, lang), nl=False)
    for note in answer.notes:
        click.echo(note, err=True)


def as_json(answer: Answer) -> str:
    """Return the rows in the envelope of the REST API, with what the command adds."""
    body: dict[str, Any] = {"items": list(answer.rows), "total": len(answer.rows), "next": None}
    body |= {"dataset_version": answer.version, **dict(answer.extra)}
    if answer.notes:
        body["notes"] = list(answer.notes)
    return json.dumps(body, ensure_ascii=False, indent=2)


def as_csv(rows: Sequence[Row], fields: Sequence[str] = ()) -> str:
    """Return every field of the rows as CSV (RFC 4180), safe to open in a spreadsheet.

    The header stands there without rows too, where ``fields`` tells it: nothing found is a table.
    """
    buffer = io.StringIO()
    if names := list(rows[0]) if rows else list(fields):
        writer = csv.DictWriter(buffer, names, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(map(as_cells, rows))
    return buffer.getvalue()


def as_tsv(answer: Answer, lang: str) -> str:
    """Return the table's columns, and the sources in words, tab-separated: one line a row, no colour."""
    columns = [answer.section, *answer.columns] if answer.section else answer.columns
    lines = ["\t".join([*(column.key for column in columns), "sources"])]
    for row in answer.rows:
        cells = [column.show(row, lang) for column in columns]
        cells.append(as_cells({"sources": row.get("sources", [])})["sources"])
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines) + "\n"


def seen(value: Any) -> Any:
    """Return ``value`` with each text in its lists and objects :func:`~kg.texts.visible`, for a terminal."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {key: seen(item) for key, item in value.items()}
    return [seen(item) for item in value] if isinstance(value, list | tuple) else value


def stance_words(stance: str, lang: str) -> str:
    """Return what a source does that does not support, in brackets; nothing where it supports."""
    return "" if stance == "supports" else f" ({word(stance, lang)})"
