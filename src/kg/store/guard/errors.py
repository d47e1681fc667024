"""What is wrong with an update that comes from outside."""

from __future__ import annotations

from kg.errors import QueryForbiddenError, QuerySyntaxError, UsageError


class UpdateSyntaxError(QuerySyntaxError):
    """A text of SPARQL Update does not parse; ``line`` and ``column`` count from 1 (None: not told)."""

    def __init__(self, detail: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(detail, line, column)
        where = f" at line {line}, column {column}" if line is not None else ""
        self.args = (f"The update does not parse{where}: {detail}",)


class WrongOperationError(QueryForbiddenError):
    """An update was sent as a query, or a query as an update: legal, but not there (HTTP 400)."""


class UsingConflictError(UsageError):
    """``using-graph-uri`` came with a text that names its own dataset, or that cannot be given one."""
