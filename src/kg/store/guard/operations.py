"""The operations of an update request (SPARQL 1.1 Update, 3 and grammar [29]-[44]), by their tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard.errors import WrongOperationError
from kg.store.guard.keywords import KEYWORDS, QUERY_FORMS, UPDATE_FORMS
from kg.store.guard.lexer import Kind, Lexer, Token
from kg.store.guard.prologue import Prologue, read_prologue
from kg.store.guard.readings import Readings

#: The answer to LOAD in any spelling.
LOAD_REFUSED: Final = (
    "LOAD is closed: this endpoint fetches nothing. Send the triples with INSERT DATA, or to the graph store."
)
_QUERY_REFUSED: Final = "{form} is a query and this is the place of updates. Send it as a query."
_BEGINNING: Final = "an operation begins with INSERT, DELETE, WITH, CLEAR, DROP, CREATE, ADD, MOVE or COPY"


@dataclass(frozen=True)
class Operation:
    """One operation: its tokens outside braces (a group is its ``{`` and its ``}``), and its prologue.

    ``start`` is where its own declarations begin, if it has any, else the operation.
    """

    prologue: Prologue
    start: int
    tokens: tuple[Token, ...]

    def keyword(self, word: str) -> Token | None:
        """Return the first token outside braces that is the bare word ``word``."""
        return next((token for token in self.tokens if is_word(token, word)), None)

    @property
    def groups(self) -> list[tuple[int, int]]:
        """Start and end of each group in braces."""
        pairs = pairwise(self.tokens)
        return [(first.start, second.end) for first, second in pairs if first.text == "{"]


def is_word(token: Token, *words: str) -> bool:
    """Tell whether ``token`` is one of the bare ``words`` (upper case)."""
    return token.kind is Kind.WORD and token.text.upper() in words


def first_prologue(lexer: Lexer, prefixes: Mapping[str, str], base: str) -> Prologue:
    """Return the prologue of a request; raises QueryForbiddenError where a query follows it."""
    prologue = _prologue(lexer, prefixes, base, 0)
    if prologue.form is not None and is_word(prologue.form, *QUERY_FORMS):
        raise WrongOperationError(_QUERY_REFUSED.format(form=prologue.form.text.upper()))
    return prologue


def read_operations(lexer: Lexer, readings: Readings, prologue: Prologue) -> list[Operation]:
    """Return the operations of the longest-match reading, in the order of the text.

    Outside braces an operation may hold keywords, IRIs and prefixed names alone, so that nothing glued can
    stand where an operation begins. Raises QuerySyntaxError, and QueryForbiddenError for LOAD.
    """
    operations: list[Operation] = []
    start = lexer.skip(0)
    while prologue.form is not None:
        begin = prologue.form
        if begin.text[:4].upper() == "LOAD":
            raise QueryForbiddenError(LOAD_REFUSED)
        if not is_word(begin, *UPDATE_FORMS):
            raise QuerySyntaxError(_BEGINNING, *lexer.place(begin.start))
        tokens, position = _operation(lexer, readings, begin.start)
        operations.append(Operation(prologue, start, tuple(tokens)))
        start = position
        prologue = _prologue(lexer, prologue.prefixes, prologue.base, position)
    return operations


def check_meanings(lexer: Lexer, operations: Sequence[Operation]) -> Prologue:
    """Return what all operations declare together.

    Raises QuerySyntaxError where an operation gives a prefix or BASE another meaning than one before.
    """
    for before, operation in pairwise(operations):
        known, now = before.prologue, operation.prologue
        label = next((name for name, iri in known.prefixes.items() if now.prefixes[name] != iri), None)
        if label is None and known.base in {None, now.base}:
            continue
        what = "BASE" if label is None else f"the prefix {label}:"
        raise QuerySyntaxError(
            f"{what} gets a second meaning here; send the operations one by one",
            *lexer.place(operation.start),
        )
    return operations[-1].prologue


def _prologue(lexer: Lexer, prefixes: Mapping[str, str], base: str | None, start: int) -> Prologue:
    prologue = read_prologue(lexer, prefixes, base, start)
    if prologue.form is None and prologue.end < len(lexer.text):
        raise QuerySyntaxError(_BEGINNING, *lexer.place(prologue.end))
    return prologue


def _operation(lexer: Lexer, readings: Readings, start: int) -> tuple[list[Token], int]:
    """Return the tokens outside braces from ``start`` to the next ``;``, and where that ends."""
    tokens: list[Token] = []
    depth, position = 0, start
    for token in readings.longest(start):
        position = token.next
        if token.text == "}":
            depth -= 1
        if depth < 0:
            raise QuerySyntaxError("this brace closes no group", *lexer.place(token.start))
        if depth == 0:
            if token.text == ";":
                return tokens, position
            _check_outside(token, lexer)
            tokens.append(token)
        if token.text == "{":
            depth += 1
    if depth or position < len(lexer.text):
        raise QuerySyntaxError(
            "a group is not closed, or a `<` is read as the start of an IRI (then put a space after it)",
            *lexer.place(position),
        )
    return tokens, position


def _check_outside(token: Token, lexer: Lexer) -> None:
    if token.kind in (Kind.IRI, Kind.PNAME) or token.text in {"{", "}"}:
        return
    if token.kind is not Kind.WORD or token.text.upper() not in KEYWORDS - {"LOAD"}:
        raise QuerySyntaxError(
            f"{token.text[:40]!r} is not expected between the groups of an operation",
            *lexer.place(token.start),
        )
