"""One tab for a module, what it shows, and what of its state a test looks at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.explorer.watching import READY, Watch


@contextmanager
def opened(browser: Browser, served: str) -> Iterator[Tab]:
    """The page in English; nothing may be reported of it."""
    watch = Watch(served)
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    found = watch.over(context.new_page())
    found.goto(served + "/?lang=en")
    found.wait_for_function(READY)
    yield found
    context.close()
    assert watch.complaints == []


def as_opened(tab: Tab) -> Tab:
    """Bring ``tab`` back to what it first showed."""
    tab.keyboard.press("Escape")
    tab.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    show(tab, "#lang=en")
    expect(tab.locator("#year")).to_have_value(str(tab.evaluate("() => window.explorer.data.now")))
    return tab


def show(tab: Tab, address: str) -> None:
    """Show the view of ``address``."""
    tab.evaluate(
        "(hash) => { const { change, parseAddress, redraw } = window.explorer;"
        " change(parseAddress(hash).state); redraw(); }",
        address,
    )


def state_of(tab: Tab, name: str) -> object:
    """A part of the page's state, sets as sorted lists."""
    return tab.evaluate(
        "(name) => { const v = window.explorer.state[name]; return v instanceof Set ? [...v].sort() : v; }",
        name,
    )
