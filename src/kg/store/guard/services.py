"""Calls of other endpoints (SPARQL 1.1 Federated Query, [59] ServiceGraphPattern)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from kg.errors import QueryForbiddenError
from kg.store.guard.lexer import Kind, Token
from kg.store.guard.prologue import Prologue, name_parts
from kg.store.guard.readings import Readings

_SERVICE: Final = re.compile("service", re.IGNORECASE)
#: What can stand before SERVICE without a space: the end of a triple that is made of keywords.
_GLUED_BEFORE: Final = re.compile(r"(?:.*\.)?(?:a|true|false)*", re.IGNORECASE)
#: Twice what a declared prefix may have; nothing longer can hide a keyword and a name.
_LONGEST_NAME: Final = 256
_SILENT: Final = re.compile("silent", re.IGNORECASE)
_NODES: Final = (Kind.VAR, Kind.IRI, Kind.PNAME)

#: The answer where no endpoint is open.
SERVICE_REFUSED: Final = (
    "SERVICE is closed: this endpoint answers from its own graph and calls no other server. "
    "Query the other endpoint yourself and join the answers."
)


def check_service(
    readings: Readings, prologue: Prologue, services: Collection[str] = (), *, unread: bool = False
) -> bool:
    """Tell whether a reading calls one of ``services`` by ``SERVICE SILENT? VarOrIri {`` ([59]).

    ``unread``: a reading may declare more prefixes than ``prologue`` knows. Raises QueryForbiddenError
    where a reading calls anything else.
    """
    federated = False
    if not _SERVICE.search(readings.lexer.text):
        return False
    for token in readings:
        if token.kind is Kind.WORD:
            if not is_service(token):
                continue
            for node in _nodes(token, readings):
                if any(following.text == "{" for following in readings.after(node)):
                    _check_node(node, token, prologue, services)
                    federated = True
        elif _is_service_name(token, prologue, unread) and any(
            following.text == "{" for following in readings.after(token)
        ):
            raise QueryForbiddenError(SERVICE_REFUSED)
    return federated


def is_service(token: Token) -> bool:
    """Tell whether a bare word is SERVICE, SILENT perhaps or the end of a triple glued to it."""
    return "" in _after_service(token.text)


def _check_node(node: Token, keyword: Token, prologue: Prologue, services: Collection[str]) -> None:
    """Refuse ``node`` unless it is one of ``services``, called by a keyword that stands alone."""
    if not services:
        raise QueryForbiddenError(SERVICE_REFUSED)
    opened = ", ".join(f"<{service}>" for service in sorted(services))
    if node.kind is Kind.VAR:
        raise QueryForbiddenError(f"SERVICE {node.text} may name any server. Name one of {opened}.")
    if keyword.text.upper() != "SERVICE":
        raise QueryForbiddenError(f"SERVICE is glued to {keyword.text[:40]!r}; put spaces around it.")
    iri = prologue.iri(node)
    if iri not in services:
        raise QueryForbiddenError(
            f"SERVICE names <{iri or node.text}>, which this endpoint may not call. It may call {opened}."
        )


def _is_service_name(token: Token, prologue: Prologue, unread: bool) -> bool:
    if token.kind is not Kind.PNAME:
        return False
    return any(unread or rest in prologue.prefixes for rest in _after_service(name_parts(token)[0]))


def _after_service(word: str) -> Iterator[str]:
    """Yield what is left of ``word`` after a SERVICE, and after a SERVICE SILENT, that it begins with."""
    for found in _SERVICE.finditer(word[:_LONGEST_NAME]):
        if _GLUED_BEFORE.fullmatch(word, 0, found.start()):
            yield word[found.end() :]
            if silent := _SILENT.match(word, found.end()):
                yield word[silent.end() :]


def _nodes(keyword: Token, readings: Readings) -> Iterator[Token]:
    """Yield the variables and IRIs that follow ``keyword``, perhaps after SILENT."""
    for token in readings.after(keyword):
        if token.kind in _NODES:
            yield token
        elif token.text.upper() == "SILENT":
            yield from (node for node in readings.after(token) if node.kind in _NODES)
