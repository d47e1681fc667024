"""The square says of every pair of mechanisms what :mod:`kg.overlap` answers, in both of its halves."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.model import ListStatus
from kg.overlap import incidence
from kg.overlap.pairs import Pair, pair
from kg.overlap.reading import Kind, reading
from kg.views.explorer import document_of

YEARS = (1990, 2013, 2018, 2026)
MARKED = {Kind.GAP, Kind.COMPLEMENT, Kind.DUPLICATION}
SVG = "{http://www.w3.org/2000/svg}"

#: Year → row → column → [text, classes, words].
SHOWN = """(years) => {
  const { state, redraw } = window.explorer;
  const rows = () => [...document.querySelectorAll("#square tbody tr")].filter((tr) => !tr.hidden);
  const cells = (tr) => [...tr.cells].slice(1).filter((td) => !td.hidden);
  const ids = () => rows().map((tr) => tr.cells[0].dataset.a);
  return years.map((year) => {
    state.year = year;
    redraw();
    const names = ids();
    const line = (tr) => cells(tr).map((td, n) => [
      names[n], td.textContent, [...td.classList], td.getAttribute("aria-label")]);
    return rows().map((tr, n) => [names[n], line(tr)]);
  });
}"""


@pytest.fixture(scope="module")
def shown(browser: Browser, served: str) -> Any:
    """Year → (row, column) → (text, classes, words)."""
    tab = browser.new_page()
    tab.goto(served)
    tab.wait_for_function("() => window.explorer?.ready")
    found = tab.evaluate(SHOWN, list(YEARS))
    tab.close()
    return {
        year: {
            (row, col): (text, set(names), words) for row, line in rows for col, text, names, words in line
        }
        for year, rows in zip(YEARS, found, strict=True)
    }


def order(real: KnowledgeGraph, year: int) -> list[str]:
    bodies = incidence.members(real.snapshot, Selection(year=year)).sets
    return [
        row["id"]
        for row in document_of(real.snapshot)["mechanisms"]
        if row["default"] and row["id"] in bodies
    ]


def mark(found: Pair) -> str:
    """What is written into the cell of a pair."""
    size = len(found.shared)
    if found.union_count is None:
        return f"≥{size}" if size else "?"
    return str(size) if size else "·"


def shade(found: Pair, kind: str) -> str | None:
    """The class of a pair with a number: a fifth of the Jaccard index for each step."""
    if found.union_count is None or not found.shared:
        return None
    step = min(5, 1 + len(found.shared) * 5 // found.union_count)
    return f"{kind}-{step}"


@pytest.mark.parametrize("year", YEARS)
def test_every_pair_is_the_answer(real: KnowledgeGraph, shown: Mapping[int, Any], year: int):
    drawn, names = shown[year], order(real, year)
    members = incidence.members(real.snapshot, Selection(year=year))
    work = incidence.mandates(real.snapshot, Selection(year=year))
    for n, first in enumerate(names):
        for second in names[n + 1 :]:
            who, what = pair(members, first, second), pair(work, first, second)
            for kind, found, cell in (("members", who, (second, first)), ("mandates", what, (first, second))):
                text, classes, _ = drawn[cell]
                assert text == mark(found), (year, cell)
                assert ("unlisted" in classes) is (found.union_count is None), cell
                wanted = shade(found, kind)
                assert {name for name in classes if name[-1].isdigit()} == ({wanted} if wanted else set()), (
                    cell
                )
                read = reading(who, what).kind
                assert ("reads" in classes) is (read in MARKED), cell
                assert (f"reads-{read}" in classes) is (read in MARKED), cell
    assert len(drawn) == len(names) ** 2


def test_the_diagonal_is_the_own_size(real: KnowledgeGraph, shown: Mapping[int, Any]):
    members = incidence.members(real.snapshot, Selection(year=2018))
    for name in order(real, 2018):
        text, _, words = shown[2018][name, name]
        size = len(members.sets[name])
        partial = real.snapshot.mechanisms[name].list_status is ListStatus.PARTIAL
        if name in members.unknown:
            assert text == (f"≥{size}" if size else "?")
        else:
            assert text == (f"≥{size}" if partial else str(size))
        assert words.split(": ")[0]
    assert shown[2018]["crm", "crm"][:1] == ("11",)


def test_cells_say_what_is_shared_and_how_the_pair_reads(shown: Mapping[int, Any]):
    assert shown[2026]["crm", "sica"][2] == (
        "SICA and CRM: 8 members shared of 11 in either (Jaccard 0.73). Reads as: Possible duplication."
    )
    assert "mandates shared of" in shown[2026]["sica", "crm"][2]
    assert shown[2026]["gcm", "crm"][2] == "CRM and GCM: shared members unknown, a list is missing."


def test_a_cell_selects_its_pair_and_both_halves_stand_out(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022")
    cells = tab.locator("#square td[data-a='sica'][data-b='crm']")
    assert cells.count() == 2
    cells.nth(1).click()
    assert tab.evaluate("() => window.explorer.state.sel") == "pair:sica+crm"
    tab.wait_for_function("() => document.querySelectorAll('#square td.lit').length === 2")
    heads = tab.locator("#square thead th.lit").evaluate_all("(all) => all.map((one) => one.dataset.a)")
    assert heads == ["sica", "crm"]
    ramp = cells.nth(1).evaluate("(one) => [...one.classList].filter((name) => name.startsWith('members-'))")
    assert ramp == ["members-4"]
    tab.click("#square th[scope='row'][data-a='mirps']")
    assert tab.evaluate("() => window.explorer.state.sel") == "mechanism:mirps"


def test_the_keyboard_goes_everywhere_and_enter_chooses(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022", fresh=True)
    stop = tab.locator("#square table [tabindex]")
    assert stop.count() == 1
    stop.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    names = tab.locator("#square tbody th:visible").evaluate_all("(all) => all.map((one) => one.dataset.a)")
    assert tab.evaluate("() => window.explorer.state.sel") == f"pair:{names[0]}+{names[1]}"
    read = tab.locator("#square .grid-reader").text_content() or ""
    assert "members shared" in read
    tab.keyboard.press("Escape")
    assert tab.evaluate("() => window.explorer.state.sel") == ""


def test_it_fits_beside_the_others_and_scrolls_in_its_box_on_a_narrow_screen(page_at: Callable[..., Tab]):
    fits = "(one) => one.scrollWidth <= one.clientWidth"
    tab = page_at()
    assert tab.locator("#square .grid-box").evaluate(fits)
    assert tab.locator("#square .grid-box").get_attribute("tabindex") is None
    narrow = page_at(width=390)
    assert not narrow.locator("#square .grid-box").evaluate(fits)
    assert narrow.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_rows_are_the_pairs_with_both_overlaps(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#year=2022")
    tab.click("#square .view-tools button[aria-pressed]")
    lines = tab.locator("#square .view-twin tbody tr").evaluate_all(
        "(all) => all.map((tr) => [...tr.cells].map((cell) => cell.textContent))"
    )
    names = order(real, 2022)
    assert len(lines) == len(names) * (len(names) - 1) // 2
    line = next(line for line in lines if line[:2] == ["SICA", "CRM"])
    found = pair(incidence.members(real.snapshot, Selection(year=2022)), "sica", "crm")
    assert line[2:5] == [str(len(found.shared)), str(found.union_count), "0.727"]
    assert line[8] == "Possible duplication"
    assert len(line[9].split("; ")) == 8


def test_the_picture_has_both_halves(real: KnowledgeGraph, page_at: Callable[..., Tab], tmp_path: Path):
    tab = page_at("#year=2022&lang=es")
    tab.click("#square summary")
    with tab.expect_download() as waiting:
        tab.locator("#square .menu button", has_text="SVG").click()
    waiting.value.save_as(tmp_path / "square.svg")
    root = ET.parse(tmp_path / "square.svg").getroot()
    words = [one.text or "" for one in root.iter(f"{SVG}text")]
    size = len(order(real, 2022))
    hatched = [one for one in root.iter(f"{SVG}rect") if one.get("fill") == "url(#square-hatch)"]
    drawn = tab.locator("#square td.unlisted:visible").count()
    assert len(hatched) == drawn + 1  # and one in the legend
    assert words.count("CRM") == 2
    assert sum(word == "?" or word.lstrip("≥").isdigit() or word == "·" for word in words) >= size * size
