"""Every pair of mechanisms: what they share, what each has alone, and two measures of overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.model import Ref
from kg.overlap.hierarchy import Behind
from kg.overlap.incidence import Incidence


@dataclass(frozen=True, slots=True)
class Held:
    """What ``a`` and ``b`` hold of that which ``node`` stands for, ``node`` itself included where held."""

    node: Ref
    a: tuple[Ref, ...]
    b: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The overlap of mechanisms ``a`` and ``b``; lists sorted by node.

    ``union_count`` and the measures are None when a list is unknown: what is shared is then a lower bound.
    ``behind`` tells, where nodes stand in a hierarchy, what each node of the lists stands for.
    """

    a: str
    b: str
    shared: tuple[Ref, ...]
    only_a: tuple[Ref, ...]
    only_b: tuple[Ref, ...]
    union_count: int | None
    jaccard: float | None
    overlap_coefficient: float | None
    behind: tuple[Held, ...] = ()


def pairs(incidence: Incidence) -> tuple[Pair, ...]:
    """Return the pairs in the order of the incidence's mechanisms."""
    return tuple(pair(incidence, a, b) for a, b in combinations(incidence.sets, 2))


def pair(incidence: Incidence, a: str, b: str) -> Pair:
    """Return the overlap of ``a`` and ``b``; in a hierarchy, that of their representatives.

    Jaccard (1901): shared over union. Overlap coefficient (Szymkiewicz-Simpson): shared over the smaller
    set. Both None when a list is unknown or the divisor is zero: nothing over nothing is no number.
    """
    both = incidence.between((a, b))
    left, right = frozenset(both[a]), frozenset(both[b])
    shared, union, smaller = len(left & right), len(left | right), min(len(left), len(right))
    known = not {a, b} & incidence.unknown
    return Pair(
        a=a,
        b=b,
        shared=_sorted(left & right),
        only_a=_sorted(left - right),
        only_b=_sorted(right - left),
        union_count=union if known else None,
        jaccard=shared / union if known and union else None,
        overlap_coefficient=shared / smaller if known and smaller else None,
        behind=_behind(both[a], both[b]) if incidence.broader else (),
    )


def _behind(left: Behind, right: Behind) -> tuple[Held, ...]:
    return tuple(
        Held(node, _sorted(left.get(node, ())), _sorted(right.get(node, ())))
        for node in _sorted({*left, *right})
    )


def _sorted(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(sorted(refs))
