"""The dataset that the protocol names for an update (SPARQL 1.1 Protocol, 2.2.3), written into its text.

An engine has no parameter for it. But the protocol defines it by what USING and USING NAMED do, so each
operation that has a WHERE gets these clauses; INSERT DATA, CLEAR and the like have no dataset to choose.
``DELETE WHERE {…}`` is an abbreviation of ``DELETE {…} WHERE {…}`` (SPARQL 1.1 Update, 3.1.3.3) and takes no
USING, so it is written in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol

from kg.errors import ParameterError, QueryForbiddenError
from kg.store.guard.errors import UsingConflictError
from kg.store.guard.graphs import scheme
from kg.store.guard.lexer import Kind
from kg.store.guard.operations import Operation, is_word

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20\ud800-\udfff]*")


class GraphNames(Protocol):
    """IRIs of graphs, as :class:`kg.store.isolated.Dataset` holds them."""

    @property
    def default_graphs(self) -> Sequence[str]:
        """Graphs merged into the default graph."""

    @property
    def named_graphs(self) -> Sequence[str]:
        """Graphs that GRAPH sees."""


def using_clauses(using: GraphNames | None) -> str:
    """Return the clauses for ``using`` with a space at the end, or nothing where it names no graph.

    Raises ParameterError for what is no absolute IRI, QueryForbiddenError for a file.
    """
    if using is None:
        return ""
    parts = [_clause("using-graph-uri", "USING", graph) for graph in using.default_graphs]
    parts += [_clause("using-named-graph-uri", "USING NAMED", graph) for graph in using.named_graphs]
    return "".join(parts)


def check_using(operation: Operation) -> None:
    """Refuse USING of a file; raises QueryForbiddenError."""
    for number, token in enumerate(operation.tokens):
        if not is_word(token, "USING"):
            continue
        after = [node for node in operation.tokens[number + 1 : number + 3] if not is_word(node, "NAMED")]
        if after and after[0].kind in (Kind.IRI, Kind.PNAME):
            _refuse_file("USING", operation.prologue.iri(after[0]) or "")


def rewritten(text: str, operations: Sequence[Operation], clauses: str) -> str:
    """Return ``text`` with ``clauses`` in each operation that has a WHERE, and all declarations in front.

    The engine reads PREFIX and BASE before the first operation only, where the grammar ([29]) has a
    prologue before each; it fails on CLEAR of a graph that does not exist, which section 3.1.3 leaves to the
    store and the protocol's own tests take for granted. Raises UsingConflictError where an operation has a
    dataset of its own.
    """
    first = operations[0].tokens[0].start
    declarations = [text[item.start : item.tokens[0].start] for item in operations[1:]]
    written, done = [text[:first], *(part for part in declarations if part)], first
    for operation in operations:
        begin = operation.tokens[0].start
        if begin > done:
            written.append(text[done : operation.start])
            done = begin
        if is_word(operation.tokens[0], "CLEAR") and any(is_word(t, "GRAPH") for t in operation.tokens[1:2]):
            written.append(text[done : operation.tokens[0].end] + " SILENT")
            done = operation.tokens[0].end
        where = operation.keyword("WHERE") if clauses else None
        if clauses:
            _check_conflict(operation)
        if where is None:
            continue
        written.append(text[done : where.start])
        done = where.start
        if where == operation.tokens[1] and operation.groups:
            start, end = operation.groups[0]
            written.append(text[start:end] + " ")
        written.append(clauses)
    return "".join([*written, text[done:]])


def _check_conflict(operation: Operation) -> None:
    for word in ("USING", "WITH"):
        if operation.keyword(word) is not None:
            raise UsingConflictError(
                f"The update says {word}, so using-graph-uri and using-named-graph-uri cannot be given "
                "(SPARQL 1.1 Protocol, 2.2.3). Leave one of the two out."
            )


def _clause(parameter: str, words: str, graph: str) -> str:
    if not _IRI.fullmatch(graph):
        raise ParameterError(parameter, f"{graph!r} is no absolute IRI")
    _refuse_file(parameter, graph)
    return f"{words} <{graph}> "


def _refuse_file(what: str, iri: str) -> None:
    if scheme(iri) == "file":
        raise QueryForbiddenError(f"{what} names <{iri}>. This endpoint reads no files.")
