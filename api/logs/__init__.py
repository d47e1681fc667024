"""Structured logs on standard error: one line for what an operator has to know."""

from api.logs.setup import configure

__all__ = ["configure"]
