"""A server over a graph of another kind says of every page what it serves, and leads to SPARQL."""

from __future__ import annotations

import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    file = tmp_path_factory.mktemp("foreign") / "any.ttl"
    file.write_text('<http://example.org/a> <http://example.org/b> "c" .\n')
    app = create_app(Settings(data=file, validate=False, workers=1))
    with serving(app) as address, client_of(address) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/embed?view=map",
        "/about",
        "/network",
        "/conflicts",
        "/brief/state/CRI",
        "/brief/pair/crm/sica.docx",
        "/api/v1/explorer",
        "/api/v1/overlap/proposal?states=CRI",
    ],
)
def test_what_is_not_here_is_said(foreign, path):
    answer = foreign.get(path)
    assert answer.status_code == 404
    assert "another kind" in answer.json()["detail"]


def test_the_front_page_leads_to_the_query_page(foreign):
    answer = foreign.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/sparql")
