"""What a change did, found without a copy: the same as comparing two stores."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kg.store.isolated.transition import Transition, _added_in_order
from kg.store.patch import difference

_NODES = st.sampled_from([ox.NamedNode("a:1"), ox.NamedNode("a:2"), ox.BlankNode("b1"), ox.BlankNode("b2")])
_OBJECTS = st.one_of(_NODES, st.sampled_from([ox.Literal("x"), ox.Literal("y", language="en")]))
_GRAPHS = st.sampled_from([ox.DefaultGraph(), ox.NamedNode("g:1"), ox.NamedNode("g:2")])
_QUADS = st.builds(ox.Quad, _NODES, st.just(ox.NamedNode("p:p")), _OBJECTS, _GRAPHS)
_STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove", "drop"]), _QUADS), max_size=20)


def _store(quads: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


@hypothesis_settings(max_examples=100, deadline=None)
@given(st.lists(_QUADS, max_size=15), _STEPS)
def test_a_transition_is_the_difference(start: list[ox.Quad], steps: list[tuple[str, ox.Quad]]) -> None:
    before, store = _store(start), _store(start)
    transition = Transition(store)
    for step, quad in steps:
        if step == "add":
            store.add(quad)
        elif step == "remove":
            store.remove(quad)
        elif isinstance(quad.graph_name, ox.NamedNode):
            store.remove_graph(quad.graph_name)
    assert transition.patch() == difference(before, store)


def test_another_order_is_noticed() -> None:
    store = _store([ox.Quad(ox.NamedNode(f"a:{n}"), ox.NamedNode("a:p"), ox.Literal("x")) for n in range(3)])
    quads = list(store)
    assert _added_in_order(store, iter(quads[1:])) == [quads[0]]
    assert _added_in_order(store, iter(reversed(quads))) is None
