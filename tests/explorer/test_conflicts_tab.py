"""The disagreements of :mod:`kg.overlap.conflicts`, all of them, each with its sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import Page as Tab

from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.conflicts import KINDS, conflicts

DOMINICAN = "conflict:membership-sica-DOM"

#: The cards that are shown, and the numbers on the chips.
CARDS = """() => [...document.querySelectorAll("#conflicts .dispute-card:not([hidden])")]
  .filter((one) => !one.closest("section").hidden)
  .map((one) => one.querySelector(".dispute-body").id.replace("dispute-", ""))"""
COUNTS = """() => [...document.querySelectorAll("#conflicts .dispute-kinds .num")]
  .map((one) => Number(one.textContent))"""

KIND_ORDER = ("membership", "value", "acronym", "name", "arithmetic")


def test_every_disagreement_has_a_card(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=conflicts")
    found = conflicts(real.snapshot)
    assert set(KIND_ORDER) == set(KINDS)
    assert sorted(tab.evaluate(CARDS)) == sorted(row.id for row in found)
    counts = Counter(row.kind for row in found)
    assert tab.evaluate(COUNTS) == [counts[kind] for kind in KIND_ORDER]
    assert tab.locator(".dispute-total").text_content() == f"{len(found)} disagreements"


def test_sides_stand_beside_each_other_with_sources_marks_and_reason(
    real: KnowledgeGraph, page_at: Callable[..., Tab]
):
    tab = page_at(f"#tab=conflicts&sel={DOMINICAN}")
    card = tab.locator(".dispute-card.chosen")
    row = next(row for row in conflicts(real.snapshot) if "conflict:" + row.id == DOMINICAN)
    values = card.locator(".dispute-side .dispute-value").all_text_contents()
    written = [side.value.en.replace("2013-06-27", "27 June 2013") for side in row.values]
    assert values == written
    marked = card.locator(".dispute-side.followed .dispute-value").all_text_contents()
    assert marked == [words for words, side in zip(written, row.values, strict=True) if side.followed]
    sides = card.locator(".dispute-side")
    for number, side in enumerate(row.values):
        text = sides.nth(number).text_content()
        for cite in side.citations:
            assert cite.source.title in str(text)
            assert cite.locator in str(text)
    told = card.locator(".dispute-why").text_content()
    assert told == f"{row.outcome.en} {row.note.en}"
    tops = sides.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().top)")
    assert len(tops) == len(values)
    assert len(set(tops)) == 1


def test_a_selected_disagreement_is_open_and_in_sight(page_at: Callable[..., Tab]):
    tab = page_at(f"#tab=conflicts&sel={DOMINICAN}", reduced_motion="reduce")
    head = tab.locator(".dispute-card.chosen .dispute-head")
    assert head.get_attribute("aria-expanded") == "true"
    tab.wait_for_function(
        """() => {
          const top = document.querySelector(".dispute-card.chosen").getBoundingClientRect().top;
          const head = document.querySelector(".head").getBoundingClientRect().bottom;
          return top >= head - 1 && top < 400;
        }"""
    )


def test_kinds_narrow_and_more_than_one_may_be_chosen(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=conflicts")
    found = conflicts(real.snapshot)
    chips = tab.locator("#conflicts .dispute-kinds button")
    chips.nth(1).click()
    assert sorted(tab.evaluate(CARDS)) == sorted(row.id for row in found if row.kind == "value")
    assert chips.nth(1).get_attribute("aria-pressed") == "true"
    chips.nth(4).click()
    wanted = sorted(row.id for row in found if row.kind in ("value", "arithmetic"))
    assert sorted(tab.evaluate(CARDS)) == wanted
    assert tab.evaluate(COUNTS)[0] == sum(row.kind == "membership" for row in found)
    chips.nth(1).click()
    chips.nth(4).click()
    assert len(tab.evaluate(CARDS)) == len(found)


def about(real: KnowledgeGraph, things: set[Ref]) -> list[str]:
    """Ids of the disagreements that touch one of ``things``, those of its memberships included."""
    seats = {row.id: row for row in real.snapshot.memberships}
    found = []
    for row in conflicts(real.snapshot):
        known = {row.subject, *row.things}
        for name in (name for side in row.values for name in side.statements if name in seats):
            known |= {seats[name].participant, Ref("mechanism", seats[name].mechanism)}
        if known & things:
            found.append(row.id)
    return sorted(found)


def test_only_those_about_what_is_selected(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=conflicts")
    whole = len(conflicts(real.snapshot))
    for sel, things in {
        "mechanism:sica": {Ref("mechanism", "sica")},
        "state:URY": {Ref("state", "URY")},
        "pair:crm+sica": {Ref("mechanism", "crm"), Ref("mechanism", "sica")},
    }.items():
        tab.evaluate("(sel) => { window.explorer.change({ sel }); window.explorer.redraw(); }", sel)
        wanted = about(real, things)
        assert 0 < len(wanted) < whole
        assert sorted(tab.evaluate(CARDS)) == wanted, sel
    tab.locator("#conflicts .view-chip.own").click()
    assert len(tab.evaluate(CARDS)) == whole


def test_a_contested_seat_leads_back_to_its_cell(page_at: Callable[..., Tab]):
    tab = page_at(f"#tab=conflicts&sel={DOMINICAN}")
    tab.locator(".dispute-card.chosen .dispute-links button").first.click()
    tab.wait_for_function("() => window.explorer.state.tab === 'overlap'")
    assert tab.evaluate("window.explorer.state.sel") == "seat:state:DOM@sica"


def test_nothing_of_a_closed_card_is_made(page_at: Callable[..., Tab]):
    tab = page_at("#tab=conflicts")
    assert tab.locator(".dispute-side").count() == 0
    tab.locator("#conflicts button", has_text="Show all sources").click()
    assert tab.locator(".dispute-head[aria-expanded='false']").count() == 0
    assert tab.locator(".dispute-side").count() > 100
    tab.locator("#conflicts button", has_text="Hide all sources").click()
    assert tab.locator(".dispute-head[aria-expanded='true']").count() == 0


def test_the_keyboard_opens_a_card(page_at: Callable[..., Tab]):
    tab = page_at("#tab=conflicts")
    head = tab.locator(".dispute-head").first
    head.focus()
    tab.keyboard.press("Enter")
    assert head.get_attribute("aria-expanded") == "true"
    assert tab.locator(".dispute-body:not([hidden])").count() == 1


def test_query_and_rest_path_give_the_same(real: KnowledgeGraph, served: str, page_at: Callable[..., Tab]):
    tab = page_at("#tab=conflicts")
    tab.wait_for_function("() => document.querySelector('#conflicts .menu a').getAttribute('href')")
    path = str(tab.locator("#conflicts .menu a").get_attribute("href"))
    found = conflicts(real.snapshot)
    assert httpx.get(served + path).json()["total"] == len(found)
    link = str(tab.locator("#conflicts a.tool").get_attribute("href"))
    query = parse_qs(urlsplit(link).query)["query"][0]
    headers = {"Accept": "application/sparql-results+json"}
    answer = httpx.post(served + "/sparql", data={"query": query}, headers=headers, timeout=30).json()
    kinds = {row["kind"]["value"] for row in answer["results"]["bindings"]}
    assert kinds == {row.kind for row in found}


def test_the_way_on_follows_the_kinds_that_are_chosen(page_at: Callable[..., Tab]):
    tab = page_at("#tab=conflicts")
    links = "[...document.querySelectorAll('#conflicts .menu a')]"
    rest = f"() => {links}.map((link) => link.getAttribute('href')).join(' ')"
    tab.wait_for_function(f"() => ({rest})().includes('/api/v1/conflicts')")
    tab.wait_for_timeout(400)  # the page has come to rest: nothing but the choice can write the link anew
    tab.locator("#conflicts .dispute-kinds button").first.click()
    tab.wait_for_function(f"() => ({rest})().includes('kind=')", timeout=3000)
