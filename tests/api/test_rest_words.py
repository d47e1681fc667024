"""Lists narrowed by words, on a graph without a single citation."""

from __future__ import annotations

from pathlib import Path

from webserver import client_of, serving

import kg
from api.app import create_app
from api.settings import Settings

BARE = """
@prefix mm: <https://w3id.org/migration-mechanisms/ontology#> .
@prefix organization: <https://w3id.org/migration-mechanisms/id/organization/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/migration-mechanisms/id/dataset> a mm:Dataset ; dcterms:modified "2022-06-30"^^xsd:date .
organization:pier-one a mm:Organization ; rdfs:label "Pier One"@en .
organization:pier-two a mm:Organization ; rdfs:label "Pier Two"@en .
organization:shore a mm:Organization ; rdfs:label "Shore"@en .
"""


def test_words_find_all_that_have_them_however_few_citations_there_are(tmp_path: Path):
    path = tmp_path / "bare.ttl"
    path.write_text(BARE, "utf-8")
    with serving(create_app(Settings(workers=1), kg.load(path))) as address, client_of(address) as client:
        body = client.get("/api/v1/organizations", params={"q": "pier"}).json()
    assert [row["id"] for row in body["items"]] == ["pier-one", "pier-two"]
