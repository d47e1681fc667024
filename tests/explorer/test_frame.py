"""The chrome of the views: what is offered, where a what-if stands, files that say what they hold, paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.explorer.header_support import show

COUNCIL = "try=nca-migration-council&states=CRI,CAN,MEX"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SVG = "{http://www.w3.org/2000/svg}"


def saved(tab: Tab, view: str, words: str, place: Path) -> str:
    """The file that the view's menu gives for the button called ``words``."""
    tab.locator(f"#{view} summary", has_text="Download").click()
    with tab.expect_download() as found:
        tab.locator(f"#{view} .menu").get_by_role("button", name=words, exact=True).click()
    found.value.save_as(place)
    return place.read_text(encoding="utf-8")


def test_the_tab_that_is_a_table_offers_no_table(tab: Tab) -> None:
    show(tab, "#tab=table")
    tools = tab.locator("#table .view-tools")
    expect(tools.get_by_role("button", name="Cite")).to_be_visible()
    expect(tools.get_by_role("button", name="Table", exact=True)).to_have_count(0)
    show(tab, "#tab=timeline")
    expect(
        tab.locator("#timeline .view-tools").get_by_role("button", name="Table", exact=True)
    ).to_be_visible()


def test_nothing_is_offered_of_a_what_if_that_nobody_began(tab: Tab) -> None:
    expect(tab.locator("#whatif .view-tools")).to_be_hidden()
    show(tab, "#" + COUNCIL)
    expect(tab.locator("#whatif .view-tools")).to_be_visible()


def test_pictures_are_offered_where_there_is_something_to_draw(tab: Tab) -> None:
    """Costa Rica and Mexico share mechanisms; a mechanism without states and mandates shares nothing."""
    menu, png = (
        tab.locator("#whatif summary", has_text="Download"),
        tab.locator("#whatif .menu", has_text="PNG"),
    )
    for scenario, offered in (("try=new", False), (COUNCIL, True)):
        show(tab, "#" + scenario)
        menu.click()
        expect(png.get_by_role("button", name="CSV")).to_be_visible()
        expect(png.get_by_role("button", name="PNG picture")).to_be_visible(visible=offered)
        menu.click()


def test_a_what_if_takes_the_width_of_both_columns(tab: Tab) -> None:
    wide = "(id) => document.getElementById(id).offsetWidth"
    narrow = tab.evaluate(wide, "whatif")
    assert narrow == tab.evaluate(wide, "map")
    show(tab, "#" + COUNCIL)
    both = tab.evaluate(wide, "matrix") + tab.evaluate(wide, "map")
    assert both < tab.evaluate(wide, "whatif") < both + 40
    assert tab.evaluate("""() => document.querySelector("#whatif").offsetTop
      >= document.querySelector("#square").offsetTop + document.querySelector("#square").offsetHeight""")


def test_the_graph_of_a_what_if_holds_it(tab: Tab, tmp_path: Path) -> None:
    show(tab, "#tab=network&" + COUNCIL)
    root = ElementTree.fromstring(saved(tab, "network", "GraphML", tmp_path / "a.graphml"))
    edges = [(row.get("source"), row.get("target")) for row in root.iter(GRAPHML + "edge")]
    tried = [source for source, target in edges if target == "mechanism:what-if"]
    assert sorted(filter(None, tried)) == ["state:CAN", "state:CRI", "state:MEX"]
    node = next(row for row in root.iter(GRAPHML + "node") if row.get("id") == "mechanism:what-if")
    assert {data.get("key"): data.text for data in node}["node-label"] == "The hypothetical mechanism"


def test_a_picture_holds_its_lines_and_says_what_is_selected(tab: Tab, tmp_path: Path) -> None:
    """Capitals are wide: a line broken after a number of letters would leave the picture."""
    many = "BRB,CAN,COL,CRI,DOM,ECU,GTM,GUY,HND,HTI,JAM,MEX,NIC,PAN,PER,SLV,SUR,URY,USA,VEN"
    show(tab, f"#tab=timeline&sel=state:CRI&try=new&states={many}")
    text = saved(tab, "timeline", "SVG picture", tmp_path / "a.svg")
    assert "Selected: Costa Rica." in text
    assert re.sub(r"[^A-Z]", "", text).count(many.replace(",", "")) == 2, "in the description and in the foot"
    over = tab.evaluate(
        """(text) => {
          const box = document.body.appendChild(document.createElement("div"));
          box.append(new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
          const root = box.firstChild;
          const edge = root.getBoundingClientRect().right;
          const lines = [...root.children].filter((one) => one.tagName === "text");
          const found = lines.filter((one) => one.getBoundingClientRect().right > edge - 12);
          box.remove();
          return [lines.length, found.map((one) => one.textContent)];
        }""",
        text,
    )
    assert over[0] >= 5
    assert over[1] == []


def test_dates_stand_as_words_wherever_sources_disagree(tab: Tab) -> None:
    show(tab, "#lang=es&tab=conflicts&sel=seat:state:DOM@sica")
    gist = tab.locator(
        "#conflicts .dispute-gist", has_text="Estado asociado, desde 2004 hasta el 27 de junio de 2013"
    )
    expect(gist.first).to_contain_text("miembro, desde el 27 de junio de 2013")
    show(tab, "#lang=es&tab=timeline")
    expect(tab.locator("#timeline .tl-words", has_text="1991")).to_contain_text(
        "desde el 13 de diciembre de 1991"
    )


def test_narrow_networks_keep_their_words_inside(page_at: Callable[..., Tab]) -> None:
    tab = page_at("#lang=es&tab=network", width=390, height=900)
    outside = tab.evaluate("""() => [...document.querySelectorAll("#network .net-name")]
      .map((one) => [one.textContent, one.getBoundingClientRect()])
      .filter(([, box]) => box.width && (box.left < 12 || box.right > 378)).map(([words]) => words)""")
    assert outside == []
    expect(
        tab.locator("#network .net-person title", has_text="Sistema interamericano de derechos humanos")
    ).to_have_count(1)


def test_an_embedded_view_stands_right_under_its_year(page_at: Callable[..., Tab]) -> None:
    tab = page_at("#year=2018", path="/embed?view=timeline&lang=en", width=1100, height=700)
    tops = tab.evaluate(
        """() => [".head-year", "#timeline"].map((one) => document.querySelector(one))
          .map((one) => one.getBoundingClientRect().top)"""
    )
    assert tops[1] - tops[0] < 90


def test_paper_is_light_small_and_without_what_can_only_be_pressed(page_at: Callable[..., Tab]) -> None:
    tab = page_at("#" + COUNCIL, color_scheme="dark", fresh=True)
    tab.emulate_media(media="print", color_scheme="dark")
    assert (
        tab.evaluate("() => getComputedStyle(document.querySelector('#matrix')).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert (
        tab.evaluate("() => getComputedStyle(document.querySelector('.view-about')).color")
        == "rgb(70, 86, 106)"
    )
    expect(tab.locator("#whatif .whatif-chip", has_text="Costa Rica")).to_be_visible()
    for gone in (
        "#whatif .whatif-combo",
        "#whatif .whatif-drop",
        "#matrix .view-tools",
        ".slider",
        "#search",
    ):
        expect(tab.locator(gone).first).to_be_hidden()
    assert len(tab.pdf(prefer_css_page_size=True, print_background=True)) < 12_000_000


@pytest.mark.parametrize("width", [940, 1100, 1300, 1400])
def test_the_top_of_the_page_holds_its_buttons(page_at: Callable[..., Tab], width: int) -> None:
    tab = page_at("#lang=es", width=width, height=900)
    right = tab.evaluate("() => document.querySelector('#keys').getBoundingClientRect().right")
    assert right <= width - 14


@pytest.mark.parametrize("sel", ["", "state:CRI"])
def test_menus_open_within_a_narrow_screen(page_at: Callable[..., Tab], sel: str) -> None:
    tab = page_at("", width=390, height=844)
    for shown in ("overlap", "network", "timeline", "table", "conflicts"):
        show(tab, f"#lang=en&tab={shown}&sel={sel}")
        outside = tab.evaluate("""() => [...document.querySelectorAll("section details.popup")]
          .filter((one) => one.offsetParent).map((one) => {
            one.open = true;
            const { left, right } = one.querySelector(".pop").getBoundingClientRect();
            one.open = false;
            return [one.closest("section").id, left, right];
          }).filter(([, left, right]) => left < 0 || right > innerWidth)""")
        assert outside == []
