"""The endpoint described in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from api.services import Services
from api.sparql import offers
from kg.namespaces import DATASET
from kg.store.isolated.formats import ResultFormat

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_W3C_NAMES: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nq": "N-Quads",
}
_LICENSE: Final = "http://purl.org/dc/terms/license"


def service_description(base: str, services: Services, form: ResultFormat) -> bytes:
    """Return what the endpoint at ``base`` speaks and holds, as RDF in ``form``."""
    endpoint = ox.NamedNode(f"{base}/sparql")
    data, graph = ox.NamedNode(f"{base}/sparql#dataset"), ox.NamedNode(f"{base}/sparql#graph")
    triples = [
        _triple(endpoint, _RDF + "type", _SD + "Service"),
        _triple(endpoint, _SD + "endpoint", endpoint),
        _triple(endpoint, _SD + "supportedLanguage", _SD + "SPARQL11Query"),
        _triple(endpoint, _SD + "feature", _SD + "EmptyGraphs"),
        _triple(endpoint, _SD + "defaultDataset", data),
        _triple(data, _RDF + "type", _SD + "Dataset"),
        _triple(data, _SD + "defaultGraph", graph),
        _triple(graph, _RDF + "type", _SD + "Graph"),
        _triple(graph, _VOID + "triples", ox.Literal(services.snapshot.triples)),
        _triple(graph, "http://purl.org/dc/terms/isPartOf", DATASET),
        _triple(graph, _LICENSE, "https://creativecommons.org/licenses/by/4.0/"),
        *(
            _triple(endpoint, _SD + "resultFormat", _FORMATS + _W3C_NAMES[offer.name])
            for offer in (*offers.ROWS, *offers.GRAPHS)
        ),
    ]
    syntax = form.engine_format
    assert isinstance(syntax, ox.RdfFormat)
    return ox.serialize(triples, format=syntax, prefixes=_prefixes(syntax)) or b""


def _triple(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal | str) -> ox.Triple:
    node = ox.NamedNode(value) if isinstance(value, str) else value
    return ox.Triple(subject, ox.NamedNode(predicate), node)


def _prefixes(syntax: ox.RdfFormat) -> dict[str, str] | None:
    named = syntax in (ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML)
    return (
        {"sd": _SD, "void": _VOID, "formats": _FORMATS, "dcterms": "http://purl.org/dc/terms/"}
        if named
        else None
    )
