"""``kg brief``: a printable brief of a state, a mechanism or two mechanisms, as HTML or DOCX."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.delivery import deliver
from kg.cli.options import Name, data_option, graph_of, lang_option, source_option, year_option
from kg.errors import ParameterError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_FORMS: Final = ("html", "docx")
_ENDINGS: Final = {".html": "html", ".htm": "html", ".docx": "docx"}


@click.command("brief")
@click.argument("names", nargs=-1, required=True, type=Name("brief"), metavar="NAME [NAME]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="File to write, .html or .docx; - is stdout.",
)
@click.option("--format", "form", type=click.Choice(_FORMS), help="Form [default: from the ending of -o].")
@year_option
@source_option
@lang_option
@data_option
def brief_command(
    names: tuple[str, ...],
    output: Path,
    form: str | None,
    year: int | None,
    sources: tuple[str, ...],
    lang: str,
    data: Path | None,
) -> None:
    """Write a brief of two pages for whoever prepares a coordination meeting.

    NAME is one state or mechanism, or two mechanisms, by id, acronym or name. The brief gives the answer in
    words and figures, a picture, tables, disagreements, and numbered notes for all of it.

    \b
    Examples:
      kg brief crm quito-process --lang es -o brief.docx
      kg brief "Costa Rica" -o costa-rica.html
      kg brief mirps --year 2018 -o mirps.docx
    """
    target = None if str(output) == "-" else output
    chosen = form or (_ENDINGS.get(output.suffix.lower(), "") if target else "html")
    if not chosen:
        raise ParameterError("output", f"{str(output)!r} has no ending that names a form; give --format.")
    content = _written(graph_of(data), names, year, sources, lang, chosen)
    deliver(content, target, lang, text=chosen == "html")


def _written(
    graph: KnowledgeGraph,
    names: tuple[str, ...],
    year: int | None,
    sources: tuple[str, ...],
    lang: str,
    form: str,
) -> bytes:
    from kg.brief import brief, brief_docx, brief_page, request_for
    from kg.explorer.neighbours import neighbours
    from kg.overlap.conflicts import conflicts

    asked = graph.selection(year, source=sources or None)
    request = request_for(graph.names, names, lang=lang, year=asked.year, sources=asked.sources)
    made = brief(graph.snapshot, request, conflicts(graph.snapshot), neighbours())
    return brief_docx(made) if form == "docx" else brief_page(made, offline=True).html.encode()
