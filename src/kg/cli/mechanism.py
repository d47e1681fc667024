"""``kg mechanism``: all that the sources say about one mechanism, block by block, each with its sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.asof import Selection
from kg.cli.mechanismblocks import lines_of
from kg.cli.notes import about
from kg.cli.options import (
    Name,
    data_option,
    format_option,
    graph_of,
    lang_option,
    source_option,
    year_option,
)
from kg.cli.output import Answer, Column, emit, field
from kg.cli.people import FORMS, short_titles
from kg.cli.words import sentence, word
from kg.model import Mechanism
from kg.rows.base import Row, name_of
from kg.rows.claims import CLAIM_FIELDS
from kg.rows.mechanisms import mechanism_detail

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_COLUMNS: Final = (
    field("property"),
    field("value"),
    field("whom"),
    field("when", narrow=True),
    field("remarks"),
)


@click.command("mechanism")
@click.argument("mechanism", type=Name("mechanism"))
@year_option
@source_option
@format_option(*FORMS)
@lang_option
@data_option
def mechanism_command(
    mechanism: str, year: int | None, sources: tuple[str, ...], form: str, lang: str, data: Path | None
) -> None:
    """All that the sources say about MECHANISM, of every rank, with what narrows each value.

    Names, members and other roles as of the year, mandates, ties to others, instruments, events, what is
    advised, findings, figures, money: a block for each. In JSON the whole document of the REST API; in CSV
    the claims, figures and contributions.

    \b
    Examples:
      kg mechanism crm
      kg mechanism "Proceso de Quito" --year 2019 --lang es
      kg mechanism nca-migration-council --format json
    """
    graph = graph_of(data)
    selection = graph.selection(year, "any", sources or None)
    body = graph.snapshot.mechanisms[graph.names.mechanism(mechanism)]
    others = graph.names.may_also_mean(body.ref)
    detail = mechanism_detail(graph.snapshot, body, selection, lang, others)
    if form == "json":
        document = {**detail, "dataset_version": graph.snapshot.version}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    emit(_answer(graph, body, selection, detail, form, lang), form, lang, short_titles(graph.snapshot, lang))


def _answer(
    graph: KnowledgeGraph, body: Mechanism, selection: Selection, detail: Row, form: str, lang: str
) -> Answer:
    """Return the lines of all blocks; for CSV, whose rows are of one kind, claims, figures and money."""
    if form == "csv":
        rows: list[Row] = [*detail["claims"], *detail["figures"], *detail["contributions"]]
    else:
        rows = list(lines_of(graph.snapshot, body, selection, detail, lang))
    return Answer(
        rows=rows,
        columns=_COLUMNS,
        version=graph.snapshot.version,
        title=f"{_title(graph, body, lang)}\n{body.description.get(lang)}",
        notes=about(graph.snapshot, body, selection, lang),
        fields=CLAIM_FIELDS,
        section=Column("block", lambda row, lang: word(f"block.{row['block']}", lang)),
    )


def _title(graph: KnowledgeGraph, body: Mechanism, lang: str) -> str:
    kind = name_of(graph.snapshot, "mechanism-type", body.type, lang)
    status = name_of(graph.snapshot, "status", body.status, lang) or word("status_not_stated", lang)
    name = body.label.get(lang)
    return sentence("mechanism_is", lang, name=name, short=body.short, kind=kind, status=status)
