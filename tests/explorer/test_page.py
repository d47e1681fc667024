"""The page as it is served: languages, policies, caching, weight, and what it says without a script."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator

import httpx
import pytest

from kg.asof import Selection, seats
from kg.explorer import span
from kg.views.explorer import VIEWS, document_of
from tests.api.webserver import client_of

PAGE = {"accept": "text/html"}
#: Bytes that a reader's first view may cost: the page, and the document that it draws.
MOST_VIEW = 200_000
INLINE = re.compile(r"<(script|style)(?: type=\"module\")?>(.*?)</\1>", re.DOTALL)
#: Every path that answers in HTML, without the one that may stand in the frames of others.
PATHS = ("/", "/?lang=es&year=1999", "/about", "/network", "/conflicts", "/questions", "/docs", "/sparql")


@pytest.fixture(scope="module")
def web(served: str) -> Iterator[httpx.Client]:
    with client_of(served) as found:
        yield found


def text_of(web: httpx.Client, path: str, **headers: str) -> str:
    answer = web.get(path, headers=PAGE | headers)
    assert answer.status_code == 200, answer.text[:200]
    return answer.text


def main_of(page: str) -> str:
    """What a reader without a script sees, as text."""
    shown = re.search(r'<div id="plain".*?</main>', page, re.DOTALL)
    assert shown
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown[0])).split())


def allowed(csp: str, directive: str) -> set[str]:
    return set(next(part for part in csp.split("; ") if part.split(" ")[0] == directive).split(" ")[1:])


def test_the_language_is_asked_for_or_preferred(web: httpx.Client):
    for path, header, lang in (
        ("/", "es-MX,es;q=0.9", "es"),
        ("/", "de", "en"),
        ("/?lang=en", "es", "en"),
        ("/?lang=es", "en", "es"),
    ):
        answer = web.get(path, headers=PAGE | {"accept-language": header})
        assert answer.headers["content-language"] == lang
        assert f'<html lang="{lang}"' in answer.text


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_what_is_not_known_is_ignored_and_the_page_says_so_without_a_script(web: httpx.Client, path: str):
    shown = main_of(text_of(web, path + "?lang=fr&colour=red&year=1850", **{"accept-language": "es"}))
    assert (
        "Se pasó por alto, por ser desconocido aquí: colour=red, lang=fr, year=1850 (se muestra: 1984)."
        in shown
    )
    assert "Miembros en 1984" in shown
    assert "Ignored" not in main_of(
        text_of(web, path + "?lang=en&year=2018&roles=member,observer&sel=state:CRI")
    )
    assert "year=soon (shown: 2026)" in main_of(text_of(web, path + "?year=soon"))
    assert web.get(path + "?a=1&a=2&format=csv&&=&%ff=%00", headers=PAGE).status_code == 200


def test_an_unknown_view_is_the_nearest_and_the_page_says_so(web: httpx.Client):
    page = text_of(web, "/embed?view=nonsense")
    assert f'data-view="{VIEWS[0]}"' in page
    assert "view=nonsense (shown: matrix)" in main_of(page)
    for view in VIEWS:
        assert f'data-view="{view}"' in text_of(web, f"/embed?view={view}")


def test_words_of_a_stranger_are_cut_and_are_text(web: httpx.Client):
    page = text_of(
        web, "/?" + "&".join(f"p{n}=x" for n in range(50)) + "&<script>=<img src=x onerror=alert(1)>"
    )
    assert "<img" not in page
    shown = main_of(text_of(web, "/?" + "q" * 3000 + "=1"))
    assert len(shown.partition("Ignored")[2].partition(".")[0]) < 200


def test_the_table_says_who_is_a_member(web: httpx.Client, real):
    snapshot = real.snapshot
    default = {row["id"] for row in document_of(snapshot)["mechanisms"] if row["default"]}
    for year in (1984, 1996, 2018, 2026):
        page = text_of(web, f"/?year={year}")
        held = [seat for seat in seats(snapshot, Selection(year)) if seat.membership.mechanism in default]
        stated = sum(seat.basis == "stated" for seat in held)
        assert page.count(">●</abbr>") == stated
        assert page.count(">○</abbr>") == len(held) - stated
        for seat in held:
            assert f'href="/id/mechanism/{seat.membership.mechanism}"' in page
            assert f'href="/id/{seat.membership.participant.kind}/{seat.membership.participant.id}"' in page
    row = re.search(r'<tr><th scope="row"><a href="/id/state/NIC">Nicaragua</a></th>(.*?)</tr>', page)
    assert row
    columns = re.findall(r'<th scope="col".*?/id/mechanism/([\w-]+)"', page)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row[1])
    members = {name for name, cell in zip(columns, cells, strict=True) if cell}
    assert members == {seat.membership.mechanism for seat in held if seat.membership.participant.id == "NIC"}


def test_the_sentence_counts_what_the_table_shows(web: httpx.Client):
    shown = main_of(text_of(web, "/?year=1997&lang=en"))
    numbers = re.search(
        r"In 1997, (\d+) states and territories hold (\d+) seats as members of (\d+) mechanisms", shown
    )
    assert numbers
    page = text_of(web, "/?year=1997&lang=en")
    rows = re.findall(r'<tr><th scope="row"><a href="/id/(?:state|territory)/\w+">.*?</tr>', page)
    assert int(numbers[1]) == len(rows)
    assert int(numbers[2]) == sum(row.count("</abbr></td>") for row in rows)


def test_every_address_on_the_page_answers(web: httpx.Client):
    page = text_of(web, "/?lang=es")
    links = {html.unescape(link) for link in re.findall(r'href="(/[^"]*)"', page)}
    assert {
        "/about?lang=es",
        "/network?lang=es",
        "/conflicts?lang=es",
        "/api/v1/explorer?texts=short",
    } <= links
    some = [link for link in sorted(links) if not link.startswith("/id/")] + [
        "/id/mechanism/crm",
        "/id/state/CRI",
    ]
    for link in some:
        assert web.get(link, headers={"accept": "*/*"}).status_code in (200, 303), link


@pytest.mark.parametrize("path", [*PATHS, "/embed", "/embed?view=map&lang=es"])
def test_policies_are_strict_and_only_the_embedded_view_may_be_framed(web: httpx.Client, path: str):
    answer = web.get(path, headers=PAGE)
    csp = answer.headers["content-security-policy"]
    assert "unsafe" not in csp
    assert allowed(csp, "default-src") == {"'none'"}
    assert allowed(csp, "frame-ancestors") == ({"*"} if path.startswith("/embed") else {"'none'"})
    assert "x-frame-options" not in answer.headers or not path.startswith("/embed")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "*" not in csp.replace("frame-ancestors *", "")


@pytest.mark.parametrize("path", ["/", "/embed?view=square"])
def test_exactly_the_inline_texts_are_allowed_and_only_the_server_is_asked(web: httpx.Client, path: str):
    answer = web.get(path, headers=PAGE)
    csp, page = answer.headers["content-security-policy"], answer.text
    for tag in ("script", "style"):
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for name, text in INLINE.findall(page)
            if name == tag
        }
        assert allowed(csp, f"{tag}-src") == hashes
    assert allowed(csp, "connect-src") == {"'self'"}
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    fetched = re.findall(
        r'<(?:link|img|script|iframe|object|embed|source|use|image)\b[^>]*?(?:src|href)="([^"]*)"', markup
    )
    assert set(fetched) == {"data:,", "/api/v1/explorer?texts=short"}
    assert not re.findall(r"<[a-z][^>]*\s(?:on\w+|style)\s*=", markup)
    assert "http://" not in markup.replace("http://www.w3.org", "")


def test_the_page_and_the_document_are_cached_by_version(web: httpx.Client):
    for path in ("/", "/embed?view=map", "/api/v1/explorer", "/api/v1/explorer?texts=short"):
        answer = web.get(path)
        assert answer.headers["etag"].startswith('"')
        assert "public, max-age=" in answer.headers["cache-control"]
        assert "Accept-Language" in answer.headers["vary"]
        again = web.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = web.head(path)
        assert head.headers["etag"] == answer.headers["etag"]
        assert int(head.headers["content-length"]) == len(answer.content)
    assert web.get("/").headers["etag"] != web.get("/?year=2000").headers["etag"]
    # What strangers can vary without end is not kept.
    for path in (
        "/?colour=red",
        "/?roles=member",
        "/?lang=fr",
        "/?year=1850",
        "/?lang=en&lang=en",
        "/embed?view=map&view=map",
    ):
        assert "etag" not in web.get(path).headers


def packed(web: httpx.Client, path: str) -> int:
    with web.stream("GET", path, headers=PAGE | {"accept": "*/*", "accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        return sum(len(chunk) for chunk in answer.iter_raw())


def test_the_first_view_weighs_less_than_200_kilobytes(web: httpx.Client, capsys: pytest.CaptureFixture[str]):
    page, document = packed(web, "/"), packed(web, "/api/v1/explorer?texts=short")
    details = packed(web, "/api/v1/explorer?part=details")
    with capsys.disabled():
        print(
            f"\nfirst view: {page:,} (page) + {document:,} (document) = {page + document:,} bytes; "
            f"then {details:,}"
        )
    assert page + document < MOST_VIEW


def test_the_script_is_told_about_the_page(web: httpx.Client, real):
    page = text_of(web, "/embed?view=map&lang=es&year=2001")
    told = json.loads(re.search(r'<script type="application/json" id="page">(.*?)</script>', page)[1])
    assert told == {
        "lang": "es",
        "year": 2001,
        "offline": False,
        "embed": "map",
        "base": "",
        "version": real.snapshot.version,
    }
    words = json.loads(re.search(r'<script type="application/json" id="words">(.*?)</script>', page)[1])
    assert words["languages"] == ["en", "es"]
    assert words["words"]["shell.network"] == ["Network", "Red"]
    assert not [key for key in words["words"] if key.startswith(("brief.", "plain."))]
    shapes = json.loads(re.search(r'<script type="application/json" id="map-data">(.*?)</script>', page)[1])
    assert "CRI" in shapes["neighbours"]
    assert 'id="data"' not in page


def test_the_document_can_be_asked_for_in_part(web: httpx.Client, real):
    found = web.get("/api/v1/explorer?part=roles&part=reading").json()
    assert list(found) == ["dataset_version", "roles", "reading"]
    whole = web.get("/api/v1/explorer").json()
    assert whole == json.loads(json.dumps(dict(document_of(real.snapshot))))
    assert [whole["first"], whole["now"]] == [span(real.snapshot).start, real.snapshot.now]
    problem = web.get("/api/v1/explorer?part=rols")
    assert problem.status_code == 422
    assert problem.json()["suggestions"][0] == "roles"
    assert web.get("/api/v1/explorer?colour=red").status_code == 422
    assert web.get("/api/v1/explorer", headers={"accept": "text/csv"}).status_code == 406


def test_the_page_is_html_and_nothing_else(web: httpx.Client):
    assert web.get("/", headers={"accept": "application/json"}).status_code == 406
    assert web.post("/").status_code == 405


def test_the_old_front_page_is_about(web: httpx.Client):
    page = text_of(web, "/about?lang=es")
    assert 'href="/about?lang=es" aria-current="page"' in page
    assert "/sparql?query=" in page
    assert "?lang=en" in page
