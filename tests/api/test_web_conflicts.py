"""``/api/v1/conflicts`` and the page ``/conflicts``: sides, filters, tables, one by its id."""

from __future__ import annotations

import csv
import io

import pytest

from api.schemas.conflicts import ConflictDocument, ConflictRow
from kg.graph import KnowledgeGraph
from kg.rows.conflicts import SIDE_FIELDS

PATH = "/api/v1/conflicts"
HTML = {"accept": "text/html"}


def ids(client, **params: object) -> list[str]:
    answer = client.get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    rows = answer.json()["items"]
    for row in rows:
        ConflictRow.model_validate(row, strict=True)
    return [row["id"] for row in rows]


def test_a_side_has_its_dated_sources_and_says_whether_it_is_followed(web):
    row = web.get(f"{PATH}/value-river-established").json()
    ConflictDocument.model_validate(row, strict=True)
    assert [(side["value"], side["rank"], side["followed"]) for side in row["values"]] == [
        ("2011", "preferred", True),
        ("2010", "normal", False),
    ]
    assert row["values"][0]["sources"] == [
        {
            "id": "bulletin-2020",
            "title": "Boletín de foros",
            "locator": "Members, ¶ 1",
            "stance": "supports",
            "url": "https://example.org/bulletin-2020",
            "date": "2020",
            "section": "Members",
            "paragraph": 1,
        }
    ]
    assert row["outcome"] == "The direct triples follow: 2011."
    assert row["reason"] == row["note"] == "The later source cites the minutes."
    assert row["about"] is None


def test_in_spanish(web):
    row = web.get(f"{PATH}/membership-river-HND?lang=es").json()
    assert row["about"] == "Honduras"
    assert row["outcome"] == "Las respuestas siguen: miembro."
    assert row["reason"] is None
    assert row["values"][1]["value"] == "no figura en la lista"
    assert [thing["name"] for thing in row["things"]] == ["Proceso del Río", "Honduras"]
    assert web.get(f"{PATH}/name-harbour?lang=es").json()["property_label"] == "nombre"


def test_the_filters(web):
    everything = ids(web)
    assert ids(web, kind=["acronym", "name"]) == ["acronym-riv", "name-harbour"]
    assert ids(web, mechanism="ridge") == ["acronym-riv"], "whatever it touches, not only its subject"
    assert ids(web, mechanism=["ridge", "Harbour Forum"], kind="acronym") == ["acronym-riv"]
    assert ids(web, source="gazette") == []
    assert ids(web, source="bulletin-2020", kind="value") == [
        "value-river-established",
        "value-river-hasMandate-small-training",
    ]
    assert ids(web, q="aruba") == ["membership-harbour-ABW"]
    assert ids(web, q="quay TALKS") == ["name-harbour"]
    assert set(ids(web, limit=3)) == set(everything[:3])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("source=atlas", "source"), ("mechanism=nothing", "mechanism"), ("q=", "q"), ("kind=war", "kind")],
)
def test_what_is_not_there_is_refused(web, query, parameter):
    answer = web.get(f"{PATH}?{query}")
    assert answer.status_code == 422
    assert answer.json()["parameter"] == parameter


def test_an_unknown_id_names_its_neighbours(web):
    answer = web.get(f"{PATH}/acronym-rv")
    assert answer.status_code == 404
    assert "acronym-riv" in answer.json()["suggestions"]
    spanish = web.get(f"{PATH}/acronym-rv?lang=es").json()["detail"]
    assert "la discrepancia" in spanish


def test_the_table_has_a_row_for_each_side(web):
    answer = web.get(f"{PATH}?kind=membership&mechanism=river&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))
    assert tuple(rows[0]) == SIDE_FIELDS
    assert [(row["id"], row["value"], row["followed"], row["dates"], row["sources"]) for row in rows] == [
        ("membership-river-HND", "member", "true", "2015", "atlas-2015 (Forums, ¶ 1) [supports]"),
        ("membership-river-HND", "not in the list", "false", "2020", "bulletin-2020 (Members, ¶ 1) [omits]"),
    ]
    nothing = web.get(f"{PATH}?source=gazette&format=csv")
    assert nothing.text.strip() == ",".join(SIDE_FIELDS)


def test_the_query_behind_the_list_is_named_where_it_gives_the_same(web):
    assert "via" in web.get(PATH).links
    sent = web.get(f"{PATH}?kind=value&kind=membership&lang=es").headers.raw
    assert sum(len(name) + len(value) + 4 for name, value in sent) < 14_000, "proxies read 16 kB"
    assert "via" not in web.get(f"{PATH}?q=aruba").links
    target = web.get(f"{PATH}?kind=name").links["via"]["url"]
    rows = web.get(target, headers={"accept": "application/sparql-results+json"}).json()["results"][
        "bindings"
    ]
    assert {row["kind"]["value"] for row in rows} == {"name"}
    assert [row["value"]["value"] for row in rows] == ["HAR", "Harbour forum", "Quay Talks"]


def test_turtle_holds_the_statements_of_both_sides(live):
    text = live.get(f"{PATH}/membership-quito-process-PRY?format=ttl").text
    assert "quito-process-PRY-member" in text
    assert "quito-process-closed-list-member-2022" in text


def test_the_page_is_negotiated_as_the_other_pages(live, real: KnowledgeGraph):
    for lang in ("en", "es"):
        answer = live.get("/conflicts", headers={**HTML, "accept-language": lang})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-language"] == lang
        assert f'<html lang="{lang}"' in answer.text
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        tag = answer.headers["etag"]
        again = live.get("/conflicts", headers={**HTML, "accept-language": lang, "if-none-match": tag})
        assert again.status_code == 304
    assert live.get("/conflicts", headers={"accept": "text/turtle"}).status_code == 406
    assert 'href="/conflicts?lang=en"' in live.get("/", headers=HTML).text


def test_the_form_of_the_page_works_with_empty_fields_and_names(live):
    whole = live.get("/conflicts?lang=en&kind=&mechanism=", headers=HTML)
    assert whole.status_code == 200
    named = live.get("/conflicts?mechanism=Proceso%20de%20Quito", headers=HTML).text
    assert '<option value="quito-process" selected>' in named
    for query in ("kind=war", "mechanism=nothing", "mechanism=CPA", "sort=up"):
        answer = live.get(f"/conflicts?{query}", headers=HTML)
        assert answer.status_code == 422, query


def test_every_link_of_the_page_leads_somewhere(live):
    import re

    html = live.get("/conflicts?kind=membership", headers=HTML).text
    anchors = set(re.findall(r'id="([^"]+)"', html))
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', html)} - {"data:,"}
    assert len(links) > 30
    for link in links:
        if link.startswith("#"):
            assert link[1:] in anchors
        else:
            answer = live.get(live.base_url.join("/conflicts").join(link), headers={"accept": "*/*"})
            assert answer.status_code == 200, link
