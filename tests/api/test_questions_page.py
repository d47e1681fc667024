"""``/questions``: every competency question with ways to its answer that work."""

from __future__ import annotations

import html
import re

import pytest

from kg.catalog import GROUPS, competency

HTML = {"accept": "text/html"}
ENTRY = re.compile(r'<li id="([^"]+)">(.*?)\n.*?<span class="ways">(.*?)</span></li>', re.DOTALL)


def entries(page: str) -> dict[str, tuple[str, list[str]]]:
    return {
        name: (
            html.unescape(title).strip(),
            [html.unescape(way) for way in re.findall(r'href="([^"]*)"', ways)],
        )
        for name, title, ways in ENTRY.findall(page)
    }


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_question_stands_there_once_in_the_language_asked_for(live, lang):
    answer = live.get(f"/questions?lang={lang}", headers=HTML)
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text
    found = entries(answer.text)
    assert {name: title for name, (title, _) in found.items()} == {
        name: query.title.get(lang) for name, query in competency().items()
    }
    headings = re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', answer.text)
    assert headings == [(key, title.get(lang)) for key, title in GROUPS.items()]
    assert re.findall(r'href="#([^"]+)"', answer.text) == ["main", *GROUPS]


def test_the_ways_lead_to_the_answer(live):
    found = entries(live.get("/questions", headers=HTML).text)
    for name, (_, (answer, *rest)) in found.items():
        assert rest == ([competency()[name].rest.path] if competency()[name].rest else []), name
        assert answer.startswith("/sparql?query=")
    page = live.get(found["005-crm-quito-shared"][1][0], headers=HTML)
    assert page.status_code == 200
    assert re.findall(r"state/([A-Z]{3})", page.text) or "state:CRI" in page.text
    rows = live.get(found["016-crm-budget-sum"][1][0], headers={"accept": "text/csv"})
    assert rows.text.split() == ["total", "99.16"]
    assert live.get(found["041-chile-not-in-crm"][1][1]).json()["total"] == 0


def test_the_page_runs_under_a_policy_that_fetches_nothing(live):
    policy = live.get("/questions", headers=HTML).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_the_query_page_leads_there(live):
    assert 'href="/questions?lang=es"' in live.get("/sparql?lang=es", headers=HTML).text


def test_it_is_a_page_and_nothing_else(live):
    assert live.get("/questions", headers={"accept": "application/json"}).status_code == 406
    assert live.get("/questions?lang=fr", headers=HTML).status_code == 422
