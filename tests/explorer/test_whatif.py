"""The what-if in use: begun, changed, shared, left; and the REST path that gives the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.overlap.incidence import members
from tests.explorer.sharedtab import shared_tab

COUNCIL = "nca-migration-council"
TEN = [f"state:{code}" for code in ("CAN", "USA", "MEX", "GTM", "HND", "SLV", "NIC", "CRI", "PAN", "BLZ")]


@pytest.fixture(scope="module")
def at(browser: Browser, served: str) -> Iterator[Callable[[str], Tab]]:
    """One tab for the module, put to an address."""
    with shared_tab(browser, served) as found:
        yield found


@pytest.fixture
def council(at: Callable[[str], Tab]) -> Tab:
    states = ",".join(key.removeprefix("state:") for key in TEN)
    return at(f"#try={COUNCIL}&states={states}")


def downloaded(tab: Tab) -> dict[str, Any]:
    menu = tab.locator("#whatif .view-tools details.popup").first
    menu.locator("summary").click()
    with tab.expect_download() as taken:
        menu.get_by_role("button", name="JSON").click()
    found: dict[str, Any] = json.loads(Path(taken.value.path()).read_text("utf-8"))
    return found


def test_the_rest_path_of_a_scenario_gives_the_same_rows(council: Tab, served: str) -> None:
    file = downloaded(council)
    assert file["hypothetical"] is True
    assert "hypothetical mechanism of 10 states and 21 mandates" in " ".join(file["filters"])
    answer = httpx.get(served + file["rest"], timeout=20).json()
    overlap = {row[1]: row for row in file["rows"] if row[0] == "shared with a mechanism"}
    shared = [
        row for row in answer["items"] if row["members"]["shared_count"] + row["mandates"]["shared_count"]
    ]
    assert set(overlap) == {row["name"] for row in shared}
    for row in shared:
        mine = overlap[row["name"]]
        assert mine[2:4] == [
            row["members"]["shared_count"],
            "; ".join(one["name"] for one in row["members"]["shared"]),
        ]
        assert (mine[4], mine[5], mine[7]) == (
            row["members"]["jaccard"],
            row["mandates"]["shared_count"],
            row["mandates"]["jaccard"],
        )
    fresh = [(row[1], row[2]) for row in file["rows"] if row[0] == "mandate new for these states"]
    assert fresh == [(gap["label"], len(gap["fresh"])) for gap in answer["gaps"] if gap["fresh"]]


def test_a_list_that_nobody_gives_is_said_to_be_assumed(council: Tab) -> None:
    view = council.locator("#whatif")
    expect(view).to_contain_text("Hypothetical. Nothing is written to the graph.")
    expect(view).to_contain_text("no source gives its members. The states below are your assumption")
    expect(view.locator(".whatif-banner")).to_contain_text("North and Central American Council on Migration")
    assert council.evaluate("explorer.look(explorer.state).bodies.at(-1)") == "what-if"


def test_start_change_share_and_leave(at: Callable[[str], Tab]) -> None:
    tab = at("#year=2018")
    view = tab.locator("#whatif")
    view.get_by_role("button", name="A new mechanism").click()
    expect(tab.locator("#whatif .whatif-banner button", has_text="Leave")).to_be_focused()
    field = view.get_by_role("combobox", name="Add a state, territory or organization")
    field.fill("costa")
    tab.keyboard.press("Enter")
    field.fill("mexi")
    tab.keyboard.press("Enter")
    expect(view.get_by_role("heading", name="2 states")).to_be_visible()
    view.get_by_role("button", name="States of SICA").click()
    expect(view.get_by_role("heading", name="9 states")).to_be_visible()
    view.locator("summary", has_text="Choose mandates").click()
    view.get_by_role("searchbox").fill("traffick")
    view.get_by_role("checkbox", name="Counter-trafficking").check()
    expect(view.get_by_role("heading", name="1 mandate")).to_be_visible()
    view.get_by_role("button", name="Remove Mexico").click()
    expect(view.get_by_role("heading", name="8 states")).to_be_visible()
    scenario = (
        "() => { const s = explorer.state.scenario; return s && [[...s.states].sort(), [...s.mandates]]; }"
    )
    held = tab.evaluate(scenario)
    assert held[1] == ["counter-trafficking"]
    assert "state:CRI" in held[0]
    assert "state:MEX" not in held[0]
    at(tab.evaluate("explorer.addressOf(explorer.state)"))
    assert tab.evaluate(scenario) == held
    view.get_by_role("button", name="Leave").click()
    expect(view.get_by_role("button", name="A new mechanism")).to_be_visible()
    tab.wait_for_function("() => !location.hash.includes('try=')")
    assert tab.evaluate(scenario) is None


def test_the_focus_survives_what_is_removed(at: Callable[[str], Tab]) -> None:
    tab = at("#try=new&states=CRI,MEX&mandates=")
    first = tab.locator("#whatif .whatif-chip button").first
    first.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#whatif .whatif-chip button")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#whatif").get_by_role("combobox", name="Add a state")).to_be_focused()
    expect(tab.locator("#whatif")).to_contain_text("Choose states and mandates: the answers appear here.")


def test_a_copy_starts_with_what_the_mechanism_has(at: Callable[[str], Tab], real: KnowledgeGraph) -> None:
    tab = at("#year=2018&lang=es")
    view = tab.locator("#whatif")
    view.get_by_role("combobox", name="Una copia de un mecanismo existente").select_option("mirps")
    view.get_by_role("button", name="Copiar").click()
    expect(view.get_by_role("heading", name="6 Estados")).to_be_visible()
    held = tab.evaluate("() => [...explorer.state.scenario.states].sort()")
    rows = members(real.snapshot, Selection(year=2018), ["mirps"]).sets["mirps"]
    assert held == sorted(map(str, rows))
    expect(view.locator(".whatif-answers")).to_contain_text("Los mecanismos existentes más parecidos")


def test_axe_finds_nothing(page_at: Callable[..., Tab], axe: Callable[..., list[str]]) -> None:
    tab = page_at("#lang=es", width=390, color_scheme="dark")
    tab.get_by_role("button", name="Consejo de América del Norte y Central sobre Migración").click()
    tab.get_by_role("button", name="Estados de CRM").click()
    tab.locator("#whatif .whatif-tree > summary").click()
    expect(tab.get_by_role("heading", name="11 Estados")).to_be_visible()
    assert axe(tab, "#whatif") == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
