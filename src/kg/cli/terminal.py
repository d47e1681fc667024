"""Tables on a terminal: each row with the numbers of its sources, the sources listed beneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.output import Answer, seen, stance_words
from kg.cli.words import word
from kg.rows.base import Row

Place = tuple[str, str, str]


class Footnotes:
    """Numbers for the places cited, in the order in which they first occur."""

    def __init__(self) -> None:
        self._numbers: dict[Place, int] = {}
        self._urls: dict[Place, str | None] = {}

    def marks(self, sources: Iterable[Row]) -> str:
        """Return the numbers of ``sources``, "1 3"."""
        return " ".join(str(self._number(cite)) for cite in sources)

    def _number(self, cite: Row) -> int:
        place = (str(cite["id"]), str(cite["locator"]), str(cite["stance"]))
        self._urls.setdefault(place, cite.get("url"))
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def lines(self, lang: str, short: dict[str, str]) -> Iterable[Text]:
        """Yield one line for each place: number, short title, place, stance unless it supports, address."""
        for place, number in self._numbers.items():
            source, locator, stance = place
            line = Text(f"{number:>3}  ", style="cyan")
            line.append(short.get(source, source), style="default")
            line.append(f", {locator}{stance_words(stance, lang)}", style="dim")
            if self._urls[place]:
                line.append(f"  {self._urls[place]}", style="dim")
            yield line


def show(answer: Answer, lang: str, short: dict[str, str]) -> None:
    """Print ``answer`` for a person: title, table, notes, sources."""
    console = Console(highlight=False)
    answer = replace(answer, rows=seen(answer.rows), title=seen(answer.title), notes=seen(answer.notes))
    short = seen(short)
    if answer.title:
        console.print(Text(answer.title, style="bold"))
    notes = Footnotes()
    for heading, part in _sections(answer, lang):
        if heading:
            console.print(Text(heading, style="bold"))
        console.print(_table(part, lang, notes))
    if not answer.rows and not answer.notes:
        console.print(word("nothing", lang))
    for sentence in answer.notes:
        console.print(Text(sentence, style="yellow"))
    lines = list(notes.lines(lang, short))
    if lines:
        console.print(Text(word("sources", lang), style="bold"))
    for line in lines:
        console.print(line, soft_wrap=True)


def _sections(answer: Answer, lang: str) -> Iterator[tuple[str, Answer]]:
    """Yield heading and rows of each block, without the columns that are empty there; all rows where none."""
    section = answer.section
    if section is None:
        if answer.rows:
            yield "", answer
        return
    for heading, group in groupby(answer.rows, key=lambda row: section.show(row, lang)):
        rows = list(group)
        told = [column for column in answer.columns if any(column.show(row, lang) != "—" for row in rows)]
        yield heading, replace(answer, rows=rows, columns=told)


def _table(answer: Answer, lang: str, notes: Footnotes) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in answer.columns:
        table.add_column(
            word(column.key, lang),
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=column.narrow,
        )
    cited = any(row.get("sources") for row in answer.rows)
    if cited:
        table.add_column(word("sources", lang), style="cyan", overflow="fold")
    for row, before in zip(answer.rows, [None, *answer.rows], strict=False):
        same = before is not None and row.get("group") is not None and row["group"] == before["group"]
        cells = [Text("" if same and column.once else column.show(row, lang)) for column in answer.columns]
        table.add_row(*cells, *([notes.marks(row.get("sources", ()))] if cited else []))
    return table
