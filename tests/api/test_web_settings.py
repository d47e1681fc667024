"""Settings from the environment, and starting the server on bad ones."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings, from_environment
from kg.errors import DataError, ParameterError

ROOT = Path(__file__).parents[2]


def test_defaults_and_environment():
    assert from_environment({}) == Settings()
    found = from_environment(
        {
            "KG_WORKERS": "2",
            "KG_QUERY_TIMEOUT": "2.5",
            "KG_DATA": "x.ttl",
            "KG_BASE_URL": "https://example.org",
        }
    )
    assert (found.workers, found.query_timeout, found.data) == (2, 2.5, Path("x.ttl"))
    assert from_environment({"KG_WORKERS": "2"}, workers=3).workers == 3
    assert from_environment({"KG_WORKERS": ""}).workers == Settings().workers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KG_WORKERS", "many"),
        ("KG_WORKERS", "0"),
        ("KG_QUERY_TIMEOUT", "-1"),
        ("KG_BASE_URL", "example.org"),
        ("KG_BASE_URL", "ftp://example.org"),
        ("KG_CACHE_BYTES", "-5"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name, value):
    with pytest.raises(ParameterError) as caught:
        from_environment({name: value})
    assert caught.value.parameter == name


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for item in fields(Settings):
        assert re.search(rf"\| `{item.metadata['env']}` \|", text), item.name


def test_invalid_data_is_refused_before_anything_listens(tmp_path):
    from api.serve import run

    bad = tmp_path / "bad.ttl"
    bad.write_text("@prefix mm: <https://w3id.org/migration-mechanisms/ontology#> .\nmm:x mm:y", "utf-8")
    with pytest.raises(DataError):
        run("127.0.0.1", 1, data=bad)


def test_a_public_address_stands_in_the_links(small):
    import asyncio
    import json

    from api.openapi.document import _answer

    app = create_app(Settings(base_url="https://kg.example.org/"), small)
    status, body = asyncio.run(_answer(app, "/api/v1/memberships?limit=1"))
    assert status == 200
    assert json.loads(body)["next"].startswith("https://kg.example.org/api/v1/memberships?")


def test_other_sites_can_be_kept_out(small):
    with serving(create_app(Settings(cors_origin="none"), small)) as address, client_of(address) as client:
        headers = client.get("/api/v1/version").headers
        assert "access-control-allow-origin" not in headers
        preflight = {"access-control-request-method": "POST"}
        answer = client.options("/sparql", headers=preflight)
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_without_a_cache_the_answers_are_the_same(small):
    with serving(create_app(Settings(cache_bytes=0), small)) as address, client_of(address) as client:
        one, other = (client.get("/api/v1/mechanisms") for _ in range(2))
        assert one.content == other.content
        assert (
            client.get("/api/v1/mechanisms", headers={"if-none-match": one.headers["etag"]}).status_code
            == 304
        )
