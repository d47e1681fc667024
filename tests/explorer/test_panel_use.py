"""Using the detail panel: opening, closing, the year that moves on, ways out, a saved file, no selection."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from panelsupport import panels
from playwright.sync_api import expect

from kg.graph import KnowledgeGraph

PAGES = [
    "",
    "state:CRI",
    "organization:unhcr",
    "mechanism:crm",
    "mechanism:gcm",
    "seat:state:DOM@sica",
    "pair:crm+quito-process",
    "pair:gcm+r4v",
    "set:ca4+sica+crm",
    "mandate:migrant-rights",
    "conflict:membership-sica-DOM",
]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SELECT = "(sel) => { window.explorer.change({ sel }); window.explorer.redraw(); }"
OVER = """() => {
  const body = document.querySelector(".panel-body");
  return body.scrollWidth - body.clientWidth;
}"""
LINKS = """(sels) => sels.map((sel) => {
  window.explorer.change({ sel });
  window.explorer.redraw();
  return [...document.querySelectorAll(".panel-ways a")].map((link) => link.getAttribute("href"));
})"""


def test_it_closes_by_its_button_and_by_escape(page_at):
    tab = page_at("#sel=state:CRI")
    assert tab.locator(".panel-name").inner_text() == "Costa Rica"
    tab.locator(".panel-close").click()
    tab.wait_for_function("() => window.explorer.state.sel === ''")
    expect(tab.locator(".panel-close")).to_have_count(0)  # drawn in the next frame
    tab.evaluate(SELECT, "mechanism:crm")
    tab.locator(".panel-body .seat-line button").first.focus()
    tab.keyboard.press("Escape")
    tab.wait_for_function("() => window.explorer.state.sel === ''")


def test_names_in_it_lead_on(page_at):
    tab = page_at("#sel=mechanism:crm")
    tab.locator(".panel-body button", has_text="SICA").first.click()
    tab.wait_for_function("() => window.explorer.state.sel.startsWith('pair:crm+sica')")
    tab.locator(".panel-body .chip", has_text="Panama").first.click()
    tab.wait_for_function("() => window.explorer.state.sel === 'state:PAN'")
    assert tab.locator(".panel-name").inner_text() == "Panama"


def test_when_the_year_moves_on_folds_stay_open_and_the_focus_stays(page_at):
    tab = page_at("#sel=state:CRI&year=2021")
    fold = tab.locator('.panel-body details[data-fold="seat crm-CRI-member"]')
    fold.locator("summary").first.focus()
    tab.keyboard.press("Enter")
    assert fold.locator(".evidence-item").count() == 3
    tab.evaluate("() => { window.explorer.change({ year: 2024 }); window.explorer.redraw(); }")
    again = tab.locator('.panel-body details[data-fold="seat crm-CRI-member"]')
    assert again.get_attribute("open") is not None
    assert again.locator(".evidence-item").count() == 3
    focused = "() => document.activeElement.closest('[data-fold]')?.dataset.fold"
    assert tab.evaluate(focused) == "seat crm-CRI-member"
    assert "In 2024" in tab.locator(".panel-body").inner_text()


NONSENSE = [
    "state:XXX",
    "pair:crm",
    "pair:crm+nothing",
    "seat:state:CRI@",
    "conflict:x",
    "mandate:<b>",
    "set:",
    "x",
]


def test_what_is_no_selection_gives_the_overview(page_at):
    tab = page_at("#sel=state:CRI")
    for sel in NONSENSE:
        tab.evaluate("(sel) => (location.hash = '#sel=' + encodeURIComponent(sel))", sel)
        tab.wait_for_function("() => window.explorer.state.sel === ''")
        tab.evaluate("() => window.explorer.redraw()")
        assert tab.locator(".panel-name").inner_text() == "The picture of 2026", sel
        tab.evaluate(SELECT, "state:CRI")
        tab.wait_for_function("() => location.hash === '#sel=state:CRI'")


def test_a_mechanism_that_is_not_in_the_picture_can_be_put_there(page_at):
    tab = page_at("#sel=mechanism:crm&off=crm")
    alert = tab.locator(".panel-alert")
    assert "It is not in the picture" in alert.inner_text()
    alert.locator("button").click()
    tab.wait_for_function("() => !window.explorer.state.off.has('crm')")
    assert tab.locator(".panel-alert").count() == 0


TWINS = """(sels) => sels.map((sel) => {
  window.explorer.change({ sel });
  window.explorer.redraw();
  return [...document.querySelectorAll("#panel .view-twin tbody tr")]
    .map((row) => [...row.cells].map((cell) => cell.textContent));
})"""


def test_its_table_says_the_same(page_at):
    """By hand, 2026: CRM and Quito share 4 of 20 participants and 3 of 10 mandates; the CRM has 11 members, 5
    observers and a partner."""
    tab = page_at()
    tab.locator("#panel .view-tools button").first.click()
    pair, crm, seat, conflict = tab.evaluate(
        TWINS,
        ["pair:crm+quito-process", "mechanism:crm", "seat:state:DOM@sica", "conflict:membership-sica-DOM"],
    )
    assert [row[:2] for row in pair].count(["Participants", "In both"]) == 4
    assert [row[0] for row in pair].count("Participants") == 20
    assert [row[0] for row in pair].count("Mandates") == 10
    assert [row[2] for row in crm].count("member") == 11
    assert len(crm) == 17
    assert seat[0][:6] == [
        "Dominican Republic",
        "Central American Integration System",
        "member",
        "since 27 June 2013",
        "stated",
        "Contested; preferred",
    ]
    assert "Full membership, 27 June 2013 (supports)" in seat[0][6]
    assert [row[1] for row in conflict] == ["followed here", "followed here", "", ""]


@pytest.fixture(scope="module")
def web(served):
    with httpx.Client(base_url=served, timeout=30) as found:
        yield found


def test_every_way_out_answers(page_at, web):
    for sel, links in zip(PAGES, page_at("#year=2022&lang=es").evaluate(LINKS, PAGES), strict=True):
        assert links, sel
        for link in links:
            if link.startswith("/sparql"):
                continue
            assert "lang=es" in link
            answer = web.get(link, headers={"accept": BROWSER}, follow_redirects=True)
            assert answer.status_code == 200, link


def queries(links: list[str]) -> list[str]:
    return [parse_qs(urlsplit(link).query)["query"][0] for link in links if link.startswith("/sparql")]


def test_the_queries_give_the_rows_that_stand_there(page_at, real: KnowledgeGraph):
    tab = page_at("#year=2022")
    sels = [
        "state:CRI",
        "mechanism:crm",
        "pair:crm+quito-process",
        "seat:state:DOM@sica",
        "mandate:migrant-rights",
    ]
    cri, crm, both, seat, mandate = (queries(links) for links in tab.evaluate(LINKS, sels))
    seats = panels(tab, {"sel": "state:CRI"})[0]["sections"][0]["seats"]
    assert {row["statement"].rsplit("/", 1)[1] for row in real.query(cri[0])} >= set(seats)
    assert len(real.query(crm[0])) == 17
    sides = [row["side"] for row in real.query(both[0])]
    assert [sides.count(side) for side in ("shared", "only_a", "only_b")] == [4, 7, 9]
    assert [row["side"] for row in real.query(both[1])].count("shared") == 3
    assert [row["role"].rsplit("/", 1)[1] for row in real.query(seat[0])] == ["member"]
    assert {row["mechanism"].rsplit("/", 1)[1] for row in real.query(mandate[0])} == {
        "cam",
        "crm",
        "csm",
        "nca-migration-council",
        "nca-task-force",
        "quito-process",
        "sica",
    }


def test_a_saved_file_says_that_it_leads_nowhere(offline_at):
    tab = offline_at("#sel=pair:crm+sica")
    assert tab.locator('.panel-body a:not([rel~="external"])').count() == 0
    assert "A saved file" in tab.locator(".panel-ways").inner_text()
    tab.evaluate(SELECT, "seat:state:DOM@sica")
    assert tab.locator(".panel-body .evidence-item").count() == 2


@pytest.mark.parametrize(
    ("lang", "scheme", "pages"),
    [
        ("en", "light", PAGES[::2]),
        ("es", "dark", PAGES[1::2]),
    ],
)
def test_axe_finds_nothing_on_any_page_of_it(page_at, axe, lang, scheme, pages):
    tab = page_at(f"#lang={lang}", color_scheme=scheme)
    for sel in pages:
        tab.evaluate(SELECT, sel)
        tab.evaluate(
            "() => document.querySelectorAll('.panel-body details').forEach((one) => (one.open = true))"
        )
        assert axe(tab, "#panel") == [], sel


def test_at_390_pixels_nothing_runs_over(page_at):
    tab = page_at("#lang=es", width=390, height=800)
    for sel in PAGES:
        tab.evaluate(SELECT, sel)
        assert tab.evaluate(OVER) <= 0, sel


def test_what_can_be_clicked_is_large_enough(page_at):
    """WCAG 2.2, 2.5.8: 24 pixels, but for links within a line of text."""
    tab = page_at("#sel=mechanism:crm")
    small = """() => [...document.querySelectorAll(".panel-body button, .panel-body summary")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
      .map((one) => one.outerHTML)"""
    assert tab.evaluate(small) == []
