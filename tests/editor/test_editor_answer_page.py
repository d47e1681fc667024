"""The answer as a page, for browsers without a script: what is left out is told."""

from __future__ import annotations

import asyncio
import json

import pytest

from api.settings import Settings
from api.sparql.answer import answer_page
from api.sparql.page import query_page
from kg.store.evaluator import Answer
from kg.store.guard import QueryForm
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.spool import Spool, SpoolRoom

BODY = json.dumps(
    {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "<b>1</b>"}}]}}
).encode()


def answer(**more) -> Answer:
    return Answer(QueryForm.SELECT, ResultFormat.JSON, more.pop("body", BODY), 0.1, 0.0, **more)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Not all rows: the server stops at 1."), ("es", "el servidor se detiene en 1.")],
)
def test_a_limit_of_rows_that_bit_is_told_above_them(lang: str, words: str):
    html = answer_page("SELECT * {}", answer(truncated=1), lang).html
    assert words in html
    assert html.index(words) < html.index("<table>")
    assert "&lt;b&gt;1&lt;/b&gt;" in html
    assert "warning" not in answer_page("SELECT * {}", answer(), lang).html.partition("<body>")[2]


def test_an_answer_too_large_for_a_page_leads_to_its_files():
    async def page() -> tuple[str, int]:
        room = SpoolRoom(1 << 20)
        html = answer_page("SELECT * {}", answer(body=b"", spool=Spool(room)), "en").html
        return html, room.used

    html, used = asyncio.run(page())
    assert "too large for a page" in html
    assert "format=csv" in html
    assert "<table>" not in html
    assert used == 0


def test_what_is_closed_is_said_as_it_is_set():
    assert "no SERVICE" in query_page("en", Settings()).html
    opened = query_page("en", Settings(service_allow="https://example.org/sparql")).html
    assert "only the endpoints that this server allows" in opened
