"""What a query from outside may not contain, and the messages that say so."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard.checks import check_graphs, check_service, check_tokens
from kg.store.guard.escapes import decode
from kg.store.guard.keywords import QUERY_FORMS, UPDATE_FORMS
from kg.store.guard.lexer import Kind, Lexer
from kg.store.guard.prologue import Prologue, read_prologue
from kg.store.guard.readings import Readings


class QueryForm(Enum):
    """The four forms of a SPARQL query (SPARQL 1.1 Query, section 16)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_rows(self) -> bool:
        """True where the answer is rows or a truth value, False where it is a graph."""
        return self in {QueryForm.SELECT, QueryForm.ASK}


@dataclass(frozen=True)
class GuardLimits:
    """The size of a query: ``max_bytes`` of UTF-8, ``max_depth`` of nested groups, brackets and signs.

    The depth keeps well below what overflows the stack of the engine (measured: 3,000 nested groups,
    1,000 nested EXISTS, 10,000 signs).
    """

    max_bytes: int = 64 * 1024
    max_depth: int = 200


#: 64 kB of text, 200 levels.
DEFAULT_LIMITS: Final = GuardLimits()


@dataclass(frozen=True)
class GuardedQuery:
    """A query that passed: its form and the text to hand to the engine."""

    form: QueryForm
    text: str


_SURROGATE: Final = re.compile("[\ud800-\udfff]")

_UPDATE_REFUSED: Final = (
    "{form} is an update and this endpoint answers queries only. Use SELECT, ASK, CONSTRUCT or DESCRIBE."
)


def check_query(
    text: str,
    graphs: Collection[str] = (),
    limits: GuardLimits = DEFAULT_LIMITS,
    prefixes: Mapping[str, str] | None = None,
) -> QueryForm:
    """Return the form of the query ``text``, or refuse it.

    ``graphs`` are the IRIs that FROM and FROM NAMED may name; ``prefixes`` (label → IRI) need no
    declaration. Raises QueryForbiddenError for SERVICE, an update, a foreign graph, a text too long or
    nested too deeply; QuerySyntaxError, with line and column, for what cannot be read as SPARQL. A text
    that passes can still be refused by the engine's parser.
    """
    return guard_query(text, graphs, limits, prefixes).form


def guard_query(
    text: str,
    graphs: Collection[str] = (),
    limits: GuardLimits = DEFAULT_LIMITS,
    prefixes: Mapping[str, str] | None = None,
) -> GuardedQuery:
    """As :func:`check_query`, and return the text to evaluate beside the form.

    The engine decodes codepoint escapes only inside strings and IRIs. A text that uses them elsewhere
    (``ex:\\u00E9``, allowed by section 19.2) is handed on decoded.
    """
    _check_characters(text, limits)
    decoded = decode(text)
    if decoded == text:
        return GuardedQuery(_check(text, graphs, limits, prefixes or {}), text)
    if "\0" in decoded:
        raise QuerySyntaxError("an escape stands for a null character")
    # An engine that decodes first refuses a text that does not parse then, so only a whole reading counts.
    refusals: list[QuerySyntaxError] = []
    passed: list[GuardedQuery] = []
    for reading in (text, decoded):
        try:
            passed.append(GuardedQuery(_check(reading, graphs, limits, prefixes or {}), reading))
        except QuerySyntaxError as error:
            refusals.append(error)
    if not passed:
        raise refusals[-1]
    return passed[0]


def _check_characters(text: str, limits: GuardLimits) -> None:
    if _SURROGATE.search(text):
        raise QuerySyntaxError("the text holds half of a surrogate pair, which is no character")
    if "\0" in text:
        raise QuerySyntaxError("the text holds a null character", *Lexer(text).place(text.index("\0")))
    size = len(text.encode())
    if size > limits.max_bytes:
        raise QueryForbiddenError(
            f"The query is {size:,} bytes long and at most {limits.max_bytes:,} are read. Split it."
        )


def _check(text: str, graphs: Collection[str], limits: GuardLimits, prefixes: Mapping[str, str]) -> QueryForm:
    """Check one reading of the escapes of a text."""
    lexer = Lexer(text)
    prologue = read_prologue(lexer, prefixes)
    form = _form(lexer, prologue)
    readings = Readings(lexer, prologue.form.next if prologue.form else 0)
    if readings.deepest[0] > limits.max_depth:
        line, column = lexer.place(readings.deepest[1])
        raise QueryForbiddenError(
            f"The query nests more than {limits.max_depth} levels of groups, brackets and signs "
            f"(line {line}, column {column}). Flatten it."
        )
    check_service(readings, prologue)
    check_graphs(readings, prologue, graphs)
    check_tokens(readings, prologue)
    return form


def _form(lexer: Lexer, prologue: Prologue) -> QueryForm:
    token = prologue.form
    word = token.text.upper() if token is not None and token.kind is Kind.WORD else ""
    if word in QUERY_FORMS:
        return QueryForm(word)
    if word in UPDATE_FORMS:
        raise QueryForbiddenError(_UPDATE_REFUSED.format(form=word))
    place = lexer.place(len(lexer.text) if token is None else token.start)
    raise QuerySyntaxError("a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE", *place)
