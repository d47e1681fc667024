"""The network page in Chromium: under its policy, without another request, by mouse, keyboard and address.

``open_tab`` fails a test afterwards for any console error, broken policy, dialog or foreign request.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from views_support import COLOURS, NAMES, RING, TEXTS, find, shown

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.snapshot import Snapshot
from kg.views import render_network, write
from kg.views.sentence import counts_of, sentence

Open = Callable[..., Tab]


def held(snapshot: Snapshot, year: int, **asked: Any) -> list[str]:
    return sorted(row.membership.id for row in seats(snapshot, Selection(year=year, roles=None), **asked))


def set_year(tab: Tab, year: int) -> None:
    tab.fill("#year", str(year))
    tab.press("#year", "Tab")


def test_the_served_page_draws_and_reports_nothing(address: str, open_tab: Open):
    tab = open_tab(address)
    assert tab.title().startswith("Who sits where")
    colours = tab.evaluate(COLOURS)
    assert colours > 20


def test_the_offline_file_opens_and_reports_nothing(snapshot: Snapshot, tmp_path: Path, open_tab: Open):
    path = write(render_network(snapshot, lang="es", offline=True), tmp_path / "red.html")
    tab = open_tab(path.as_uri())
    assert tab.locator("h1").inner_text() == "Quién participa dónde"
    find(tab, "canada")
    assert shown(tab) == held(snapshot, 2022, participant=Ref("state", "CAN"))


def test_the_policy_stops_an_injected_script(address: str, open_tab: Open, browser: Any):
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(address)
    ran = tab.evaluate(
        """() => { const one = document.createElement("script"); one.textContent = "window.ran = 1";
        document.body.append(one); return window.ran === 1; }"""
    )
    context.close()
    assert ran is False


@pytest.mark.parametrize("text", ["CAN", "Canadá", "canada"])
def test_a_found_state_shows_its_seats_and_their_sources(
    snapshot: Snapshot, address: str, open_tab: Open, text: str
):
    tab = open_tab(address + "#year=2010")
    tab.fill("#find", text)
    tab.click("#found [data-node='state:CAN']")
    assert shown(tab) == held(snapshot, 2010, participant=Ref("state", "CAN"))
    assert shown(tab) == ["crm-CAN-chair", "crm-CAN-member"]
    words = tab.locator("#panel").text_content() or ""
    for part in ("since March 1996", "2000 – 2020", "chair", "stated", "The Book", "Chapter b1", "Sitio"):
        assert part in words, part
    assert tab.locator("#panel a[href='https://example.org/site']").count() == 1
    assert tab.locator("#panel h3").inner_text() == "Canada"


def test_a_state_and_a_mechanism_of_one_code_are_two(address: str, open_tab: Open):
    tab = open_tab(address + "#node=mechanism:can")
    assert tab.locator("#panel h3").inner_text() == "Andean body"
    tab.goto(address + "#node=state:CAN")
    tab.wait_for_function("document.querySelector('#panel h3').textContent === 'Canada'")


def test_contested_inferred_and_omitted_are_told(address: str, open_tab: Open):
    tab = open_tab(address + "#node=state:PER")
    words = tab.locator("#panel").text_content() or ""
    assert "Contested; the better attested. A newer source." in words
    assert "Also said, and outranked" in words
    assert tab.locator("#panel a[href^='javascript']").count() == 0
    find(tab, "belize")
    words = tab.locator("#panel").text_content() or ""
    assert "leaves it out" in words
    assert "A note." in words
    find(tab, "aruba")
    assert "Inferred" in (tab.locator("#panel").text_content() or "")


def test_a_click_in_the_picture_chooses_and_esc_clears(snapshot: Snapshot, address: str, open_tab: Open):
    tab = open_tab(address)
    x, y = first_on_the_right(tab)
    tab.mouse.click(x, y)
    assert tab.locator("#panel h3").inner_text() == "Peru"
    assert shown(tab) == held(snapshot, 2022, participant=Ref("state", "PER"))
    assert "Peru" in tab.locator("#status").inner_text()
    tab.keyboard.press("Escape")
    assert tab.locator("#panel h3").inner_text() == "Choose a state or a mechanism"
    assert tab.evaluate("location.hash") == ""


def first_on_the_right(tab: Tab) -> tuple[float, float]:
    """Where the first dot of the right-hand column is, found by the colour of its ring."""
    box = tab.locator("#canvas").bounding_box()
    spot = tab.evaluate(RING)
    assert box is not None
    assert spot is not None
    return box["x"] + spot[0], box["y"] + spot[1]


def test_the_arrow_keys_walk_through_the_picture(address: str, open_tab: Open):
    tab = open_tab(address)
    tab.focus("#picture")
    seen = []
    for _ in range(4):
        tab.keyboard.press("ArrowDown")
        seen.append(tab.locator("#panel h3").inner_text())
    assert len(set(seen)) >= 3
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#panel h3").inner_text() not in seen
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "panel"


def test_the_list_is_worked_by_keyboard(address: str, open_tab: Open):
    tab = open_tab(address)
    tab.focus("#find")
    tab.keyboard.press("ArrowDown")
    assert tab.get_attribute("#find", "aria-expanded") == "true"
    tab.keyboard.press("ArrowDown")
    active = tab.get_attribute("#find", "aria-activedescendant")
    assert tab.get_attribute(f"#{active}", "aria-selected") == "true"
    tab.keyboard.press("Escape")
    assert tab.get_attribute("#find", "aria-expanded") == "false"


@pytest.mark.parametrize("which", ["made", "real"])
def test_every_year_is_the_answer_of_the_as_of_rule(
    which: str, snapshot: Snapshot, real: KnowledgeGraph, open_tab: Open, tmp_path: Path
):
    graph = snapshot if which == "made" else real.snapshot
    path = write(render_network(graph, offline=True), tmp_path / "all.html")
    tab = open_tab(path.as_uri())
    tab.click("#twin summary")
    first = int(tab.get_attribute("#slider", "min") or 0)
    for year in range(first, graph.now + 1):
        set_year(tab, year)
        wanted = seats(graph, Selection(year=year, roles=None))
        assert tab.locator("#sentence").inner_text() == sentence(counts_of(wanted), year, "en")
        assert tab.locator("#rows tr").count() == len(wanted)
        bases = tab.eval_on_selector_all("#rows tr", "rows => rows.map(row => row.children[5].textContent)")
        assert sorted(bases) == sorted(str(row.basis) for row in wanted), year


def test_the_slider_changes_the_year_and_now_returns(snapshot: Snapshot, address: str, open_tab: Open):
    tab = open_tab(address + "#node=mechanism:crm")
    tab.fill("#slider", "1997")
    assert shown(tab) == held(snapshot, 1997, mechanism="crm")
    assert tab.input_value("#year") == "1997"
    tab.click("#now")
    assert shown(tab) == held(snapshot, 2022, mechanism="crm")


@pytest.mark.parametrize("year", ["", "1", "99999", "-5"])
def test_a_year_out_of_range_is_brought_back(address: str, open_tab: Open, year: str):
    tab = open_tab(address)
    tab.fill("#year", year)
    tab.press("#year", "Tab")
    assert tab.input_value("#year") == "2022"


def test_roles_and_mechanisms_are_switched_off_and_on(snapshot: Snapshot, address: str, open_tab: Open):
    tab = open_tab(address + "#node=mechanism:crm&year=2010")
    tab.uncheck("#roles input[value='chair']")
    assert "crm-CAN-chair" not in shown(tab)
    assert tab.evaluate("location.hash") == "#year=2010&node=mechanism:crm&without=chair"
    tab.click("#bodies summary")
    tab.uncheck("#body-list input[value='mechanism:crm']")
    assert shown(tab) == []
    tab.keyboard.press("Escape")
    tab.click("#reset")
    assert tab.evaluate("location.hash") == ""
    assert tab.is_checked("#roles input[value='chair']")


def test_the_language_changes_at_once_and_nothing_stays_behind(
    real: KnowledgeGraph, open_tab: Open, tmp_path: Path
):
    path = write(render_network(real.snapshot, offline=True), tmp_path / "net.html")
    tab = open_tab(path.as_uri() + "#node=state:CRI")
    english = set(texts(tab))
    tab.click("button[data-lang='es']")
    assert tab.get_attribute("html", "lang") == "es"
    assert tab.title().startswith("Quién participa dónde")
    left = {text for text in english & set(texts(tab)) if any(char.isalpha() for char in text)}
    of_the_graph = {*tab.evaluate(NAMES), "EN", "ES", real.snapshot.version}
    assert {text for text in left - of_the_graph if "¶" not in text} == set()
    tab.click("button[data-lang='en']")
    assert set(texts(tab)) == english


def texts(tab: Tab) -> list[str]:
    found: list[str] = tab.evaluate(TEXTS)
    return found
