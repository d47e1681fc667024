"""The bars of the timeline hold in the years in which :mod:`kg.asof` answers, and look as sure as it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.overlap.timeline import timeline
from kg.timespan import Basis
from kg.views.explorer import document_of

FIRST, LAST = 1984, 2026

#: Rows as they are drawn: name, words, and of each bar its first and last point of time, tone and ends.
ROWS = """([first, last]) => {
  const at = (percent) => +(first + (parseFloat(percent) / 100) * (last + 1 - first)).toFixed(3);
  const bar = (one) => ({
    sel: one.dataset.sel || "", look: one.className,
    from: at(one.style.left), to: at(parseFloat(one.style.left) + parseFloat(one.style.width)),
  });
  return [...document.querySelectorAll("#timeline .tl-row")].map((row) => ({
    name: row.querySelector(".tl-name").textContent,
    words: row.querySelector(".tl-words").textContent,
    away: row.classList.contains("away"),
    bars: [...row.querySelectorAll(".tl-bar")].map(bar),
    ticks: [...row.querySelectorAll(".tl-tick")].map((one) => at(one.style.left)),
  }));
}"""


def rows_of(tab: Tab) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in tab.evaluate(ROWS, [FIRST, LAST])}


def test_the_dates_of_sica_as_worked_out_by_hand(page_at: Callable[..., Tab]):
    rows = rows_of(page_at("#tab=timeline&sel=mechanism:sica"))
    own = rows["SICA"]["bars"][0]
    assert own["from"] == pytest.approx(1991 + 11 / 12 + 12 / 366, abs=0.01)
    assert own["to"] == LAST + 1
    assert "end-arrow" in own["look"]
    associated, member = rows["Dominican Republic"]["bars"]
    assert associated["from"] == 2004
    assert associated["to"] == pytest.approx(2013 + 5 / 12 + 26 / 366, abs=0.01)
    assert member["from"] == pytest.approx(associated["to"], abs=0.01)
    assert "end-sharp" in associated["look"]
    assert "start-sharp" in member["look"]
    assert "27 June 2013" in rows["Dominican Republic"]["words"]


def test_what_no_source_dates_is_drawn_and_called_undated(page_at: Callable[..., Tab]):
    rows = rows_of(page_at("#tab=timeline&sel=mechanism:sica"))
    before, after = rows["Guatemala"]["bars"]
    assert "undated" in rows["Guatemala"]["words"]
    assert "assumed" in before["look"]
    assert "start-fade" in before["look"]
    # The first source that names it is of 2021.
    assert (before["to"], after["from"]) == (2021, 2021)
    assert "stated" in after["look"]
    assert rows["Guatemala"]["ticks"] == [2021.5]
    assert "start-sharp" in rows["Belize"]["bars"][0]["look"]


def test_mechanisms_fade_close_or_stay_open(page_at: Callable[..., Tab]):
    rows = rows_of(page_at("#tab=timeline"))
    assert "start-fade" in rows["OAS"]["bars"][0]["look"]
    assert rows["OAS"]["words"].startswith("undated")
    closed = rows["CIREFCA"]["bars"][0]
    assert closed["to"] == 1995
    assert "end-sharp" in closed["look"]
    assert rows["CIREFCA"]["away"]
    assert "end-fade" in rows["CMC"]["bars"][0]["look"]


def drawn_years(rows: dict[str, dict[str, Any]]) -> dict[str, dict[int, set[bool]]]:
    """Selection of each seat → year → whether its bars there look stated."""
    drawn: dict[str, dict[int, set[bool]]] = defaultdict(lambda: defaultdict(set))
    for bar in (bar for row in rows.values() for bar in row["bars"] if bar["sel"]):
        for year in range(FIRST, LAST + 1):
            if bar["from"] < year + 0.999 and bar["to"] > year + 0.001:
                drawn[bar["sel"]][year].add("stated" in bar["look"])
    return drawn


def test_bars_hold_in_the_years_of_the_answer(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=timeline")
    for name in ("sica", "crm", "quito-process", "cartagena-declaration", "mirps"):
        tab.evaluate(
            "(sel) => { window.explorer.change({ sel }); window.explorer.redraw(); }", f"mechanism:{name}"
        )
        wanted: dict[str, dict[int, set[bool]]] = defaultdict(lambda: defaultdict(set))
        for year in range(FIRST, LAST + 1):
            for seat in seats(real.snapshot, Selection(year=year, roles=None), mechanism=name):
                key = f"seat:{seat.membership.participant}@{name}"
                wanted[key][year].add(seat.basis is Basis.STATED)
        assert wanted
        assert drawn_years(rows_of(tab)) == wanted, name


def test_a_state_has_its_seats_and_a_pair_those_who_share_it(
    real: KnowledgeGraph, page_at: Callable[..., Tab]
):
    tab = page_at("#tab=timeline&sel=state:CRI")
    held = {
        row.mechanism
        for row in real.snapshot.memberships
        if row.participant.id == "CRI"
        and any(one["id"] == row.id and one["runs"] for one in document_of(real.snapshot)["seats"])
    }
    assert tab.locator("#timeline .tl-row.seat").count() == len(held)
    tab.evaluate("window.explorer.change({ sel: 'pair:ca4+sica' })")
    tab.wait_for_function("() => document.querySelectorAll('#timeline .tl-row.body').length === 2")
    names = tab.locator("#timeline .tl-row.seat .tl-name").all_text_contents()
    assert sorted(names) == sorted(2 * ["Guatemala", "Honduras", "El Salvador", "Nicaragua"])


def test_the_year_is_a_slider(page_at: Callable[..., Tab]):
    tab = page_at("#tab=timeline&year=2010")
    slider = tab.get_by_role("slider", name="Year").and_(tab.locator(".tl-handle"))
    slider.focus()
    for key, year in (
        ("ArrowLeft", 2009),
        ("PageUp", 2014),
        ("Home", FIRST),
        ("ArrowLeft", FIRST),
        ("End", LAST),
    ):
        tab.keyboard.press(key)
        tab.wait_for_function("(year) => window.explorer.state.year === year", arg=year)
        tab.wait_for_function(
            "(year) => document.querySelector('.tl-handle').getAttribute('aria-valuenow') === String(year)",
            arg=year,
        )


def test_the_line_is_dragged_and_the_years_are_pressed(page_at: Callable[..., Tab]):
    tab = page_at("#tab=timeline&year=2010")
    tab.locator("#timeline .tl-handle").scroll_into_view_if_needed()
    box = tab.locator("#timeline .tl-plane").bounding_box()
    handle = tab.locator("#timeline .tl-handle").bounding_box()
    assert box is not None
    assert handle is not None

    def year_at(year: int) -> float:
        return float(box["x"] + box["width"] * (year + 0.5 - FIRST) / (LAST + 1 - FIRST))

    tab.mouse.move(handle["x"] + 5, handle["y"] + 5)
    tab.mouse.down()
    tab.mouse.move(year_at(1996), handle["y"])
    tab.mouse.up()
    tab.wait_for_function("() => window.explorer.state.year === 1996")
    tab.mouse.click(year_at(2003), box["y"] + 10)
    tab.wait_for_function("() => window.explorer.state.year === 2003")


def test_bars_and_names_select(page_at: Callable[..., Tab]):
    tab = page_at("#tab=timeline")
    tab.locator("#timeline .tl-name", has_text=re.compile("^CRM$")).click()
    tab.wait_for_function("() => window.explorer.state.sel === 'mechanism:crm'")
    tab.locator("#timeline .tl-bar[data-sel='seat:state:CRI@crm']").first.click()
    tab.wait_for_function("() => window.explorer.state.sel === 'seat:state:CRI@crm'")
    expect(tab.locator("#timeline .tl-row.chosen .tl-name")).to_have_text("Costa Rica")
    tab.locator("#timeline .tl-tools button", has_text="All mechanisms").click()
    tab.wait_for_function("() => window.explorer.state.sel === ''")


def test_rows_are_sorted_by_start_and_undated_ones_come_last(page_at: Callable[..., Tab]):
    tab = page_at("#tab=timeline")
    tab.locator("#timeline .view-chip", has_text="By start").click()
    words = tab.locator("#timeline .tl-row .tl-words").all_text_contents()
    undated = [text.startswith("undated") for text in words]
    assert undated == sorted(undated)
    years = [int(found[1]) for text in words if (found := re.search(r"(\d{4})", text))]
    assert years == sorted(years)
    assert any(undated)


def test_one_source_alone_changes_the_bars(page_at: Callable[..., Tab]):
    tab = page_at("#tab=timeline&sel=mechanism:mirps")
    assert "El Salvador" in rows_of(tab)
    tab.evaluate("window.explorer.change({ source: 'oas-cam-concept-note-2022' })")
    tab.wait_for_function("() => document.querySelectorAll('#timeline .tl-row.seat').length === 6")
    assert "El Salvador" not in rows_of(tab)


def test_the_rest_path_gives_the_same_spans(real: KnowledgeGraph, served: str, page_at: Callable[..., Tab]):
    tab = page_at("#tab=timeline&sel=mechanism:sica")
    tab.wait_for_function("() => document.querySelector('#timeline .menu a').getAttribute('href')")
    path = str(tab.locator("#timeline .menu a").get_attribute("href"))
    answer = httpx.get(served + path).json()
    whole = timeline(real.snapshot, Selection(roles=None))
    assert answer["total"] == 1 + sum(row.mechanism == "sica" for row in whole.memberships)
    bars = tab.evaluate(ROWS, [FIRST, LAST])
    sels = {bar["sel"] for row in bars for bar in row["bars"] if bar["sel"]}
    assert {
        f"seat:{row['participant_type']}:{row['iso3'] or row['participant']}@sica"
        for row in answer["items"]
        if row["kind"] == "membership"
    } == sels
