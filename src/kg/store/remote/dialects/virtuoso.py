"""Virtuoso 7. Measured with 7.2.5; docs/engines.md lists what its SPARQL does otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.errors import QueryForbiddenError
from kg.store.guard.escapes import decode
from kg.store.remote.dialects.standard import NO_GRAPH, Dialect
from kg.store.remote.results import XML_ACCEPT

#: Functions of its SQL, callable from SPARQL by these IRIs.
_SQL: Final = re.compile(r"<\s*(?:bif|sql):", re.IGNORECASE)
#: "Returning incomplete results": the SQL state of an answer whose time was up.
_INCOMPLETE: Final = "S1TAT"
#: Virtuoso takes no shorter limit.
_LEAST_MILLISECONDS: Final = 1000


class Virtuoso(Dialect):
    """What differs from the standard.

    It cuts answers off at ``ResultSetMaxRows`` and says so in a header only; a query goes on after the client
    has left, unless it was given a time, and then what it has found so far passes for the answer, but for
    another header; ``GRAPH ?g`` sees every graph of the server, unless some named graph is named. It writes
    many rows as JSON six times slower than as XML, and truth values as numbers.
    """

    name = "Virtuoso"
    rows_accept = XML_ACCEPT
    limit_advice = "Raise ResultSetMaxRows in the section [SPARQL] of virtuoso.ini."

    def check(self, query: str) -> None:
        """Refuse its SQL functions; raises QueryForbiddenError."""
        if _SQL.search(decode(query)):
            raise QueryForbiddenError(
                "bif: and sql: name functions of the SQL server, which are closed here."
            )

    def parameters(self, seconds: float | None, chosen: bool) -> list[tuple[str, str]]:
        """Return the time (in milliseconds) and a named graph that is empty."""
        found = [("named-graph-uri", NO_GRAPH)] if chosen else []
        if seconds is not None:
            found.append(("timeout", str(max(int(seconds * 1000), _LEAST_MILLISECONDS))))
        return found

    def rows_limit(self, headers: Mapping[str, str]) -> int | None:
        """Return ``X-SPARQL-MaxRows``, which is sent where as many rows came."""
        value = headers.get("x-sparql-maxrows", "")
        return int(value) if value.isdigit() else None

    def interrupted(self, headers: Mapping[str, str]) -> bool:
        """Tell whether the SQL state says that results are incomplete."""
        return headers.get("x-sql-state", "") == _INCOMPLETE
