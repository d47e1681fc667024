"""Disagreements on a terminal: a block for each, its sides with their sources, what is followed and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.output import seen, stance_words
from kg.cli.words import followed, word
from kg.rows.base import Row

_SIDE, _SOURCE = 2, 6


def show(rows: Sequence[Row], lang: str, short: Mapping[str, str]) -> None:
    """Print conflict rows for a person, by kind; ``short`` gives the short title of each source id."""
    console = Console(highlight=False)
    rows, short = seen(rows), seen(short)
    if not rows:
        console.print(word("nothing", lang))
    for kind, group in groupby(rows, key=lambda row: row["kind"]):
        found = list(group)
        console.rule(Text(f"{word(f'kinds.{kind}', lang)} ({len(found)})", style="bold"), align="left")
        for row in found:
            for part in _block(row, lang, short):
                console.print(part)
            console.print()


def _block(row: Row, lang: str, short: Mapping[str, str]) -> Iterable[Text | Padding]:
    yield _heading(row)
    told = [_telling(side) for side in row["values"]]
    shared = len(told) > 1 and all(cites == told[0] for cites in told)
    for side, cites in zip(row["values"], told, strict=True):
        yield _side(side, row["kind"], lang)
        if not shared:
            yield from (_source(cite, lang, short) for cite in cites)
    if shared:
        yield from (_source(cite, lang, short) for cite in told[0])
    for text in (row["outcome"], row["note"]):
        yield Padding(Text(text, style="italic"), (0, 0, 0, _SIDE))


def _heading(row: Row) -> Text:
    line = Text(row["subject_name"], style="bold")
    for part in (row["property_label"], row["about"]):
        line.append(f" · {part}" if part else "")
    line.append(f"  [{row['id']}]", style="dim")
    return line


def _side(side: Row, kind: str, lang: str) -> Padding:
    line = Text("→ " if side["followed"] else "  ", style="green")
    line.append(side["value"], style="bold" if side["followed"] else "default")
    mark = side["used_as"] or (followed(kind, lang) if side["followed"] else "")
    line.append(f" ({mark})" if mark else "", style="green")
    return Padding(line, (0, 0, 0, _SIDE))


def _telling(side: Row) -> list[Row]:
    """Return the sources that support the side; all of them where it consists in not saying so."""
    supporting = [cite for cite in side["sources"] if cite["stance"] == "supports"]
    return supporting or side["sources"]


def _source(cite: Row, lang: str, short: Mapping[str, str]) -> Padding:
    date = f", {cite['date']}" if cite["date"] else ""
    text = f"{short.get(cite['id'], cite['id'])}, {cite['locator']}{date}{stance_words(cite['stance'], lang)}"
    return Padding(Text(text, style="dim"), (0, 0, 0, _SOURCE))
