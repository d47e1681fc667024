"""Evaluates one query and writes its answer: in this process, with no deadline of its own.

The isolated worker runs :func:`evaluate`; the command line and the library, whose queries are the user's
own, call :func:`run_guarded`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Final, NamedTuple, cast

import pyoxigraph as ox

from kg.errors import ParameterError
from kg.namespaces import PREFIXES
from kg.store.complaints import syntax_error
from kg.store.deepstack import on_deep_stack
from kg.store.guard import guard_query
from kg.store.isolated.errors import EvaluationError
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.writer import AnswerWriter, RowsReachedError, without_unused_prefixes

#: The largest answer unless told otherwise, in bytes.
MAX_ANSWER: Final = 256 << 20

_Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


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


class Written(NamedTuple):
    """The answer, or its end where pieces were passed on; ``truncated``: the limit of rows bit."""

    body: bytes
    truncated: bool = False


def evaluate(
    store: ox.Store,
    text: str,
    result_format: ResultFormat,
    *,
    dataset: Dataset = OWN_DATASET,
    prefixes: Mapping[str, str] | None = None,
    base: str = "",
    max_bytes: int = MAX_ANSWER,
    max_rows: int = 0,
    emit: Callable[[bytes], None] | None = None,
) -> Written:
    """Return the answer to the query ``text`` in ``result_format``; a large one goes to ``emit`` in pieces.

    ``base`` resolves relative IRIs; ``max_rows``: at which a SELECT is cut off (0: never); graphs of the
    ``dataset`` that the store does not hold are empty. Raises QuerySyntaxError (the engine's parser
    refused), ParameterError (rows asked for in a graph format or the reverse; text that XML cannot hold;
    an IRI that is none), QueryTooLargeError, EvaluationError.
    """
    chosen = _chosen(dataset) if dataset else {}
    try:
        results = store.query(text, base_iri=base or None, prefixes=_needed(prefixes, text), **chosen)  # type: ignore[arg-type]
        rows = max_rows if isinstance(results, ox.QuerySolutions) else 0
        return _write(results, result_format, AnswerWriter(result_format, max_bytes, rows, emit))
    except SyntaxError as error:
        raise syntax_error(str(error), text) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise EvaluationError(str(error)) from None


def _needed(prefixes: Mapping[str, str] | None, text: str) -> dict[str, str] | None:
    """Return the prefixes that may occur in ``text``: the engine checks each that it is given, every time."""
    if not prefixes or "\\" in text:  # an escape may spell a prefix
        return dict(prefixes or {})
    return {label: iri for label, iri in prefixes.items() if label + ":" in text}


def _chosen(dataset: Dataset) -> dict[str, list[ox.NamedNode]]:
    return {
        "default_graph": _nodes("default-graph-uri", dataset.default_graphs),
        "named_graphs": _nodes("named-graph-uri", dataset.named_graphs),
    }


def _nodes(parameter: str, names: Sequence[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise ParameterError(parameter, f"is not an absolute IRI ({error})") from None


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
        lambda: evaluate(store, guarded.text, result_format, prefixes=prefixes, max_bytes=max_bytes).body
    )


def _write(results: _Results, result_format: ResultFormat, writer: AnswerWriter) -> Written:
    engine_format = result_format.engine_format
    sink = cast("IO[bytes]", writer)  # the engine calls write and flush only
    if isinstance(results, ox.QueryTriples):
        if not isinstance(engine_format, ox.RdfFormat):
            raise ParameterError("format", f"{result_format.value} holds rows and the query gives a graph")
        ox.serialize(results, sink, engine_format, prefixes=PREFIXES)
        rest = writer.finish()
        return Written(rest if writer.emitted else without_unused_prefixes(rest))
    if not isinstance(engine_format, ox.QueryResultsFormat):
        raise ParameterError("format", f"{result_format.value} holds a graph and the query gives rows")
    try:
        results.serialize(sink, engine_format)
    except RowsReachedError:
        return Written(writer.finish(), True)
    rest = writer.finish()
    return Written(rest, writer.truncated)
