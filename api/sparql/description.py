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
#: Named graphs that are listed; a dataset may have any number.
_LISTED: Final = 1000
_LICENSE: Final = "http://purl.org/dc/terms/license"


def service_description(address: str, services: Services, form: ResultFormat) -> bytes:
    """Return what the endpoint at ``address`` speaks and holds, as RDF in ``form``."""
    endpoint = ox.NamedNode(address)
    data, graph = ox.NamedNode(f"{address}#dataset"), ox.NamedNode(f"{address}#graph")
    triples = [
        _triple(endpoint, _RDF + "type", _SD + "Service"),
        _triple(endpoint, _SD + "endpoint", endpoint),
        *(_triple(endpoint, _SD + "supportedLanguage", _SD + name) for name in _languages(services)),
        *(_triple(endpoint, _SD + "feature", _SD + name) for name in _features(services)),
        _triple(endpoint, _SD + "defaultDataset", data),
        _triple(data, _RDF + "type", _SD + "Dataset"),
        _triple(data, _SD + "defaultGraph", graph),
        _triple(graph, _RDF + "type", _SD + "Graph"),
        *_size(graph, services),
        *_origin(graph, services),
        *_named_graphs(address, data, services),
        *(
            _triple(endpoint, _SD + "resultFormat", _FORMATS + _W3C_NAMES[offer.name])
            for offer in (*offers.ROWS, *offers.GRAPHS)
        ),
    ]
    syntax = form.engine_format
    assert isinstance(syntax, ox.RdfFormat)
    return ox.serialize(triples, format=syntax, prefixes=_prefixes(syntax)) or b""


def _languages(services: Services) -> list[str]:
    return ["SPARQL11Query", *(["SPARQL11Update"] if services.settings.update_token else [])]


def _features(services: Services) -> list[str]:
    return ["EmptyGraphs", *(["BasicFederatedQuery"] if services.settings.service_allow else [])]


def _origin(graph: ox.NamedNode, services: Services) -> list[ox.Triple]:
    """Return which dataset the default graph is of, and its licence; of foreign data nothing is known."""
    if services.snapshot.foreign:
        return []
    return [
        _triple(graph, "http://purl.org/dc/terms/isPartOf", DATASET),
        _triple(graph, _LICENSE, "https://creativecommons.org/licenses/by/4.0/"),
    ]


def _size(graph: ox.NamedNode, services: Services) -> list[ox.Triple]:
    """Return how many triples the default graph has, where it is all there is."""
    if services.pool.graphs:
        return []
    return [_triple(graph, _VOID + "triples", ox.Literal(services.snapshot.triples))]


def _named_graphs(address: str, data: ox.NamedNode, services: Services) -> list[ox.Triple]:
    found: list[ox.Triple] = []
    for number, name in enumerate(sorted(services.pool.graphs)[:_LISTED], start=1):
        node = ox.NamedNode(f"{address}#named-{number}")
        found += [
            _triple(data, _SD + "namedGraph", node),
            _triple(node, _RDF + "type", _SD + "NamedGraph"),
            _triple(node, _SD + "name", ox.NamedNode(name)),
        ]
    return found


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
