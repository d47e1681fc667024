"""Whether a graph may become the one that is served: the rules of a data file, for statements without a file.

Layout, ledgers and lines belong to files and do not apply. Direct triples are renewed by themselves: what
follows from the new statements is added and what no longer follows is taken away. Only a direct triple that
the writer puts in although nothing says it, or takes out although it still follows, is a mistake.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg import resources
from kg.store.patch import Patch, read_quads, write_quads
from kg.turtle.derive import derive, rulebook, split
from kg.validation import hygiene, shacl, wrongs
from kg.validation.places import Nowhere
from kg.validation.report import Finding, Report, in_order

#: Returns the SHACL findings of statements, direct triples and ontology together.
Shapes: TypeAlias = Callable[[set[Triple]], Collection[Finding]]

_NOWHERE: Final = Nowhere()


@dataclass(frozen=True)
class Renewed:
    """A graph after a change: its statements, the direct triples that follow, and what the writer did wrong.

    ``surplus`` are direct triples that the writer added and that follow from nothing.
    """

    asserted: set[Triple]
    derived: set[Triple]
    surplus: set[Triple]
    findings: list[Finding]

    def patch(self, before: set[Triple]) -> Patch:
        """Return what makes the plain graph ``before`` into this one."""
        after = self.asserted | self.derived
        return Patch(
            write_quads(Quad(*triple) for triple in before - after),
            write_quads(Quad(*triple) for triple in after - before),
        )


def beside(patch: Patch, named: Patch) -> Patch:
    """Return ``patch``, of the default graph, with what ``named`` does to named graphs."""
    removed = [quad for quad in read_quads(named.removed) if not isinstance(quad.graph_name, DefaultGraph)]
    added = [quad for quad in read_quads(named.added) if not isinstance(quad.graph_name, DefaultGraph)]
    return Patch(
        patch.removed + write_quads(removed),
        patch.added + write_quads(added),
        named.graphs_removed,
        named.graphs_added,
    )


def check_candidate(nquads: bytes) -> Report:
    """Return what is wrong with the dataset ``nquads`` (N-Quads, UTF-8; statements with their direct triples,
    the ontology beside them or not). Raises SyntaxError where it does not parse.
    """
    began = time.perf_counter()
    quads = set(read_quads(nquads))
    found = [*wrongs.graphs(quads), *wrongs.nameless(quads)]
    asserted, written = split(plain(quads) - ontology())
    derived = derive(asserted)
    found += wrongs.direct(written - derived, derived - written)
    found += examine(asserted, derived, written - derived, whole_shapes)
    return Report(in_order(found), len(quads), time.perf_counter() - began)


def renew(before: set[Triple], patch: Patch) -> Renewed:
    """Return the graph that ``patch`` makes of ``before`` (plain triples without the ontology), its direct
    triples renewed. Raises SyntaxError where the patch does not parse.
    """
    removed, added = set(read_quads(patch.removed)), set(read_quads(patch.added))
    come = plain(added) - ontology()
    asserted, _ = split((before - _triples(removed)) | come)
    derived = derive(asserted)
    _, direct = split(come)
    surplus = direct - derived
    findings = [
        *wrongs.graphs(added),
        *wrongs.nameless(added),
        *wrongs.ontology(_triples(removed | added)),
        *wrongs.direct(surplus, _triples(removed) & derived),
    ]
    return Renewed(asserted, derived, surplus, findings)


def examine(
    asserted: set[Triple], derived: set[Triple], surplus: set[Triple], shapes: Shapes
) -> list[Finding]:
    """Return what shapes and hygiene queries find; shapes do not see the ``surplus`` (see
    :func:`kg.validation.run.validate`).
    """
    whole = asserted | derived | rulebook().ontology
    return [*shapes(whole), *_hygiene(whole | surplus)]


def whole_shapes(triples: set[Triple]) -> list[Finding]:
    """Return the SHACL findings of ``triples`` in one full run."""
    return list(shacl.check(triples, resources.shape_files(), _NOWHERE))


def plain(quads: Iterable[Quad]) -> set[Triple]:
    """Return the triples of the default graph that have no blank node and quote no triple."""
    return {
        quad.triple
        for quad in quads
        if isinstance(quad.graph_name, DefaultGraph)
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode | Literal)
    }


def ontology() -> frozenset[Triple]:
    """Return the ontology with its literals as written and as the engine spells them (1.0 becomes 1)."""
    return _spelled(rulebook().ontology)


@lru_cache(maxsize=1)
def _spelled(triples: frozenset[Triple]) -> frozenset[Triple]:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return triples | {quad.triple for quad in store}


def _triples(quads: Iterable[Quad]) -> set[Triple]:
    return {quad.triple for quad in quads if isinstance(quad.graph_name, DefaultGraph)}


def _hygiene(triples: set[Triple]) -> Iterator[Finding]:
    """Yield what the hygiene queries find, two at a time: the engine works outside the interpreter."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    with ThreadPoolExecutor(2) as workers:
        for found in workers.map(lambda rule: list(hygiene.check(rule, store, _NOWHERE)), _rules()):
            yield from found


@cache
def _rules() -> tuple[hygiene.HygieneRule, ...]:
    return tuple(map(hygiene.read_rule, resources.hygiene_files()))
