"""Changes of a graph drawn by lot, of the kinds that people make and get wrong."""

from __future__ import annotations

import random
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Triple

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
GONE = NamedNode("https://w3id.org/migration-mechanisms/id/state/nowhere")
Change = tuple[set[Triple], set[Triple]]
Draw = Callable[[random.Random, list[Triple]], Change]


def one(lot: random.Random, rows: list[Triple]) -> Triple:
    return lot.choice(rows)


def take_a_triple(lot: random.Random, rows: list[Triple]) -> Change:
    return {one(lot, rows)}, set()


def take_a_type(lot: random.Random, rows: list[Triple]) -> Change:
    return {one(lot, [row for row in rows if row.predicate == TYPE])}, set()


def take_a_node(lot: random.Random, rows: list[Triple]) -> Change:
    node = one(lot, rows).subject
    return {row for row in rows if row.subject == node}, set()


def link_to_nothing(lot: random.Random, rows: list[Triple]) -> Change:
    row = one(lot, [row for row in rows if isinstance(row.object, NamedNode)])
    return {row}, {Triple(row.subject, row.predicate, GONE)}


def link_elsewhere(lot: random.Random, rows: list[Triple]) -> Change:
    row, other = (one(lot, [row for row in rows if isinstance(row.object, NamedNode)]) for _ in range(2))
    return {row}, {Triple(row.subject, row.predicate, other.object)}


def another_value(lot: random.Random, rows: list[Triple]) -> Change:
    row = one(lot, [row for row in rows if isinstance(row.object, Literal)])
    value = lot.choice([Literal("1700"), Literal(""), Literal("x", language="fr"), Literal(3), Literal(True)])
    return lot.choice([{row}, set()]), {Triple(row.subject, row.predicate, value)}


def another_class(lot: random.Random, rows: list[Triple]) -> Change:
    row, other = (one(lot, [row for row in rows if row.predicate == TYPE]) for _ in range(2))
    return set(), {Triple(row.subject, TYPE, other.object)}


def move_a_property(lot: random.Random, rows: list[Triple]) -> Change:
    row, other = one(lot, rows), one(lot, rows)
    return {row}, {Triple(other.subject, row.predicate, row.object)}


def copy_a_node(lot: random.Random, rows: list[Triple]) -> Change:
    node = one(lot, [row for row in rows if row.predicate == TYPE]).subject
    assert isinstance(node, NamedNode)
    copy = NamedNode(f"{node.value}-copy-{lot.randrange(1000)}")
    kept = [row for row in rows if row.subject == node and lot.random() < 0.8]
    return set(), {Triple(copy, row.predicate, row.object) for row in kept}


KINDS: list[Draw] = [
    take_a_triple,
    take_a_type,
    take_a_node,
    link_to_nothing,
    link_elsewhere,
    another_value,
    another_class,
    move_a_property,
    copy_a_node,
]
