"""The years in which the as-of rule answers a statement: with all sources, and with each source alone.

The rule itself is :mod:`kg.asof`'s; what it says of each year is written down here as runs of years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.asof import basis, best_ranked, holds, mandates_of
from kg.model import Mechanism, Membership, Statement
from kg.snapshot import Snapshot
from kg.timespan import Basis

S = TypeVar("S", bound=Statement)

#: ``[[from, to, 1 if stated else 0], ...]``: years, both inclusive, ascending; one run has one basis.
Runs = list[list[int]]


@dataclass(frozen=True, slots=True)
class Spells:
    """Runs by statement id, and by statement id and source id where only that source speaks.

    A statement that is never answered (a deprecated one, or one outside the years) is in neither.
    """

    together: Mapping[str, Runs]
    alone: Mapping[str, Mapping[str, Runs]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Ids of the mandate assignments that are answered, and the sources that each is answered by alone."""

    together: frozenset[str]
    alone: Mapping[str, tuple[str, ...]]


def spells(snapshot: Snapshot, years: range) -> Spells:
    """Return when each membership of ``snapshot`` is answered among ``years``."""
    known = {row.id: runs(row, snapshot.mechanisms[row.mechanism], years) for row in snapshot.memberships}
    together = {row.id: known[row.id] for row in best_ranked(snapshot.memberships, None) if known[row.id]}
    alone: dict[str, dict[str, Runs]] = defaultdict(dict)
    for source, rows in _by_source(snapshot.memberships).items():
        for row in best_ranked(rows, frozenset({source})):
            if known[row.id]:
                alone[row.id][source] = known[row.id]
    return Spells(together, alone)


def runs(row: Membership, body: Mechanism, years: Iterable[int]) -> Runs:
    """Return the runs of ``years`` (ascending) in which nothing speaks against ``row``, whatever its rank."""
    found: Runs = []
    for year in years:
        if holds(row, body, year):
            flag = int(basis(row, year) is Basis.STATED)
            if found and found[-1][1] == year - 1 and found[-1][2] == flag:
                found[-1][1] = year
            else:
                found.append([year, year, flag])
    return found


def holdings(snapshot: Snapshot) -> Holdings:
    """Return which mandate assignments of ``snapshot`` are answered, with all sources and with each alone."""
    together: set[str] = set()
    alone: dict[str, list[str]] = defaultdict(list)
    for mechanism, rows in snapshot.assignments_by_mechanism.items():
        together |= {row.id for row in mandates_of(snapshot, mechanism)}
        for source in _by_source(rows):
            for row in mandates_of(snapshot, mechanism, frozenset({source})):
                alone[row.id].append(source)
    return Holdings(frozenset(together), {key: tuple(found) for key, found in alone.items()})


def _by_source(rows: Iterable[S]) -> Mapping[str, list[S]]:
    """Return the statements that each source supports."""
    found: dict[str, list[S]] = defaultdict(list)
    for row in rows:
        for source in dict.fromkeys(cite.source.id for cite in row.supporting):
            found[source].append(row)
    return found
