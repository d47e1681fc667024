"""The map in the page: shades compared with :mod:`kg.overlap`, selections, keyboard, table twin and file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from kg.asof import Selection, existed, seats
from kg.graph import KnowledgeGraph
from kg.overlap import incidence
from kg.views.explorer import document_of
from tests.explorer.sharedtab import shared_tab

YEARS = (1990, 2013, 2018, 2026)
SVG = "{http://www.w3.org/2000/svg}"

#: Frame → participant → shade, and chip → [shade, count], for what is shown.
SHADES = """() => {
  const shade = (element) => [...element.classList].find((name) => name.startsWith("shade-")).slice(6);
  const all = (frame) => [...document.querySelectorAll(`#map .map-${frame} .map-place`)];
  const places = (frame) => Object.fromEntries(all(frame).map((one) => [one.dataset.p, shade(one)]));
  const chips = [...document.querySelectorAll("#map .map-chip")].filter((one) => !one.hidden);
  const chip = (one) => [one.dataset.p, [shade(one.firstChild), one.lastChild.textContent]];
  return { main: places("main"), inset: places("inset"), chips: Object.fromEntries(chips.map(chip)) };
}"""


@pytest.fixture(scope="module")
def at(browser: Browser, served: str) -> Iterator[Callable[[str], Tab]]:
    with shared_tab(browser, served) as found:
        yield found


def shades(tab: Tab, **patch: Any) -> Any:
    tab.evaluate("(patch) => { Object.assign(explorer.state, patch); explorer.redraw(); }", patch)
    return tab.evaluate(SHADES)


def selected(tab: Tab) -> str:
    return str(tab.evaluate("() => explorer.state.sel"))


def shown_bodies(real: KnowledgeGraph, year: int) -> list[str]:
    usual = {row["id"] for row in document_of(real.snapshot)["mechanisms"] if row["default"]}
    bodies = real.snapshot.mechanisms
    return [name for name, body in bodies.items() if name in usual and existed(body, year)]


def counted(real: KnowledgeGraph, year: int) -> Counter[str]:
    sets = incidence.members(real.snapshot, Selection(year=year), shown_bodies(real, year)).sets
    return Counter(str(ref) for members in sets.values() for ref in members)


def test_each_state_has_the_step_of_its_number_of_mechanisms(real: KnowledgeGraph, at: Callable[[str], Tab]):
    tab = at("")
    for year in YEARS:
        expected = counted(real, year)
        found = shades(tab, year=year)
        assert len(found["main"]) >= 45
        for frame in ("main", "inset"):
            assert found[frame] == {key: f"n{min(6, expected[key])}" for key in found[frame]}, year
        off = {key for key in expected if key not in found["main"]}
        assert found["chips"] == {key: [f"n{min(6, expected[key])}", str(expected[key])] for key in off}, year
    assert "state:FRA" not in found["main"]


def test_the_legend_counts_states_and_territories(real: KnowledgeGraph, at: Callable[[str], Tab]):
    tab = at("#year=2018")
    expected = counted(real, 2018)
    lines = tab.locator("#map .map-legend > li").all_inner_texts()
    found = [line.split("\n")[-1].split()[-1] for line in lines]
    land = [key for key in expected if key.startswith(("state:", "territory:"))]
    steps = Counter(min(6, expected[key]) for key in land)
    assert [int(n) for n in found[:-1]] == [steps[n] for n in range(6, 0, -1)]


def test_a_mechanism_shows_stated_assumed_and_other_roles(real: KnowledgeGraph, at: Callable[[str], Tab]):
    tab = at("#year=2018&sel=mechanism:sica")
    found = shades(tab)["main"]
    rows = seats(real.snapshot, Selection(year=2018, roles=None), mechanism="sica")
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kind = str(row.basis) if row.membership.role == "member" else "role"
        kinds.setdefault(str(row.membership.participant), set()).add(kind)
    words = {"stated": "in", "assumed": "assumed", "role": "role"}
    for key, shade in found.items():
        best = next((words[one] for one in words if one in kinds.get(key, ())), "out")
        assert shade == best, key
    assert {"in", "role", "out"} <= set(found.values())


def test_a_list_that_nobody_gives_is_not_a_list_of_nobody(at: Callable[[str], Tab]):
    tab = at("#sel=mechanism:gcm&lang=es")
    found = shades(tab)["main"]
    assert found["state:ARG"] == "unknown"
    assert "out" not in found.values()
    assert "de nadie puede decirse que esté fuera" in tab.inner_text("#map .map-note")
    label = tab.get_attribute("#map .map-main [data-p='state:ARG']", "aria-label") or ""
    assert label.startswith("Argentina: no se sabe")


def test_a_pair_has_three_fills(at: Callable[[str], Tab]):
    tab = at("#year=2026&sel=pair:crm%2Bquito-process")
    found = shades(tab)["main"]
    assert {key for key, shade in found.items() if shade == "both"} == {
        "state:CRI",
        "state:DOM",
        "state:MEX",
        "state:PAN",
    }
    assert found["state:USA"] == "a"
    assert found["state:PER"] == "b"
    assert found["state:CUB"] == "out"
    fills = {
        tab.evaluate(
            "(key) => getComputedStyle(document.querySelector(`#map .map-main [data-p='${key}']`)).fill", key
        )
        for key in ("state:CRI", "state:USA", "state:PER")
    }
    assert len(fills) == 3
    assert tab.inner_text("#map .map-legend").split("\n")[0] == "both"


def test_a_combination_and_a_mandate(real: KnowledgeGraph, at: Callable[[str], Tab]):
    tab = at("#year=2018&sel=set:crm%2Bsica%2Bmirps%2Bquito-process%2Boas")
    found = shades(tab)["main"]
    exactly = {key for key, shade in found.items() if shade == "in"}
    assert exactly == {"state:CRI", "state:PAN"}
    holders = [
        name
        for name, held in incidence.mandates(real.snapshot, Selection(year=2018)).sets.items()
        if "counter-trafficking" in {ref.id for ref in held} and name in shown_bodies(real, 2018)
    ]
    sets = incidence.members(real.snapshot, Selection(year=2018), holders).sets
    covered = {str(ref) for members in sets.values() for ref in members}
    found = shades(tab, sel="mandate:counter-trafficking")["main"]
    assert covered
    assert {key for key in covered if key in found} <= {key for key, one in found.items() if one == "covered"}
    assert {"covered", "left"} <= set(found.values())


def test_the_same_state_is_lit_in_both_frames_and_told(at: Callable[[str], Tab]):
    tab = at("#year=2018")
    tab.hover("#map .map-inset [data-p='state:HND']")
    expect(tab.locator("#map .map-told b")).to_have_text("Honduras")
    halos = tab.eval_on_selector_all(
        "#map .map-halo", "(all) => all.map((one) => Boolean(one.getAttribute('d')))"
    )
    assert halos == [True, True]
    tab.click("#map .map-inset g.map-label[data-p='state:LCA'] text")
    assert selected(tab) == "state:LCA"
    expect(tab.locator("#map .map-inset [data-p='state:LCA'].map-place")).to_have_attribute(
        "aria-pressed", "true"
    )
    tab.click("#map .map-inset g.map-label[data-p='state:LCA'] text")
    assert selected(tab) == ""
