"""The membership matrix says of every year what :mod:`kg.asof` and :mod:`kg.overlap` answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.model import ListStatus
from kg.overlap import incidence
from kg.overlap.conflicts import conflicts
from kg.timespan import Basis
from kg.views.explorer import document_of

YEARS = (1984, 1996, 2005, 2013, 2018, 2022, 2026)

#: What the table shows in each year: heads, row totals, and of each cell its glyphs, marks and words.
SHOWN = """(years) => {
  const { state, redraw } = window.explorer;
  const table = document.querySelector("#matrix table");
  const there = (selector) => [...table.querySelectorAll(selector)].filter((one) => !one.closest("[hidden]"));
  const within = (one, selector) => one.querySelector(selector).textContent;
  const marks = (one) => [!one.querySelector("[stroke-dasharray]"), !one.classList.contains("uncounted")];
  const cell = (td) => ({
    p: td.dataset.p, m: td.dataset.m, label: td.getAttribute("aria-label"),
    contested: td.classList.contains("contested"), glyphs: [...td.querySelectorAll("svg.glyph")].map(marks),
  });
  return years.map((year) => {
    state.year = year;
    redraw();
    return {
      year,
      heads: there("thead th").map((th) => [
        th.dataset.m, within(th, ".grid-count"), th.classList.contains("hatched")]),
      rows: there("tbody th").map((th) => [th.dataset.p, within(th, ".grid-total")]),
      cells: there("tbody td").map(cell),
    };
  });
}"""

#: Writes to the table between two years.
WRITES = """([from, to]) => {
  const { state, redraw } = window.explorer;
  state.year = from;
  redraw();
  const watch = new MutationObserver(() => {});
  const options = { subtree: true, childList: true, attributes: true, characterData: true };
  for (const id of ["matrix", "square"]) watch.observe(document.querySelector(`#${id} .view-body`), options);
  state.year = to;
  redraw();
  const found = watch.takeRecords().length;
  watch.disconnect();
  return found;
}"""


@pytest.fixture(scope="module")
def shown(browser: Browser, served: str) -> Any:
    """What the page shows in each of YEARS."""
    tab = browser.new_page()
    tab.goto(served)
    tab.wait_for_function("() => window.explorer?.ready")
    yield tab.evaluate(SHOWN, list(YEARS))
    tab.close()


def columns(real: KnowledgeGraph, year: int) -> list[str]:
    """The mechanisms that are shown unless somebody switches them off, in the order of the document."""
    bodies = incidence.members(real.snapshot, Selection(year=year)).sets
    return [
        row["id"]
        for row in document_of(real.snapshot)["mechanisms"]
        if row["default"] and row["id"] in bodies
    ]


def expected(real: KnowledgeGraph, year: int) -> dict[tuple[str, str], list[tuple[bool, bool]]]:
    """(participant, mechanism) → (stated, counted) of each seat."""
    there = set(columns(real, year))
    found = defaultdict(list)
    for seat in seats(real.snapshot, Selection(year=year, roles=None)):
        row = seat.membership
        if row.mechanism in there:
            found[str(row.participant), row.mechanism].append(
                (seat.basis is Basis.STATED, row.role == "member")
            )
    return found


def test_every_cell_of_every_year_is_the_answer(real: KnowledgeGraph, shown: list[dict[str, Any]]):
    for year in shown:
        drawn = {
            (cell["p"], cell["m"]): sorted((stated, counted) for stated, counted in cell["glyphs"])
            for cell in year["cells"]
            if cell["glyphs"]
        }
        wanted = {cell: sorted(marks) for cell, marks in expected(real, year["year"]).items()}
        assert drawn == wanted, year["year"]
        assert [head[0] for head in year["heads"]] == columns(real, year["year"])


def test_heads_count_members_and_never_call_an_unknown_list_zero(
    real: KnowledgeGraph, shown: list[dict[str, Any]]
):
    for year in shown:
        members = incidence.members(real.snapshot, Selection(year=year["year"]))
        for name, text, _ in year["heads"]:
            size = len(members.sets[name])
            partial = real.snapshot.mechanisms[name].list_status is ListStatus.PARTIAL
            if name in members.unknown:
                assert text == (f"≥{size}" if size else "?"), name
            else:
                assert text == (f"≥{size}" if partial else str(size)), name


def test_a_column_is_hatched_where_nobody_is_listed_in_any_role(
    real: KnowledgeGraph, shown: list[dict[str, Any]]
):
    last = shown[-1]
    hatched = {name for name, _, is_hatched in last["heads"] if is_hatched}
    bodies = real.snapshot.mechanisms
    assert hatched == {
        name
        for name in columns(real, 2026)
        if bodies[name].list_status is ListStatus.UNKNOWN and not bodies[name].complete_roles
    }
    assert "gcm" in hatched
    assert "crm" not in hatched


def test_rows_count_mechanisms_and_keep_their_order(real: KnowledgeGraph, shown: list[dict[str, Any]]):
    order = [row["key"] for row in document_of(real.snapshot)["participants"]]
    for year in shown:
        cells = expected(real, year["year"])
        held: dict[str, int] = defaultdict(int)
        for (key, _), marks in cells.items():
            held[key] += any(counted for _, counted in marks)
        present = {key for key, _ in cells}
        assert year["rows"] == [[key, str(held[key] or "–")] for key in order if key in present]


def test_contested_cells_are_marked_and_no_others(real: KnowledgeGraph, shown: list[dict[str, Any]]):
    document = document_of(real.snapshot, conflicts(real.snapshot))
    about = {name for row in document["conflicts"] for name in row["seats"]}
    last = shown[-1]
    seated = [seat.membership for seat in seats(real.snapshot, Selection(year=2026, roles=None))]
    wanted = {(str(row.participant), row.mechanism) for row in seated if row.id in about}
    marked = {(cell["p"], cell["m"]) for cell in last["cells"] if cell["contested"] and cell["glyphs"]}
    assert marked == {cell for cell in wanted if cell[1] in columns(real, 2026)}
    assert len(marked) > 3


def test_cells_say_in_words_what_they_show(shown: list[dict[str, Any]]):
    last = {(cell["p"], cell["m"]): cell["label"] for cell in shown[-1]["cells"]}
    assert last["state:CRI", "crm"] == "Costa Rica, CRM: member, start undated, stated"
    assert last["state:HTI", "los-angeles-declaration"] == (
        "Haiti, Los Angeles Declaration: endorser since 10 June 2022, stated, role not counted"
    )
    assert last["state:CRI", "oas"] == "Costa Rica, OAS: member, start undated, assumed"
    assert last["state:GTM", "gcm"] == "Guatemala, GCM: not on record; the list is unknown"
    assert last["state:NIC", "mirps"] == "Nicaragua, MIRPS: no seat on record"
    both = last["state:CAN", "mirps-support-platform"]
    assert "chair" in both
    assert " and member" in both


def test_a_year_without_change_writes_nothing(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    def told(year: int) -> set[tuple[str, Basis]]:
        found = seats(real.snapshot, Selection(year=year, roles=None))
        return {(seat.membership.id, seat.basis) for seat in found}

    assert told(2001) == told(2000)
    assert told(2017) != told(2018)
    tab = page_at()
    assert tab.evaluate(WRITES, [2000, 2001]) == 0
    assert 0 < tab.evaluate(WRITES, [2017, 2018]) < 6000


def test_the_query_and_the_rest_path_give_the_seats_shown(
    real: KnowledgeGraph, served: str, page_at: Callable[..., Tab]
):
    tab = page_at("#year=2018")
    # Links are written when the page has come to rest: until then they are those of the view before.
    tab.wait_for_function("() => document.querySelector('#matrix .view-tools a')?.href.includes('2018')")
    query = tab.evaluate(
        "() => new URL(document.querySelector('#matrix .view-tools a').href).searchParams.get('query')"
    )
    path = tab.evaluate("() => document.querySelector('#matrix .menu a').getAttribute('href')")
    table = real.query(query)
    wanted = sum(len(marks) for marks in expected(real, 2018).values())
    assert len(table.rows) == wanted
    answer = httpx.get(served + path).json()
    asked = {(f"{row['participant_type']}:{row['participant']}", row["mechanism"]) for row in answer["items"]}
    assert asked == set(expected(real, 2018))
    assert answer["total"] == wanted


def test_one_source_alone(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    source = "ruiz-soto-2021"
    tab = page_at(f"#source={source}&year=2020")
    found = tab.evaluate(SHOWN, [2020])[0]
    chosen = Selection(year=2020, roles=None, sources=frozenset({source}))
    there = set(columns(real, 2020))
    wanted = {
        (str(seat.membership.participant), seat.membership.mechanism)
        for seat in seats(real.snapshot, chosen)
        if seat.membership.mechanism in there
    }
    assert {(cell["p"], cell["m"]) for cell in found["cells"] if cell["glyphs"]} == wanted
    assert ("state:GTM", "cartagena-declaration") in wanted
