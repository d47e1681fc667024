"""The network as a node-link document (the JSON that networkx and D3 read)."""

from __future__ import annotations

import networkx as nx

from kg.rows.base import Row
from kg.snapshot import Snapshot


def network_document(snapshot: Snapshot, graph: nx.MultiDiGraph[str], lang: str = "en") -> Row:
    """Return ``{directed, multigraph, graph, nodes, edges}``; ``networkx.node_link_graph`` reads it back.

    Nodes are keyed ``state:CAN``; every node has a ``label`` in ``lang``, every edge its role, years
    and sources.
    """
    nodes = [
        {**values, "id": key, "local": values["id"], "label": values[f"label_{lang}"]}
        for key, values in graph.nodes(data=True)
    ]
    edges = [
        {"source": start, "target": end, "key": key, **values}
        for start, end, key, values in graph.edges(data=True, keys=True)
    ]
    about = {"name": snapshot.title.get(lang), "version": snapshot.version}
    return {"directed": True, "multigraph": True, "graph": about, "nodes": nodes, "edges": edges}


def exportable(graph: nx.MultiDiGraph[str], lang: str = "en") -> nx.MultiDiGraph[str]:
    """Return ``graph`` for GraphML and GEXF: ``label`` in ``lang``, the bare id as ``local``.

    An attribute called ``id`` would take the place of the node's key there, and Canada (``CAN``) meet the
    Andean Community (``can``).
    """
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    for key, values in graph.nodes(data=True):
        kept = {name: value for name, value in values.items() if name != "id"}
        copy.add_node(key, label=values[f"label_{lang}"], local=values["id"], **kept)
    for start, end, key, values in graph.edges(data=True, keys=True):
        copy.add_edge(start, end, key=key, **values)
    return copy
