"""The page in a real browser: two sheets, nothing fetched, readable on a telephone, axe finds nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from brief_support import made
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.brief.page import brief_page
from kg.explorer.neighbours import neighbours

CASES = [("crm", "quito-process"), ("CRI",), ("crm",), ("MEX",)]


def shown(browser: Browser, real, folder: Path, *names: str, lang: str = "en", width: int = 1000) -> Tab:
    page = brief_page(made(real, *names, lang=lang, around=dict(neighbours())), offline=True)
    path = folder / f"{'-'.join(names)}-{lang}.html"
    path.write_text(page.html, "utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(path.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    return tab


@pytest.mark.parametrize("names", CASES, ids="+".join)
def test_a_brief_is_two_sheets_of_a4_and_of_letter(browser, real, tmp_path, names):
    for lang in ("en", "es"):
        tab = shown(browser, real, tmp_path, *names, lang=lang)
        for paper in ("A4", "Letter"):
            sheets = len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format=paper, print_background=True)))
            assert sheets <= 2, (names, lang, paper)
        tab.close()


@pytest.mark.parametrize("names", CASES[:2], ids="+".join)
def test_axe_finds_nothing_and_a_telephone_needs_no_sideways_scrolling(browser, real, tmp_path, names):
    tab = shown(browser, real, tmp_path, *names, lang="es", width=390)
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    found = Axe().run(tab)
    assert found.response["violations"] == []
    tab.close()


def test_marks_lead_to_their_notes_and_headings_are_in_order(browser, real, tmp_path):
    tab = shown(browser, real, tmp_path, "crm", "quito-process")
    targets = tab.eval_on_selector_all(".marks a", "all => all.map((one) => one.getAttribute('href'))")
    known = tab.eval_on_selector_all(".notes li", "all => all.map((one) => '#' + one.id)")
    assert set(targets) == set(known)
    levels = tab.eval_on_selector_all("h1, h2, h3", "all => all.map((one) => one.tagName)")
    assert levels[0] == "H1"
    assert set(levels[1:]) == {"H2"}
    assert tab.locator("svg[role=img] title").first.text_content().startswith("Members and mandates of CRM")
    tab.close()


def test_a_file_to_keep_holds_its_policy_and_no_way_to_a_server(real):
    page = brief_page(made(real, "crm"), offline=True)
    assert 'http-equiv="Content-Security-Policy"' in page.html
    assert "script-src &#39;none&#39;" in page.html
    assert "/brief/" not in page.html
    assert 'class="tools"' not in page.html
