"""One order of rows and one of columns in which shared memberships lie together.

Method: reciprocal averaging, which is correspondence analysis (M. O. Hill, "Reciprocal Averaging: An
Eigenvector Method of Ordination", Journal of Ecology 61, 1973): every row gets the mean score of its columns,
every column that of its rows, over and over, until the scores are those of the first axis that is not
trivial. Rows that share nothing with each other, even through others, are ordered apart, the larger group
first; within equal scores the names decide, so the same table always has the same order.

What shall not pull at the axis is placed on it afterwards, where its partners stand on average
(supplementary points: M. Greenacre, "Correspondence Analysis in Practice", 2nd edition 2007, chapter 12).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_ROUNDS: Final = 400
_SETTLED: Final = 1e-10
_DIGITS: Final = 6

Links = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Order:
    """Rows and columns, each once, in their order."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]


def seriate(rows: Links, words: Mapping[str, str] | None = None) -> Order:
    """Return the order of a table given as row → its columns; rows without a column are left out.

    ``words`` tell equal scores apart (default: the rows' names), and which end comes first: that of the row
    whose word is the smallest.
    """
    said = {row: ((words or {}).get(row, ""), row) for row in rows}
    found_rows: list[str] = []
    found_columns: list[str] = []
    for part in _components(rows):
        scores = _axis(part)
        first = min(part, key=lambda row: said[row])
        if scores[first] > _mean(scores.values()):
            scores = {row: -score for row, score in scores.items()}
        means = {name: _mean(scores[row] for row in held) for name, held in turned(part).items()}
        found_rows += sorted(part, key=lambda row: (round(scores[row], _DIGITS), said[row]))
        found_columns += sorted(means, key=lambda name: (round(means[name], _DIGITS), name))
    return Order(tuple(found_rows), tuple(found_columns))


def beside(order: Iterable[str], others: Links) -> tuple[str, ...]:
    """Return ``others`` by where their partners stand in ``order`` on average; those without any last."""
    places = {name: place for place, name in enumerate(order)}
    means = {}
    for name, partners in others.items():
        found = [places[partner] for partner in partners if partner in places]
        means[name] = _mean(found) if found else float("inf")
    return tuple(sorted(means, key=lambda name: (means[name], name)))


def turned(rows: Links) -> dict[str, frozenset[str]]:
    """Return the same table as column → its rows."""
    found: dict[str, set[str]] = defaultdict(set)
    for row, names in rows.items():
        for name in names:
            found[name].add(row)
    return {name: frozenset(held) for name, held in found.items()}


def _components(rows: Links) -> list[dict[str, frozenset[str]]]:
    """Return the parts of the table that share no column, the one with the most rows first."""
    columns = turned(rows)
    left = {row for row, names in rows.items() if names}
    parts = []
    for start in sorted(left):
        if start not in left:
            continue
        part, waiting = {start}, [start]
        while waiting:
            near = {other for name in rows[waiting.pop()] for other in columns[name]} - part
            part |= near
            waiting += sorted(near)
        left -= part
        parts.append({row: rows[row] for row in sorted(part)})
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def _axis(rows: Links) -> dict[str, float]:
    """Return each row's score on the first axis, by power iteration; all 0 where there is none."""
    columns = turned(rows)
    # A start that is no axis itself, the same for the same names.
    scores = {row: float(place * place % 97) - place for place, row in enumerate(rows, start=1)}
    scores = _centred(scores, rows)
    for _ in range(_ROUNDS):
        means = {name: _mean(scores[row] for row in held) for name, held in columns.items()}
        fresh = _centred({row: _mean(means[name] for name in rows[row]) for row in rows}, rows)
        moved = max(abs(fresh[row] - scores[row]) for row in rows)
        scores = fresh
        if moved < _SETTLED:
            break
    return scores


def _centred(scores: Mapping[str, float], rows: Links) -> dict[str, float]:
    """Return ``scores`` free of the trivial axis (mean 0) and of length 1, rows weighing what they hold."""
    total = sum(len(rows[row]) for row in rows)
    mean = sum(scores[row] * len(rows[row]) for row in rows) / total
    moved = {row: score - mean for row, score in scores.items()}
    length = sum(score * score * len(rows[row]) for row, score in moved.items()) ** 0.5
    return {row: score / length if length > _SETTLED else 0.0 for row, score in moved.items()}


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
