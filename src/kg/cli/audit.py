"""``kg audit``: what rests on each place of the documents, to be ticked off with the documents in hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.options import Name, data_option, graph_of, lang_option
from kg.cli.output import Answer, as_csv, as_json
from kg.errors import ParameterError
from kg.texts import visible

if TYPE_CHECKING:
    from kg.coverage.audit import Document, Fact
    from kg.graph import KnowledgeGraph

_FORMS: Final = ("text", "markdown", "csv", "json", "coverage")


@click.command("audit")
@click.option(
    "--source",
    "sources",
    type=Name("source"),
    multiple=True,
    metavar="ID",
    help="Only this source; repeatable.",
)
@click.option("--section", default="", metavar="TEXT", help="Only sections whose heading contains this.")
@click.option("--summary", is_flag=True, help="Numbers of each source, and what is empty.")
@click.option("--single", is_flag=True, help="With the statements that rest on one source alone.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="text",
    show_default=True,
    help="Form of the answer; coverage is the whole as one Markdown page of tables.",
)
@lang_option
@data_option
def audit_command(
    sources: tuple[str, ...],
    section: str,
    summary: bool,
    single: bool,
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """What rests on each section and paragraph of the sources, in reading order, or why nothing does.

    The gists and reasons come from the coverage ledgers beside the data file and are in English.

    \b
    Examples:
      kg audit --source oas-cam-concept-note-2022 --section quito
      kg audit --format markdown > review.md
      kg audit --summary --single
      kg audit --format coverage > docs/coverage.md
    """
    graph = graph_of(data)
    if form == "coverage":
        if sources or section or summary or single:
            raise ParameterError("format", "coverage is the whole: it takes no other choice.")
        from kg.coverage.page import coverage_page

        click.echo(visible(coverage_page(graph.snapshot, graph.coverage)), nl=False)
        return
    from kg.coverage.audit import audit, facts

    ids = [graph.names.source(name) for name in sources]
    documents = audit(graph.snapshot, graph.coverage, lang, ids, section)
    if section and not documents:
        raise ParameterError("section", f"no heading cited or listed contains {section!r}.")
    if summary or single:
        click.echo(_summary(graph, documents, form, lang, single), nl=False)
        return
    pages = () if ids or section else facts(graph.snapshot, graph.coverage, lang)
    click.echo(_places(graph, documents, pages, form, lang), nl=False)


def _places(
    graph: KnowledgeGraph, documents: Sequence[Document], pages: Sequence[Fact], form: str, lang: str
) -> str:
    from kg.coverage import render

    if form == "csv":
        return as_csv(render.flat_rows(documents), render.FLAT_FIELDS)
    if form == "json":
        extra = (("pages", render.fact_rows(pages)),)
        rows = render.place_rows(documents)
        return as_json(Answer(rows=rows, columns=(), version=graph.snapshot.version, extra=extra)) + "\n"
    write = render.as_markdown if form == "markdown" else render.as_text
    return visible(write(documents, pages, lang))


def _summary(graph: KnowledgeGraph, documents: Sequence[Document], form: str, lang: str, single: bool) -> str:
    from kg.coverage import tally
    from kg.coverage.summary import summarize

    found = summarize(graph.snapshot, documents, lang)
    if form == "csv" and single:
        return as_csv(tally.single_rows(found), ("statement", "source", "line"))
    if form == "csv":
        return as_csv(tally.summary_rows(found), ("source", *tally.COLUMNS))
    if form == "json":
        body = {**tally.summary_document(found, single), "dataset_version": graph.snapshot.version}
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    return visible(tally.summary_text(found, lang, single, markdown=form == "markdown"))
