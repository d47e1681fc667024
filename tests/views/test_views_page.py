"""Pages as text: hashes, policies, nothing fetched, nothing that a name could inject."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import pytest
from views_support import IMAGE, SCRIPT

from kg.errors import ParameterError
from kg.overlap.conflicts import conflicts
from kg.snapshot import Snapshot
from kg.views import Page, conflicts_page, landing_page, render_network, shell, write
from kg.views.page import inline, policy, script_json

INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def pages(snapshot: Snapshot) -> list[Page]:
    return [
        render_network(snapshot),
        render_network(snapshot, lang="es", year=2000, offline=True),
        landing_page(snapshot, lang="en", conflicts=3),
        landing_page(snapshot, lang="es", conflicts=3, base_url="/kg"),
        conflicts_page(snapshot, conflicts(snapshot), lang="es"),
        shell("T", "<p>x</p>", "en", scripts=["console.log(1)"], extra_css="p{color:red}", connect=True),
    ]


def allowed(csp: str, directive: str) -> set[str]:
    found = next(part for part in csp.split("; ") if part.startswith(directive + " "))
    return set(found.split(" ")[1:])


@pytest.mark.parametrize("index", range(6))
def test_the_policy_holds_exactly_the_hashes_of_the_inline_texts(snapshot: Snapshot, index: int):
    page = pages(snapshot)[index]
    for tag in ("script", "style"):
        texts = [text for name, text in INLINE.findall(page.html) if name == tag]
        hashes = {
            "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
            for text in texts
        }
        assert allowed(page.csp, f"{tag}-src") == (hashes or {"'none'"})
    assert "unsafe" not in page.csp
    assert allowed(page.csp, "default-src") == {"'none'"}


@pytest.mark.parametrize("index", range(6))
def test_nothing_is_fetched_and_nothing_is_inline_outside_the_hashed_elements(snapshot: Snapshot, index: int):
    page = pages(snapshot)[index]
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page.html, flags=re.DOTALL)
    fetching = re.findall(
        r'<(?:link|img|script|iframe|object|embed|source|use|image)\b[^>]*?(?:src|href)="([^"]*)"', markup
    )
    assert set(fetching) == {"data:,"}
    assert not re.findall(r"<[a-z][^>]*\s(?:on\w+|style)\s*=", markup)
    assert not re.findall(
        r"url\(|@import", "".join(text for name, text in INLINE.findall(page.html) if name == "style")
    )


@pytest.mark.parametrize("index", range(4))
def test_hostile_names_stay_text(snapshot: Snapshot, index: int):
    page = pages(snapshot)[index]
    assert SCRIPT not in page.html
    assert "<img" not in page.html
    assert "alert(" in page.html  # the name itself is there, as text


def test_the_policy_of_an_offline_file_stands_in_the_file(snapshot: Snapshot):
    page = render_network(snapshot, offline=True)
    meta = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.html)
    assert meta is not None
    inside = html.unescape(meta[1])
    assert "frame-ancestors" not in inside
    assert page.csp == inside + "; frame-ancestors 'none'"
    assert 'href="/' not in page.html


def test_links_of_the_site_stand_under_the_base_address(snapshot: Snapshot):
    for page in (
        landing_page(snapshot, lang="en", conflicts=0, base_url="/kg/"),
        render_network(snapshot, base_url="/kg/"),
    ):
        local = re.findall(r'href="(/[^"]*)"', page.html)
        assert local
        assert all(link.startswith("/kg/") for link in local)


def test_json_in_a_script_reads_back_and_cannot_end_it():
    value = {"a": [SCRIPT, IMAGE, "<!--", "\u2028 & é"]}
    text = str(script_json(value))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value


@pytest.mark.parametrize("text", ["x</script>", "x</STYLE>", "<!-- x"])
def test_an_inline_text_that_would_end_its_element_is_refused(text: str):
    with pytest.raises(ValueError, match="inline text"):
        inline(text)


def test_the_frame_escapes_its_title():
    page = shell(SCRIPT, "<p>body</p>", "es", description=IMAGE)
    assert SCRIPT not in page.html
    assert "<img" not in page.html
    assert "<p>body</p>" in page.html
    assert '<html lang="es">' in page.html


def test_connecting_is_allowed_only_where_asked_for():
    assert allowed(policy(), "connect-src") == {"'none'"}
    assert allowed(policy(connect=True), "connect-src") == {"'self'"}
    assert allowed(policy(connect=True), "form-action") == {"'self'"}


def test_a_written_page_is_the_page(snapshot: Snapshot, tmp_path: Path):
    page = landing_page(snapshot, lang="es", conflicts=0)
    assert write(page, tmp_path / "página.html").read_text("utf-8") == page.html


@pytest.mark.parametrize(("year", "lang"), [(1989, "en"), (2023, "en"), (2022, "fr")])
def test_what_cannot_be_drawn_is_refused(snapshot: Snapshot, year: int, lang: str):
    with pytest.raises(ParameterError):
        render_network(snapshot, year=year, lang=lang)


def test_the_landing_page_refuses_a_language_without_words(snapshot: Snapshot):
    with pytest.raises(ParameterError):
        landing_page(snapshot, lang="fr")
