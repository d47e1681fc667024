"""The OpenAPI document: every path, every parameter, real examples, and a page without scripts."""

from __future__ import annotations

import json
import re

import pytest
from markupsafe import escape

from api.errors import TITLES
from api.openapi.document import spanish

CONTRACT = {
    "/api/v1/mechanisms",
    "/api/v1/mechanisms/{mechanism}",
    "/api/v1/mechanisms/{mechanism}/members",
    "/api/v1/states",
    "/api/v1/states/{iso3}",
    "/api/v1/states/{iso3}/mechanisms",
    "/api/v1/memberships",
    "/api/v1/mandates",
    "/api/v1/mandates/{mandate}",
    "/api/v1/overlap/pairs",
    "/api/v1/overlap/intersections",
    "/api/v1/network",
    "/api/v1/timeline",
    "/api/v1/conflicts",
    "/api/v1/recommendations",
    "/api/v1/figures",
    "/api/v1/instruments",
    "/api/v1/instruments/{instrument}",
    "/api/v1/events",
    "/api/v1/events/{event}",
    "/api/v1/organizations",
    "/api/v1/organizations/{organization}",
    "/api/v1/regions",
    "/api/v1/regions/{region}",
    "/api/v1/sources",
    "/api/v1/sources/{source}",
    "/api/v1/search",
    "/api/v1/version",
    "/sparql",
    "/healthz",
    "/id/{kind}/{local}",
}


@pytest.fixture(scope="module")
def document(live) -> dict:
    return live.get("/openapi.json").json()


def operations(document: dict):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_every_path_of_the_contract_is_described(document):
    assert set(document["paths"]) >= CONTRACT
    assert document["openapi"].startswith("3.1")
    assert document["info"]["license"]["identifier"]
    assert "contact" not in document["info"]


def test_every_operation_says_what_it_does_takes_and_answers(document):
    for path, method, operation in operations(document):
        assert operation["description"], (path, method)
        assert operation["tags"], (path, method)
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (path, parameter["name"])
        assert {"200", "204", "303"} & set(operation["responses"]), (path, method)


def test_every_path_has_a_real_example(document, live):
    for path, method, operation in operations(document):
        if path.startswith("/api/v1"):
            content = operation["responses"]["200"]["content"]["application/json"]
            sample = operation["x-codeSamples"][0]["source"]
            target = re.search(r'"http://[^/]+(/[^"]+)"', sample)
            assert target, (path, method)
            answer = live.get(target[1]).json()
            example = content["example"]
            assert example.keys() == answer.keys()
            assert example["dataset_version"] == answer["dataset_version"]
            if "items" in example:
                assert example["items"] == answer["items"] != []


def test_every_reference_resolves(document):
    for target in set(re.findall(r'"\$ref": ?"#/([^"]+)"', json.dumps(document))):
        found = document
        for part in target.split("/"):
            found = found[part]


def test_problems_are_described(document):
    members = document["paths"]["/api/v1/mechanisms/{mechanism}/members"]["get"]["responses"]
    assert {"200", "300", "304", "307", "404", "406", "422"} <= set(members)
    assert "application/problem+json" in members["404"]["content"]


def texts(document: dict) -> set[str]:
    found = {text for tag in document["tags"] for text in (tag["name"], tag["description"])}
    for _, _, operation in operations(document):
        rows = [operation, *operation.get("parameters", []), *operation["responses"].values()]
        found |= {row["description"] for row in rows}
    return found


def test_the_page_says_everything_in_spanish_too(live, document):
    english = texts(document)
    titles = {f"{title}." for _, title, _ in TITLES.values()}
    assert english <= spanish().keys()
    assert spanish().keys() - titles <= english, "words that nothing uses"
    page = live.get("/docs?lang=es", headers={"accept": "text/html"}).text
    assert spanish()["Where sources disagree."] in page
    for text in english:
        if text != spanish()[text] and len(text) > 12 and "`" not in text:
            assert f"{escape(text)}<" not in page, text


def test_the_page_shows_every_path_and_explains_every_problem(live, document):
    page = live.get("/docs", headers={"accept": "text/html"}).text
    assert "<script" not in page
    for path in document["paths"]:
        assert path in page
    for name in TITLES:
        assert f'id="problem-{name}"' in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
