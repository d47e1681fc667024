"""What an update from outside may not contain, and the dataset that the protocol gives it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard.checks import check_tokens, valid_tokens
from kg.store.guard.errors import UpdateSyntaxError, UsingConflictError
from kg.store.guard.keywords import UPDATE_FORMS
from kg.store.guard.lexer import Kind, Lexer
from kg.store.guard.limits import UPDATE_LIMITS, GuardLimits, check_characters, check_depth
from kg.store.guard.operations import (
    LOAD_REFUSED,
    check_meanings,
    first_prologue,
    is_word,
    read_operations,
)
from kg.store.guard.quick import LONGEST_READ, update_word
from kg.store.guard.readings import Readings
from kg.store.guard.rules import either
from kg.store.guard.services import check_service
from kg.store.guard.using import GraphNames, check_using, rewritten, using_clauses


@dataclass(frozen=True, slots=True)
class GuardedUpdate:
    """An update that passed: the text to hand to the engine.

    ``federated``: a WHERE calls an open endpoint, and :mod:`kg.store.federation` has to answer that first.
    """

    text: str
    federated: bool = False


def check_update(
    text: str,
    limits: GuardLimits = UPDATE_LIMITS,
    prefixes: Mapping[str, str] | None = None,
    using: GraphNames | None = None,
    services: Collection[str] = frozenset(),
    *,
    base: str = "",
) -> GuardedUpdate:
    """Return the update ``text`` with the dataset ``using`` written into it, or refuse it.

    ``using``: using-graph-uri and using-named-graph-uri (a :class:`kg.store.isolated.Dataset`);
    ``prefixes`` (label → IRI) need no declaration; ``services`` are the endpoints that SERVICE may name in
    a WHERE; relative IRIs are resolved against ``base``. Graphs need not exist. An empty request is one.

    Raises QueryForbiddenError for LOAD, SERVICE, USING of a file, a query, a text too long or nested too
    deeply; UpdateSyntaxError, with line and column; UsingConflictError where ``using`` and the text both
    choose a dataset, or where the text can be read in two ways; ParameterError for a bad IRI in ``using``.

    A text over 512 KiB passes only where the words LOAD, SERVICE and USING, and codepoint escapes, occur
    nowhere, strings included. Takes up to two seconds: on a server, call it in a thread. The engine's parser
    can still refuse what passes; :func:`explain_update` then knows more.
    """
    clauses = using_clauses(using)
    if not clauses and update_word(text, limits) in UPDATE_FORMS:
        return GuardedUpdate(text)
    return _read(text, limits, prefixes or {}, clauses, services, base)


def explain_update(
    text: str,
    limits: GuardLimits = UPDATE_LIMITS,
    prefixes: Mapping[str, str] | None = None,
    *,
    base: str = "",
) -> None:
    """Raise the UpdateSyntaxError of a text that the engine's parser refused, where the guard has one."""
    with suppress(QueryForbiddenError):
        _read(text, limits, prefixes or {}, "", frozenset(), base)


def _read(
    text: str,
    limits: GuardLimits,
    prefixes: Mapping[str, str],
    clauses: str,
    services: Collection[str],
    base: str,
) -> GuardedUpdate:
    try:
        check_characters(text, limits, "update")
        if len(text) > LONGEST_READ:
            raise QueryForbiddenError(_too_long(text))
        check = partial(
            _check, limits=limits, prefixes=prefixes, clauses=clauses, services=services, base=base
        )
        return either(text, check)
    except QuerySyntaxError as error:
        raise UpdateSyntaxError(error.detail, error.line, error.column) from None


def _check(
    text: str,
    limits: GuardLimits,
    prefixes: Mapping[str, str],
    clauses: str,
    services: Collection[str],
    base: str,
) -> GuardedUpdate:
    """Check one reading of the escapes of a text."""
    lexer = Lexer(text)
    prologue = first_prologue(lexer, prefixes, base)
    if prologue.form is None:
        return GuardedUpdate(text)
    readings = Readings(lexer, prologue.form.start)
    check_depth(readings, limits, "update")
    _check_load(readings)
    operations = read_operations(lexer, readings, prologue)
    declared = check_meanings(lexer, operations)
    federated = check_service(readings, declared, services, unread=readings.forked)
    for operation in operations:
        check_using(operation)
    check_tokens(readings, declared, federated)
    if clauses and not readings.unambiguous(valid_tokens(declared, federated)):
        raise UsingConflictError(
            "The update holds a `<` that can begin an IRI or compare, so using-graph-uri cannot be put into "
            "it. Write a space after a `<` that compares, and IRIs in full."
        )
    return GuardedUpdate(rewritten(text, operations, clauses), federated)


def _check_load(readings: Readings) -> None:
    """Refuse LOAD where the text has several readings: then only one of them is cut into operations.

    In a text with one reading, :func:`kg.store.guard.operations.read_operations` sees every place where an
    operation can begin. Here any name that begins with LOAD may be the keyword, glued to a name.
    """
    if not readings.forked:
        return
    for token in readings:
        if token.text[:4].upper() != "LOAD" or token.kind not in (Kind.WORD, Kind.PNAME):
            continue
        follows = (Kind.IRI, Kind.PNAME)
        if token.kind is Kind.PNAME or any(
            node.kind in follows or is_word(node, "SILENT") for node in readings.after(token)
        ):
            raise QueryForbiddenError(LOAD_REFUSED)


def _too_long(text: str) -> str:
    return (
        f"The update is {len(text):,} characters long and says LOAD, SERVICE or USING, or has a codepoint "
        f"escape. Beyond {LONGEST_READ:,} characters no text with these is read, strings included. Split "
        "it, or send the triples to the graph store."
    )
