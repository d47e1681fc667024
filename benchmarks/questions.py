"""What is asked of the servers that are compared."""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.contenders import Running

_PREFIXES = (
    "PREFIX mm: <https://w3id.org/migration-mechanisms/ontology#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
_MEMBERS = "SELECT ?s { <https://w3id.org/migration-mechanisms/id/mechanism/%s> mm:hasMember ?s }"
_OVERLAP = (
    "SELECT ?a ?b (COUNT(?s) AS ?n) { ?a mm:hasMember ?s . ?b mm:hasMember ?s FILTER(STR(?a) < STR(?b)) } "
    "GROUP BY ?a ?b"
)
_NETWORK = (
    "CONSTRUCT { ?p mm:memberOf ?m . ?m rdfs:label ?n . ?p rdfs:label ?l } "
    "{ ?p mm:memberOf ?m ; rdfs:label ?l . ?m rdfs:label ?n }"
)
EACH_NEW = "small SELECT, each text new"
_JSON = ("Accept: application/sparql-results+json",)
_RDF = ("Accept: application/n-triples",)
_REST = "/api/v1/mechanisms"


@dataclass(frozen=True)
class Row:
    """One measurement: ``group`` is the question, ``name`` the server and how it is asked.

    With 1 connection one client asks in turn (answers that take longer than a round), with more wrk does.
    """

    group: str
    name: str
    url: str
    headers: tuple[str, ...] = _JSON
    connections: int = 16
    varied: bool = False


def LIST(mechanism: str) -> str:  # noqa: N802 (reads as the query it gives)
    """Return the small SELECT, encoded."""
    return quote(_PREFIXES + _MEMBERS % mechanism)


def questions(servers: Mapping[str, Running], mechanism: str, heavy: int, large: bool) -> list[Row]:
    """Return all that is measured on ``servers``; rdflib-endpoint is spared what takes it minutes."""
    rows = _small(servers, mechanism)
    for group, query, headers in (
        ("overlap of all pairs", _OVERLAP, _JSON),
        ("CONSTRUCT of the network", _NETWORK, _RDF),
    ):
        text = quote(_PREFIXES + query)
        for key, server in servers.items():
            if not (large and key == "rdflib"):
                patient = "&timeout=30" if server.limit else ""
                url = server.address + server.sparql + text + patient
                # rdflib-endpoint goes on with what clients have given up: one is enough for minutes.
                connections = 1 if key == "rdflib" else heavy
                rows.append(Row(group, _name(key, server), url, headers, connections))
    for key in ("uncached", "cached"):
        address = servers[key].address + _REST
        rows.append(Row("REST list", _name(key, servers[key]), address, ("Accept: application/json",)))
    rows.append(_conditional("REST list", servers["cached"].address + _REST, "Accept: application/json"))
    return rows


def _name(key: str, server: Running) -> str:
    return server.name + (", repeated" if key == "cached" else "")


def _small(servers: Mapping[str, Running], mechanism: str) -> list[Row]:
    text, group = LIST(mechanism), "small SELECT"
    cached = servers["cached"]
    rows = [
        Row(group, _name(key, server), server.address + server.sparql + text)
        for key, server in servers.items()
    ]
    for server in servers.values():
        url = server.address + server.sparql + text + quote(" LIMIT 1")
        rows.append(Row(EACH_NEW, server.name, url, varied=True))
    rows.insert(5, _conditional(group, cached.address + cached.sparql + text, _JSON[0]))
    return rows


def _conditional(group: str, url: str, accept: str) -> Row:
    """The same, asked by a client that has the answer already (304)."""
    name, _, value = accept.partition(": ")
    with urllib.request.urlopen(urllib.request.Request(url, headers={name: value})) as answer:
        known = answer.headers["ETag"]
    return Row(group, "kg serve, 304", url, (accept, f"If-None-Match: {known}"))
