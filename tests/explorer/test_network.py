"""The network draws the seats of every year where :mod:`kg.views.layout` puts their ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.asof import Selection, seats
from kg.explorer.places import places
from kg.graph import KnowledgeGraph
from kg.overlap import incidence
from kg.timespan import Basis
from kg.views.explorer import document_of
from kg.views.payload import years_of

YEARS = (1984, 1990, 1996, 2013, 2018, 2022, 2026)

#: Lines that are there, with whether they are assumed and whether their role counts; nodes with their places.
SHOWN = """(years) => {
  const { state, redraw } = window.explorer;
  const has = (one, name) => one.classList.contains(name);
  const all = (selector) => [...document.querySelectorAll("#network " + selector)];
  const there = (selector) => all(selector).filter((one) => !has(one, "off"));
  const line = (one) => [one.dataset.seat, has(one, "assumed"), has(one, "uncounted")];
  const node = (one) => [one.dataset.node, one.querySelector(".net-count")?.textContent];
  const marks = (one) => [...one.querySelectorAll(".net-dot, .net-box")].map((mark) => mark.outerHTML).join();
  return years.map((year) => {
    state.year = year;
    redraw();
    const spots = Object.fromEntries(all(".net-node").map((one) => [one.dataset.node, marks(one)]));
    return { year, lines: there(".net-line").map(line), nodes: there(".net-node").map(node), spots };
  });
}"""

#: The seats whose lines stand out.
EGO = """() => [...document.querySelectorAll("#network .net-line.ego:not(.off)")]
  .map((one) => one.dataset.seat).sort()"""


@pytest.fixture(scope="module")
def shown(browser: Browser, served: str) -> Any:
    """What the page shows in each of YEARS."""
    tab = browser.new_page(viewport={"width": 1400, "height": 1000})
    tab.goto(served + "#tab=network")
    tab.wait_for_selector("#network .net-node")
    yield tab.evaluate(SHOWN, list(YEARS))
    tab.close()


def default_bodies(real: KnowledgeGraph) -> set[str]:
    return {row["id"] for row in document_of(real.snapshot)["mechanisms"] if row["default"]}


def test_places_are_those_of_the_network_page(real: KnowledgeGraph):
    found = places(real.snapshot)
    known = years_of(real.snapshot).places
    assert found.keys() == known.keys()
    assert all(found[key] == (place.side, place.order, place.single) for key, place in known.items())
    assert {found["mechanism:crm"][0], found["mechanism:sica"][0]} == {"middle"}
    assert found["state:CRI"][0] == "left"
    assert found["state:COL"][0] == "right"
    assert found["mechanism:gcm"][0] == "apart"
    for side in ("left", "right", "middle", "apart"):
        orders = sorted(order for name, order, _ in found.values() if name == side)
        assert orders == list(range(len(orders))), side
    assert document_of(real.snapshot)["places"] == {key: list(place) for key, place in found.items()}


def test_every_line_of_every_year_is_a_seat(real: KnowledgeGraph, shown: list[dict[str, Any]]):
    bodies = default_bodies(real)
    for year in shown:
        held = seats(real.snapshot, Selection(year=year["year"], roles=None))
        wanted = {
            row.membership.id: (row.basis is not Basis.STATED, row.membership.role != "member")
            for row in held
            if row.membership.mechanism in bodies
        }
        assert {name: (assumed, faint) for name, assumed, faint in year["lines"]} == wanted, year["year"]
        assert len(year["lines"]) == len(wanted)


def test_nodes_are_those_who_sit_and_the_mechanisms_that_exist(
    real: KnowledgeGraph, shown: list[dict[str, Any]]
):
    bodies = default_bodies(real)
    for year in shown:
        held = seats(real.snapshot, Selection(year=year["year"], roles=None))
        people = {str(row.membership.participant) for row in held if row.membership.mechanism in bodies}
        members = incidence.members(real.snapshot, Selection(year=year["year"]))
        there = {f"mechanism:{name}" for name in members.sets if name in bodies}
        assert {name for name, _ in year["nodes"]} == people | there, year["year"]
        for name, count in year["nodes"]:
            body = name.removeprefix("mechanism:")
            if count is None or body not in bodies:
                continue
            size = len(members.sets[body])
            if body in members.unknown:
                assert count == (f"≥ {size}" if size else "?"), name
            else:
                assert count.removeprefix("≥ ") == str(size), name


def test_nothing_moves_with_the_year(shown: list[dict[str, Any]]):
    first = shown[0]["spots"]
    assert len(first) > 60
    assert all(year["spots"] == first for year in shown)


def test_a_selection_lights_up_its_own_lines(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=network&year=2018")
    bodies = default_bodies(real)
    held = [row.membership for row in seats(real.snapshot, Selection(year=2018, roles=None))]
    shared = {row.participant for row in held if row.mechanism == "crm"} & {
        row.participant for row in held if row.mechanism == "sica"
    }
    lit = {
        "state:CRI": [row for row in held if row.participant.id == "CRI"],
        "mechanism:crm": [row for row in held if row.mechanism == "crm"],
        "seat:state:CRI@crm": [row for row in held if row.participant.id == "CRI" and row.mechanism == "crm"],
        "pair:crm+sica": [
            row for row in held if row.participant in shared and row.mechanism in ("crm", "sica")
        ],
    }
    for sel, rows in lit.items():
        tab.evaluate("(sel) => { window.explorer.change({ sel }); window.explorer.redraw(); }", sel)
        wanted = sorted(row.id for row in rows if row.mechanism in bodies)
        assert wanted
        assert tab.evaluate(EGO) == wanted, sel


def test_the_keyboard_goes_from_node_to_node_and_selects(page_at: Callable[..., Tab]):
    tab = page_at("#tab=network&year=2018")
    assert tab.locator("#network .net-node[tabindex='0']").count() == 1
    tab.locator("#network [data-node='state:CRI']").focus()
    tab.keyboard.press("ArrowRight")
    here = tab.evaluate("document.activeElement.dataset.node")
    assert here.startswith("mechanism:")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.querySelector('.net-dot') !== null")
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("Enter")
    chosen = tab.evaluate("document.activeElement.dataset.node")
    tab.wait_for_function("(name) => window.explorer.state.sel === name", arg=chosen)
    assert tab.locator("#network .net-node[aria-pressed='true']").get_attribute("data-node") == chosen
    assert tab.locator("#network .net-node[tabindex='0']").count() == 1
    tab.keyboard.press("Escape")
    tab.wait_for_function("() => window.explorer.state.sel === ''")


def test_pointing_shows_an_ego_network_without_selecting(page_at: Callable[..., Tab]):
    tab = page_at("#tab=network&year=2018")
    tab.locator("#network [data-node='state:CRI']").hover()
    lit = tab.evaluate(EGO)
    assert lit
    assert all("-CRI-" in name for name in lit)
    assert tab.evaluate("window.explorer.state.sel") == ""
    tab.mouse.move(2, 2)
    assert tab.evaluate(EGO) == []


def test_the_picture_stands_alone(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=network&year=2018")
    tab.locator("#network summary.tool").click()
    with tab.expect_download() as started:
        tab.locator("#network .menu button", has_text="SVG").click()
    text = started.value.path().read_text("utf-8")
    assert not re.search(r'\bvar\(|class="|href="http|<style', text)
    bodies = default_bodies(real)
    held = seats(real.snapshot, Selection(year=2018, roles=None))
    assert text.count("<path d=") == sum(row.membership.mechanism in bodies for row in held)
    assert "Costa Rica" in text


def test_the_rest_path_gives_the_same_seats(real: KnowledgeGraph, served: str, page_at: Callable[..., Tab]):
    tab = page_at("#tab=network&year=2018")
    path = tab.locator("#network .menu a")
    tab.wait_for_function("() => document.querySelector('#network .menu a').getAttribute('href')")
    answer = httpx.get(served + str(path.get_attribute("href"))).json()
    held = seats(real.snapshot, Selection(year=2018, roles=None))
    edges = answer.get("links", answer.get("edges"))
    assert len(edges) == len(held), json.dumps(answer)[:200]
