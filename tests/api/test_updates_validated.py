"""Changes of the real graph through the endpoint: validated before they are seen, seen everywhere at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings
from kg.store.disk import DiskStore

TOKEN = "a-token-of-the-operator"
UPDATE = {"authorization": f"Bearer {TOKEN}", "content-type": "application/sparql-update"}
ROOT = Path(__file__).parents[2]

#: Canada takes a seat in the Quito Process, in one more statement, on the word of a citation that is there.
JOINS = """
INSERT DATA {
  membership:quito-process-CAN-member a mm:Membership ; mm:mechanism mechanism:quito-process ;
    mm:participant state:CAN ; mm:role role:member ; mm:attestedYear 2022 ; mm:rank mm:normal ;
    mm:citation citation:quito-process-2022-members .
}
"""
SEAT = b"<https://w3id.org/migration-mechanisms/id/membership/quito-process-CAN-member>"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("validated")
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


@pytest.fixture(scope="module")
def store(place: Path) -> Iterator[httpx.Client]:
    """A client of a server over a folder filled with the shipped graph."""
    settings = Settings(
        data=place / "data" / "mechanisms.ttl",
        store=str(place / "store"),
        workers=2,
        update_token=TOKEN,
        query_timeout=30.0,
    )
    with serving(create_app(settings)) as address, client_of(address) as client:
        client.timeout = httpx.Timeout(120)
        yield client


def members(client: httpx.Client) -> set[str]:
    rows = client.get("/api/v1/mechanisms/quito-process/members?limit=100").json()["items"]
    return {row["participant"] for row in rows}


def direct(client: httpx.Client) -> bool:
    answer = client.get("/sparql", params={"query": "ASK { mechanism:quito-process mm:hasMember state:CAN }"})
    return bool(answer.json()["boolean"])


def test_an_invalid_change_is_refused_with_the_report(store):
    before = store.get("/api/v1/version").json()["dataset_version"]
    update = "DELETE { ?m mm:citation ?c } WHERE { ?m a mm:Membership ; mm:citation ?c }"
    answer = store.post("/sparql", content=update, headers=UPDATE)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["type"] == "/docs#problem-invalid-change"
    first = problem["report"][0]
    assert first["severity"] == "error"
    assert first["node"]
    assert first["message"]
    assert store.get("/api/v1/version").json()["dataset_version"] == before


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { mechanism:quito-process mm:hasMember state:CAN }",
        "DELETE DATA { mechanism:quito-process mm:hasMember state:BRA }",
        "INSERT DATA { GRAPH <http://g.example/> { mechanism:crm a mm:Mechanism } }",
        "INSERT DATA { GRAPH <http://g.example/> { <urn:x> mm:hasMember state:CAN } }",
        "INSERT DATA { mm:Mechanism rdfs:label 'Something else'@en }",
        "CLEAR ALL",
    ],
)
def test_what_follows_from_no_statement_is_refused(store, update):
    answer = store.post("/sparql", content=update, headers=UPDATE)
    assert answer.status_code == 422, answer.text
    assert not direct(store)


def test_other_rdf_is_kept_beside_the_data(store):
    bearer = {"authorization": f"Bearer {TOKEN}", "content-type": "text/turtle"}
    path = "/store?graph=http://g.example/notes"
    put = store.put(path, content="<urn:note> <urn:about> <urn:x>, [] .", headers=bearer)
    assert put.status_code == 201, put.text
    assert "urn:note" in store.get(path).text
    query = "ASK { GRAPH <http://g.example/notes> { <urn:note> <urn:about> <urn:x> } }"
    assert store.get("/sparql", params={"query": query}).json()["boolean"] is True
    assert store.delete(path, headers=bearer).status_code == 204


def test_a_valid_change_is_seen_everywhere_and_lasts(store, place):
    assert "CAN" not in members(store)
    assert not direct(store)
    answer = store.post("/sparql", content=JOINS, headers=UPDATE)
    assert answer.status_code == 204, answer.text
    assert direct(store)
    assert "CAN" in members(store)
    turtle = store.get("/api/v1/network?year=2022&format=graphml").text
    assert 'source="state:CAN" target="mechanism:quito-process"' in turtle
    copy = place / "copy"
    command = [sys.executable, "-m", "kg.cli", "backup", "--store", str(place / "store"), str(copy)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60).returncode == 0
    with DiskStore.open(copy, create=False) as kept:
        assert SEAT in kept.dump()
    back = "DELETE WHERE { membership:quito-process-CAN-member ?p ?o }"
    assert store.post("/sparql", content=back, headers=UPDATE).status_code == 204
    assert not direct(store)
    assert "CAN" not in members(store)
