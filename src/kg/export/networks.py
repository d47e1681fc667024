"""The network for graph tools: GraphML (Gephi, yEd, Cytoscape, igraph) and GEXF (Gephi)."""

from __future__ import annotations

import io

from kg.errors import ParameterError
from kg.overlap.network import Network
from kg.rows.network import labelled
from kg.xmltext import carried


def serialize_network(graph: Network, form: str, lang: str = "en") -> bytes:
    """Return ``graph`` as ``graphml`` (1.0) or ``gexf`` (1.2draft), UTF-8; attributes keep their types.

    An attribute that is not known is left out. Raises ParameterError for another form, and for a character
    that XML cannot hold.
    """
    import networkx as nx  # here: slow to import, and few commands and answers need it

    named, buffer = labelled(graph, lang), io.BytesIO()
    if form == "graphml":
        nx.write_graphml_xml(named, buffer, encoding="utf-8", named_key_ids=True)
    elif form == "gexf":
        for *_, key, values in named.edges(keys=True, data=True):
            values["id"] = key
        nx.write_gexf(named, buffer, encoding="utf-8", version="1.2draft")
    else:
        raise ParameterError("format", f"{form!r} is not a network format.")
    return carried(buffer.getvalue(), form)
