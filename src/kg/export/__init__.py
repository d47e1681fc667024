"""The graph in other forms: RDF for linked data, tables for spreadsheets, networks for graph tools.

Every form is returned whole as bytes; the libraries it needs are imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import ParameterError
from kg.namespaces import DATASET, prologue

if TYPE_CHECKING:
    from kg.asof import Selection
    from kg.graph import KnowledgeGraph
    from kg.store.port import GraphStore

RDF: Final = ("ttl", "nt", "nq", "jsonld", "rdf")
TABLES: Final = ("csv", "xlsx")
NETWORKS: Final = ("graphml", "gexf")
FORMATS: Final = (*RDF, *TABLES, *NETWORKS)

__all__ = ["FORMATS", "NETWORKS", "RDF", "TABLES", "export", "licence"]


def export(
    graph: KnowledgeGraph, form: str, selection: Selection | None = None, with_ontology: bool = False
) -> bytes:
    """Return the graph as ``form``, one of :data:`FORMATS`.

    ``ttl``, ``nt``, ``nq``, ``jsonld``, ``rdf``: the statements with the direct triples that follow, UTF-8;
    ``with_ontology`` adds the ontology. ``csv``: a zip file of tables. ``xlsx``: a workbook of the same
    tables. ``graphml``, ``gexf``: the network of ``selection`` (default: all roles, now). Raises
    ParameterError for another form, and for text that a form of XML (``rdf``, networks) cannot hold.
    """
    if form in RDF:
        from kg.export.rdf import data_triples, serialize

        return serialize(data_triples(graph.store), form, with_ontology)
    if form in NETWORKS:
        from kg.export.networks import serialize_network
        from kg.overlap.network import network

        return serialize_network(network(graph.snapshot, selection), form)
    if form == "csv":
        from kg.export.csvfiles import archive

        return archive(graph.snapshot, licence(graph.store))
    if form == "xlsx":
        from kg.export.workbook import workbook

        return workbook(graph.snapshot, licence(graph.store))
    raise ParameterError("format", f"{form!r} is not one of {', '.join(FORMATS)}.")


def licence(store: GraphStore) -> str:
    """Return the licence that the dataset declares (an IRI), "" where it declares none."""
    query = prologue("dcterms") + f"SELECT ?licence WHERE {{ <{DATASET}> dcterms:license ?licence }}"
    return next((term.value for row in store.select(query).rows for term in row if term), "")
