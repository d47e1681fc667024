"""SERVICE through /sparql: closed, and opened by the operator for one endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, httpx.Client]]:
    """The address of another endpoint, and a client of a server that may ask it."""
    folder: Path = tmp_path_factory.mktemp("federation")
    (folder / "other.nt").write_text('<urn:a> <urn:name> "A" .\n<urn:b> <urn:name> "B" .\n')
    (folder / "own.nt").write_text("<urn:a> <urn:size> <urn:large> .\n<urn:c> <urn:size> <urn:small> .\n")
    other = create_app(Settings(data=folder / "other.nt", validate=False, workers=1))
    with serving(other) as elsewhere:
        allowed = f"private:{elsewhere}/sparql"
        own = create_app(Settings(data=folder / "own.nt", validate=False, workers=1, service_allow=allowed))
        with serving(own) as address, client_of(address) as client:
            yield f"{elsewhere}/sparql", client


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query})


def test_an_open_endpoint_is_joined_with_the_graph(both):
    other, client = both
    answer = ask(client, f"SELECT ?s ?n {{ ?s <urn:size> ?z SERVICE <{other}> {{ ?s <urn:name> ?n }} }}")
    assert answer.status_code == 200, answer.text
    rows = answer.json()["results"]["bindings"]
    assert [(row["s"]["value"], row["n"]["value"]) for row in rows] == [("urn:a", "A")]
    assert answer.headers["cache-control"] == "no-store"
    assert "BasicFederatedQuery" in client.get("/sparql").text


def test_every_other_endpoint_stays_closed(both):
    other, client = both
    for name in ("http://127.0.0.1:9/sparql", other + "/", "https://query.wikidata.org/sparql"):
        answer = ask(client, f"SELECT * {{ SERVICE <{name}> {{ ?s ?p ?o }} }}")
        assert answer.status_code == 403, answer.text
    assert ask(client, "SELECT * { SERVICE ?x { ?s ?p ?o } }").status_code == 403


def test_an_open_endpoint_that_gives_nothing_usable_is_502(both):
    other, client = both
    broken = f"SELECT * {{ SERVICE <{other}> {{ ?s ?p ?o FILTER(1/0) BIND(1 AS ?s) }} }}"
    answer = ask(client, broken)
    assert answer.status_code == 502, answer.text
    assert answer.json()["type"] == "/docs#problem-gateway"
    silent = ask(
        client, f"SELECT * {{ ?s <urn:size> ?z SERVICE SILENT <{other}> {{ ?s ?p ?o BIND(1 AS ?s) }} }}"
    )
    assert len(silent.json()["results"]["bindings"]) == 2
