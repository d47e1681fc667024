"""The page for everyone: axe-core finds nothing, in each state, scheme, width and language."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from editor_support import asking, run, write
from playwright.sync_api import Page as Tab

Open = Callable[..., Tab]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
ROWS = (
    'SELECT ?mechanism ?n ("hola"@es AS ?word) '
    "{ VALUES (?mechanism ?n) { (mechanism:crm 4) (mechanism:csm -2) } }"
)
TRIPLES = "CONSTRUCT { mechanism:crm mm:hasMember state:MEX, state:CAN ; rdfs:label 'x' } WHERE {}"
FOUND = """async (rules) => (await axe.run(document, { resultTypes: ["violations"], rules })).violations.map(
  one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`
)"""


def faults(tab: Tab, but: str = "") -> Any:
    """What axe-core finds, the rule ``but`` left out."""
    tab.evaluate(AXE)
    return tab.evaluate(FOUND, {but: {"enabled": False}} if but else {})


@pytest.mark.parametrize(("lang", "width", "scheme"), [("en", 1400, "light"), ("es", 390, "dark")])
def test_no_barriers(open_tab: Open, lang: str, width: int, scheme: str):
    tab = open_tab(asking(ROWS, lang), width=width, color_scheme=scheme)
    tab.evaluate("document.querySelector('#questions').open = true")
    tab.fill("#find-question", "quito")  # axe looks at each of the list
    assert faults(tab) == []
    tab.evaluate("document.querySelector('#questions').open = false")
    run(tab)
    for view in ("table", "raw", "chart", "code"):
        tab.click(f"#tab-{view}")
        tab.wait_for_selector(f"#view[data-view={view}] > *")
        assert (view, faults(tab)) == (view, [])
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_no_barriers_in_a_graph_an_error_and_a_completion(open_tab: Open):
    tab = run(open_tab(asking(TRIPLES), refused=True), "graph")
    tab.evaluate("document.querySelector('#questions').open = false")
    tab.locator(".node").first.click()
    assert faults(tab) == []
    write(tab, "SELECT * {\n  Quit", 1, 6)
    tab.keyboard.type("o")
    tab.wait_for_selector(".CodeMirror-hint-active")
    # the list is scrolled from the editor, which keeps the focus (aria-activedescendant)
    assert faults(tab, but="scrollable-region-focusable") == []
    tab.keyboard.press("Escape")
    run(tab)
    assert tab.locator("#answer .problem").count() == 1
    assert faults(tab) == []


def test_no_barriers_without_a_script(open_tab: Open):
    tab = open_tab("?lang=es", java_script_enabled=False)
    for label in ("query", "format"):
        assert tab.locator(f"label[for={label}]").is_visible()


def test_the_tabs_are_walked_with_the_arrow_keys(open_tab: Open):
    tab = run(open_tab(asking(ROWS)))
    tab.focus("#tab-table")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.id") == "tab-raw"
    tab.keyboard.press("End")
    assert tab.evaluate("document.activeElement.id") == "tab-code"
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.id") == "tab-table"
    assert tab.locator("[role=tab][tabindex='0']").count() == 1


def test_every_control_has_a_name_and_the_focus_is_seen(open_tab: Open):
    tab = run(open_tab(asking(ROWS)))
    unnamed = tab.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=hidden]), a, summary, select")]
          .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length))
          .length"""
    )
    assert unnamed == 0
    tab.focus(".CodeMirror textarea")
    outline = tab.evaluate("getComputedStyle(document.querySelector('.CodeMirror')).outlineStyle")
    assert outline == "solid"
