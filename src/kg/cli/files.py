"""``kg export`` and ``kg render``: the graph as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.delivery import deliver
from kg.cli.options import Name, data_option, graph_of, lang_option, year_option
from kg.cli.words import sentence
from kg.errors import DataError, ParameterError
from kg.export import FORMATS, NETWORKS, RDF, export

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_BINARY: Final = frozenset({"csv", "xlsx"})
_ENDINGS: Final = {
    ".ttl": "ttl",
    ".nt": "nt",
    ".nq": "nq",
    ".rdf": "rdf",
    ".owl": "rdf",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".zip": "csv",
    ".xlsx": "xlsx",
    ".graphml": "graphml",
    ".gexf": "gexf",
}


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Form [default: from the ending of -o, else ttl]."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="File (or folder, for csv) to write; - or none: stdout.",
)
@click.option("--table", metavar="NAME", help="csv: only this table.")
@click.option("--with-ontology", is_flag=True, help="RDF: the ontology too.")
@year_option
@click.option(
    "--role",
    "roles",
    type=Name("role"),
    multiple=True,
    default=("any",),
    metavar="ROLE",
    help="graphml, gexf: role; repeatable [default: any].",
)
@lang_option
@data_option
def export_command(
    form: str | None,
    output: Path | None,
    table: str | None,
    with_ontology: bool,
    year: int | None,
    roles: tuple[str, ...],
    lang: str,
    data: Path | None,
) -> None:
    """Write the graph as RDF (ttl, nt, nq, jsonld, rdf), tables (csv, xlsx) or a network (graphml, gexf).

    A file is replaced as a whole or not at all. csv into a folder writes one file a table and
    datapackage.json; into a .zip, or to a pipe, all of them as one archive.

    \b
    Examples:
      kg export -o graph.ttl
      kg export --format csv -o tables/
      kg export --format csv --table memberships > memberships.csv
      kg export -o mechanisms.xlsx
      kg export --format gexf --year 2018 -o network.gexf
    """
    target = None if output is None or str(output) == "-" else output
    chosen = form or (_ENDINGS.get(target.suffix.lower(), "") if target else "ttl")
    if not chosen:
        raise ParameterError("output", f"{str(output)!r} has no ending that names a form; give --format.")
    _check(chosen, table, with_ontology, year, roles)
    if chosen in RDF:
        deliver(_rdf(data, chosen, with_ontology), target, lang, text=True)
        return
    graph = graph_of(data)
    if table is not None:
        deliver(_one_table(graph, table), target, lang, text=True)
    elif chosen == "csv" and target is not None and target.suffix.lower() != ".zip":
        _folder(graph, target, lang)
    else:
        selection = graph.selection(year, roles) if chosen in NETWORKS else None
        deliver(export(graph, chosen, selection), target, lang, text=chosen not in _BINARY)


def _check(
    form: str, table: str | None, with_ontology: bool, year: int | None, roles: tuple[str, ...]
) -> None:
    if table is not None and form != "csv":
        raise ParameterError("table", "goes with --format csv.")
    if with_ontology and form not in RDF:
        raise ParameterError("with-ontology", f"goes with {', '.join(RDF)}.")
    if form not in NETWORKS and (year is not None or roles != ("any",)):
        raise ParameterError("year" if year is not None else "role", f"goes with {', '.join(NETWORKS)}.")


def _rdf(data: Path | None, form: str, with_ontology: bool) -> bytes:
    """Serialize the file itself: a store would write its numbers in another spelling."""
    from kg import resources
    from kg.export.rdf import serialize
    from kg.turtle.syntax import parse_file

    return serialize(parse_file(data or resources.data_file()), form, with_ontology)


def _one_table(graph: KnowledgeGraph, name: str) -> bytes:
    from kg.export.csvfiles import csv_text
    from kg.export.tables import tables

    found = {table.name: table for table in tables(graph.snapshot)}
    if name not in found:
        raise ParameterError("table", f"{name!r} is not one of {', '.join(found)}.")
    return csv_text(found[name]).encode()


def _folder(graph: KnowledgeGraph, folder: Path, lang: str) -> None:
    from kg.atomic import write_bytes
    from kg.export import licence
    from kg.export.csvfiles import csv_files

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(f"The folder cannot be made: {error.strerror}.", str(folder)) from error
    for name, content in csv_files(graph.snapshot, licence(graph.store)).items():
        write_bytes(folder / name, content)
        click.echo(sentence("written", lang, path=folder / name), err=True)


@click.command("render")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="HTML file to write; - is stdout.",
)
@click.option("--explorer", is_flag=True, help="The overlap explorer instead of the network view.")
@year_option
@lang_option
@data_option
def render_command(output: Path, explorer: bool, year: int | None, lang: str, data: Path | None) -> None:
    """Write the network view, or the overlap explorer, as one HTML file that opens without a server or a
    network connection.

    The page shows both languages and every year; --lang and --year say how it opens.

    \b
    Examples:
      kg render -o network.html
      kg render -o red.html --lang es --year 2018
      kg render --explorer -o overlap.html
    """
    from kg.views import render_explorer, render_network

    graph = graph_of(data)
    selection = graph.selection(year)
    render = render_explorer if explorer else render_network
    page = render(graph.snapshot, lang=lang, year=selection.year, offline=True)
    deliver(page.html.encode(), None if str(output) == "-" else output, lang, text=True)
