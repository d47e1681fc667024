"""The checks over the readings of a query: federation, datasets, unknown tokens."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard.keywords import KEYWORDS
from kg.store.guard.lexer import Kind, Token
from kg.store.guard.prologue import Prologue, name_parts
from kg.store.guard.readings import Readings

_SERVICE: Final = re.compile("service", re.IGNORECASE)
#: What can stand before SERVICE without a space: the end of a triple that is made of keywords.
_GLUED_BEFORE: Final = re.compile(r"(?:.*\.)?(?:a|true|false)*", re.IGNORECASE)
#: Twice what a declared prefix may have; nothing longer can hide a keyword and a name.
_LONGEST_NAME: Final = 256
_SILENT: Final = re.compile("silent", re.IGNORECASE)
_FROM: Final = re.compile(r"from(?:named)?(?P<rest>.*)$", re.IGNORECASE)
_NAMED: Final = re.compile(r"named(?P<rest>.*)$", re.IGNORECASE)
_NODES: Final = frozenset({Kind.VAR, Kind.IRI, Kind.PNAME})

_SERVICE_REFUSED: Final = (
    "SERVICE is closed: this endpoint answers from its own graph and calls no other server. "
    "Query the other endpoint yourself and join the answers."
)


def check_service(readings: Readings, prologue: Prologue) -> None:
    """Refuse ``SERVICE SILENT? VarOrIri {`` (ServiceGraphPattern, [59]) in any reading.

    Raises QueryForbiddenError.
    """
    for token in readings:
        if token.kind is Kind.WORD:
            called = _is_service(token) and any(
                _group_follows(node, readings) for node in _nodes(token, readings)
            )
        else:
            called = _is_service_name(token, prologue) and _group_follows(token, readings)
        if called:
            raise QueryForbiddenError(_SERVICE_REFUSED)


def check_graphs(readings: Readings, prologue: Prologue, graphs: Collection[str]) -> None:
    """Refuse a dataset clause ([13]) that names a graph outside ``graphs``.

    Raises QueryForbiddenError.
    """
    for token in readings:
        if token.kind is Kind.WORD and token.text.upper() == "FROM":
            nodes = [node for node in _nodes(token, readings) if node.kind is not Kind.VAR]
            named = [iri for node in nodes for iri in _graph_iris(node, _NAMED, prologue, whole=True)]
        elif token.kind is Kind.PNAME and not readings.depth(token):
            named = _graph_iris(token, _FROM, prologue, whole=False)
        else:
            continue
        for iri in named:
            if iri not in graphs:
                held = ", ".join(f"<{graph}>" for graph in sorted(graphs)[:10]) or "no named graph"
                raise QueryForbiddenError(f"FROM names <{iri}>, which is not in this store. It holds {held}.")


def check_tokens(readings: Readings, prologue: Prologue) -> None:
    """Refuse a text of which no reading consists of SPARQL tokens from start to end.

    Raises QuerySyntaxError with the place; QueryForbiddenError where that place is a SERVICE.
    """

    def valid(token: Token) -> bool:
        if token.kind is Kind.WORD:
            return token.text.upper() in KEYWORDS and not _is_service(token)
        return token.kind is not Kind.PNAME or name_parts(token)[0] in prologue.prefixes

    if readings.complete(valid):
        return
    position, token = readings.first_failure(valid)
    if token is not None and token.kind is Kind.WORD and _is_service(token):
        raise QueryForbiddenError(_SERVICE_REFUSED)
    raise QuerySyntaxError(_complaint(token, readings, position), *readings.lexer.place(position))


def _complaint(token: Token | None, readings: Readings, position: int) -> str:
    if token is None:
        character = readings.lexer.text[position : position + 1]
        if character in {'"', "'"}:
            return "this string does not end, or holds a wrong escape"
        return f"no SPARQL token begins with {character!r} here"
    if token.kind is Kind.WORD:
        return f"{token.text[:40]!r} is not a SPARQL keyword"
    label = name_parts(token)[0]
    return f"the prefix {label + ':'!r} is not declared; add PREFIX {label}: <…>"


def _is_service(token: Token) -> bool:
    return "" in _after_service(token.text)


def _is_service_name(token: Token, prologue: Prologue) -> bool:
    if token.kind is not Kind.PNAME:
        return False
    return any(rest in prologue.prefixes for rest in _after_service(name_parts(token)[0]))


def _after_service(word: str) -> Iterator[str]:
    """Yield what is left of ``word`` after a SERVICE, and after a SERVICE SILENT, that it begins with."""
    for found in _SERVICE.finditer(word[:_LONGEST_NAME]):
        if _GLUED_BEFORE.fullmatch(word, 0, found.start()):
            yield word[found.end() :]
            if silent := _SILENT.match(word, found.end()):
                yield word[silent.end() :]


def _nodes(keyword: Token, readings: Readings) -> Iterator[Token]:
    """Yield the variables and IRIs that follow ``keyword``, perhaps after SILENT or NAMED."""
    for token in readings.after(keyword):
        if token.kind in _NODES:
            yield token
        elif token.text.upper() in {"SILENT", "NAMED"}:
            yield from (node for node in readings.after(token) if node.kind in _NODES)


def _group_follows(token: Token, readings: Readings) -> bool:
    return any(following.text == "{" for following in readings.after(token))


def _graph_iris(token: Token, glue: re.Pattern[str], prologue: Prologue, whole: bool) -> list[str]:
    """Return the IRIs that ``token`` may stand for: as it is (``whole``), and without a glued keyword."""
    found = [prologue.iri(token)] if whole else []
    if token.kind is Kind.PNAME:
        label, local = name_parts(token)
        glued = glue.match(label)
        if glued is not None:
            found.append(prologue.name(glued["rest"], local))
    return [iri for iri in found if iri is not None]
