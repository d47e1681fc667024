"""The header: its numbers are the library's, and each of its parts changes the view."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.overlap import incidence
from kg.overlap.pairs import pairs
from kg.timespan import Basis
from tests.explorer.header_support import show, state_of


@pytest.mark.parametrize("year", [1990, 1996, 2005, 2018, 2022, 2026])
def test_the_sentence_counts_what_the_library_counts(tab: Tab, real: KnowledgeGraph, year: int) -> None:
    snapshot, asked = real.snapshot, Selection(year=year)
    shown = tab.evaluate("(year) => window.explorer.look({ ...window.explorer.state, year }).bodies", year)
    show(tab, f"#year={year}")
    known = incidence.members(snapshot, asked, shown)
    cells = {(name, ref) for name, refs in known.sets.items() for ref in refs}
    states = {ref for _, ref in cells if ref.kind in ("state", "territory")}
    others = {ref for _, ref in cells} - states
    held = [row for row in seats(snapshot, asked) if row.membership.mechanism in known.sets]
    stated = {(r.membership.mechanism, r.membership.participant) for r in held if r.basis is Basis.STATED}
    dated = {(r.membership.mechanism, r.membership.participant) for r in held if r.membership.span.since}
    words = tab.locator("#sentence").inner_text()
    assert words.startswith(f"In {year}, {len(states)} states and territories")
    assert f"{len(cells)} seats in {sum(1 for refs in known.sets.values() if refs)} mechanisms." in words
    assert (f"and {len(others)} organization" in words) is bool(others)
    remark = tab.locator("#remark").inner_text()
    assert f"{len(cells - dated)} have no start year in any source" in remark
    assert f"{len(cells - stated)} are assumed for {year}" in remark
    assert f"{len(known.unknown)} lists are unknown, not empty" in remark
    alike = [row for row in pairs(known) if row.jaccard and row.only_a and row.only_b]
    best = max(alike, key=lambda row: (row.jaccard or 0, len(row.shared)))
    said = f"with {len(best.shared)} of their {best.union_count} participants in common."
    assert words.split("Most alike: ")[1].endswith(said)
    tab.locator("#sentence button").last.click()
    assert state_of(tab, "sel") == f"pair:{best.a}+{best.b}"


@pytest.mark.parametrize(
    ("lang", "alike"),
    [
        ("en", "Most alike: Quito Process and CSM, with 9 of their 16 participants in common."),
        ("es", "Los más parecidos: Proceso de Quito y CSM, con 9 de sus 16 participantes en común."),
    ],
)
def test_the_sentence_without_a_script_names_the_same_pair(tab: Tab, lang: str, alike: str) -> None:
    """In 2018 the two lists have 13 and 12 participants, of whom they share 9."""
    show(tab, f"#lang={lang}&year=2018")
    expect(tab.locator("#sentence")).to_contain_text(alike)
    written = tab.evaluate(
        "(path) => fetch(path).then((answer) => answer.text())", f"/?lang={lang}&year=2018"
    )
    assert written.count(alike) == 1


def test_names_in_the_sentence_select(tab: Tab) -> None:
    names = tab.locator("#sentence button")
    names.last.click()
    assert str(state_of(tab, "sel")).startswith("pair:")
    names.first.click()
    assert str(state_of(tab, "sel")).startswith("state:")
    tab.keyboard.press("Escape")
    assert state_of(tab, "sel") == ""


def test_nobody_is_said_and_not_counted(tab: Tab) -> None:
    show(tab, "#roles=none")
    assert "nobody on record holds a seat" in tab.locator("#sentence").inner_text()
    show(tab, "#lang=es&roles=none")
    assert "no consta nadie" in tab.locator("#sentence").inner_text()


def test_the_year_by_keys_by_number_and_by_the_slider(tab: Tab) -> None:
    slider, field = tab.locator(".slider"), tab.locator("#year")
    slider.focus()
    slider.press("Home")
    expect(field).to_have_value("1984")
    slider.press("ArrowRight")
    expect(field).to_have_value("1985")
    assert slider.get_attribute("aria-valuetext") == (
        "1985: "
        + tab.evaluate("() => document.querySelector('#sentence').textContent.match(/[0-9]+ seats?/)[0]")
    )
    field.fill("2010")
    expect(slider).to_have_value("2010")
    field.fill("1")
    field.blur()
    expect(field).to_have_value("1984")
    box = slider.bounding_box()
    assert box is not None
    slider.click(position={"x": box["width"] - 8, "y": 10})
    expect(field).to_have_value("2026")


def test_bars_stand_under_the_thumb_of_their_year(tab: Tab) -> None:
    slider = tab.locator(".slider").bounding_box()
    first = tab.locator(".histogram .bar").first.bounding_box()
    last = tab.locator(".histogram .bar").last.bounding_box()
    assert slider is not None
    assert first is not None
    assert last is not None
    assert first["x"] + first["width"] / 2 == pytest.approx(slider["x"] + 8, abs=1)
    assert last["x"] + last["width"] / 2 == pytest.approx(slider["x"] + slider["width"] - 8, abs=1)


def test_play_runs_to_the_end_and_stops(tab: Tab) -> None:
    show(tab, "#year=2025")
    play = tab.locator(".play")
    expect(play).to_have_attribute("aria-label", "Play the years")
    play.click()
    expect(play).to_have_attribute("aria-label", "Pause")
    expect(tab.locator("#year")).to_have_value("2026")
    expect(play).to_have_attribute("aria-label", "Play the years")
    play.click()
    expect(tab.locator("#year")).to_have_value("1984")
    play.click()
    expect(play).to_have_attribute("aria-label", "Play the years")


def test_roles_are_counted_by_their_chips(tab: Tab, real: KnowledgeGraph) -> None:
    chip = tab.get_by_role("button", name="observer")
    expect(chip).to_have_attribute("aria-pressed", "false")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert state_of(tab, "roles") == ["member", "observer"]
    shown = tab.evaluate("() => window.explorer.look(window.explorer.state).bodies")
    wanted = [
        row
        for row in seats(real.snapshot, Selection(year=real.snapshot.now, roles=frozenset({"observer"})))
        if row.membership.mechanism in shown
    ]
    assert chip.locator(".role-count").inner_text() == str(len(wanted))
    assert len(wanted) > 0


def test_mechanisms_are_switched_in_their_pop_up(tab: Tab) -> None:
    tab.get_by_text("Mechanisms", exact=True).click()
    box = tab.get_by_label("CRM · Regional Conference on Migration")
    box.uncheck()
    assert state_of(tab, "off") == ["crm"]
    tab.get_by_role("button", name="All", exact=True).click()
    assert state_of(tab, "off") == []
    quiet = "window.explorer.data.mechanisms.filter((body) => !body.default).map((body) => body.id).sort()"
    assert state_of(tab, "on") == tab.evaluate(f"() => {quiet}")
    tab.get_by_role("button", name="Usual choice").click()
    assert (state_of(tab, "off"), state_of(tab, "on")) == ([], [])
    tab.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert tab.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_one_source_alone_is_said(tab: Tab, real: KnowledgeGraph) -> None:
    tab.get_by_label("As told by").select_option("ruiz-soto-2021")
    banner = tab.locator("#banner-source")
    expect(banner).to_contain_text("As only one source tells it:")
    expect(banner).to_contain_text(real.snapshot.sources["ruiz-soto-2021"].label.en)
    banner.get_by_role("button", name="Back to all sources").click()
    expect(banner).to_be_hidden()
    told = tab.evaluate("() => [...document.querySelectorAll('#source option')].map((one) => one.value)")
    alone = {
        cite.source.id
        for row in (*real.snapshot.memberships, *real.snapshot.assignments)
        for cite in row.supporting
    }
    assert set(told) - {""} <= alone
    assert len(told) > 10
