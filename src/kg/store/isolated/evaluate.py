"""Evaluates one query and writes its answer: in this process, with no deadline of its own.

The isolated worker runs :func:`evaluate`; the command line and the library, whose queries are the user's
own, call :func:`run_guarded`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import ParameterError
from kg.namespaces import PREFIXES
from kg.store.complaints import syntax_error
from kg.store.deepstack import on_deep_stack
from kg.store.guard import guard_query
from kg.store.isolated.errors import EvaluationError, QueryTooLargeError
from kg.store.isolated.formats import ResultFormat
from kg.xmltext import carried, carried_rdf

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

#: The largest answer unless told otherwise, in bytes.
MAX_ANSWER: Final = 32 << 20

_HEADER: Final = re.compile(rb"@prefix ([\w-]*): <[^>]*> \.\n")


@dataclass(frozen=True)
class Dataset:
    """The RDF dataset that the protocol names (SPARQL 1.1 Protocol, 2.1.4); empty: the query's own.

    ``default_graphs`` are merged into the default graph, ``named_graphs`` are what GRAPH sees (IRIs).
    """

    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.default_graphs or self.named_graphs)


#: The dataset of the query itself, or that of the store.
OWN_DATASET: Final = Dataset()


class _CappedBuffer(io.BytesIO):
    """A buffer that raises beyond ``limit`` bytes, which stops the engine where it is."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, chunk: ReadableBuffer, /) -> int:
        written = super().write(chunk)
        if self.tell() > self._limit:
            raise QueryTooLargeError(self._limit)
        return written


def evaluate(
    store: ox.Store,
    text: str,
    result_format: ResultFormat,
    *,
    dataset: Dataset = OWN_DATASET,
    prefixes: Mapping[str, str] | None = None,
    max_bytes: int = MAX_ANSWER,
) -> bytes:
    """Return the answer to the query ``text`` in ``result_format``.

    Raises QuerySyntaxError (the engine's parser refused), ParameterError (rows asked for in a graph format
    or the reverse; text that XML cannot hold), QueryTooLargeError, EvaluationError.
    """
    try:
        results = store.query(
            text,
            prefixes=dict(prefixes or {}),
            default_graph=[ox.NamedNode(graph) for graph in dataset.default_graphs] if dataset else None,
            named_graphs=[ox.NamedNode(graph) for graph in dataset.named_graphs] if dataset else None,
        )
        return _write(results, result_format, max_bytes)
    except SyntaxError as error:
        raise syntax_error(str(error), text) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise EvaluationError(str(error)) from None


def run_guarded(
    store: ox.Store,
    query: str,
    result_format: ResultFormat,
    *,
    graphs: Collection[str] | None = None,
    prefixes: Mapping[str, str] | None = None,
    max_bytes: int = MAX_ANSWER,
) -> bytes:
    """Return the answer to ``query`` over ``store``, evaluated in this process without a deadline.

    ``graphs`` are the graphs that FROM may name (None: the named graphs of the store); ``prefixes`` need
    no declaration. Raises what :func:`kg.store.guard.check_query` and :func:`evaluate` raise.
    """
    if graphs is None:
        graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    guarded = guard_query(query, graphs, prefixes=prefixes)
    return on_deep_stack(
        lambda: evaluate(store, guarded.text, result_format, prefixes=prefixes, max_bytes=max_bytes)
    )


def _write(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    result_format: ResultFormat,
    max_bytes: int,
) -> bytes:
    buffer = _CappedBuffer(max_bytes)
    engine_format = result_format.engine_format
    if isinstance(results, ox.QueryTriples):
        if not isinstance(engine_format, ox.RdfFormat):
            raise ParameterError("format", f"{result_format.value} holds rows and the query gives a graph")
        ox.serialize(results, buffer, engine_format, prefixes=PREFIXES)
        if result_format is ResultFormat.RDF_XML:
            return carried_rdf(buffer.getvalue(), "RDF/XML")
        return _without_unused_prefixes(buffer.getvalue())
    if not isinstance(engine_format, ox.QueryResultsFormat):
        raise ParameterError("format", f"{result_format.value} holds a graph and the query gives rows")
    results.serialize(buffer, engine_format)
    return carried(buffer.getvalue(), "xml") if result_format is ResultFormat.XML else buffer.getvalue()


def _without_unused_prefixes(body: bytes) -> bytes:
    """Drop from the head of a Turtle or TriG text the prefixes that occur nowhere below it."""
    kept, end = [], 0
    declared = []
    while match := _HEADER.match(body, end):
        declared.append(match)
        end = match.end()
    rest = body[end:]
    kept = [match[0] for match in declared if match[1] + b":" in rest]
    return b"".join(kept) + rest
