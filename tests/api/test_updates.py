"""Writers: the token, SPARQL Update and the Graph Store Protocol over a graph kept in a folder."""

from __future__ import annotations

import base64
import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings

TOKEN = "a-token-of-the-operator"
WRITER = {"authorization": f"Bearer {TOKEN}"}
UPDATE = {**WRITER, "content-type": "application/sparql-update"}
TURTLE = {**WRITER, "content-type": "text/turtle"}
G = "http://g.example/one"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "first.trig"
    data.write_text(f'<urn:d> <urn:p> "default" . <{G}> {{ <urn:a> <urn:p> 1 }}')
    return data


@pytest.fixture
def writable(folder: Path) -> Iterator[httpx.Client]:
    settings = Settings(
        data=folder, store=str(folder.with_name("store")), validate=False, workers=2, update_token=TOKEN
    )
    with serving(create_app(settings)) as address, client_of(address) as client:
        yield client


def objects(client: httpx.Client, graph: str | None = None) -> list[str]:
    pattern = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    answer = client.get("/sparql", params={"query": f"SELECT ?o {{ {pattern} }}"})
    assert answer.status_code == 200, answer.text
    return sorted(row["o"]["value"] for row in answer.json()["results"]["bindings"])


def test_without_the_token_nothing_is_written(writable):
    update = "INSERT DATA { <urn:x> <urn:p> 9 }"
    wrong = [
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": "Bearer"},
        {"authorization": TOKEN},
        {"authorization": "Basic %%%"},
    ]
    for header in wrong:
        for answer in (
            writable.post("/sparql", data={"update": update}, headers=header),
            writable.put("/store?default", content=b"", headers={**header, "content-type": "text/turtle"}),
            writable.delete("/store?default", headers=header),
        ):
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer")
            assert TOKEN not in answer.text
    assert objects(writable) == ["default"]


def test_closed_unless_a_token_is_set(folder):
    app = create_app(Settings(data=folder, validate=False, workers=1))
    with serving(app) as address, client_of(address) as client:
        for answer in (
            client.post("/sparql", data={"update": "CLEAR ALL"}, headers=WRITER),
            client.put("/store?default", content=b"", headers=TURTLE),
        ):
            assert answer.status_code == 403
            assert answer.json()["type"] == "/docs#problem-updates-closed"


def test_an_update_is_seen_at_once(writable):
    before = writable.get("/sparql", params={"query": "SELECT ?o { ?s ?p ?o }"})
    answer = writable.post("/sparql", content="INSERT DATA { <urn:x> <urn:p> 9 }", headers=UPDATE)
    assert answer.status_code == 204, answer.text
    assert answer.headers["kg-dataset-version"]
    assert objects(writable) == ["9", "default"]
    after = writable.get(
        "/sparql",
        params={"query": "SELECT ?o { ?s ?p ?o }"},
        headers={"if-none-match": before.headers["etag"]},
    )
    assert after.status_code == 200
    form = writable.post("/sparql", data={"update": "DELETE WHERE { <urn:x> ?p ?o }"}, headers=WRITER)
    assert form.status_code == 204
    assert objects(writable) == ["default"]


def test_the_token_may_come_as_a_password(writable):
    basic = base64.b64encode(f"anybody:{TOKEN}".encode()).decode()
    update = {"update": "INSERT DATA { <urn:x> <urn:p> 9 }"}
    assert (
        writable.post("/sparql", data=update, headers={"authorization": f"Basic {basic}"}).status_code == 204
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://elsewhere.example"}, 401),
        ({"sec-fetch-site": "cross-site"}, 401),
        ({"sec-fetch-site": "same-site"}, 401),
        ({"sec-fetch-site": "same-origin"}, 204),
        ({}, 204),
    ],
)
def test_a_page_of_another_site_cannot_use_a_password_that_the_browser_knows(writable, headers, status):
    basic = "Basic " + base64.b64encode(f"x:{TOKEN}".encode()).decode()
    update = {"update": "INSERT DATA { <urn:x> <urn:p> 9 }"}
    answer = writable.post("/sparql", data=update, headers={"authorization": basic, **headers})
    assert answer.status_code == status
    bearer = writable.post("/sparql", data=update, headers={**WRITER, **headers})
    assert bearer.status_code == 204


def test_without_the_token_nobody_sends_more_than_a_query_may_have(writable):
    form = b"update=" + b"%41" * 200_000
    urlencoded = {"content-type": "application/x-www-form-urlencoded"}
    assert writable.post("/sparql", content=form, headers=urlencoded).status_code == 413
    packed = {**urlencoded, "content-encoding": "gzip"}
    assert writable.post("/sparql", content=gzip.compress(form), headers=packed).status_code == 413
    many = gzip.compress(b"") * 5000
    begun = time.monotonic()
    assert writable.post("/sparql", content=many, headers=packed).status_code == 400
    assert time.monotonic() - begun < 2
    direct = {"content-type": "application/sparql-update"}
    assert writable.post("/sparql", content=b"x" * 400_000, headers=direct).status_code == 401
    assert writable.post("/sparql", content=form, headers={**urlencoded, **WRITER}).status_code == 400


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ("INSERT DATA { <urn:x> <urn:p> 9 } ; INSERT DATA { <urn:y>", 400),
        ("INSERT DATA { <urn:x> <urn:p> 9 } ; LOAD <http://127.0.0.1:9/x>", 403),
        ("INSERT DATA { <urn:x> <urn:p> 9 } ; CREATE GRAPH <http://g.example/one>", 400),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
        ("SELECT * { ?s ?p ?o }", 400),
    ],
)
def test_a_refused_update_changes_nothing(writable, update, status):
    answer = writable.post("/sparql", content=update, headers=UPDATE)
    assert answer.status_code == status, answer.text
    assert objects(writable) == ["default"]
    assert objects(writable, G) == ["1"]


def test_a_runaway_update_ends_at_its_deadline_and_changes_nothing(writable):
    update = "INSERT { <urn:n> <urn:n> ?n } WHERE { SELECT (COUNT(*) AS ?n) { " + "?a ?b ?c . ?d ?e ?f . " * 1
    update += " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(6)) + " } }"
    answer = writable.post("/sparql?timeout=1", content=update, headers=UPDATE)
    assert answer.status_code == 503
    assert answer.json()["type"] == "/docs#problem-deadline"
    assert objects(writable) == ["default"]


def test_what_was_written_is_there_after_a_restart(folder):
    settings = Settings(
        data=folder, store=str(folder.with_name("store")), validate=False, workers=1, update_token=TOKEN
    )
    with serving(create_app(settings)) as address, client_of(address) as client:
        update = "INSERT DATA { <urn:x> <urn:p> 9 . GRAPH <urn:new> { _:b <urn:p> 8 } }"
        assert client.post("/sparql", content=update, headers=UPDATE).status_code == 204
    with serving(create_app(settings)) as address, client_of(address) as client:
        assert objects(client) == ["9", "default"]
        assert objects(client, "urn:new") == ["8"]
        assert objects(client, G) == ["1"]


def test_the_graph_store(writable):
    named = f"/store?graph={G}"
    got = writable.get(named, headers={"accept": "application/n-triples"})
    assert got.text == '<urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    assert writable.get("/store?default").text.count("default") == 1
    assert writable.head(named).status_code == 200

    assert writable.put(named, content="<urn:a> <urn:p> 2 .", headers=TURTLE).status_code == 204
    assert objects(writable, G) == ["2"]
    assert writable.post(named, content="<urn:a> <urn:p> 3 .", headers=TURTLE).status_code == 204
    assert objects(writable, G) == ["2", "3"]

    fresh = "/store?graph=http://g.example/fresh"
    assert writable.get(fresh).status_code == 404
    assert writable.put(fresh, content="", headers=TURTLE).status_code == 201
    assert writable.get(fresh).status_code == 200
    assert writable.delete(fresh, headers=WRITER).status_code == 204
    assert writable.delete(fresh, headers=WRITER).status_code == 404

    assert writable.put("/store?default", content="<urn:z> <urn:p> 0 .", headers=TURTLE).status_code == 204
    assert objects(writable) == ["0"]


def test_a_graph_without_a_name_gets_one(writable):
    made = writable.post("/store", content="<urn:a> <urn:p> <here> .", headers=TURTLE)
    assert made.status_code == 201, made.text
    place = made.headers["location"]
    assert place.startswith(str(writable.base_url).rstrip("/") + "/store/")
    assert objects(writable, place) == [place.rpartition("/")[0] + "/here"]
    assert "<urn:a>" in writable.get(place.removeprefix(str(writable.base_url).rstrip("/"))).text


@pytest.mark.parametrize(
    ("method", "path", "content", "headers", "status"),
    [
        ("GET", "/store", b"", {}, 400),
        ("GET", f"/store?default&graph={G}", b"", {}, 400),
        ("GET", "/store?graph=relative", b"", {}, 400),
        ("GET", f"/store?graph={G}", b"", {"accept": "image/png"}, 406),
        ("PUT", "/store?graph=file:///etc/passwd", b"", TURTLE, 400),
        ("PUT", "/store?default", b"<urn:a> <urn:p> .", TURTLE, 400),
        ("PUT", "/store?default", b"\xff", TURTLE, 400),
        ("PUT", "/store?default", b"x", {**WRITER, "content-type": "text/plain"}, 415),
        ("PUT", "/store?default", b"x", {**TURTLE, "content-encoding": "br"}, 415),
        (
            "PUT",
            "/store?default",
            b'<!DOCTYPE r [<!ENTITY a "b">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
            {**WRITER, "content-type": "application/rdf+xml"},
            400,
        ),
        ("PATCH", "/store?default", b"", WRITER, 405),
    ],
)
def test_what_the_graph_store_refuses(writable, method, path, content, headers, status):
    answer = writable.request(method, path, content=content, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert objects(writable) == ["default"]
    assert objects(writable, G) == ["1"]


def test_the_description_says_that_updates_are_open(writable):
    assert "SPARQL11Update" in writable.get("/sparql").text


def test_a_token_that_can_be_guessed_is_refused(folder):
    from kg.errors import ParameterError

    with pytest.raises(ParameterError, match="at least 16"):
        create_app(Settings(data=folder, validate=False, update_token="short"))
