"""The table lists what :mod:`kg.asof` answers, sorts and filters it, and leads to the rest of the graph."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Page as Tab

from kg.asof import Selection, mandates_of, seats
from kg.graph import KnowledgeGraph
from kg.model import Rank
from kg.overlap.conflicts import conflicts
from kg.views.explorer import document_of

CAM_NOTE = "oas-cam-concept-note-2022"


def default_bodies(real: KnowledgeGraph) -> set[str]:
    return {row["id"] for row in document_of(real.snapshot)["mechanisms"] if row["default"]}


def downloaded(tab: Tab) -> list[dict[str, str]]:
    """The rows of the CSV file that the table offers."""
    tab.locator("#table summary.tool").click()
    with tab.expect_download() as started:
        tab.locator("#table .menu button", has_text="CSV").click()
    text = started.value.path().read_text("utf-8")
    return [row for row in csv.DictReader(io.StringIO(text)) if row.get("Sources")]


def column(tab: Tab, number: int) -> list[str]:
    return tab.locator(f"#table tbody tr > :nth-child({number})").all_text_contents()


def test_rows_are_the_seats_of_the_year(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=table")
    for year in (1996, 2018, 2026):
        tab.evaluate("(year) => window.explorer.change({ year })", year)
        assert told(downloaded(tab)) == answered(real, year), year


def answered(real: KnowledgeGraph, year: int) -> list[tuple[str, ...]]:
    """Participant, role, dates, basis and "contested" of each seat, from the library."""
    bodies = default_bodies(real)
    wanted = []
    disputed = {name for row in conflicts(real.snapshot) for side in row.values for name in side.statements}
    for seat in seats(real.snapshot, Selection(year=year, roles=None)):
        row = seat.membership
        if row.mechanism in bodies:
            name = real.snapshot.label(row.participant).en
            contested = "yes" if row.id in disputed else "no"
            wanted.append((name, row.role, row.since or "", row.until or "", str(seat.basis), contested))
    return sorted(wanted)


def told(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """The same from the rows of the table."""
    ids = {"associated state": "associated-state", "host country": "host-country"}
    rest = ("From", "Until", "In this year", "Contested")
    return sorted(
        (row["Participant"], ids.get(row["Role"], row["Role"]), *(row[name] for name in rest)) for row in rows
    )


def test_every_source_is_named_with_its_place(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    rows = downloaded(page_at("#tab=table&year=2026"))
    cited = {(row["Participant"], row["Mechanism"], row["Role"]): row["Sources"] for row in rows}
    for seat in seats(real.snapshot, Selection(year=2026), mechanism="crm"):
        name = real.snapshot.label(seat.membership.participant).en
        said = cited[name, "CRM (Regional Conference on Migration)", "member"]
        for cite in seat.citations:
            assert f"{cite.source.title}: {cite.locator}" in said


def test_a_column_sorts_up_and_down_and_what_is_empty_stays_last(page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2026")
    head = tab.locator("#table th", has=tab.locator("button", has_text="From"))
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    years = [text for text in column(tab, 4) if text != "undated"]
    assert years
    assert [text[-4:] for text in years] == sorted(text[-4:] for text in years)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert column(tab, 4)[0][-4:] == years[-1][-4:]
    assert tab.locator("#table th[aria-sort]").count() == 1


def test_a_hundred_rows_a_page(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2026")
    bodies = default_bodies(real)
    total = sum(
        seat.membership.mechanism in bodies for seat in seats(real.snapshot, Selection(2026, roles=None))
    )
    assert total > 200
    assert tab.locator("#table tbody tr").count() == 100
    assert tab.locator(".table-pager p").text_content() == f"1–100 of {total}"
    seen = column(tab, 1)
    for first in range(101, total + 1, 100):
        tab.locator(".table-turn button", has_text="Next").click()
        assert str(tab.locator(".table-pager p").text_content()).startswith(f"{first}–")
        seen += column(tab, 1)
    assert len(seen) == total
    assert tab.locator(".table-turn button", has_text="Next").is_disabled()


def test_words_without_their_accents_find_a_row(page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2026&lang=es")
    tab.locator("#table-find").fill("REPUBLICA dominicana sica")
    names = column(tab, 1)
    assert names == ["República Dominicana"]
    tab.locator("#table-find").fill("zzz")
    assert column(tab, 1) == []
    assert tab.locator(".table-pager p").text_content() == "Ninguna fila contiene esas palabras."


def test_the_whole_graph_holds_what_the_view_leaves_out(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2026")
    tab.locator("#table .view-chip", has_text="All statements of the graph").click()
    rows = downloaded(tab)
    assert len(rows) == len(real.snapshot.memberships)
    outranked = [row for row in rows if row["Rank"] == "outranked"]
    assert len(outranked) == sum(row.rank is Rank.DEPRECATED for row in real.snapshot.memberships)
    assert outranked
    assert {row["In this year"] for row in outranked} == {"not answered"}


def test_mandates_are_those_of_the_mechanisms_shown(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2026")
    tab.locator("#table .view-chip", has_text="Mandates").click()
    rows = downloaded(tab)
    shown = tab.evaluate("window.explorer.look(window.explorer.state).bodies")
    wanted = [
        real.snapshot.mandates[row.mandate].label.en
        for name in shown
        for row in mandates_of(real.snapshot, name)
    ]
    assert sorted(row["Mandate"] for row in rows) == sorted(wanted)


def test_one_source_alone(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    rows = downloaded(page_at(f"#tab=table&year=2022&source={CAM_NOTE}"))
    asked = Selection(2022, roles=None, sources=frozenset({CAM_NOTE}))
    bodies = default_bodies(real)
    held = [seat for seat in seats(real.snapshot, asked) if seat.membership.mechanism in bodies]
    assert len(rows) == len(held) > 0
    title = next(cite.source.title for seat in held for cite in seat.citations)
    assert all(row["Sources"].startswith(title) for row in rows)


def test_a_row_selects_its_seat_and_a_contested_one_leads_to_its_sources(page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2026")
    tab.locator("#table-find").fill("paraguay quito")
    tab.locator("#table tbody th button").first.click()
    tab.wait_for_function("() => window.explorer.state.sel === 'seat:state:PRY@quito-process'")
    tab.wait_for_selector("#table tr.chosen")
    tab.locator("#table tbody td button", has_text="Compare").first.click()
    tab.wait_for_function("() => window.explorer.state.tab === 'conflicts'")
    assert tab.evaluate("window.explorer.state.sel") == "conflict:membership-quito-process-PRY"


def test_what_is_selected_is_shown_on_its_page(page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2026&sel=seat:state:URY@csm")
    line = tab.locator("#table tr.chosen")
    assert line.locator("th").text_content() == "Uruguay"
    assert tab.evaluate("""() => new Promise((done) => requestAnimationFrame(() => {
      const box = document.querySelector(".table-box").getBoundingClientRect();
      const line = document.querySelector("tr.chosen").getBoundingClientRect();
      done(box.top < line.top && line.bottom < box.bottom);
    }))""")
    tab.evaluate("window.explorer.change({ sel: 'state:ARG' })")
    tab.wait_for_function("() => document.querySelectorAll('#table tr.chosen').length > 5")
    assert set(tab.locator("#table tr.chosen th").all_text_contents()) == {"Argentina"}


def test_the_query_gives_the_same_seats(served: str, page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2013")
    link = tab.locator("#table a.tool")
    tab.wait_for_function("() => document.querySelector('#table a.tool').getAttribute('href')")
    query = parse_qs(urlsplit(str(link.get_attribute("href"))).query)["query"][0]
    assert "%" not in query
    headers = {"Accept": "application/sparql-results+json"}
    answer = httpx.post(served + "/sparql", data={"query": query}, headers=headers, timeout=30).json()
    found: list[dict[str, Any]] = answer["results"]["bindings"]
    shown = tab.evaluate(
        "window.explorer.look(window.explorer.state).seats.map((row) => [row.seat.id, row.stated])"
    )
    assert sorted(
        (row["statement"]["value"].rsplit("/", 1)[1], row["basis"]["value"] == "stated") for row in found
    ) == sorted((name, stated) for name, stated in shown)


@pytest.mark.parametrize("source", ["", "&source=wrmc-summary-2022"])
def test_the_query_gives_the_same_mandates(served: str, page_at: Callable[..., Tab], source: str):
    tab = page_at("#tab=table&year=2013" + source)
    tab.wait_for_timeout(400)  # the page has come to rest: nothing but the choice can write the link anew
    tab.locator("#table .view-chip", has_text="Mandates").click()
    tab.wait_for_function(
        "() => document.querySelector('#table a.tool')?.getAttribute('href')?.includes('skos')"
    )
    href = str(tab.locator("#table a.tool").get_attribute("href"))
    query = parse_qs(urlsplit(href).query)["query"][0]
    headers = {"Accept": "application/sparql-results+json"}
    answer = httpx.post(served + "/sparql", data={"query": query}, headers=headers, timeout=30).json()
    asked = [
        (row["mechanism"]["value"].rsplit("/", 1)[1], row["mandate"]["value"].rsplit("/", 1)[1])
        for row in answer["results"]["bindings"]
    ]
    view = "window.explorer.look(window.explorer.state)"
    shown = tab.evaluate(f"[...{view}.mandates].flatMap(([m, held]) => [...held].map((one) => [m, one]))")
    assert sorted(asked) == sorted(map(tuple, shown)) != []


def test_a_year_keeps_the_lines_that_stay(page_at: Callable[..., Tab]):
    tab = page_at("#tab=table&year=2020")
    kept = tab.evaluate("""() => {
      const { state, redraw } = window.explorer;
      const before = [...document.querySelectorAll("#table tbody tr")];
      state.year = 2021;
      redraw();
      const after = new Set(document.querySelectorAll("#table tbody tr"));
      return [before.filter((line) => after.has(line)).length, before.length];
    }""")
    assert kept[0] > 0.9 * kept[1]
