"""The matrix in use: by mouse, by keyboard, lit by a selection, heard, on a narrow screen, and as a file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator
from playwright.sync_api import Page as Tab

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.overlap import incidence

SVG = "{http://www.w3.org/2000/svg}"


def cell(tab: Tab, participant: str, mechanism: str) -> Locator:
    return tab.locator(f"#matrix td[data-p='{participant}'][data-m='{mechanism}']")


def selected(tab: Tab) -> str:
    return str(tab.evaluate("() => window.explorer.state.sel"))


def held(tab: Tab) -> str:
    return str(
        tab.evaluate(
            "() => (({ p, m }) => `${p || ''}@${m || ''}`)(document.activeElement.dataset)",
        )
    )


def settled(tab: Tab) -> None:
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_cells_and_heads_select_and_a_second_time_clear(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022")
    cell(tab, "state:CRI", "crm").click()
    assert selected(tab) == "seat:state:CRI@crm"
    settled(tab)
    assert cell(tab, "state:CRI", "crm").get_attribute("class") == "lit"
    tab.click("#matrix th[data-p='state:PAN']")
    assert selected(tab) == "state:PAN"
    tab.click("#matrix th[data-m='sica']")
    assert selected(tab) == "mechanism:sica"
    settled(tab)
    assert tab.locator("#matrix thead th.lit").get_attribute("data-m") == "sica"
    assert cell(tab, "state:CRI", "crm").get_attribute("class") == ""
    tab.click("#matrix th[data-m='sica']")
    assert selected(tab) == ""


def test_a_pair_selected_elsewhere_lights_its_columns_and_those_in_both(
    real: KnowledgeGraph, page_at: Callable[..., Tab]
):
    tab = page_at("#year=2022&sel=pair:crm%2Bmirps")
    sets = incidence.members(real.snapshot, Selection(year=2022)).sets
    heads = tab.locator("#matrix thead th.lit").evaluate_all("(all) => all.map((one) => one.dataset.m)")
    rows = tab.locator("#matrix tr.lit > th").evaluate_all("(all) => all.map((one) => one.dataset.p)")
    assert sorted(heads) == ["crm", "mirps"]
    assert sorted(rows) == sorted(map(str, sets["crm"] & sets["mirps"]))
    assert len(rows) == 7


def test_a_mandate_lights_the_mechanisms_that_hold_it_or_a_part_of_it(
    real: KnowledgeGraph, page_at: Callable[..., Tab]
):
    tab = page_at("#sel=mandate:integration-services")
    snapshot = real.snapshot
    within = {"integration-services"} | {
        name for name, above in snapshot.mandate_ancestors.items() if "integration-services" in above
    }
    holders = {
        name
        for name, found in incidence.mandates(snapshot).sets.items()
        if {ref.id for ref in found} & within
    }
    lit = tab.locator("#matrix thead th.lit:visible").evaluate_all("(all) => all.map((one) => one.dataset.m)")
    there = tab.locator("#matrix thead th:visible").evaluate_all("(all) => all.map((one) => one.dataset.m)")
    assert set(lit) == holders & set(there)
    assert 1 < len(lit) < len(there)


def test_one_stop_for_tab_and_arrows_within(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022", fresh=True)
    stop = tab.locator("#matrix table [tabindex]")
    assert stop.count() == 1
    stop.focus()
    assert held(tab) == "state:GTM@"
    for key, where in (
        ("ArrowRight", "state:GTM@ca4"),
        ("ArrowRight", "state:GTM@mirps"),
        ("ArrowRight", "state:GTM@sica"),
        ("ArrowDown", "state:HND@sica"),
        ("Home", "state:HND@"),
        ("ArrowUp", "state:GTM@"),
        ("ArrowUp", "state:GTM@"),  # the corner is no place to go
        ("ArrowRight", "state:GTM@ca4"),
        ("ArrowUp", "@ca4"),
    ):
        tab.keyboard.press(key)
        assert held(tab) == where, key
    assert stop.count() == 1


def test_the_ends_are_a_key_away(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022", fresh=True)
    tab.locator("#matrix table [tabindex]").focus()
    last = tab.locator("#matrix thead th:visible").last.get_attribute("data-m")
    bottom = tab.locator("#matrix tbody th:visible").last.get_attribute("data-p")
    tab.keyboard.press("End")
    assert held(tab) == f"state:GTM@{last}"
    tab.keyboard.press("Control+End")
    assert held(tab) == f"{bottom}@{last}"
    tab.keyboard.press("PageUp")
    assert held(tab) not in (f"{bottom}@{last}", f"state:GTM@{last}")
    tab.keyboard.press("PageDown")
    assert held(tab) == f"{bottom}@{last}"
    tab.keyboard.press("Control+Home")
    assert held(tab) == "state:GTM@"


def test_enter_selects_escape_clears(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022", fresh=True)
    tab.locator("#matrix table [tabindex]").focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert selected(tab) == "seat:state:GTM@ca4"
    assert held(tab) == "state:GTM@ca4"
    tab.keyboard.press("Escape")
    assert selected(tab) == ""


def test_the_tab_stop_moves_on_when_its_row_leaves(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022")
    tab.click("#matrix th[data-p='state:SWE']")
    stop = tab.locator("#matrix table [tabindex]")
    assert stop.get_attribute("data-p") == "state:SWE"
    tab.evaluate("() => { window.explorer.state.year = 1990; window.explorer.redraw(); }")
    assert stop.count() == 1
    assert stop.is_visible()


def test_the_corner_reads_what_is_pointed_at(page_at: Callable[..., Tab]):
    tab = page_at("#year=2022&lang=es")
    cell(tab, "state:CRI", "mirps").hover()
    assert (tab.locator("#matrix .grid-reader").text_content() or "").startswith("Costa RicaMIRPSmiembro")
    assert tab.locator("#matrix thead th.crossed").get_attribute("data-m") == "mirps"


def test_the_what_if_is_a_column_of_its_own(page_at: Callable[..., Tab]):
    tab = page_at("#try=nca-migration-council&states=CRI,USA")
    head = tab.locator("#matrix thead th[data-m='what-if']")
    assert head.locator(".grid-count").text_content() == "2"
    drawn = tab.locator("#matrix td[data-m='what-if']:has(svg)")
    assert sorted(drawn.evaluate_all("(all) => all.map((one) => one.dataset.p)")) == [
        "state:CRI",
        "state:USA",
    ]
    assert cell(tab, "state:USA", "what-if").get_attribute("aria-label") == (
        "United States, What-if: in the what-if"
    )


def test_a_narrow_screen_scrolls_the_box_and_not_the_page(page_at: Callable[..., Tab]):
    tab = page_at("#lang=es", width=390)
    assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    box = tab.locator("#matrix .grid-box")
    assert box.get_attribute("tabindex") == "0"
    assert box.get_attribute("aria-label") == "Matriz de participaciones"
    assert box.evaluate("(one) => one.scrollWidth > one.clientWidth")
    side = tab.locator("#matrix th[data-p='state:GTM']")
    box.evaluate("(one) => one.scrollTo(300, 40)")
    left = "(one) => one.getBoundingClientRect().left"
    assert abs(side.evaluate(left) - box.evaluate(left)) < 2
    size = cell(tab, "state:GTM", "sica").bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24


def test_the_picture_has_a_mark_for_each_seat(
    real: KnowledgeGraph, page_at: Callable[..., Tab], tmp_path: Path
):
    tab = page_at("#year=2018")
    tab.click("#matrix summary")
    with tab.expect_download() as waiting:
        tab.locator("#matrix .menu button", has_text="SVG").click()
    waiting.value.save_as(tmp_path / "matrix.svg")
    root = ET.parse(tmp_path / "matrix.svg").getroot()
    there = set(
        tab.locator("#matrix thead th:visible").evaluate_all("(all) => all.map((one) => one.dataset.m)")
    )
    wanted = [
        seat
        for seat in seats(real.snapshot, Selection(year=2018, roles=None))
        if seat.membership.mechanism in there
    ]
    glyphs = [one for one in root.iter(f"{SVG}g") if "scale(" in one.get("transform", "")]
    legend = tab.locator("#matrix .grid-legend svg.glyph").count()
    assert len(glyphs) == len(wanted) + legend
    words = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert "Costa Rica" in words
    assert not [one for one in root.iter() if any("href" in name for name in one.attrib)]


def test_the_table_twin_has_a_row_for_each_participant(real: KnowledgeGraph, page_at: Callable[..., Tab]):
    tab = page_at("#year=2022")
    names = tab.locator("#matrix tbody th:visible").count()
    tab.click("#matrix .view-tools button[aria-pressed]")
    rows = tab.locator("#matrix .view-twin tbody tr")
    assert rows.count() == names
    words = rows.filter(has=tab.locator("th", has_text="Costa Rica")).locator("td").all_text_contents()
    heads = tab.locator("#matrix .view-twin thead th").all_text_contents()[1:]
    line = dict(zip(heads, words, strict=True))
    assert line["CRM"] == "member (stated)"
    assert line["OAS"] == "member (assumed)"
    assert line["GCM (list unknown)"] == "?"
    assert line["CA-4"] == ""
