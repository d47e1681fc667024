"""Where the REST API gives the same rows as a named query: the query's ``# rest:`` header, read and applied.

``PATH [each LIST]… [where FIELD=VALUE|VALUE and FIELD!=VALUE…] [-> COLUMN=TEMPLATE; COLUMN=TEMPLATE…]``

The rows are the ``items`` of a list, or the one object answered. ``each sources`` takes a row for each
element of its list ``sources`` and puts the element in the list's place. ``where`` keeps the rows whose
fields have one of the values (nothing after ``=``: null). A template is text with fields in braces,
``state:{participant}``; a dot leads into an object, ``{sources.id}``, everywhere; a list of ids reads
``a,b``. Without columns the header says that an ASK holds where a row is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.namespaces import BASE, ONTOLOGY, compact

_HEADER: Final = re.compile(
    r"(?P<path>/api/v1/\S+)(?P<each>(?: each [a-z_.]+)*)(?: where (?P<where>.+?))?(?: -> (?P<columns>.+))?"
)
_CONDITION: Final = re.compile(r"(?P<field>[a-z0-9_.]+)(?P<no>!?)=(?P<values>\S*)")
_COLUMN: Final = re.compile(r"(?P<name>[A-Za-z_]+)=(?P<template>.*\S)")
_FIELD: Final = re.compile(r"\{([a-z0-9_.]+)\}")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Condition:
    """A field must have one of ``values``, or (``negated``) none of them."""

    field: str
    values: frozenset[str]
    negated: bool = False

    def holds(self, row: Json) -> bool:
        """Tell whether ``row`` is kept."""
        return (_text(_value(row, self.field)) in self.values) is not self.negated


@dataclass(frozen=True, slots=True)
class RestTwin:
    """A path of the REST API, and how its answer reads as the rows of a query; ``text`` is the header's."""

    text: str
    path: str
    lists: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> RestTwin:
        """Return the twin that ``text`` declares; raises ValueError saying what cannot be read."""
        match = _HEADER.fullmatch(text)
        if match is None:
            raise ValueError(f"cannot read the REST twin {text!r}")
        wanted = (match["where"] or "").split(" and ") if match["where"] else []
        columns = match["columns"].split("; ") if match["columns"] else []
        return cls(
            text=text,
            path=match["path"],
            lists=tuple(match["each"].split(" each ")[1:]),
            conditions=tuple(map(_condition, wanted)),
            columns=tuple(map(_column, columns)),
        )

    def rows(self, body: Json) -> list[tuple[str, ...]]:
        """Return the cells of the rows that the JSON answer ``body`` holds, one tuple a row.

        Raises ValueError where the answer is only a page of the list, KeyError for a field that is not there.
        """
        return [tuple(_filled(template, row) for _, template in self.columns) for row in self._kept(body)]

    def _kept(self, body: Json) -> Iterator[Json]:
        if body.get("next"):
            raise ValueError(f"{self.path} answers one page of several: ask for more with limit=")
        rows: Iterable[Json] = body["items"] if "items" in body and "total" in body else [body]
        for name in self.lists:
            path = name.split(".")
            rows = [_put(row, path, element) for row in rows for element in _value(row, name)]
        return (row for row in rows if all(test.holds(row) for test in self.conditions))


def _condition(text: str) -> Condition:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise ValueError(f"cannot read the condition {text!r}")
    return Condition(match["field"], frozenset(match["values"].split("|")), bool(match["no"]))


def _column(text: str) -> tuple[str, str]:
    match = _COLUMN.fullmatch(text)
    if match is None:
        raise ValueError(f"cannot read the column {text!r}")
    return match["name"], match["template"]


def _put(row: Json, path: Sequence[str], element: object) -> Json:
    """Return ``row`` with ``element`` in the place of the list that ``path`` leads to."""
    name, *rest = path
    return {**row, name: _put(row[name], rest, element) if rest else element}


def _filled(template: str, row: Json) -> str:
    return _FIELD.sub(lambda field: _text(_value(row, field[1])), template)


def _value(row: Json, field: str) -> Any:
    """Return what the dotted ``field`` leads to; nothing lies behind null."""
    value: Any = row
    for name in field.split("."):
        value = None if value is None else value[name]
    return value


def _text(value: object) -> str:
    """Return a JSON value as a query's answer writes it: short IRIs, no ``.0``, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ",".join(map(_text, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str) and value.startswith((BASE, ONTOLOGY)):
        return compact(value)
    return str(value)
