"""The intersections: rows compared with :mod:`kg.overlap`, order, selections, keyboard, twin and file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from kg.asof import Selection, existed, seats
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap import incidence
from kg.overlap.intersections import Intersection, intersections
from kg.timespan import Basis
from kg.views.explorer import document_of
from tests.explorer.sharedtab import shared_tab

SVG = "{http://www.w3.org/2000/svg}"
FIRST = 15

#: [mechanisms, size, participants, those that are assumed] of each row.
ROWS = """() => [...document.querySelectorAll("#intersections .combo")].map((row) => [
  row.querySelector(".combo-row").dataset.sel.slice(4).split("+"),
  Number(row.querySelector(".combo-size").textContent),
  [...row.querySelectorAll(".combo-tile")].map((tile) => tile.dataset.sel),
  [...row.querySelectorAll(".combo-tile.assumed")].map((tile) => tile.dataset.sel)])"""


@pytest.fixture(scope="module")
def at(browser: Browser, served: str) -> Iterator[Callable[[str], Tab]]:
    with shared_tab(browser, served) as found:
        yield found


def rows(tab: Tab, **patch: Any) -> Any:
    tab.evaluate("(patch) => { Object.assign(explorer.state, patch); explorer.redraw(); }", patch)
    return tab.evaluate(ROWS)


def selected(tab: Tab) -> str:
    return str(tab.evaluate("() => explorer.state.sel"))


def settled(tab: Tab) -> None:
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def answered(real: KnowledgeGraph, year: int) -> tuple[Intersection, ...]:
    bodies = real.snapshot.mechanisms
    usual = [row["id"] for row in document_of(real.snapshot)["mechanisms"] if row["default"]]
    shown = [name for name in usual if existed(bodies[name], year)]
    return intersections(incidence.members(real.snapshot, Selection(year=year), shown))


def assumed(real: KnowledgeGraph, year: int, row: Intersection) -> set[str]:
    """Those of a row who hold some seat of it on no statement for the year."""

    def stated(ref: Ref, name: str) -> bool:
        found = seats(real.snapshot, Selection(year=year), mechanism=name, participant=ref)
        return any(seat.basis is Basis.STATED for seat in found)

    return {str(ref) for ref in row.participants if not all(stated(ref, name) for name in row.mechanisms)}


def show_all(tab: Tab) -> None:
    """All rows, or the first again."""
    if tab.locator("#intersections .combo-more").is_visible():
        tab.click("#intersections .combo-more")


@pytest.mark.parametrize("year", [1990, 2013, 2018, 2026])
def test_the_rows_are_the_exclusive_intersections(real: KnowledgeGraph, at: Callable[[str], Tab], year: int):
    tab = at(f"#year={year}")
    expected = answered(real, year)
    assert len(rows(tab)) == min(FIRST, len(expected))
    show_all(tab)
    found = rows(tab)
    assert [size for _, size, _, _ in found] == [row.size for row in expected]
    by_names = {frozenset(row.mechanisms): row for row in expected}
    assert {frozenset(names) for names, *_ in found} == by_names.keys()
    for names, size, people, dashed in found:
        row = by_names[frozenset(names)]
        assert (size, people) == (row.size, [str(ref) for ref in row.participants])
        assert set(dashed) == assumed(real, year, row)
    show_all(tab)


def test_a_row_says_what_it_is(at: Callable[[str], Tab]):
    tab = at("#year=2012&off=oas,cmc")
    row = tab.get_by_role("button", name="4 states sit in exactly", exact=False).first
    words = row.get_attribute("aria-label") or ""
    assert words.startswith("4 states sit in exactly ")
    assert "Guatemala" in words
    assert tab.locator("#intersections ol > li").count() == len(rows(tab))
    heads = tab.locator("#intersections .combo-head").count()
    dots = tab.evaluate(
        "() => document.querySelector('#intersections .combo-none').getAttribute('d').split('M').length - 1"
    )
    assert dots == heads


def test_lists_that_nobody_gives_take_no_part(real: KnowledgeGraph, at: Callable[[str], Tab]):
    tab = at("#year=2026&lang=es")
    columns = tab.eval_on_selector_all(
        "#intersections .combo-head", "(all) => all.map((one) => one.dataset.sel)"
    )
    assert "mechanism:gcm" not in columns
    note = tab.locator("#intersections .combo-note")
    note.locator("summary").click()
    assert "PMM" in note.inner_text() or "GCM" in note.inner_text()
    count = len(
        incidence.members(
            real.snapshot,
            Selection(year=2026),
            tab.evaluate("() => explorer.look(explorer.state).bodies"),
        ).unknown
    )
    assert note.inner_text().startswith(str(count))


def test_order_and_least_size(at: Callable[[str], Tab]):
    tab = at("#year=2018")
    tab.select_option("#intersections .combo-wish select >> nth=1", "2")
    assert [size for _, size, _, _ in rows(tab)][-1] == 2
    tab.select_option("#intersections .combo-wish select >> nth=1", "1")
    tab.select_option("#intersections .combo-wish select >> nth=0", "mechanisms")
    lengths = [len(names) for names, *_ in rows(tab)]
    assert lengths == sorted(lengths, reverse=True)
    tab.select_option("#intersections .combo-wish select >> nth=0", "matrix")
    show_all(tab)
    order = tab.evaluate("() => explorer.look(explorer.state).bodies")
    places = [[order.index(name) for name in names] for names, *_ in rows(tab)]
    assert places == sorted(places)
    tab.click("#intersections .combo-more")
    assert len(rows(tab)) == FIRST
    tab.select_option("#intersections .combo-wish select >> nth=0", "size")


def test_rows_tiles_and_heads_select(at: Callable[[str], Tab]):
    tab = at("#year=2018")
    names, _, people, _ = rows(tab)[0]
    tab.click("#intersections .combo >> nth=0 >> .combo-row")
    assert selected(tab) == "set:" + "+".join(names)
    settled(tab)
    assert tab.locator("#intersections .combo.lit").count() == 1
    tab.click("#intersections .combo >> nth=0 >> .combo-tile >> nth=0")
    assert selected(tab) == people[0]
    settled(tab)
    assert tab.locator("#intersections .combo-tile.lit").get_attribute("data-sel") == people[0]
    tab.click("#intersections .combo-head[data-sel='mechanism:crm']")
    assert selected(tab) == "mechanism:crm"
    found = rows(tab)
    lit = tab.eval_on_selector_all(
        "#intersections .combo", "(all) => all.map((one) => one.classList.contains('lit'))"
    )
    assert lit == ["crm" in names for names, *_ in found]
    tab.click("#intersections .combo-head[data-sel='mechanism:crm']")
    assert selected(tab) == ""
    settled(tab)
    assert tab.locator("#intersections .combo.faint").count() == 0


def test_a_mechanism_without_a_known_list_dims_nothing(at: Callable[[str], Tab]):
    tab = at("#year=2018&sel=mechanism:gcm")
    assert tab.locator("#intersections .combo.faint").count() == 0


def test_the_keyboard_moves_between_rows_tiles_and_heads(at: Callable[[str], Tab]):
    tab = at("#year=2018")
    assert tab.locator("#intersections .combo-box [tabindex='0']").count() == 1
    tab.focus("#intersections .combo-box button[tabindex='0']")
    tab.keyboard.press("PageUp")
    tab.keyboard.press("PageUp")
    tab.keyboard.press("PageUp")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Home")

    def now() -> str:
        return str(tab.evaluate("() => document.activeElement.dataset.sel"))

    found = rows(tab)
    assert now() == "set:" + "+".join(found[0][0])
    tab.keyboard.press("ArrowRight")
    assert now() == found[0][2][0]
    tab.keyboard.press("End")
    assert now() == found[0][2][-1]
    tab.keyboard.press("Home")
    tab.keyboard.press("ArrowDown")
    assert now() == "set:" + "+".join(found[1][0])
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert now().startswith("mechanism:")
    tab.keyboard.press("Enter")
    assert selected(tab).startswith("mechanism:")
    assert tab.locator("#intersections .combo-box [tabindex='0']").count() == 1


def test_rows_that_stay_keep_their_elements_over_the_years(at: Callable[[str], Tab]):
    tab = at("#year=2018")
    tab.evaluate(
        "() => { for (const one of document.querySelectorAll('#intersections .combo')) one.mine = true; }"
    )
    assert rows(tab, year=2018)
    tab.evaluate("() => explorer.redraw()")
    assert tab.eval_on_selector_all("#intersections .combo", "(all) => all.every((one) => one.mine)")


def test_the_table_and_the_file_say_the_same(real: KnowledgeGraph, at: Callable[[str], Tab], tmp_path: Path):
    tab = at("#year=2018")
    expected = answered(real, 2018)
    tab.locator("#intersections summary", has_text="Download").click()
    with tab.expect_download() as caught:
        tab.locator("#intersections .menu button", has_text="SVG").click()
    caught.value.save_as(tmp_path / "combos.svg")
    root = ET.parse(tmp_path / "combos.svg").getroot()
    texts = [node.text or "" for node in root.iter(f"{SVG}text")]
    assert texts.count("CRI") == 1
    assert not [node for node in root.iter() if node.get("class")]
    tab.locator("#intersections .view-tools button").first.click()
    lines = tab.locator("#intersections .view-twin table tr")
    expect(lines).to_have_count(len(expected) + 1)
    first = [cell.inner_text() for cell in lines.nth(1).locator("th, td").all()]
    assert first[0] == str(expected[0].size)
    assert first[3].split() == [ref.id for ref in expected[0].participants]
    tab.locator("#intersections .view-tools button").first.click()


@pytest.mark.parametrize(("address", "scheme"), [("", "light"), ("#sel=pair:crm%2Bsica&lang=es", "dark")])
def test_it_fits_a_telephone(page_at: Callable[..., Tab], address: str, scheme: str):
    tab = page_at(address, width=390, height=844, color_scheme=scheme)
    assert tab.evaluate("() => document.documentElement.scrollWidth") == 390
    heights = tab.eval_on_selector_all(
        "#intersections .combo-tile[data-sel]", "(all) => all.map((one) => one.offsetHeight)"
    )
    assert min(heights) >= 24
