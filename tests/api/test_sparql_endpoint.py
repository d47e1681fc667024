"""The SPARQL 1.1 Protocol on /sparql, on the hand-made graph."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings
from api.sparql.page import examples
from kg.store.guard import GuardedQuery, QueryGuard

ROWS = "SELECT ?s WHERE { ?s a mm:Mechanism } ORDER BY ?s"
GRAPH = "CONSTRUCT { ?s a mm:Mechanism } WHERE { ?s a mm:Mechanism }"
SETTINGS = Settings(query_timeout=3.0, workers=3)
FOREVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def local_names(answer) -> list[str]:
    return [row["s"]["value"].rpartition("/")[2] for row in answer.json()["results"]["bindings"]]


def test_the_three_ways_to_ask(web):
    expected = ["harbour", "lantern", "ridge", "river"]
    assert local_names(web.get("/sparql", params={"query": ROWS})) == expected
    assert local_names(web.post("/sparql", data={"query": ROWS})) == expected
    headers = {"content-type": "application/sparql-query; charset=UTF-8"}
    direct = web.post("/sparql", content=ROWS, headers=headers)
    assert local_names(direct) == expected


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (ROWS, None, "application/sparql-results+json"),
        (ROWS, "*/*", "application/sparql-results+json"),
        (ROWS, "application/json", "application/sparql-results+json"),
        (ROWS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ROWS, "text/csv", "text/csv; charset=utf-8"),
        (ROWS, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (ROWS, "text/csv;q=0.1, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        (GRAPH, None, "text/turtle; charset=utf-8"),
        (GRAPH, "application/n-triples", "application/n-triples"),
        (GRAPH, "application/rdf+xml", "application/rdf+xml"),
        (GRAPH, "application/ld+json", "application/ld+json"),
        (GRAPH, "application/trig", "application/trig"),
        (GRAPH, "application/n-quads", "application/n-quads"),
        ("ASK { ?s a mm:Mechanism }", None, "application/sparql-results+json"),
    ],
)
def test_the_format_follows_accept(web, query, accept, media):
    answer = web.get("/sparql", params={"query": query}, headers={"accept": accept or "*/*"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == media


def test_format_wins_over_accept(web):
    params = {"query": ROWS, "format": "csv"}
    answer = web.get("/sparql", params=params, headers={"accept": "application/json"})
    assert [row["s"].rpartition("/")[2] for row in csv.DictReader(io.StringIO(answer.text))] == [
        "harbour",
        "lantern",
        "ridge",
        "river",
    ]


def test_an_empty_format_is_none_as_a_form_sends_it(web):
    assert web.get("/sparql", params={"query": ROWS, "format": ""}).status_code == 200


@pytest.mark.parametrize(
    ("query", "accept"), [(ROWS, "text/turtle"), (GRAPH, "text/csv"), (ROWS, "image/png")]
)
def test_a_format_that_cannot_hold_the_answer_is_406(web, query, accept):
    answer = web.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406
    assert answer.json()["offered"]


@pytest.mark.parametrize("query", ["SELECT ?s WHERE {\n  ?s a mm:Mechanism", "SELECT\n\n  }"])
def test_a_query_that_does_not_parse_is_400_with_its_place(web, query):
    answer = web.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    body = answer.json()
    assert body["type"] == "/docs#problem-query-syntax"
    assert isinstance(body["line"], int)
    assert isinstance(body["column"], int)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } #" + "x" * 70_000,
    ],
)
def test_what_is_closed_is_403(web, query):
    answer = web.post("/sparql", data={"query": query})
    assert answer.status_code == 403, answer.text
    assert answer.json()["type"] == "/docs#problem-query-forbidden"


@pytest.mark.parametrize(
    "query", ["DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "LOAD <http://x/>"]
)
def test_an_update_is_no_query(web, query):
    answer = web.post("/sparql", data={"query": query})
    assert answer.status_code == 400, answer.text
    assert answer.json()["type"] == "/docs#problem-wrong-operation"


def test_updates_are_refused_in_every_form(web):
    update = "DELETE WHERE { ?s ?p ?o }"
    assert web.post("/sparql", data={"update": update}).status_code == 403
    headers = {"content-type": "application/sparql-update"}
    assert web.post("/sparql", content=update, headers=headers).status_code == 403
    assert local_names(web.get("/sparql", params={"query": ROWS}))


@pytest.mark.parametrize(
    ("content", "media", "status"),
    [
        (b"", "application/x-www-form-urlencoded", 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        (b"query=%FF", "application/x-www-form-urlencoded", 400),
        (b"ASK{}\xff", "application/sparql-query", 400),
        (b"ASK{}", "text/plain", 415),
        (b"ASK{}", "application/sparql-query; charset=latin-1", 415),
        (b"x" * 300_000, "application/sparql-query", 413),
    ],
)
def test_a_body_that_cannot_be_read(web, content, media, status):
    answer = web.post("/sparql", content=content, headers={"content-type": media})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "x", "99"])
def test_a_timeout_out_of_range_is_422(web, seconds):
    answer = web.get("/sparql", params={"query": ROWS, "timeout": seconds})
    assert answer.status_code == 422
    assert answer.json()["parameter"] == "timeout"


def test_a_runaway_is_stopped_at_its_deadline_and_others_go_on(web):
    begun = time.monotonic()
    answer = web.get("/sparql", params={"query": FOREVER, "timeout": "1"})
    assert answer.status_code == 503
    assert 0.9 < time.monotonic() - begun < 2.9
    body = answer.json()
    assert body["type"] == "/docs#problem-deadline"
    assert "1 s" in body["detail"]
    assert int(answer.headers["retry-after"]) > 0
    assert local_names(web.get("/sparql", params={"query": ROWS}))


def test_an_answer_that_differs_each_time_is_not_kept(web):
    query = "SELECT (RAND() AS ?x) {}"
    one, other = (web.get("/sparql", params={"query": query}) for _ in range(2))
    assert one.headers["cache-control"] == "no-store"
    assert one.text != other.text


def test_a_page_for_people_and_a_description_for_machines(web):
    page = web.get("/sparql", headers={"accept": "text/html,*/*;q=0.1"})
    assert "<textarea" in page.text
    assert "PREFIX mm:" in page.text
    assert 'lang="es"' in web.get("/sparql?lang=es", headers={"accept": "text/html"}).text
    described = web.get("/sparql")
    assert described.headers["content-type"] == "text/turtle; charset=utf-8"
    service = "http://www.w3.org/ns/sparql-service-description#"
    triples = list(ox.parse(described.content, format=ox.RdfFormat.TURTLE))
    endpoints = [triple.object.value for triple in triples if triple.predicate.value == service + "endpoint"]
    assert endpoints == [str(web.base_url).rstrip("/") + "/sparql"]
    formats = [triple for triple in triples if triple.predicate.value == service + "resultFormat"]
    assert len(formats) == 10


def test_an_example_fills_the_form(web):
    page = web.get("/sparql?example=describe", headers={"accept": "text/html"})
    assert "DESCRIBE mechanism:crm</textarea>" in page.text


def test_text_of_a_request_never_becomes_markup(web):
    page = web.get("/sparql?example=%3Cscript%3E", headers={"accept": "text/html"})
    assert "<script>" not in page.text


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_every_example_answers_on_the_real_graph(live, example):
    answer = live.get(example.address)
    assert answer.status_code == 200, answer.text
    assert len(answer.text.splitlines()) > 3
    assert example.title.en != example.title.es


def test_a_long_query_goes_by_post(web):
    query = (
        "SELECT ?s WHERE { ?s a mm:Mechanism FILTER(" + " || ".join(["?s = mechanism:river"] * 900) + ") }"
    )
    assert web.get("/sparql?" + urlencode({"query": query})).status_code == 414
    assert local_names(web.post("/sparql", data={"query": query})) == ["river"]


def test_a_client_that_leaves_takes_its_query_along(small):
    app = create_app(Settings(query_timeout=20.0, workers=1), small)
    with serving(app) as address:
        pool = app.state.services.pool
        port = int(address.rpartition(":")[2])
        target = "/sparql?" + urlencode({"query": FOREVER})
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            until(lambda: pool.status.busy == 1)
        until(lambda: pool.status.killed == 1)
        with client_of(address) as other:
            assert local_names(other.get("/sparql", params={"query": ROWS}))


def test_when_every_worker_is_busy_others_are_told_to_come_back(small):
    app = create_app(Settings(query_timeout=2.0, workers=1, queue=0), small)
    with serving(app) as address, client_of(address) as client, ThreadPoolExecutor(1) as threads:
        runaway = threads.submit(client.get, "/sparql", params={"query": FOREVER})
        until(lambda: app.state.services.pool.status.busy == 1)
        answer = client.get("/sparql", params={"query": ROWS})
        assert answer.status_code == 503
        assert answer.json()["type"] == "/docs#problem-busy"
        assert int(answer.headers["retry-after"]) >= 1
        assert client.get("/api/v1/version").status_code == 200
        assert runaway.result().status_code == 503


def test_an_answer_too_large_is_refused_whole(small):
    with serving(create_app(Settings(max_result=2000), small)) as address, client_of(address) as client:
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
        assert answer.status_code == 422
        assert answer.json()["type"] == "/docs#problem-query-costly"
        assert "LIMIT" in answer.json()["detail"]


def until(holds: Callable[[], bool], seconds: float = 8.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def test_a_browser_sees_rows_as_a_table(web):
    query = 'SELECT ?m ("<b>bold</b>" AS ?x) ?none WHERE { ?m a mm:Mechanism } ORDER BY ?m'
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = web.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert '<a href="/id/mechanism/harbour">mechanism:harbour</a>' in page.text
    assert "<b>bold" not in page.text
    assert "4 rows" in page.text
    spanish = web.get("/sparql", params={"query": query}, headers={"accept": accept, "accept-language": "es"})
    assert "4 filas" in spanish.text
    assert spanish.headers["etag"] != page.headers["etag"]


@pytest.mark.parametrize(
    ("query", "expected"), [(GRAPH, "mechanism:river a mm:Mechanism"), ("ASK {}", "true")]
)
def test_a_browser_sees_graphs_and_truth_values(web, query, expected):
    page = web.get("/sparql", params={"query": query, "format": "html"})
    assert expected in page.text


def test_the_answer_leads_back_to_the_form_with_its_query(web):
    page = web.get("/sparql", params={"query": "ASK { ?a ?b 1 }", "format": "html"}).text
    target = page.partition('<a href="/sparql?lang=en&amp;edit=')[2].partition('"')[0]
    form = web.get("/sparql?lang=en&edit=" + target, headers={"accept": "text/html"})
    assert ">ASK { ?a ?b 1 }</textarea>" in form.text


def test_the_examples_ask_for_labels_in_the_language_of_the_page(web):
    for lang, other in (("es", "en"), ("en", "es")):
        page = web.get(f"/sparql?lang={lang}&example=mandates", headers={"accept": "text/html"}).text
        assert f"= &#34;{lang}&#34;" in page
        assert f"= &#34;{other}&#34;" not in page
        assert f"%20%22{lang}%22" in page


def test_a_long_query_is_not_read_on_the_event_loop(small, monkeypatch):
    seen: list[bool] = []
    check = QueryGuard.check

    def noted(self: QueryGuard, text: str, base: str = "") -> GuardedQuery:
        try:
            asyncio.get_running_loop()
            seen.append(True)
        except RuntimeError:
            seen.append(False)
        return check(self, text, base)

    monkeypatch.setattr(QueryGuard, "check", noted)
    with serving(create_app(SETTINGS, small)) as address, client_of(address) as client:
        for query in ("ASK {}", "ASK {" + " " * 5000 + "}"):
            assert client.get("/sparql", params={"query": query}).status_code == 200
    assert seen[0] is True
    assert False in seen


BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * WHERE { ?s ?p", 400, "línea 1"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT <script>alert(1)</script>", 400, "línea 1"),
    ],
)
def test_a_person_gets_the_form_back_with_what_is_wrong(web, query, status, words):
    found = web.get("/sparql", params={"query": query, "lang": "es"}, headers=BROWSER)
    assert found.status_code == status
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert 'role="alert"' in found.text
    assert words in found.text
    assert html.escape(query, quote=False).replace("&#39;", "'") in found.text.replace("&#34;", '"')
    assert "<script>alert" not in found.text
    machine = web.get("/sparql", params={"query": query}, headers={"accept": "application/json"})
    assert (machine.status_code, machine.headers["content-type"]) == (status, "application/problem+json")


def test_the_form_keeps_the_language(web):
    page = web.get("/sparql?lang=es", headers=BROWSER).text
    assert '<input type="hidden" name="lang" value="es">' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?s WHERE { ?s a mm:Mechanism }}", "no está completa, o sobra algo"),
        ("SELECT ?s WHERE { ?s nope:x ?o }", "el prefijo 'nope:' no está declarado; agregue PREFIX nope:"),
        ("SELEC ?s", "una consulta empieza por SELECT"),
        ("SELECT ?s WHERE { ?s ?p ?o } LIMIT x", "'x' no es una palabra de SPARQL"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_spanish(web, query, words):
    found = web.get("/sparql", params={"query": query, "lang": "es"}, headers={"accept": "application/json"})
    assert found.status_code == 400
    assert words in found.json()["detail"]
