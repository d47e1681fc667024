"""Answers the SERVICE clauses of a text before an engine evaluates it.

The engine's own SERVICE never runs: the processes that evaluate cannot open a socket. So each
``SERVICE SILENT? <iri> { P }`` is asked here, and its place taken by a table: ``{ VALUES (?a ?b) { … } }``.

**Why that is what the clause means.** SPARQL 1.1 Federated Query (section 3, "Evaluation of a Service
Pattern") defines the value of ``Service(iri, P, silent)`` as that of an invocation of
``SELECT * WHERE { P }`` at the endpoint: a multiset of solutions that does not depend on the graph or the
solutions around the clause. It is joined to its group like any group, and a group that holds one VALUES
block evaluates to exactly the rows of the block, with their number and their unbound variables (SPARQL 1.1
Query, 10.2 and 18.2.4.3). No row is the empty table. A failure is an error of the query; with SILENT it is
a single solution with no bindings (section 2.3), for which the empty group ``{ }`` stands. Inside EXISTS,
LATERAL and GRAPH a pattern does depend on what is around it, so SERVICE is refused there, as is SERVICE
?variable, whose endpoints only an evaluation knows.

The pattern is asked whole, not with the solutions found so far: narrow it by what it says.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

from kg.store.federation.allow import AllowedEndpoint
from kg.store.federation.clauses import ServiceClause, service_clauses
from kg.store.federation.client import FederationClient
from kg.store.federation.errors import FederationError, ServicePatternError
from kg.store.guard.escapes import decode
from kg.store.guard.lexer import Lexer
from kg.store.guard.prologue import read_prologue
from kg.store.guard.readings import Readings
from kg.store.guard.services import check_service

#: Clauses of one text.
MAX_CLAUSES: Final = 4


async def federate(
    text: str,
    allow: Sequence[AllowedEndpoint],
    client: FederationClient,
    deadline: float | None = None,
    *,
    prefixes: Mapping[str, str] | None = None,
    base: str = "",
) -> str:
    """Return ``text``, a guarded query or update, with each SERVICE clause replaced by its answer.

    The result has no SERVICE in any reading. It may be longer than a text from outside may be, so it goes
    to the engine without another look. ``prefixes`` and ``base`` as for the guard; ``deadline``: seconds
    for all endpoints, which are asked at the same time. Raises ServicePatternError, FederationError.
    """
    clauses = await asyncio.to_thread(_checked, text, prefixes, base)
    known = {endpoint.iri: endpoint for endpoint in allow}
    for clause in clauses:
        if clause.iri not in known:
            raise ServicePatternError(f"SERVICE names <{clause.iri}>, which may not be called.")
    tables = await _ask([(known[clause.iri], clause) for clause in clauses], client, deadline)
    return _replaced(text, clauses, tables)


def _checked(text: str, prefixes: Mapping[str, str] | None, base: str) -> list[ServiceClause]:
    """Return the SERVICE clauses of ``text``; up to a second of work for a long one."""
    clauses = service_clauses(text, prefixes, base)
    if len(clauses) > MAX_CLAUSES:
        raise ServicePatternError(
            f"The text has {len(clauses)} SERVICE clauses and at most {MAX_CLAUSES} are asked."
        )
    _check_rest(_replaced(text, clauses, ["{ }"] * len(clauses)), prefixes or {}, base)
    return clauses


async def _ask(
    calls: Sequence[tuple[AllowedEndpoint, ServiceClause]], client: FederationClient, deadline: float | None
) -> list[str]:
    async def table(endpoint: AllowedEndpoint, clause: ServiceClause) -> str:
        try:
            return (await client.select(endpoint, clause.query, deadline)).values()
        except FederationError:
            if clause.silent:
                return "{ }"
            raise

    tasks = [asyncio.ensure_future(table(endpoint, clause)) for endpoint, clause in calls]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        # The first failure fails the text: nobody waits for the others.
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _replaced(text: str, clauses: Sequence[ServiceClause], tables: Sequence[str]) -> str:
    parts, done = [], 0
    for clause, table in zip(clauses, tables, strict=True):
        parts += [text[done : clause.start], table]
        done = clause.end
    return "".join([*parts, text[done:]])


def _check_rest(text: str, prefixes: Mapping[str, str], base: str) -> None:
    """Refuse a text in which a reading still finds a SERVICE once the clauses are gone."""
    for reading in {text, decode(text)}:
        lexer = Lexer(reading)
        prologue = read_prologue(lexer, prefixes, base)
        check_service(Readings(lexer, prologue.end), prologue, unread=True)
