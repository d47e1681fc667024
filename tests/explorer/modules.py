"""Modules of the explorer's script run alone in an empty tab: functions without their page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.views.explorer.bundle import bundled, modules


def run(browser: Browser, main: str, expression: str, given: Any = None) -> Any:
    """What ``expression`` is, with every name of the module ``main`` and those below it, and ``given``."""
    tab = browser.new_page()
    try:
        return tab.evaluate(f"(given) => {{ {bundled(modules(), main)}\n return {expression}; }}", given)
    finally:
        tab.close()


def settled(tab: Tab) -> None:
    """Wait until what was changed has been drawn."""
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
