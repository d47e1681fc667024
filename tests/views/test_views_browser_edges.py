"""The network page in Chromium: hostile addresses and names, narrow screens, no script, reading order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from views_support import SCRIPT, UNNAMED, find, made, serving, shown

from kg.graph import KnowledgeGraph
from kg.snapshot import Snapshot
from kg.views import landing_page, render_network, write

Open = Callable[..., Tab]


def test_an_address_brings_the_whole_view_back(snapshot: Snapshot, address: str, open_tab: Open):
    tab = open_tab(address + "#year=2005&node=state:PER&without=observer&hide=old&lang=es")
    assert tab.input_value("#year") == "2005"
    assert tab.locator("#panel h3").inner_text() == "Perú"
    assert shown(tab) == ["can-PER-member"]
    assert not tab.is_checked("#roles input[value='observer']")
    assert not tab.is_checked("#body-list input[value='mechanism:old']")
    assert tab.locator("h1").inner_text() == "Quién participa dónde"
    assert tab.evaluate("location.hash") == "#year=2005&node=state:PER&without=observer&hide=old&lang=es"


@pytest.mark.parametrize(
    "fragment",
    [
        "#node=__proto__&lang=constructor&without=toString&hide=__proto__&year=0x7d0",
        "#node=<img src=x onerror=alert(4)>&lang=<script>&year=99999",
        "#" + "node=%E0%A4%A" * 40,
        "#year=1e3&year=2000&&&==&%",
        "#lang=__proto__",
    ],
)
def test_a_hostile_address_is_an_ordinary_view(address: str, open_tab: Open, fragment: str):
    tab = open_tab(address + fragment)
    assert tab.locator("#panel h3").inner_text() == "Choose a state or a mechanism"
    assert tab.input_value("#year") in ("2022", "2000")


def test_hostile_names_are_shown_as_they_are(address: str, open_tab: Open):
    tab = open_tab(address + "#node=mechanism:crm")
    assert tab.locator("#panel h3").inner_text() == SCRIPT
    assert tab.locator("#panel img, #found img, #rows img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_narrow_screen_scrolls_one_way_only(
    real: KnowledgeGraph, open_tab: Open, tmp_path: Path, scheme: str, lang: str
):
    for name, page in {
        "net": render_network(real.snapshot, lang=lang, offline=True),
        "land": landing_page(real.snapshot, lang=lang),
    }.items():
        tab = open_tab(
            write(page, tmp_path / f"{name}.html").as_uri(), 390, 844, color_scheme=scheme, has_touch=True
        )
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if name == "net":
            find(tab, "CRI")
            assert tab.locator("#panel h3").is_visible()
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert (
                tab.evaluate("getComputedStyle(document.querySelector('#canvas canvas')).touchAction")
                == "auto"
            )


def test_without_script_the_table_is_there(address: str, open_tab: Open):
    tab = open_tab(address, java_script_enabled=False)
    assert tab.locator("#rows tr").first.is_visible()
    assert not tab.locator("#controls").is_visible()
    assert not tab.locator("#picture").is_visible()


def test_headings_and_names_are_in_order(address: str, open_tab: Open):
    tab = open_tab(address + "#node=state:PER")
    levels = tab.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    unnamed = tab.evaluate(UNNAMED)
    assert unnamed == 0


def test_the_landing_page_needs_no_script(open_tab: Open):
    with serving(landing_page(made(), lang="en", conflicts=1)) as url:
        tab = open_tab(url, java_script_enabled=False)
        assert tab.locator("svg.still").is_visible()
        assert tab.locator("dl.figures dd").count() == 7
