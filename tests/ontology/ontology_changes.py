"""Small changes to the small graph, as SPARQL updates, and the cases that use them."""

from __future__ import annotations

from typing import NamedTuple

from tests.ontology.ontology_support import prologue


class Case(NamedTuple):
    """``update`` must make the constraint or rule called ``name`` fire on ``focus`` (and ``path``)."""

    name: str
    focus: str
    path: str
    update: str


def plus(triples: str) -> str:
    """Add ``triples`` (Turtle, short names)."""
    return f"{prologue()}INSERT DATA {{ {triples} }}"


def gone(subject: str, predicate: str) -> str:
    """Take away every value of ``predicate`` on ``subject``."""
    return f"{prologue()}DELETE WHERE {{ {subject} {predicate} ?any }}"


def swap(subject: str, predicate: str, value: str) -> str:
    """Replace every value of ``predicate`` on ``subject`` by ``value``."""
    return f"{gone(subject, predicate)} ; INSERT DATA {{ {subject} {predicate} {value} }}"


def less(triples: str) -> str:
    """Take away exactly ``triples``."""
    return f"{prologue()}DELETE DATA {{ {triples} }}"


def fires(name: str, focus: str, path: str, *updates: str) -> list[Case]:
    """One case for each of ``updates``."""
    return [Case(name, focus, path, update) for update in updates]


def fires_swapped(name: str, focus: str, path: str, *values: str) -> list[Case]:
    """One case for each of ``values`` put in the place of what ``focus`` has for ``path``."""
    return fires(name, focus, path, *(swap(focus, path, value) for value in values))
