"""What a query from outside may not contain, and the messages that say so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Final, TypeVar

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard.aggregates import WORD, with_simple_concat
from kg.store.guard.checks import check_tokens
from kg.store.guard.errors import WrongOperationError
from kg.store.guard.escapes import decode
from kg.store.guard.graphs import check_graphs
from kg.store.guard.keywords import QUERY_FORMS, UPDATE_FORMS
from kg.store.guard.lexer import Kind, Lexer
from kg.store.guard.limits import DEFAULT_LIMITS, GuardLimits, check_characters, check_depth
from kg.store.guard.prologue import Prologue, read_prologue
from kg.store.guard.quick import query_word
from kg.store.guard.readings import Readings
from kg.store.guard.services import check_service


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


@dataclass(frozen=True, slots=True)
class GuardedQuery:
    """A query that passed: its form and the text to hand to the engine.

    ``unknown_graphs`` are the IRIs after FROM that the store does not hold: empty graphs. ``federated``:
    the text calls an open endpoint, and :mod:`kg.store.federation` has to answer that first.
    """

    form: QueryForm
    text: str
    unknown_graphs: tuple[str, ...] = ()
    federated: bool = False


_FORMS: Final = {form.value: form for form in QueryForm}
_UPDATE_REFUSED: Final = (
    "{form} is an update and this endpoint answers queries only. Use SELECT, ASK, CONSTRUCT or DESCRIBE."
)
_Passed = TypeVar("_Passed")


def check_query(
    text: str,
    graphs: Collection[str] = (),
    limits: GuardLimits = DEFAULT_LIMITS,
    prefixes: Mapping[str, str] | None = None,
) -> QueryForm:
    """Return the form of the query ``text``, or refuse it; the long way of :func:`guard_query`."""
    return _read(text, graphs, limits, prefixes or {}).form


def guard_query(
    text: str,
    graphs: Collection[str] = (),
    limits: GuardLimits = DEFAULT_LIMITS,
    prefixes: Mapping[str, str] | None = None,
    *,
    base: str = "",
    services: Collection[str] = frozenset(),
) -> GuardedQuery:
    """Return the query ``text`` with its form, or refuse it.

    ``graphs`` are the IRIs of the store's graphs; ``prefixes`` (label → IRI) need no declaration; relative
    IRIs are resolved against ``base``; ``services`` are the endpoints that SERVICE may name. Raises
    QueryForbiddenError for SERVICE, an update, FROM of a file, a text too long or nested too deeply;
    QuerySyntaxError, with line and column, for what cannot be read as SPARQL.

    A text that passes can still be refused by the engine's parser, above all a plain one, which is not cut
    into tokens (:mod:`kg.store.guard.quick`): :func:`explain_syntax` then knows more than the engine. The
    engine decodes codepoint escapes only inside strings and IRIs; a text that uses them elsewhere
    (``ex:\\u00E9``, allowed by section 19.2) is handed on decoded.
    """
    form = _FORMS.get(query_word(text, limits) or "") if WORD not in text.lower() else None
    if form is not None:
        return GuardedQuery(form, text)
    return _read(text, graphs, limits, prefixes or {}, base, services)


def explain_syntax(
    text: str,
    limits: GuardLimits = DEFAULT_LIMITS,
    prefixes: Mapping[str, str] | None = None,
    *,
    base: str = "",
) -> None:
    """Raise the QuerySyntaxError of a query that the engine's parser refused, where the guard has one.

    Returns where the text consists of SPARQL tokens: then the engine's own complaint is the better one.
    """
    with suppress(QueryForbiddenError):
        _read(text, (), limits, prefixes or {}, base)


def either(text: str, check: Callable[[str], _Passed]) -> _Passed:
    """Return what ``check`` says of ``text``, or of ``text`` without codepoint escapes (19.2).

    Both are checked. An engine that decodes first refuses a text that does not parse then, so a
    QuerySyntaxError of one reading is raised only where the other has one too.
    """
    decoded = decode(text)
    if decoded == text:
        return check(text)
    if "\0" in decoded:
        raise QuerySyntaxError("an escape stands for a null character")
    refusals: list[QuerySyntaxError] = []
    passed: list[_Passed] = []
    for reading in (text, decoded):
        try:
            passed.append(check(reading))
        except QuerySyntaxError as error:
            refusals.append(error)
    if not passed:
        raise refusals[-1]
    return passed[0]


def _read(
    text: str,
    graphs: Collection[str],
    limits: GuardLimits,
    prefixes: Mapping[str, str],
    base: str = "",
    services: Collection[str] = frozenset(),
) -> GuardedQuery:
    check_characters(text, limits)
    return either(
        text,
        partial(_check, graphs=graphs, limits=limits, prefixes=prefixes, base=base, services=services),
    )


def _check(
    text: str,
    graphs: Collection[str],
    limits: GuardLimits,
    prefixes: Mapping[str, str],
    base: str,
    services: Collection[str],
) -> GuardedQuery:
    """Check one reading of the escapes of a text."""
    lexer = Lexer(text)
    prologue = read_prologue(lexer, prefixes, base)
    form = _form(lexer, prologue)
    readings = Readings(lexer, prologue.form.next if prologue.form else 0)
    check_depth(readings, limits)
    federated = check_service(readings, prologue, services)
    unknown = check_graphs(readings, prologue, graphs)
    check_tokens(readings, prologue, federated)
    return GuardedQuery(form, with_simple_concat(text, readings), unknown, federated)


def _form(lexer: Lexer, prologue: Prologue) -> QueryForm:
    token = prologue.form
    word = token.text.upper() if token is not None and token.kind is Kind.WORD else ""
    if word in QUERY_FORMS:
        return QueryForm(word)
    if word in UPDATE_FORMS:
        raise WrongOperationError(_UPDATE_REFUSED.format(form=word))
    place = lexer.place(len(lexer.text) if token is None else token.start)
    raise QuerySyntaxError("a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE", *place)
