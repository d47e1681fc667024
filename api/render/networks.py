"""The network as GraphML and GEXF, for Gephi, yEd, Cytoscape and igraph."""

from __future__ import annotations

import io

import networkx as nx

from kg.rows.network import exportable


def graphml(graph: nx.MultiDiGraph[str], lang: str) -> bytes:
    """Return ``graph`` as GraphML 1.0 in UTF-8."""
    buffer = io.BytesIO()
    nx.write_graphml_xml(
        exportable(graph, lang), buffer, encoding="utf-8", prettyprint=True, named_key_ids=True
    )
    return buffer.getvalue()


def gexf(graph: nx.MultiDiGraph[str], lang: str) -> bytes:
    """Return ``graph`` as GEXF 1.2draft in UTF-8."""
    named = exportable(graph, lang)
    for *_, key, values in named.edges(keys=True, data=True):
        values["id"] = key
    buffer = io.BytesIO()
    nx.write_gexf(named, buffer, encoding="utf-8", prettyprint=True, version="1.2draft")
    return buffer.getvalue()
