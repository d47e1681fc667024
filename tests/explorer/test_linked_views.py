"""What is chosen in one view is shown in all of them, in both languages and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from kg.graph import KnowledgeGraph
from kg.model import Ref
from tests.explorer.modules import settled

#: Tab → what is pressed, what that selects.
CHOICES: list[tuple[str, str, str]] = [
    ("overlap", "#matrix td[data-p='state:CRI'][data-m='crm']", "seat:state:CRI@crm"),
    ("overlap", "#matrix th[data-p='state:CRI']", "state:CRI"),
    ("overlap", "#matrix th[data-m='crm']", "mechanism:crm"),
    ("overlap", "#square td[data-a='sica'][data-b='crm'] >> nth=0", "pair:sica+crm"),
    ("overlap", "#square th[scope='row'][data-a='mirps']", "mechanism:mirps"),
    ("overlap", "#map .map-main .map-place[data-p='state:BRA']", "state:BRA"),
    ("overlap", "#map .map-inset .map-place[data-p='state:JAM']", "state:JAM"),
    ("overlap", "#map .map-chip[data-p='state:ESP']", "state:ESP"),
    ("overlap", "#intersections .combo-tile[data-sel='state:CRI'] >> nth=0", "state:CRI"),
    ("overlap", "#intersections .combo-head[data-sel='mechanism:crm']", "mechanism:crm"),
    ("network", "#network [data-node='state:CRI']", "state:CRI"),
    ("network", "#network [data-node='mechanism:sica']", "mechanism:sica"),
    ("timeline", "#timeline .tl-row.body .tl-name:text-is('SICA')", "mechanism:sica"),
]
#: What lights up of a selection, in each view of the overlap tab and in the network.
LIT = {
    "seat:state:CRI@crm": {
        "#matrix td.lit": {("state:CRI", "crm")},
        "#network .net-line.ego:not(.off)": 1,
    },
    "state:CRI": {
        "#matrix tr.lit th": {("state:CRI", None)},
        "#map .map-place[aria-pressed=true]": {("state:CRI", None)},
        "#intersections .combo-tile.lit": 1,
    },
    "mechanism:crm": {"#matrix thead th.lit": {(None, "crm")}},
    "pair:sica+crm": {"#matrix thead th.lit": {(None, "sica"), (None, "crm")}, "#square td.lit": 2},
}
#: What is said aloud, as it is said.
LISTEN = """() => {
  const live = document.querySelector("#live");
  window.said = [];
  const all = { childList: true, characterData: true, subtree: true };
  new MutationObserver(() => said.push(live.textContent)).observe(live, all);
}"""
PLACES = "(all) => all.map((one) => [one.dataset.p ?? null, one.dataset.m ?? null])"


@pytest.mark.parametrize(
    ("tab", "pressed", "sel", "lang"),
    [(*row, "en" if number % 3 else "es") for number, row in enumerate(CHOICES)],
)
def test_a_click_is_shown_in_the_panel_the_address_and_aloud(
    page_at: Callable[..., Tab], real: KnowledgeGraph, tab: str, pressed: str, sel: str, lang: str
) -> None:
    page = page_at(f"#year=2022&tab={tab}&lang={lang}")
    page.evaluate(LISTEN)
    page.locator(pressed).click()
    assert page.evaluate("explorer.state.sel") == sel
    settled(page)
    expect(page.locator(".panel-close")).to_have_count(1)
    kind, _, rest = sel.partition(":")
    if kind in ("state", "mechanism"):
        expect(page.locator(".panel-name")).to_have_text(real.snapshot.label(Ref(kind, rest)).get(lang))
    page.wait_for_url(lambda url: f"sel={sel}" in url)
    said = page.evaluate("() => said")
    assert [one for one in said if one.startswith("Selected:" if lang == "en" else "Selección:")], said
    page.keyboard.press("Escape")
    assert page.evaluate("explorer.state.sel") == ""
    settled(page)
    expect(page.locator(".panel-close")).to_have_count(0)


@pytest.mark.parametrize("sel", LIT)
def test_a_selection_is_lit_in_every_view(page_at: Callable[..., Tab], sel: str) -> None:
    for selector, wanted in LIT[sel].items():
        page = page_at(f"#year=2022&sel={sel}" + ("&tab=network" if "network" in selector else ""))
        found = page.locator(selector)
        if isinstance(wanted, int):
            expect(found).to_have_count(wanted)
        else:
            assert {tuple(one) for one in found.evaluate_all(PLACES)} == wanted, selector


@pytest.mark.parametrize("lang", ["en", "es"])
def test_all_the_way_by_keyboard(page_at: Callable[..., Tab], lang: str) -> None:
    """Search, choose, move to another tab, come back, clear: no mouse."""
    page = page_at(f"#year=2022&lang={lang}")
    page.keyboard.press("/")
    page.keyboard.type("costa rica" if lang == "en" else "Costa Rica")
    page.keyboard.press("Enter")
    assert page.evaluate("explorer.state.sel") == "state:CRI"
    page.locator("[role=tab][aria-selected=true]").focus()
    for name in ("network", "timeline", "table", "conflicts"):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("explorer.state.tab") == name
        settled(page)
        assert page.evaluate("document.activeElement.id") == f"tab-{name}"
    page.keyboard.press("Home")
    page.keyboard.press("Escape")
    assert page.evaluate("[explorer.state.tab, explorer.state.sel]") == ["overlap", ""]


#: The element that has the focus, whether the focus changes how it (or the map's ring) looks, and whether it
#: is the page's end.
FOCUSED = """() => {
  const one = document.activeElement;
  const named = ["outline", "boxShadow", "stroke", "strokeWidth", "fill", "background", "opacity"];
  const looks = () => JSON.stringify([one, ...one.children].map((part) => {
    const style = getComputedStyle(part);
    return named.map((name) => style[name]);
  }).concat([...document.querySelectorAll(".map-halo")].map((halo) => halo.getAttribute("d"))));
  const focused = looks();
  const name = one.tagName + "." + (one.getAttribute("class") ?? "") + " " + one.textContent.slice(0, 20);
  if (one === document.body) return [name, true, true];
  one.blur();
  return [name, looks() !== focused, false];
}"""


@pytest.mark.parametrize("tab", ["overlap", "network", "timeline", "table", "conflicts"])
def test_the_focus_is_seen_wherever_the_keyboard_leads(page_at: Callable[..., Tab], tab: str) -> None:
    """Each of the first stops of a tab looks otherwise while it has the focus."""
    page = page_at(f"#tab={tab}&year=2022", reduced_motion="reduce")
    page.locator("a[href='#main']").focus()
    stops = []
    for _ in range(70):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if stops[-1][2]:
            break
    assert [name for name, seen, _ in stops if not seen] == []
    assert len(stops) > 30
