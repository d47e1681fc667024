"""What the SPARQL 1.1 Protocol asks of /sparql beyond a plain query."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings

DATA = """
<urn:d> <urn:p> "default" .
GRAPH <http://g.example/one> { <urn:a> <urn:p> 1 }
GRAPH <http://g.example/two> { <urn:b> <urn:p> 2 . _:x <urn:p> "ñ"@es }
"""
ASK = "ASK {}"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def any_rdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server over a file that is not of our kind."""
    path: Path = tmp_path_factory.mktemp("any") / "any.trig"
    path.write_text(DATA, encoding="utf-8")
    app = create_app(Settings(data=path, validate=False, workers=2, query_timeout=3.0))
    with serving(app) as address, client_of(address) as client:
        yield client


def values(answer: httpx.Response, name: str = "o") -> list[str]:
    assert answer.status_code == 200, answer.text
    return sorted(row[name]["value"] for row in answer.json()["results"]["bindings"])


def test_any_rdf_is_served_as_it_is(any_rdf):
    assert values(any_rdf.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})) == ["default"]
    everywhere = "SELECT ?o { GRAPH ?g { ?s ?p ?o } }"
    assert values(any_rdf.get("/sparql", params={"query": everywhere})) == ["1", "2", "ñ"]


def test_paths_of_our_own_kind_say_that_this_graph_is_another(any_rdf):
    answer = any_rdf.get("/api/v1/mechanisms")
    assert answer.status_code == 404
    assert "/sparql" in answer.json()["detail"]
    assert any_rdf.get("/").headers["location"] == "/sparql"
    assert any_rdf.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize("method", ["GET", "POST", "QUERY"])
def test_every_method_answers(any_rdf, path, method):
    query = "SELECT ?o { ?s ?p ?o }"
    if method == "GET":
        answer = any_rdf.get(path, params={"query": query})
    else:
        answer = any_rdf.request(method, path, content=query, headers=DIRECT)
        form = any_rdf.request(method, path, data={"query": query})
        assert values(form) == ["default"]
    assert values(answer) == ["default"]


def test_head_is_get_without_the_body(any_rdf):
    params = {"query": ASK}
    got, head = any_rdf.get("/sparql", params=params), any_rdf.head("/sparql", params=params)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_options_and_preflight(any_rdf):
    plain = any_rdf.options("/sparql")
    assert plain.status_code == 204
    assert set(plain.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "QUERY", "OPTIONS"}
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "QUERY"}
    preflight = any_rdf.options("/sparql", headers=asked)
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "QUERY" in preflight.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in preflight.headers


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ([("default-graph-uri", "http://g.example/one")], ["1"]),
        (
            [("default-graph-uri", "http://g.example/one"), ("default-graph-uri", "http://g.example/two")],
            ["1", "2", "ñ"],
        ),
        ([("named-graph-uri", "http://g.example/one")], []),
        ([("default-graph-uri", "http://nowhere.example/")], []),
    ],
)
@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_the_dataset_of_the_protocol(any_rdf, params, expected, how):
    query = "SELECT ?o { ?s ?p ?o }"
    if how == "get":
        answer = any_rdf.get("/sparql", params=[("query", query), *params])
    elif how == "form":
        answer = any_rdf.post(
            "/sparql", content=httpx.QueryParams([("query", query), *params]).__str__(), headers=FORM
        )
    else:
        answer = any_rdf.post("/sparql", params=params, content=query, headers=DIRECT)
    assert values(answer) == expected


def test_the_dataset_of_the_protocol_overrides_that_of_the_query(any_rdf):
    query = "SELECT ?o FROM <http://g.example/two> { ?s ?p ?o }"
    assert values(any_rdf.get("/sparql", params={"query": query})) == ["2", "ñ"]
    params = {"query": query, "default-graph-uri": "http://g.example/one"}
    assert values(any_rdf.get("/sparql", params=params)) == ["1"]


def test_named_graphs_of_the_protocol(any_rdf):
    params = {"query": "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "http://g.example/one"}
    assert values(any_rdf.get("/sparql", params=params)) == ["1"]


def test_a_graph_that_is_not_here_is_told(any_rdf):
    query = "SELECT * FROM <http://nowhere.example/x> { ?s ?p ?o }"
    answer = any_rdf.get("/sparql", params={"query": query})
    assert values(answer) == []
    assert answer.headers["kg-unknown-graphs"] == "<http://nowhere.example/x>"
    known = any_rdf.get("/sparql", params={"query": "SELECT * FROM <http://g.example/one> { ?s ?p ?o }"})
    assert "kg-unknown-graphs" not in known.headers


def test_files_are_never_read(any_rdf):
    query = "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"
    assert any_rdf.get("/sparql", params={"query": query}).status_code == 403


def test_relative_iris_start_from_the_endpoint(any_rdf):
    query = "CONSTRUCT { <s> <p> 1 } WHERE {}"
    answer = any_rdf.post("/sparql/", content=query, headers={**DIRECT, "accept": "application/n-triples"})
    base = str(any_rdf.base_url).rstrip("/") + "/sparql/"
    assert answer.text.startswith(f"<{base}s> <{base}p> ")


@pytest.mark.parametrize(
    ("method", "path", "content", "headers", "status"),
    [
        ("PUT", "/sparql?query=ASK%7B%7D", b"", FORM, 405),
        ("DELETE", "/sparql", b"", {}, 405),
        ("PATCH", "/sparql", b"", {}, 405),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", b"", {}, 400),
        ("GET", "/sparql?query=ASK%7B", b"", {}, 400),
        ("GET", "/sparql?query=%FF", b"", {}, 400),
        ("GET", "/sparql?update=CLEAR%20ALL", b"", {}, 400),
        ("GET", "/sparql?query=CLEAR%20ALL", b"", {}, 400),
        ("POST", "/sparql", b"ASK {}", {"content-type": "text/plain"}, 415),
        ("POST", "/sparql", b"ASK {}", {}, 415),
        ("POST", "/sparql", b"query=ASK%7B%7D", {}, 415),
        (
            "POST",
            "/sparql",
            "ASK {}".encode("utf-16"),
            {"content-type": "application/sparql-query; charset=UTF-16"},
            415,
        ),
        ("POST", "/sparql", b"ASK {} #\xff", DIRECT, 400),
        ("POST", "/sparql", b"query=ASK%7B%7D&update=CLEAR+ALL", FORM, 400),
        ("POST", "/sparql", b"a=b", FORM, 400),
        ("POST", "/sparql", b"&".join([b"a=b"] * 200), FORM, 400),
        ("QUERY", "/sparql", b"update=CLEAR+ALL", FORM, 400),
        ("QUERY", "/sparql", b"CLEAR ALL", {"content-type": "application/sparql-update"}, 415),
        ("POST", "/sparql", b"ASK {}", {**DIRECT, "content-encoding": "br"}, 415),
        ("POST", "/sparql", b"no gzip", {**DIRECT, "content-encoding": "gzip"}, 400),
    ],
)
def test_wrong_requests_have_their_own_status(any_rdf, method, path, content, headers, status):
    answer = any_rdf.request(method, path, content=content, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, QUERY, OPTIONS"


def test_a_gzip_body_is_unpacked_and_a_bomb_is_not(any_rdf):
    headers = {**DIRECT, "content-encoding": "gzip"}
    packed = gzip.compress(b"SELECT ?o { ?s ?p ?o }")
    assert values(any_rdf.post("/sparql", content=packed, headers=headers)) == ["default"]
    two = gzip.compress(b"SELECT ?o ") + gzip.compress(b"{ ?s ?p ?o }")
    assert values(any_rdf.post("/sparql", content=two, headers=headers)) == ["default"]
    bomb = gzip.compress(b"#" * 50_000_000)
    assert any_rdf.post("/sparql", content=bomb, headers=headers).status_code == 413
    assert any_rdf.post("/sparql", content=packed[:-9], headers=headers).status_code == 400


def test_the_service_describes_itself(any_rdf):
    for path in ("/sparql", "/sparql/"):
        for media in ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"):
            answer = any_rdf.get(path, headers={"accept": media})
            assert answer.status_code == 200
            form = ox.RdfFormat.from_media_type(media)
            triples = {
                (t.subject, t.predicate.value, getattr(t.object, "value", ""))
                for t in ox.parse(answer.content, form)
            }
            service = next(s for s, p, o in triples if o == SD + "Service")
            told = {(p, o) for s, p, o in triples if s == service}
            assert (SD + "endpoint", str(any_rdf.base_url).rstrip("/") + path) in told
            assert (SD + "supportedLanguage", SD + "SPARQL11Query") in told
            assert (SD + "supportedLanguage", SD + "SPARQL11Update") not in told
            assert {o for _, p, o in triples if p == SD + "name"} == {
                "http://g.example/one",
                "http://g.example/two",
            }


def test_a_limit_of_rows_that_bites_is_told(tmp_path):
    path = tmp_path / "many.nt"
    path.write_text("".join(f'<urn:{n}> <urn:p> "{n}" .\n' for n in range(20)))
    app = create_app(Settings(data=path, validate=False, workers=1, max_rows=7))
    with serving(app) as address, client_of(address) as client:
        for form, count in (
            ("json", lambda text: len(json.loads(text)["results"]["bindings"])),
            ("csv", lambda text: len(text.splitlines()) - 1),
        ):
            cut = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "format": form})
            assert cut.headers["kg-truncated"] == "rows=7"
            assert count(cut.text) == 7
            whole = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 7", "format": form})
            assert "kg-truncated" not in whole.headers
            assert count(whole.text) == 7
        page = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "format": "html"}).text
        assert "7" in page
        assert "the server stops at 7" in page


def test_a_large_answer_streams_whole(tmp_path):
    path = tmp_path / "large.nt"
    path.write_text("".join(f'<urn:{n}> <urn:p> "{"x" * 500}{n}" .\n' for n in range(4000)))
    app = create_app(Settings(data=path, validate=False, workers=1, max_rows=0))
    with serving(app) as address, client_of(address) as client:
        query = "SELECT * { ?s ?p ?o . VALUES ?t { <urn:1> <urn:2> <urn:3> <urn:4> <urn:5> } ?t <urn:p> ?q }"
        with client.stream("GET", "/sparql", params={"query": query, "format": "csv"}) as answer:
            assert answer.status_code == 200
            assert answer.headers["transfer-encoding"] == "chunked"
            lines = sum(chunk.count(b"\n") for chunk in answer.iter_bytes())
        assert lines == 20_001
        graph = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "nt"})
        assert len(graph.text.splitlines()) == 4000
