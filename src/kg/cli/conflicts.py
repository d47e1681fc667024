"""``kg conflicts``: where sources disagree, side by side."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import Name, data_option, format_option, graph_of, lang_option
from kg.cli.output import Answer, Column, emit, field
from kg.cli.people import FORMS, short_titles
from kg.cli.words import followed, word
from kg.model import Ref
from kg.overlap.conflicts import KINDS, Wanted, chosen, conflicts
from kg.rows.base import Row
from kg.rows.conflicts import SIDE_FIELDS, conflict_row, side_rows


@click.command("conflicts")
@click.argument("mechanism", required=False, type=Name("mechanism"))
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Kind of disagreement; repeatable."
)
@click.option(
    "--source",
    "sources",
    type=Name("source"),
    multiple=True,
    metavar="ID",
    help="Only those in which this source speaks; repeat for several.",
)
@click.option("-q", "--words", default="", metavar="WORDS", help="Only those in which all these words occur.")
@format_option(*FORMS)
@lang_option
@data_option
def conflicts_command(
    mechanism: str | None,
    kinds: tuple[str, ...],
    sources: tuple[str, ...],
    words: str,
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """Where the sources disagree: values, memberships, acronyms, names, sums.

    On a terminal each disagreement is a block: its sides with who says so, the one that is followed marked,
    and why. In a pipe and in CSV each side is a row.

    \b
    Examples:
      kg conflicts
      kg conflicts quito-process --lang es
      kg conflicts --kind value --source iom-cmc
      kg conflicts --words "el salvador" --format json
    """
    graph = graph_of(data)
    things = {Ref("mechanism", graph.names.mechanism(mechanism))} if mechanism else set()
    spoken = frozenset(graph.names.source(name) for name in sources)
    wanted = Wanted(frozenset(kinds), frozenset(things), spoken, words)
    found = chosen(graph.snapshot, conflicts(graph.snapshot), wanted)
    rows = [conflict_row(graph.snapshot, row, lang) for row in found]
    titles = short_titles(graph.snapshot, lang)
    if form == "table" and sys.stdout.isatty():
        from kg.cli.blocks import show

        show(rows, lang, titles)
        return
    answer = Answer(
        rows=rows if form == "json" else [side for row in rows for side in side_rows(row)],
        columns=_COLUMNS,
        version=graph.snapshot.version,
        fields=SIDE_FIELDS,
    )
    emit(answer, form, lang, titles)


def _followed(row: Row, lang: str) -> str:
    return str(row["used_as"] or (followed(row["kind"], lang) if row["followed"] else ""))


_COLUMNS = (
    field("id"),
    Column("kind", lambda row, lang: word(f"kind.{row['kind']}", lang)),
    field("subject_name", "subject"),
    field("property_label", "property"),
    field("about"),
    field("value", "values"),
    Column("followed", _followed),
    field("note"),
)
