"""A server that does what SPARQL 1.1 says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.store.remote.results import JSON_ACCEPT


class Dialect:
    """The standard; another dialect overrides what differs."""

    name: str = "SPARQL 1.1"
    #: What rows are asked for as.
    rows_accept: str = JSON_ACCEPT
    #: What an operator does against a limit of rows that the server has.
    limit_advice: str = "Raise the limit of rows in the configuration of the server."

    def rewritten(self, query: str) -> str:
        """Return ``query`` as this server has to be asked it, with the same meaning."""
        return query

    def check(self, query: str) -> None:
        """Refuse what a stranger's ``query`` could do on this server alone; raises QueryForbiddenError."""

    def parameters(self, seconds: float | None, chosen: bool) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return what is sent beside a query: what tells the server to stop after ``seconds`` (None: no
        limit of ours); what keeps a dataset without named graphs to itself (``chosen``)."""
        return []

    def rows_limit(self, headers: Mapping[str, str]) -> int | None:  # noqa: ARG002
        """Return the server's own limit of rows where the answer with ``headers`` has reached it, or None."""
        return None

    def interrupted(self, headers: Mapping[str, str]) -> bool:  # noqa: ARG002
        """Tell whether the answer with ``headers`` is a part, since the time was up."""
        return False


#: The name of a graph that nobody has.
NO_GRAPH: Final = "urn:x-none"
