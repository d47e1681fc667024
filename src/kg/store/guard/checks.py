"""Whether a text consists of SPARQL tokens, and where it stops to."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard.keywords import KEYWORDS
from kg.store.guard.lexer import Kind, Token
from kg.store.guard.prologue import Prologue, name_parts
from kg.store.guard.readings import Readings
from kg.store.guard.services import SERVICE_REFUSED, is_service


def valid_tokens(prologue: Prologue, federated: bool = False) -> Callable[[Token], bool]:
    """Return what tells a keyword from another word, and a name from one with an unknown prefix.

    SERVICE counts as a keyword where the text is ``federated``.
    """

    def valid(token: Token) -> bool:
        if token.kind is Kind.WORD:
            word = token.text.upper()
            return word in KEYWORDS and (word != "SERVICE" or federated)
        return token.kind is not Kind.PNAME or name_parts(token)[0] in prologue.prefixes

    return valid


def check_tokens(readings: Readings, prologue: Prologue, federated: bool = False) -> None:
    """Refuse a text of which no reading consists of SPARQL tokens from start to end.

    Raises QuerySyntaxError with the place; QueryForbiddenError where that place is a SERVICE.
    """
    valid = valid_tokens(prologue, federated)
    if readings.complete(valid):
        return
    position, token = readings.first_failure(valid)
    if token is not None and token.kind is Kind.WORD and is_service(token):
        raise QueryForbiddenError(SERVICE_REFUSED)
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
