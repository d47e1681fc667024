"""Whether two answers are the same: rows as multisets or in order, blank nodes up to renaming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from conformance.results import Cell, Result

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_FLOATS: Final = frozenset({_XSD + "double", _XSD + "float"})
Row = tuple[Hashable, ...]
#: Stands for a blank node where rows are compared by the rest.
_BLANK: Final = ("blank",)


def difference(wanted: Result, found: Result, lax: bool = False) -> str:
    """Return how ``found`` differs from ``wanted``; an empty text when it does not.

    ``lax`` (mf:LaxCardinality, for REDUCED): a row may come fewer times than wanted, but not never.
    """
    if wanted.form != found.form:
        return f"{found.form} where {wanted.form} was wanted"
    if wanted.form == "truth":
        return "" if wanted.truth == found.truth else f"{found.truth} where {wanted.truth} was wanted"
    if sorted(wanted.variables) != sorted(found.variables):
        return f"variables {' '.join(found.variables)} where {' '.join(wanted.variables)} were wanted"
    order = sorted(wanted.variables)
    left, right = _rows(wanted, order), _rows(found, order)
    if lax:
        few = set(left) == set(right) and not Counter(right) - Counter(left)
        return "" if few else _shown(left, right)
    if len(left) != len(right):
        return _shown(left, right)
    same = _in_order(left, right) if wanted.ordered else _matched(left, right)
    return "" if same else _shown(left, right)


def _rows(result: Result, order: list[str]) -> list[Row]:
    places = [result.variables.index(name) for name in order]
    if result.form == "graph":
        places = [0, 1, 2]
    return [tuple(_key(row[place]) for place in places) for row in result.rows]


def _key(cell: Cell) -> Hashable:
    """Return what decides equality: the term; for a number its value and datatype."""
    if isinstance(cell, ox.BlankNode):
        return (*_BLANK, cell.value)
    if isinstance(cell, str):  # of CSV, which tells blank nodes by their label only
        return (*_BLANK, cell) if cell.startswith("_:") else cell
    if isinstance(cell, ox.Literal) and cell.datatype.value.startswith(_XSD):
        return _number(cell) or cell
    return cell


def _number(literal: ox.Literal) -> Hashable | None:
    name = literal.datatype.value
    try:
        if name in _FLOATS:
            return (float(literal.value), name)
        if name in (_XSD + "decimal", _XSD + "integer"):
            return (Decimal(literal.value), name)
    except (ValueError, InvalidOperation):
        return None
    return None


def _is_blank(key: Hashable) -> bool:
    return isinstance(key, tuple) and len(key) == 2 and key[:1] == _BLANK


def _ground(row: Row) -> Row:
    return tuple(_BLANK if _is_blank(key) else key for key in row)


def _pair(left: Row, right: Row, names: dict[Hashable, Hashable]) -> dict[Hashable, Hashable] | None:
    """Return ``names`` extended so that ``left`` becomes ``right``; None where that cannot be."""
    if _ground(left) != _ground(right):
        return None
    extended = dict(names)
    for one, other in zip(left, right, strict=True):
        if _is_blank(one):
            if extended.setdefault(one, other) != other:
                return None
            if sum(1 for value in extended.values() if value == other) > 1:
                return None
    return extended


def _in_order(left: list[Row], right: list[Row]) -> bool:
    names: dict[Hashable, Hashable] = {}
    for one, other in zip(left, right, strict=True):
        extended = _pair(one, other, names)
        if extended is None:
            return False
        names = extended
    return True


def _matched(left: list[Row], right: list[Row]) -> bool:
    """Tell whether a renaming of blank nodes makes the two the same multiset (by backtracking)."""
    if Counter(map(_ground, left)) != Counter(map(_ground, right)):
        return False
    blank = [row for row in left if row != _ground(row)]
    return _search(blank, [row for row in right if row != _ground(row)], {})


def _search(left: list[Row], right: list[Row], names: dict[Hashable, Hashable]) -> bool:
    if not left:
        return True
    for place, other in enumerate(right):
        extended = _pair(left[0], other, names)
        if extended is not None and _search(left[1:], right[:place] + right[place + 1 :], extended):
            return True
    return False


def _shown(left: list[Row], right: list[Row]) -> str:
    missing = list((Counter(map(_ground, left)) - Counter(map(_ground, right))).elements())
    more = list((Counter(map(_ground, right)) - Counter(map(_ground, left))).elements())
    text = f"{len(right)} rows where {len(left)} were wanted"
    for name, rows in (("missing", missing), ("too many", more)):
        text += f"; {name}: {_text(rows[0])}" if rows else ""
    return text if missing or more else text + ("; the order" if len(left) == len(right) else "")


def _text(row: Row) -> str:
    return " | ".join(str(key) for key in row)[:200]
