"""A query of the user's own, evaluated in this process, or by a SPARQL server, with a deadline.

Oxigraph cannot be stopped from Python, so the query runs in a thread of its own, with a stack that deep
nesting does not overflow; at the deadline the command says so and the process ends, and the thread
with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import ParameterError, QueryError, StoreError
from kg.namespaces import PREFIXES, compact
from kg.store.deepstack import on_deep_stack
from kg.store.guard import QueryForm, check_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from kg.store.port import GraphStore

ROWS: Final = ("table", "csv", "json")
TRIPLES: Final = ("ttl", "nt", "jsonld")
FORMATS: Final = (*ROWS, *TRIPLES)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT (or the truth of an ASK) as text, IRIs compact, nothing for unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def answer(store: GraphStore, query: str, form: str | None, timeout: float) -> Rows | bytes:
    """Return the answer to ``query``: :class:`Rows` for a table, else the bytes of ``form``.

    ``form`` None is a table for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE. ``timeout`` is in seconds.
    Raises QueryError when the text is refused, QueryTimeoutError at the deadline, ParameterError when the
    form does not fit the query.
    """
    kind = check_query(query, store.graph_names(), prefixes=PREFIXES)
    chosen = form or ("table" if kind.gives_rows else "ttl")
    if (chosen in ROWS) != kind.gives_rows:
        fit = ROWS if kind.gives_rows else TRIPLES
        raise ParameterError("format", f"{chosen} does not fit a {kind.value} query; use {', '.join(fit)}.")
    return on_deep_stack(lambda: _evaluate(store, query, chosen, kind), timeout)


def _evaluate(store: GraphStore, query: str, form: str, kind: QueryForm) -> Rows | bytes:
    import pyoxigraph as ox

    from kg.store.complaints import syntax_error

    try:
        found = _found(store, query, kind)
        if not isinstance(found, ox.QuerySolutions | ox.QueryBoolean):
            return _triples(found, form)
        if form == "json":
            return found.serialize(format=ox.QueryResultsFormat.JSON) or b""
        if form == "csv" and isinstance(found, ox.QuerySolutions):
            return found.serialize(format=ox.QueryResultsFormat.CSV) or b""
    except SyntaxError as error:
        raise syntax_error(str(error), query) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the store could not answer: {error}") from error
    return _rows(found)


def _found(
    store: GraphStore, query: str, kind: QueryForm
) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
    from kg.store.embedded import EmbeddedStore
    from kg.store.remote import RemoteStore

    if isinstance(store, EmbeddedStore):
        return store.raw.query(query, prefixes=PREFIXES)
    if not isinstance(store, RemoteStore):
        raise QueryError("This kind of store takes no query here.")
    if not kind.gives_rows:
        return store.triples(query)
    return store.rows(query) if kind is QueryForm.SELECT else store.truth(query)


def _rows(found: ox.QuerySolutions | ox.QueryBoolean) -> Rows:
    import pyoxigraph as ox

    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), (("true" if found else "false",),))
    names = tuple(variable.value for variable in found.variables)
    return Rows(names, tuple(tuple(_text(row[name]) for name in names) for row in found))


def _text(term: object) -> str:
    import pyoxigraph as ox

    if term is None:
        return ""
    return compact(term.value) if isinstance(term, ox.NamedNode) else str(getattr(term, "value", term))


def _triples(found: Iterable[ox.Triple], form: str) -> bytes:
    import pyoxigraph as ox

    forms = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    rows = list(found)
    text = "\n".join(map(str, rows))
    used = {name: space for name, space in PREFIXES.items() if space in text}
    return ox.serialize(rows, format=forms[form], prefixes=None if form == "nt" else used) or b""
