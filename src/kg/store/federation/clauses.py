"""The SERVICE clauses of a text that passed the guard (SPARQL 1.1 Federated Query, [59])."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.store.federation.errors import ServicePatternError
from kg.store.guard.checks import check_tokens, valid_tokens
from kg.store.guard.lexer import Kind, Lexer, Token
from kg.store.guard.operations import is_word
from kg.store.guard.prologue import Prologue, name_parts, read_prologue
from kg.store.guard.readings import Readings

#: What a group may follow so that its pattern is not evaluated once for all solutions around it.
_DEPENDENT: Final = frozenset({"EXISTS", "GRAPH", "LATERAL"})


@dataclass(frozen=True)
class ServiceClause:
    """``text[start:end]`` is ``SERVICE SILENT? <iri> { P }``; ``query`` is ``SELECT * WHERE { P }``."""

    start: int
    end: int
    iri: str
    silent: bool
    query: str


def service_clauses(
    text: str, prefixes: Mapping[str, str] | None = None, base: str = ""
) -> list[ServiceClause]:
    """Return the clauses of ``text``, a query or an update with its declarations in front, in its order.

    Raises ServicePatternError where a clause stands inside another, or where its answer would depend on
    what is around it, or where the text can be read in two ways; QuerySyntaxError.
    """
    lexer = Lexer(text)
    prologue = read_prologue(lexer, prefixes or {}, base)
    readings = Readings(lexer, prologue.end)
    check_tokens(readings, prologue, federated=True)
    if not readings.unambiguous(valid_tokens(prologue, federated=True)):
        raise ServicePatternError(
            "Beside SERVICE, a `<` that compares needs a space after it, and an IRI is written in full."
        )
    tokens = list(readings.longest(prologue.end))
    clauses: list[ServiceClause] = []
    around: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if is_word(token, "SERVICE"):
            _check_around(around)
            index, clause = _clause(text, tokens, index, prologue)
            clauses.append(clause)
        elif token.text == "{":
            around.append(_opener(tokens, index))
        elif token.text == "}" and around:
            around.pop()
        index += 1
    return clauses


def _clause(text: str, tokens: Sequence[Token], index: int, prologue: Prologue) -> tuple[int, ServiceClause]:
    """Return the clause that begins at ``tokens[index]``, and the index of its last token."""
    silent = index + 1 < len(tokens) and is_word(tokens[index + 1], "SILENT")
    opening = index + 2 + silent
    if opening >= len(tokens) or tokens[opening].text != "{":
        raise ServicePatternError("SERVICE needs the IRI of an endpoint and a group in braces.")
    iri = None if tokens[opening - 1].kind is Kind.VAR else prologue.iri(tokens[opening - 1])
    closing = _closing(tokens, opening)
    inside = tokens[opening + 1 : closing]
    if iri is None or any(is_word(token, "SERVICE") for token in inside):
        raise ServicePatternError("SERVICE inside SERVICE is closed. Name one endpoint after the other.")
    start, end = tokens[opening].start, tokens[closing].end
    query = f"{_declarations(inside, prologue)}SELECT * WHERE {text[start:end]}"
    return closing, ServiceClause(tokens[index].start, end, iri, silent, query)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[index].text, 0)
        if depth == 0:
            return index
    raise ServicePatternError("The group of a SERVICE does not end.")


def _opener(tokens: Sequence[Token], index: int) -> str:
    """Return the keyword to which the group at ``index`` belongs."""
    for back in (1, 2):
        if index >= back and tokens[index - back].kind is Kind.WORD:
            word = tokens[index - back].text.upper()
            if back == 1 or word == "GRAPH":
                return word
    return ""


def _check_around(around: Sequence[str]) -> None:
    for opener in around:
        if opener in _DEPENDENT:
            raise ServicePatternError(
                f"SERVICE inside {opener} is closed: the other endpoint is asked once, before the query is "
                "evaluated. Move it out of there."
            )


def _declarations(tokens: Sequence[Token], prologue: Prologue) -> str:
    """Return the part of the prologue that ``tokens`` need."""
    labels = {name_parts(token)[0] for token in tokens if token.kind is Kind.PNAME}
    declared = [f"PREFIX {label}: <{prologue.prefixes[label]}>\n" for label in sorted(labels)]
    return "".join([f"BASE <{prologue.base}>\n" if prologue.base else "", *declared])
