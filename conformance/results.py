"""Answers as rows of terms, read from what an endpoint sends and from the W3C's files of expected results."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Cell = Node | str | None


@dataclass(frozen=True)
class Result:
    """An answer: ``form`` is ``rows``, ``truth``, ``graph`` or ``csv`` (rows of texts)."""

    form: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    truth: bool = False
    ordered: bool = False


ROW_FORMATS: Final = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
}
GRAPH_FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
}


def expected(path: Path, base: str) -> Result:
    """Return what the file ``path`` says; an RDF file is a result set or the graph itself."""
    body = path.read_bytes()
    if path.suffix in ROW_FORMATS:
        return parsed(body, ROW_FORMATS[path.suffix], base)
    graph = ox.Dataset(ox.parse(body, format=GRAPH_FORMATS[path.suffix], base_iri=base))
    sets = list(graph.quads_for_object(ox.NamedNode(_RS + "ResultSet")))
    return _result_set(graph, sets[0].subject) if sets else _graph(graph)


def parsed(body: bytes, media_type: str, base: str) -> Result:
    """Return the answer in ``body``; raises ValueError or SyntaxError where it is not of ``media_type``."""
    if media_type == ROW_FORMATS[".csv"]:
        lines = list(csv.reader(io.StringIO(body.decode())))
        return Result("csv", tuple(lines[0]), tuple(tuple(line) for line in lines[1:]))
    rdf = ox.RdfFormat.from_media_type(media_type)
    if rdf is not None:
        return _graph(ox.Dataset(ox.parse(body, format=rdf, base_iri=base)))
    form = ox.QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"unknown media type {media_type}")
    found = ox.parse_query_results(body, format=form)
    if isinstance(found, ox.QueryBoolean):
        return Result("truth", truth=bool(found))
    names = tuple(variable.value for variable in found.variables)
    return Result("rows", names, tuple(tuple(row[name] for name in names) for row in found))


def _graph(quads: ox.Dataset) -> Result:
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    return Result("graph", ("s", "p", "o"), tuple(triples))


def _result_set(graph: ox.Dataset, node: Node) -> Result:
    """Read a result set written in RDF (the vocabulary of the Data Access Working Group)."""
    assert isinstance(node, ox.NamedNode | ox.BlankNode)
    truth = _objects(graph, node, "boolean")
    if truth:
        return Result("truth", truth=str(truth[0]).startswith('"true"'))
    names = tuple(sorted(_text(value) for value in _objects(graph, node, "resultVariable")))
    solutions = _objects(graph, node, "solution")
    indexes = [_objects(graph, solution, "index") for solution in solutions]
    ordered = bool(solutions) and all(indexes)
    if ordered:
        pairs = sorted(zip((int(_text(index[0])) for index in indexes), range(len(solutions)), strict=True))
        solutions = [solutions[place] for _, place in pairs]
    rows = tuple(_solution(graph, solution, names) for solution in solutions)
    return Result("rows", names, rows, ordered=ordered)


def _solution(graph: ox.Dataset, node: Node, names: tuple[str, ...]) -> tuple[Cell, ...]:
    bound = {
        _text(_objects(graph, binding, "variable")[0]): _objects(graph, binding, "value")[0]
        for binding in _objects(graph, node, "binding")
    }
    return tuple(bound.get(name) for name in names)


def _objects(graph: ox.Dataset, node: Node, name: str) -> list[Node]:
    assert isinstance(node, ox.NamedNode | ox.BlankNode)
    predicate = ox.NamedNode(_RS + name)
    return [quad.object for quad in graph.quads_for_subject(node) if quad.predicate == predicate]


def _text(node: Node) -> str:
    assert isinstance(node, ox.Literal)
    return node.value
