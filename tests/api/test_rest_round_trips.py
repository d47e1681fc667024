"""What the server sends comes back as it is in the graph, in every format, with hostile text in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from webserver import client_of, serving

import kg
from api.app import create_app
from api.settings import Settings
from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.overlap.network import network
from kg.rows import restored
from tests.export.hostile import NOT_IN_XML, TEXTS, hostile
from tests.export.test_round_trips_networks import check

V1 = "/api/v1"
SYNTAX = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
LISTS = (
    "/mechanisms",
    "/mechanisms/harbour/members?role=any",
    "/states",
    "/memberships?role=any",
    "/mandates",
    "/overlap/pairs",
    "/overlap/pairs?by=mandates",
    "/overlap/intersections",
    "/timeline?role=any",
    "/recommendations",
    "/sources",
    "/objectives",
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    return kg.load(hostile(tmp_path_factory.mktemp("odd"), "=" + " | ".join(TEXTS)))


@pytest.fixture(scope="module")
def server(odd: KnowledgeGraph) -> Iterator[httpx.Client]:
    app = create_app(Settings(query_timeout=5.0, workers=1), odd)
    with serving(app) as address, client_of(address) as client:
        yield client


@pytest.fixture(scope="module")
def control(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server over a graph with a character that XML forbids."""
    graph = kg.load(hostile(tmp_path_factory.mktemp("control"), NOT_IN_XML[0]))
    app = create_app(Settings(query_timeout=5.0, workers=1), graph)
    with serving(app) as address, client_of(address) as client:
        yield client


@pytest.mark.parametrize("form", SYNTAX)
@pytest.mark.parametrize("path", ["/mechanisms/harbour", "/states/MEX", "/memberships", "/timeline"])
def test_rdf_is_part_of_the_graph_term_by_term(server, odd, path, form):
    answer = server.get(V1 + path, params={"format": form})
    found = {quad.triple for quad in ox.parse(answer.content, format=SYNTAX[form])}
    there = {quad.triple for quad in odd.store.raw}
    assert found <= there
    assert len(found) > 10
    subjects = {triple.subject for triple in found}
    assert found == {triple for triple in there if triple.subject in subjects}


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_network_opens_in_networkx(server, odd, form, lang):
    for year, role in ((None, "any"), (2012, "any"), (2003, "member")):
        asked = {"format": form, "lang": lang, "role": role} | ({"year": year} if year else {})
        answer = server.get(V1 + "/network", params=asked)
        assert answer.status_code == 200
        roles = None if role == "any" else frozenset({role})
        check(answer.content, form, network(odd.snapshot, Selection(year, roles)), lang)


@pytest.mark.parametrize("path", LISTS)
def test_csv_has_what_json_has_cell_for_cell(server, path):
    rows = server.get(V1 + path).json()["items"]
    text = server.get(V1 + path, params={"format": "csv"} | dict(httpx.URL(path).params)).text
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(lines) == len(rows) > 0
    for row, line in zip(rows, lines, strict=True):
        assert line.keys() == row.keys()
        for key, value in row.items():
            if isinstance(value, str):
                assert restored(line[key]) == value, key
            elif isinstance(value, bool):
                assert line[key] == str(value).lower()
            elif isinstance(value, int | float):
                assert type(value)(line[key]) == value
            elif value is None:
                assert line[key] == "", key


def asked(client: httpx.Client, query: str, accept: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers={"accept": accept})


def test_sparql_in_xml_keeps_carriage_returns(server, odd):
    everything = "CONSTRUCT WHERE { ?s ?p ?o }"
    found = asked(server, everything, "application/rdf+xml")
    triples = {quad.triple for quad in ox.parse(found.content, format=ox.RdfFormat.RDF_XML)}
    assert triples == {quad.triple for quad in odd.store.raw}
    rows = asked(server, 'SELECT ?x { VALUES ?x { "a\\r\\nb" } }', "application/sparql-results+xml")
    assert b"<literal>a&#13;\nb</literal>" in rows.content


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l }", "application/rdf+xml"),
        ('SELECT ("\\u0001" AS ?x) { }', "application/sparql-results+xml"),
        ("CONSTRUCT { ?s <https://example.org/1> 1 } WHERE { ?s a mm:State }", "application/rdf+xml"),
    ],
)
def test_sparql_refuses_what_xml_cannot_hold(control, query, accept):
    answer = asked(control, query, accept)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith("take another.")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_network_refuses_what_xml_cannot_hold(control, form):
    answer = control.get(V1 + "/network", params={"format": form})
    assert answer.status_code == 422
    assert answer.json()["parameter"] == "format"
    assert "U+0001" in answer.json()["detail"]
    assert control.get(V1 + "/network").status_code == 200
