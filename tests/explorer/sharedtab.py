"""One tab for the tests of a process: the explorer is loaded once and put to the address of each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error
from playwright.sync_api import Page as Tab

from tests.explorer.watching import READY, Watch

#: What a shared tab can be made to imitate without another context.
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
_WAIT = 15_000

#: What the tab imitates, in the order of MEDIA, and its size.
_SHOWN = """() => {
  const is = (query) => matchMedia(query).matches;
  return [
    is("print") ? "print" : "screen", is("(prefers-color-scheme: dark)") ? "dark" : "light",
    is("(prefers-reduced-motion: reduce)") ? "reduce" : "no-preference",
    is("(forced-colors: active)") ? "active" : "none", innerWidth, innerHeight,
  ];
}"""

#: Show what an address asks for as if somebody had typed it, at once; links are written when the page rests.
_PUT = """(hash) => {
  history.replaceState(null, "", location.pathname + location.search + hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
  explorer.redraw();
  for (const link of document.querySelectorAll("section.view .view-tools a")) link.removeAttribute("href");
}"""

#: What somebody did to the page that its address does not tell: part of the page → what of it is opened,
#: typed, pressed or sorted. Tabs that were never shown have nothing; where the keyboard stood is left out.
_TRACES = """() => {
  document.querySelectorAll("dialog[open]").forEach((one) => one.close());
  document.activeElement.blur();
  const told = ["aria-pressed", "aria-expanded", "aria-sort"];
  const trace = (one) => [
    [...one.parentNode.children].indexOf(one), one.open, one.type === "checkbox" ? one.checked : one.value,
    ...told.map((name) => one.getAttribute(name)),
  ];
  const used = "details[open], input, select, [aria-pressed=true], [aria-expanded=true], th[aria-sort]";
  const all = [document.querySelector(".head"), ...document.querySelectorAll("section.view")];
  for (const one of document.querySelectorAll(".grid-box, .panel-body, [role=region]")) one.scrollTo(0, 0);
  scrollTo(0, 0);
  const parts = all.filter(Boolean).map((part) => [part.id, [...part.querySelectorAll(used)].map(trace)]);
  parts.push(["page", [document.documentElement.className]]);
  return Object.fromEntries(parts.map(([name, traces]) => [name, JSON.stringify(traces)]));
}"""
_TABS = ("network", "timeline", "table", "conflicts", "overlap")


class SharedTab:
    """A tab that is put from address to address, and loaded anew where a test left traces in the page."""

    def __init__(self, browser: Browser, address: str, home: str, **options: Any) -> None:
        self.address, self.watch = address, Watch(home)
        self._browser, self._options = browser, options
        self._context: BrowserContext | None = None
        self._fresh: dict[str, str] = {}
        self.loads = 0

    def at(self, address: str = "", width: int = 1400, height: int = 1000, **media: Any) -> Tab:
        """The tab, showing ``address``; of ``media`` the names of MEDIA are understood."""
        if self._context is None:
            self._open()
        tab = self._context.pages[0]
        try:
            self._imitate(tab, width, height, {**MEDIA, **media})
            if self._used(tab):
                self._load(tab)
            tab.evaluate(_PUT, address)
        except Error:
            self._context.close()
            self._context = None
            raise
        return tab

    def _open(self) -> None:
        self._context = self._browser.new_context(**self._options)
        tab = self.watch.over(self._context.new_page())
        self._load(tab)
        for name in _TABS:
            tab.evaluate(_PUT, f"#tab={name}")
        self._fresh = tab.evaluate(_TRACES)

    def _load(self, tab: Tab) -> None:
        self.loads += 1
        tab.goto("about:blank")
        tab.goto(self.address)
        tab.wait_for_function(READY, timeout=_WAIT)

    def _used(self, tab: Tab) -> bool:
        """Whether the page is not as it was first shown, the tab of the last test without its selection."""
        tab.evaluate(_PUT, "#tab=" + tab.evaluate("explorer.state.tab"))
        found: dict[str, str] = tab.evaluate(_TRACES)
        return any(self._fresh[name] != trace for name, trace in found.items() if trace != "[]")

    def _imitate(self, tab: Tab, width: int, height: int, media: dict[str, Any]) -> None:
        tab.mouse.move(0, 0)
        shown = tab.evaluate(_SHOWN)
        if shown[:4] != ["screen", *(media[name] for name in MEDIA)]:
            tab.emulate_media(media="screen", **media)
        if shown[4:] != [width, height]:
            tab.set_viewport_size({"width": width, "height": height})

    def check(self) -> None:
        """Nothing may have been reported since the last check."""
        found, self.watch.complaints[:] = list(self.watch.complaints), []
        assert not found, found


_shared: list[SharedTab] = []


def tab_of(browser: Browser, address: str, home: str, **options: Any) -> SharedTab:
    """The tab of this process for ``address``; another one after another browser was launched."""
    for one in _shared:
        if one.address == address and one._browser is browser:
            return one
    _shared.append(SharedTab(browser, address, home, **options))
    return _shared[-1]


def served_tab(browser: Browser, served: str) -> SharedTab:
    """The tab over a server; it may use the clipboard."""
    return tab_of(browser, served + "/", served, permissions=["clipboard-read", "clipboard-write"])


@contextmanager
def shared_tab(browser: Browser, served: str) -> Iterator[Callable[..., Tab]]:
    """``at("#year=2018")``: the tab, 1400 by 1000 pixels, at that address; no complaint at the end."""
    shared = served_tab(browser, served)
    yield shared.at
    shared.check()
