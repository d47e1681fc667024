"""The network as a node-link document (the JSON that networkx and D3 read)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rows.base import Row
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx as nx


def network_document(snapshot: Snapshot, graph: nx.MultiDiGraph[str], lang: str = "en") -> Row:
    """Return ``{directed, multigraph, graph, nodes, edges}``; ``networkx.node_link_graph`` reads it back.

    Nodes are keyed ``state:CAN``; every node has a ``label`` in ``lang``, every edge its role, years
    and sources.
    """
    nodes = [
        {**values, "id": key, "label": values[f"label_{lang}"]} for key, values in graph.nodes(data=True)
    ]
    edges = [
        {"source": start, "target": end, "key": key, **values}
        for start, end, key, values in graph.edges(data=True, keys=True)
    ]
    about = {"name": snapshot.title.get(lang), "version": snapshot.version}
    return {"directed": True, "multigraph": True, "graph": about, "nodes": nodes, "edges": edges}


def labelled(graph: nx.MultiDiGraph[str], lang: str = "en") -> nx.MultiDiGraph[str]:
    """Return a copy of ``graph`` whose nodes have their ``label`` in ``lang``."""
    copy = graph.copy()
    for _, values in copy.nodes(data=True):
        values["label"] = values[f"label_{lang}"]
    return copy
