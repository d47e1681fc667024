"""Sets of nodes that stand in a hierarchy, made comparable: a broader node counts its narrower ones once.

Of the mechanisms compared, one may hold a field of work and another two of its parts. Each node is therefore
represented by the highest of its ancestors, or itself, that one of those compared holds; the sets of
representatives are compared. What nobody holds represents nothing, so two parts without the whole stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model import Ref

#: Node → every broader node, at any distance.
Broader = Mapping[Ref, frozenset[Ref]]
#: Representative → what is held of that which it stands for, itself included where it is held.
Behind = Mapping[Ref, frozenset[Ref]]


def represented(sets: Mapping[str, frozenset[Ref]], broader: Broader) -> dict[str, Behind]:
    """Return for each of ``sets`` its representatives among all of them, each with what stands behind it."""
    if not broader:
        return {name: {ref: frozenset((ref,)) for ref in found} for name, found in sets.items()}
    held: frozenset[Ref] = frozenset().union(*sets.values())
    return {name: _grouped(found, held, broader) for name, found in sets.items()}


def _grouped(found: Iterable[Ref], held: frozenset[Ref], broader: Broader) -> Behind:
    groups: dict[Ref, set[Ref]] = defaultdict(set)
    for ref in found:
        for top in _highest(ref, held, broader):
            groups[top].add(ref)
    return {top: frozenset(refs) for top, refs in groups.items()}


def _highest(ref: Ref, held: frozenset[Ref], broader: Broader) -> frozenset[Ref]:
    """Return the held ones of ``ref`` and its ancestors above which none is held.

    One, unless a node has two broader ones; ``ref`` itself where a circle leaves none.
    """
    above = broader.get(ref)
    if not above or above.isdisjoint(held):  # nearly always
        return frozenset({ref})
    line = ({ref} | above) & held
    tops = frozenset(top for top in line if not (broader.get(top, frozenset()) - {top}) & held)
    return tops or frozenset({ref})
