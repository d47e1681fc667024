"""The graphs that dataset clauses name (SPARQL 1.1 Query, 13.2; SPARQL 1.1 Update, 3.1.3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from kg.errors import QueryForbiddenError
from kg.store.guard.lexer import Kind, Token
from kg.store.guard.prologue import Prologue, name_parts
from kg.store.guard.readings import Readings

_FROM: Final = re.compile(r"from(?:named)?(?P<rest>.*)$", re.IGNORECASE)
_NAMED: Final = re.compile(r"named(?P<rest>.*)$", re.IGNORECASE)
_MENTIONED: Final = re.compile("from", re.IGNORECASE)
#: A graph may be named by any IRI; of these nobody expects that a file is read.
_HARMLESS: Final = frozenset({"http", "https", "urn"})


def check_graphs(readings: Readings, prologue: Prologue, graphs: Collection[str]) -> tuple[str, ...]:
    """Return the IRIs that dataset clauses ([13]) name and that are not among ``graphs``.

    The engine fetches nothing: such a graph is empty (SPARQL 1.1 Query, 13.2.1). Raises
    QueryForbiddenError where the IRI is none of http, https and urn, as that of a file.
    """
    unknown: dict[str, None] = {}
    if not _MENTIONED.search(readings.lexer.text):
        return ()
    for token in readings:
        for iri in _named(token, readings, prologue):
            if iri in graphs:
                continue
            if scheme(iri) not in _HARMLESS:
                held = ", ".join(f"<{graph}>" for graph in sorted(graphs)[:10]) or "no named graph"
                raise QueryForbiddenError(f"FROM names <{iri}>, which is not in this store. It holds {held}.")
            unknown[iri] = None
    return tuple(unknown)


def scheme(iri: str) -> str:
    """Return the scheme of an absolute IRI in lower case."""
    return iri.partition(":")[0].lower()


def _named(token: Token, readings: Readings, prologue: Prologue) -> list[str]:
    if token.kind is Kind.WORD and token.text.upper() == "FROM":
        return [iri for node in _nodes(token, readings) for iri in _iris(node, _NAMED, prologue, whole=True)]
    if token.kind is Kind.PNAME and not readings.depth(token):
        return _iris(token, _FROM, prologue, whole=False)
    return []


def _nodes(keyword: Token, readings: Readings) -> Iterator[Token]:
    """Yield the IRIs that follow ``keyword``, perhaps after NAMED."""
    for token in readings.after(keyword):
        if token.kind in (Kind.IRI, Kind.PNAME):
            yield token
        elif token.text.upper() == "NAMED":
            yield from (node for node in readings.after(token) if node.kind in (Kind.IRI, Kind.PNAME))


def _iris(token: Token, glue: re.Pattern[str], prologue: Prologue, whole: bool) -> list[str]:
    """Return the IRIs that ``token`` may stand for: as it is (``whole``), and without a glued keyword."""
    found = [prologue.iri(token)] if whole else []
    if token.kind is Kind.PNAME:
        label, local = name_parts(token)
        glued = glue.match(label)
        if glued is not None:
            found.append(prologue.name(glued["rest"], local))
    return [iri for iri in found if iri is not None]
