"""The network for graph tools: GraphML (Gephi, yEd, Cytoscape, igraph) and GEXF (Gephi)."""

from __future__ import annotations

import io

import networkx as nx

from kg.errors import ParameterError
from kg.overlap.network import Network


def serialize_network(graph: Network, form: str) -> bytes:
    """Return ``graph`` as ``graphml`` (1.0) or ``gexf`` (1.2draft), UTF-8; attributes keep their types."""
    buffer = io.BytesIO()
    if form == "graphml":
        nx.write_graphml_xml(graph, buffer, encoding="utf-8", named_key_ids=True)
    elif form == "gexf":
        nx.write_gexf(_labelled(graph), buffer, encoding="utf-8", version="1.2draft")
    else:
        raise ParameterError("format", f"{form!r} is not a network format.")
    return buffer.getvalue()


def _labelled(graph: Network) -> Network:
    """Return a copy with what GEXF has a place of its own for: labels of nodes, ids of edges.

    A node's attribute ``id`` becomes ``local``: GEXF would take it for the node's key, and merge Canada
    (``state:CAN``) with whatever else is called CAN.
    """
    copy: Network = nx.MultiDiGraph(**graph.graph)
    for node, values in graph.nodes(data=True):
        rest = {key: value for key, value in values.items() if key != "id"}
        copy.add_node(node, **{**rest, "local": values["id"], "label": values["label_en"]})
    for start, end, key, values in graph.edges(keys=True, data=True):
        copy.add_edge(start, end, key=key, **{**values, "id": key})
    return copy
