"""One tab for all tests of a module: the explorer is loaded once and then put to the address of each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.explorer.conftest import READY, Watch

#: The state of an address, drawn at once; what an earlier test chose is gone.
_PUT = """(hash) => {
  explorer.change(explorer.parseAddress(hash).state);
  explorer.redraw();
  document.activeElement.blur();
  scrollTo(0, 0);
}"""


@contextmanager
def shared_tab(browser: Browser, served: str) -> Iterator[Callable[[str], Tab]]:
    """``at("#year=2018")``: the tab, 1400 by 1000 pixels, at that address; no complaint at the end."""
    watch = Watch(served)
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    tab = watch.over(context.new_page())
    tab.goto(served)
    tab.wait_for_function(READY)

    def at(address: str) -> Tab:
        tab.evaluate(_PUT, address)
        return tab

    yield at
    context.close()
    assert watch.complaints == []
