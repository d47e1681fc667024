"""The explorer served over the shipped graph, and as a file; a browser whose complaints fail the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from api.app import create_app
from api.settings import Settings
from kg.graph import KnowledgeGraph
from kg.views import render_explorer, write
from tests.api.webserver import serving
from tests.axe import violations
from tests.browsers import pytest_runtest_teardown, running
from tests.explorer.header_support import as_opened, opened
from tests.explorer.sharedtab import MEDIA, SharedTab, served_tab, tab_of
from tests.explorer.watching import READY, Watch

__all__ = ["READY", "Watch", "pytest_runtest_teardown"]

_WAIT = 15_000


@pytest.fixture(scope="module")
def browser() -> Browser:
    """The browser of this process; other folders than this one and the briefs' have their own."""
    return running()


@pytest.fixture(scope="session")
def served(real: KnowledgeGraph) -> Iterator[str]:
    """The address of a server over the shipped graph."""
    with serving(create_app(Settings(workers=2), real)) as found:
        yield found


@pytest.fixture(scope="session")
def offline_file(real: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer as one file."""
    page = render_explorer(real.snapshot, offline=True)
    return write(page, tmp_path_factory.mktemp("offline") / "overlap.html")


@pytest.fixture(scope="module")
def shared(browser: Browser, served: str) -> SharedTab:
    """The tab that the tests of a process share."""
    return served_tab(browser, served)


@pytest.fixture
def page_at(browser: Browser, served: str, shared: SharedTab) -> Iterator[Callable[..., Tab]]:
    """``page_at("#year=2018")``: the explorer, drawn, 1400 by 1000 pixels, as if it had been opened there.

    It is the shared tab, so that a test has one at a time; with ``fresh=True``, another ``path`` than ``/``,
    a query, or an option of a Playwright context that is not in ``MEDIA``, it is a tab of its own, new.
    Afterwards no tab may have reported anything or asked anything of another server.
    """
    watch, contexts = Watch(served), []

    def own(address: str, path: str, width: int, height: int, options: dict[str, Any]) -> Tab:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        tab = watch.over(context.new_page())
        tab.goto(served + path + address)
        if options.get("java_script_enabled", True):
            tab.wait_for_function(READY, timeout=_WAIT)
        else:
            watch.scriptless = True
        return tab

    def visit(
        address: str = "",
        path: str = "/",
        width: int = 1400,
        height: int = 1000,
        fresh: bool = False,
        **options: Any,
    ) -> Tab:
        plain = path == "/" and not address.startswith("?") and options.keys() <= MEDIA.keys()
        if plain and not fresh:
            return shared.at(address, width, height, **options)
        return own(address, path, width, height, options)

    yield visit
    for context in contexts:
        context.close()
    shared.check()
    assert watch.complaints == []


@pytest.fixture
def offline_at(browser: Browser, offline_file: Path) -> Iterator[Callable[..., Tab]]:
    """``offline_at("#year=2018")``: the file in a tab with the network off; shared as by ``page_at``."""
    home = offline_file.as_uri()
    shared = tab_of(browser, home, home, offline=True)
    yield shared.at
    shared.check()


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """``axe(tab, within)``: what axe-core finds against WCAG 2.2 AA and good practice, a line a place."""
    return violations


@pytest.fixture(scope="module")
def one(browser: Browser, served: str) -> Iterator[Tab]:
    """One page for a module that clicks through it, with the clipboard."""
    with opened(browser, served) as found:
        yield found


@pytest.fixture
def tab(one: Tab) -> Tab:
    """That page as it opens."""
    return as_opened(one)
