"""GraphML and GEXF: read back, they are the network that was written, node by node and edge by edge."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest

from kg.asof import Selection
from kg.errors import ParameterError
from kg.export.networks import serialize_network
from kg.graph import KnowledgeGraph
from kg.overlap.network import network


def edges(graph: Any, drop: frozenset[str] = frozenset()) -> set[tuple[Any, ...]]:
    return {
        (start, end, frozenset((key, value) for key, value in values.items() if key not in drop))
        for start, end, values in graph.edges(data=True)
    }


def nodes(graph: Any, drop: frozenset[str] = frozenset()) -> dict[str, dict[str, Any]]:
    return {
        node: {key: value for key, value in values.items() if key not in drop}
        for node, values in graph.nodes(data=True)
    }


@pytest.mark.parametrize("graph_name", ["small", "real"])
def test_graphml(graph_name: str, request: pytest.FixtureRequest) -> None:
    graph: KnowledgeGraph = request.getfixturevalue(graph_name)
    written = network(graph.snapshot, Selection(roles=None))
    found = nx.read_graphml(io.BytesIO(serialize_network(written, "graphml")), force_multigraph=True)
    assert isinstance(found, nx.MultiDiGraph)
    assert nodes(found) == nodes(written)
    assert edges(found) == edges(written)
    assert {key for *_, key in found.edges(keys=True)} == {key for *_, key in written.edges(keys=True)}


@pytest.mark.parametrize("graph_name", ["small", "real"])
def test_gexf(graph_name: str, request: pytest.FixtureRequest) -> None:
    graph: KnowledgeGraph = request.getfixturevalue(graph_name)
    written = network(graph.snapshot, Selection(roles=None))
    found = nx.read_gexf(io.BytesIO(serialize_network(written, "gexf")))
    assert nodes(found) == nodes(written)
    assert edges(found, frozenset({"id", "networkx_key"})) == edges(written)
    assert {values["id"] for *_, values in found.edges(data=True)} == {
        key for *_, key in written.edges(keys=True)
    }


def test_two_roles_of_one_participant_are_two_edges(real: KnowledgeGraph) -> None:
    written = network(real.snapshot, Selection(roles=None))
    found = nx.read_graphml(io.BytesIO(serialize_network(written, "graphml")), force_multigraph=True)
    both = found.get_edge_data("state:PRY", "mechanism:quito-process")
    assert {values["role"] for values in both.values()} == {"member", "signatory"}


def test_another_form_is_refused(small: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError):
        serialize_network(network(small.snapshot), "dot")
