"""The four ways to an answer: library, ``kg query``, the SPARQL endpoint, and REST where a path gives it too.

Each returns a header row and the rows as text: IRIs as prefixed names, an unbound variable as nothing.
"""

from __future__ import annotations

import csv
import io

import httpx
from click.testing import CliRunner

from kg.catalog import NamedQuery
from kg.cli.app import cli
from kg.graph import KnowledgeGraph
from kg.namespaces import compact
from kg.store.port import Term

Rows = list[list[str]]
TRUE, FALSE = ["true"], ["false"]


def library(graph: KnowledgeGraph, query: NamedQuery) -> Rows:
    if query.form == "ASK":
        return [["answer"], TRUE if graph.store.ask(query.bind()) else FALSE]
    table = graph.query(query.bind())
    return [list(table.variables), *([_term(term) for term in row] for row in table.rows)]


def command_line(query: NamedQuery) -> Rows:
    """Run ``kg query NAME --format csv`` on the shipped data; CSV has IRIs whole (SPARQL 1.1 CSV)."""
    done = CliRunner().invoke(cli, ["query", query.name, "--format", "csv"], prog_name="kg")
    assert (done.exit_code, done.stderr) == (0, "")
    return [[_iri(cell) for cell in row] for row in csv.reader(io.StringIO(done.stdout))]


def endpoint(client: httpx.Client, query: NamedQuery) -> Rows:
    answer = client.post(
        "/sparql", data={"query": query.bind()}, headers={"accept": "application/sparql-results+json"}
    )
    assert answer.status_code == 200, answer.text
    body = answer.json()
    if "boolean" in body:
        return [["answer"], TRUE if body["boolean"] else FALSE]
    names = body["head"]["vars"]
    return [names, *([_binding(row.get(name)) for name in names] for row in body["results"]["bindings"])]


def rest(client: httpx.Client, query: NamedQuery) -> Rows:
    """Read the path of the query's ``# rest:`` header as the header says."""
    assert query.rest is not None
    answer = client.get(query.rest.path)
    assert answer.status_code == 200, answer.text
    found = query.rest.rows(answer.json())
    if query.form == "ASK":
        return [["answer"], TRUE if found else FALSE]
    return [list(query.columns), *map(list, found)]


def _term(term: Term | None) -> str:
    if term is None:
        return ""
    return compact(term.value) if term.kind == "iri" else term.value


def _binding(value: dict[str, str] | None) -> str:
    if value is None:
        return ""
    return compact(value["value"]) if value["type"] == "uri" else value["value"]


def _iri(cell: str) -> str:
    short = compact(cell)
    return cell if short.startswith("<") else short
