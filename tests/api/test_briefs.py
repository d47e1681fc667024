"""``/brief/…`` on a server: pages and documents, redirects, problems, policy, validators."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import re
import threading

import docx
import pytest

from api.errors import ProblemError
from api.routers import briefs
from api.routers.briefs import DOCX, DocumentQueue
from api.workshop import Workshop

DOCUMENT = DOCX.media_type


def test_a_page_with_a_policy_by_hash_and_no_script(web):
    answer = web.get("/brief/pair/river/harbour", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert not re.search(r'\sstyle="|<script|\son[a-z]+="', answer.text)


def test_language_year_and_source_are_kept_by_the_links(web):
    answer = web.get("/brief/pair/river/harbour?lang=es&year=2020&source=gazette")
    assert answer.headers["content-language"] == "es"
    assert '<html lang="es">' in answer.text
    kept = "year=2020&amp;source=gazette"
    assert f'href="/brief/pair/river/harbour?lang=en&amp;{kept}"' in answer.text
    assert f'href="/brief/pair/river/harbour.docx?lang=es&amp;{kept}"' in answer.text
    assert 'href="/?lang=es#sel=pair:river+harbour"' in answer.text
    spoken = web.get("/brief/state/CRI", headers={"accept-language": "es"})
    assert '<html lang="es">' in spoken.text


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/brief/mechanism/river.docx", {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}),
        ("/brief/mechanism/river.docx", {"accept": "text/html"}),
        ("/brief/mechanism/river?format=docx", {}),
        ("/brief/mechanism/river", {"accept": DOCUMENT}),
    ],
)
def test_a_document_by_ending_by_parameter_and_by_negotiation(web, path, headers):
    answer = web.get(path, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == DOCUMENT
    assert answer.headers["content-disposition"] == 'attachment; filename="brief-mechanism-river-en.docx"'
    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == "River Process (RIV)"


def test_a_document_is_kept_and_validated(web):
    path = "/brief/state/CRI.docx?lang=es"
    first = web.get(path)
    assert web.get(path).content == first.content
    again = web.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    head = web.head(path)
    assert (head.content, head.headers["content-length"]) == (b"", str(len(first.content)))
    page = web.get("/brief/state/CRI?lang=es")
    assert page.headers["etag"] != first.headers["etag"]
    assert (
        web.get("/brief/state/CRI?lang=es", headers={"if-none-match": page.headers["etag"]}).status_code
        == 304
    )


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/brief/state/CR", "/brief/state/CRI"),
        ("/brief/state/costa rica.docx?lang=es", "/brief/state/CRI.docx?lang=es"),
        ("/brief/mechanism/River Process?year=2020", "/brief/mechanism/river?year=2020"),
        ("/brief/pair/River Process/HAR.docx", "/brief/pair/river/harbour.docx"),
        ("/brief/territory/ABW?lang=es", "/brief/state/ABW?lang=es"),
    ],
)
def test_other_spellings_are_redirected(web, path, target):
    answer = web.get(path)
    assert answer.status_code == 307
    assert answer.headers["location"] == target


@pytest.mark.parametrize(
    ("path", "status", "member"),
    [
        ("/brief/mechanism/rivr", 404, {"suggestions": ["river"]}),
        ("/brief/state/ZZZ", 404, {}),
        ("/brief/pair/river/rivr", 404, {"suggestions": ["river"]}),
        ("/brief/pair/river/river", 422, {"parameter": "names"}),
        ("/brief/mechanism/river?year=99", 422, {"parameter": "year"}),
        ("/brief/mechanism/river?year=2o18", 422, {"parameter": "year"}),
        ("/brief/mechanism/river?lang=fr", 422, {"parameter": "lang"}),
        ("/brief/mechanism/river?role=member", 422, {"parameter": "role"}),
        ("/brief/mechanism/river?source=nobody", 422, {"parameter": "source"}),
        ("/brief/mechanism/river?format=pdf", 406, {}),
        ("/brief/mechanism/river.docx?format=html", 406, {}),
        ("/brief/mechanism/%3Cscript%3E", 404, {}),
        ("/brief", 404, {}),
    ],
)
def test_problems(web, path, status, member):
    answer = web.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    body = answer.json()
    assert body["status"] == status
    assert {key: body[key] for key in member} == member


def test_a_name_of_several_things_leads_to_the_brief_of_each(live):
    answer = live.get("/brief/pair/crm/CPA")
    assert answer.status_code == 300
    assert [row["url"] for row in answer.json()["choices"]] == [
        "/brief/pair/crm/cpa-cirefca",
        "/brief/pair/crm/cpa-indochina",
    ]
    single = live.get("/brief/mechanism/CPA").json()["choices"]
    assert single[0]["url"] == "/brief/mechanism/cpa-cirefca"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/brief/mechanism/CRI", "/brief/state/CRI"),
        ("/brief/pair/crm/ABW.docx", "/brief/state/ABW"),
        ("/brief/state/crm", "/brief/mechanism/crm"),
        ("/brief/mechanism/unicef", "/api/v1/organizations/unicef"),
    ],
)
def test_a_name_of_another_kind_leads_to_the_brief_of_that(live, path, address):
    problem = live.get(path)
    assert problem.status_code == 404
    assert problem.json()["elsewhere"][0]["url"] == address
    assert address in problem.json()["detail"]
    assert live.get(address).status_code == 200


def test_half_an_address_is_told_the_whole(web):
    problem = web.get("/brief/pair/river").json()
    assert "/brief/pair/{a}/{b}" in problem["suggestions"]
    assert "/brief/pair/{a}/{b}" in problem["detail"]


def test_names_are_looked_up_and_briefs_made_beside_the_event_loop(web, monkeypatch):
    threads = []

    def watched(*args):
        threads.append(threading.current_thread().name)
        return made(*args)

    made = briefs._made
    monkeypatch.setattr(briefs, "_made", watched)
    assert web.get("/brief/mechanism/river?year=2017").status_code == 200
    assert web.get(f"/brief/mechanism/{'x' * 9000}").status_code == 404
    assert [name.startswith("AnyIO") for name in threads] == [True, True]


def test_documents_are_made_one_at_a_time_and_a_crowd_is_sent_away(monkeypatch):
    running, most = 0, 0

    def slow(made, draw):
        import time

        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.01)
        running -= 1
        return b"x"

    monkeypatch.setattr("kg.brief.document.brief_docx", slow)

    async def crowd() -> list[object]:
        queue = DocumentQueue(Workshop())
        return await asyncio.gather(*(queue.document(None) for _ in range(12)), return_exceptions=True)

    found = asyncio.run(crowd())
    assert found.count(b"x") == 8
    refused = [row for row in found if isinstance(row, ProblemError)]
    assert len(refused) == 4
    assert refused[0].status == 503
    assert refused[0].headers["Retry-After"]
    assert most == 1
