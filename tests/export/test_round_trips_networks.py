"""GraphML and GEXF open in networkx with the same nodes, edges and attributes, types too, in any year."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg.asof import Selection
from kg.errors import ParameterError
from kg.export import export
from kg.export.networks import serialize_network
from kg.graph import KnowledgeGraph
from kg.overlap.network import Network, network
from kg.rows.network import labelled
from tests.export.hostile import NOT_IN_XML, TEXTS, hostile

YEARS = (None, 1990, 1996, 2003, 2012, 2018, 2022, 2100)
ROLES = (None, frozenset({"member"}), frozenset({"observer", "chair"}))
FORMS = ("graphml", "gexf")
Edges = dict[tuple[str, str, str], dict[str, Any]]


def opened(content: bytes, form: str) -> nx.MultiDiGraph[str]:
    if form == "graphml":
        found = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    else:
        found = nx.read_gexf(io.BytesIO(content))
    return nx.MultiDiGraph(found)


def typed(values: dict[str, Any]) -> dict[str, tuple[type, Any]]:
    return {name: (type(value), value) for name, value in values.items()}


def nodes(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    return {node: typed(values) for node, values in graph.nodes(data=True)}


def edges(graph: nx.MultiDiGraph[str], keyed: bool = True) -> Edges:
    """Edges by start, end and membership id, which GEXF has as the ``id`` of the edge."""
    found: Edges = {}
    for start, end, key, values in graph.edges(keys=True, data=True):
        name = key if keyed else values["id"]
        kept = {column: value for column, value in values.items() if column not in ("id", "networkx_key")}
        found[start, end, name] = typed(kept)
    return found


def check(content: bytes, form: str, written: Network, lang: str = "en") -> None:
    found, wanted = opened(content, form), labelled(written, lang)
    assert nodes(found) == nodes(wanted)
    assert edges(found, keyed=form == "graphml") == edges(wanted)
    assert len(edges(wanted)) == wanted.number_of_edges()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("graph_name", ["small", "real"])
def test_every_year_comes_back(graph_name: str, form: str, request: pytest.FixtureRequest) -> None:
    graph: KnowledgeGraph = request.getfixturevalue(graph_name)
    for year in YEARS:
        for roles in ROLES:
            written = network(graph.snapshot, Selection(year, roles))
            check(serialize_network(written, form), form, written)
            check(serialize_network(written, form, "es"), form, written, "es")
            assert export(graph, form, Selection(year, roles)) == serialize_network(written, form)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_known_is_left_out_and_never_a_word(small: KnowledgeGraph, form: str) -> None:
    written = network(small.snapshot, Selection(2012, None))
    found = opened(serialize_network(written, form), form)
    harbour, mexico = found.nodes["mechanism:harbour"], found.nodes["state:MEX"]
    assert "ended_year" not in harbour
    assert (type(harbour["established_year"]), harbour["established_year"]) == (int, 2000)
    assert "acronym" not in mexico
    since = [values for *_, values in found.edges("state:GTM", data=True)]
    assert all("since_year" not in values for values in since)
    for _, values in [*found.nodes(data=True), *((None, row) for *_, row in found.edges(data=True))]:
        assert not {"None", "null", ""} & {str(value) for value in values.values()}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", TEXTS)
def test_hostile_names_come_back(text: str, form: str, tmp_path: Path) -> None:
    graph = kg.load(hostile(tmp_path, text))
    written = network(graph.snapshot, Selection(roles=None))
    assert written.nodes["mechanism:harbour"]["label"] == text
    check(serialize_network(written, form), form, written)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", NOT_IN_XML)
def test_what_xml_forbids_is_refused(text: str, form: str, tmp_path: Path) -> None:
    graph = kg.load(hostile(tmp_path, text))
    with pytest.raises(ParameterError, match=rf"{form} is XML and cannot hold the character U\+"):
        export(graph, form)
