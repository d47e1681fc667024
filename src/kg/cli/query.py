"""``kg query``: SPARQL of one's own, or a named query."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from kg.cli.evaluation import FORMATS, Rows, answer
from kg.cli.namedvalues import resolved
from kg.cli.options import ParamType, data_option, graph_of, lang_option, store_of
from kg.errors import DataError, ParameterError
from kg.model import Ref
from kg.texts import visible

DEADLINE: Final = 30.0


class QueryText(ParamType):
    """SPARQL text, ``@FILE``, ``-``, or a name that the shell completes."""

    name = "query"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the named queries that begin with ``incomplete``."""
        from kg.catalog import catalog, competency

        names = [*catalog(), *competency()]
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command("query")
@click.argument("query", type=QueryText(), required=False)
@click.option(
    "-f",
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the query from this file.",
)
@click.option(
    "--param",
    "-p",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Value for a named query; repeatable.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Form of the answer [default: table, or ttl]."
)
@click.option("--list", "listing", is_flag=True, help="List the named queries with their parameters.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.001, max=86400),
    default=DEADLINE,
    show_default=True,
    metavar="SECONDS",
    help="Stop the query after this long.",
)
@lang_option
@data_option
def query_command(
    query: str | None,
    path: Path | None,
    params: tuple[str, ...],
    form: str | None,
    listing: bool,
    timeout: float,
    lang: str,
    data: Path | None,
) -> None:
    """Ask the graph in SPARQL 1.1.

    QUERY is SPARQL text, @FILE, - for standard input, or the name of a query (see --list). The graph's
    prefixes need not be declared. SERVICE, FROM and updates are refused.

    \b
    Examples:
      kg query 'SELECT ?m WHERE { ?m mm:status status:active }'
      kg query @question.rq --format csv
      kg query members --param mechanism=crm --param year=2018
      kg query 'DESCRIBE mechanism:crm' --format ttl
      kg query --list --lang es
    """
    if listing:
        _list(lang)
        return
    if (query is None) == (path is None):
        raise ParameterError("query", "give one query: text, @FILE, -, a name, or -f FILE.")
    text = _text(query, path, params, lang, data)
    found = answer(store_of(data), text, form, timeout)
    if isinstance(found, bytes):
        click.echo(found, nl=not found.endswith(b"\n"))
    else:
        _table(found)


def _text(query: str | None, path: Path | None, params: Sequence[str], lang: str, data: Path | None) -> str:
    """Return the SPARQL asked for; parameters are for named queries only."""
    if path is None and query is not None and not query.startswith("@") and query != "-" and _is_name(query):
        return _named(query, params, lang, data)
    if params:
        raise ParameterError("param", "only a named query takes parameters; see `kg query --list`.")
    if query == "-":
        return _decoded(sys.stdin.buffer.read(), "standard input")
    if path is None and query is not None and not query.startswith("@"):
        return query
    source = path or Path(str(query)[1:])
    try:
        return _decoded(source.read_bytes(), str(source))
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", str(source)) from error


def _is_name(text: str) -> bool:
    return not any(char.isspace() or char in "{}?$<>" for char in text)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8 text", name) from error


def _named(name: str, params: Sequence[str], lang: str, data: Path | None) -> str:
    from kg.catalog import Catalog, catalog, competency

    named = Catalog([*competency().values(), *catalog().values()]).find(name)
    opened = cache(lambda: graph_of(data))
    declared = {parameter.name: parameter for parameter in named.parameters}
    values: dict[str, list[str | int | Ref | None]] = {}
    for pair in params:
        key, equals, value = pair.partition("=")
        if not equals:
            raise ParameterError("param", f"{pair!r} is not NAME=VALUE.")
        known = resolved(declared[key], value, opened) if key in declared else value
        values.setdefault(key, []).append(known)
    if "lang" not in values and "lang" in declared:
        values["lang"] = [lang]
    return named.bind(**values)


def _list(lang: str) -> None:
    from kg.catalog import catalog, competency

    rows = []
    for query in (*catalog().values(), *competency().values()):
        taken = " ".join(
            parameter.name if parameter.required else f"[{parameter.name}={parameter.default}]"
            for parameter in query.parameters
        )
        rows.append((query.name, query.title.get(lang), taken))
    _table(Rows(("name", "title", "parameters"), tuple(rows)))


def _table(found: Rows) -> None:
    """Write rows for a terminal, or tab-separated in a pipe."""
    if not sys.stdout.isatty():
        lines = [
            "\t".join(found.columns),
            *("\t".join(" ".join(cell.split()) for cell in row) for row in found.rows),
        ]
        click.echo("\n".join(lines))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in found.columns:
        table.add_column(name, overflow="fold")
    for row in found.rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console(highlight=False).print(table)
