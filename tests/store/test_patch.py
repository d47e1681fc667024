"""A patch makes one dataset into another: worked out by hand, and for many generated ones."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store.patch import Patch, apply, difference

XSD = "http://www.w3.org/2001/XMLSchema#"
NODES = [
    ox.NamedNode("urn:a"),
    ox.NamedNode("http://exámple.org/ñ?q=%41&x='()#\u200e🙂"),
    ox.BlankNode("b0"),
    ox.BlankNode("z9"),
]
PREDICATES = [ox.NamedNode("urn:p"), ox.NamedNode("urn:q")]
LITERALS = [
    ox.Literal('q"\\\n\t\r\u0000\u0085🙂 } ; DROP ALL ; #'),
    ox.Literal("", language="en"),
    ox.Literal("hola", language="es-cr"),
    ox.Literal("عربي", language="ar", direction=ox.BaseDirection.RTL),
    ox.Literal("01", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("1990", datatype=ox.NamedNode(XSD + "gYear")),
    ox.Literal("no number", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("x", datatype=ox.NamedNode("urn:datatype")),
]
NESTED = [ox.Triple(ox.BlankNode("b0"), ox.NamedNode("urn:p"), LITERALS[4])]
GRAPHS = [ox.DefaultGraph(), ox.NamedNode("urn:g"), ox.NamedNode("urn:h'()"), ox.BlankNode("g0")]

quads = st.builds(
    ox.Quad,
    st.sampled_from(NODES),
    st.sampled_from(PREDICATES),
    st.sampled_from([*NODES, *LITERALS, *NESTED]),
    st.sampled_from(GRAPHS),
)


def made(rows: list[ox.Quad], graphs: list[object]) -> ox.Store:
    store = ox.Store()
    store.extend(rows)
    for name in graphs:
        store.add_graph(name)
    return store


stores = st.builds(made, st.lists(quads, max_size=12), st.lists(st.sampled_from(GRAPHS[1:]), max_size=2))


def state(store: ox.Store) -> tuple[set[ox.Quad], set[object]]:
    return set(store), set(store.named_graphs())


def copy(store: ox.Store) -> ox.Store:
    return made(list(store), list(store.named_graphs()))


@given(stores, stores)
@settings(deadline=None, max_examples=150)
def test_the_difference_makes_one_into_the_other_and_back(before: ox.Store, after: ox.Store) -> None:
    patch = difference(before, after)
    there = copy(before)
    apply(there, patch)
    assert state(there) == state(after)
    apply(there, patch)  # again: nothing more
    assert state(there) == state(after)
    apply(there, Patch(patch.added, patch.removed, patch.graphs_added, patch.graphs_removed))
    assert state(there) == state(before)
    assert bool(patch) == (state(before) != state(after))


def test_a_patch_by_hand() -> None:
    store = ox.Store()
    store.load(b"_:x <urn:p> 1 . <urn:a> <urn:p> _:x .", format=ox.RdfFormat.TURTLE)
    (blank,) = {quad.subject for quad in store if isinstance(quad.subject, ox.BlankNode)}
    patch = Patch(
        removed=f'{blank} <urn:p> "1"^^<{XSD}integer> .\n'.encode(),
        added=f'{blank} <urn:p> "2"^^<{XSD}integer> <urn:g> .\n'.encode(),
        graphs_added=("urn:empty",),
    )
    apply(store, patch)
    two = ox.Literal("2", datatype=ox.NamedNode(XSD + "integer"))
    assert state(store) == (
        {
            ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), blank),
            ox.Quad(blank, ox.NamedNode("urn:p"), two, ox.NamedNode("urn:g")),
        },
        {ox.NamedNode("urn:g"), ox.NamedNode("urn:empty")},
    )


def test_no_patch_changes_nothing() -> None:
    store = made([ox.Quad(NODES[0], PREDICATES[0], LITERALS[0])], [])
    apply(store, Patch())
    assert len(store) == 1
    assert not Patch()


@pytest.mark.parametrize("name", ["urn:g> ; DROP ALL ; CREATE GRAPH <urn:x", "no scheme", ""])
def test_a_graph_name_that_is_no_iri_changes_nothing(name: str) -> None:
    store = made([ox.Quad(NODES[0], PREDICATES[0], LITERALS[0])], [])
    before = state(store)
    with pytest.raises(ValueError):
        apply(store, Patch(added=b"<urn:b> <urn:p> <urn:c> .\n", graphs_added=(name,)))
    assert state(store) == before


def test_a_patch_that_does_not_parse_changes_nothing() -> None:
    store = made([ox.Quad(NODES[0], PREDICATES[0], LITERALS[0])], [])
    before = state(store)
    with pytest.raises(SyntaxError):
        apply(store, Patch(removed=b"<urn:a> <urn:p> .", added=b""))
    assert state(store) == before
