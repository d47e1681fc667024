"""The REST API over a server's graph answers as over the same graph in memory, byte by byte."""

from __future__ import annotations

import asyncio

import httpx
import pyoxigraph as ox
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings
from kg.graph import KnowledgeGraph

PATHS = (
    *("mechanisms", "mechanisms/crm", "mechanisms/crm/members", "mechanisms/crm/members?year=2000&role=any"),
    *("mechanisms/quito-process/members?lang=es", "mechanisms/mirps/mandates", "mechanisms/sica/claims"),
    *("states", "states/CRI", "states/CRI/mechanisms", "organizations", "regions", "mandates", "sources"),
    *("mandates/capacity-building", "memberships", "memberships?year=2018&lang=es", "mandate-assignments"),
    *("overlap/mechanisms?a=crm&b=csm", "overlap/pairs?mechanism=crm&mechanism=csm&mechanism=mirps"),
    *("network", "network?year=2018", "timeline", "figures", "figures?unit=usd", "figures?q=migrants"),
    *("conflicts", "conflicts?kind=membership&lang=es", "sources/oas-cam-concept-note-2022", "instruments"),
    *("events", "recommendations", "recommendations?target_year=2030", "search?q=puebla", "objectives"),
    *("mandates/capacity-building/mechanisms", "territories", "mechanisms?status=active", "states?lang=es"),
)


def get(app: FastAPI, path: str, accept: str = "application/json") -> httpx.Response:
    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            return await client.get(f"/api/v1/{path}", headers={"accept": accept})

    return asyncio.run(asked())


@pytest.fixture(scope="session")
def memory(real: KnowledgeGraph) -> FastAPI:
    return create_app(Settings(), real)


@pytest.fixture(scope="session")
def over_remote(graph: KnowledgeGraph) -> FastAPI:
    return create_app(Settings(), graph)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_answers_the_same(over_remote: FastAPI, memory: FastAPI, path: str) -> None:
    found, wanted = get(over_remote, path), get(memory, path)
    assert (found.status_code, found.content) == (wanted.status_code, wanted.content)


def test_most_of_these_paths_exist(memory: FastAPI) -> None:
    answers = [path for path in PATHS if get(memory, path).status_code == 200]
    assert len(answers) >= 30, set(PATHS) - set(answers)


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)],
    ids=["turtle", "json-ld"],
)
def test_a_node_has_the_same_triples(
    over_remote: FastAPI, memory: FastAPI, accept: str, form: ox.RdfFormat
) -> None:
    found, wanted = (get(app, "mechanisms/crm", accept) for app in (over_remote, memory))
    assert found.status_code == wanted.status_code == 200
    assert set(ox.parse(found.content, format=form)) == set(ox.parse(wanted.content, format=form))
