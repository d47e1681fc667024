"""The explorer served over the shipped graph, and as a file; a browser whose complaints fail the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage
from playwright.sync_api import Page as Tab

from api.app import create_app
from api.settings import Settings
from kg.graph import KnowledgeGraph
from kg.views import render_explorer, write
from tests.api.webserver import serving
from tests.browsers import launched

#: The explorer has drawn itself once, and its long texts have come.
READY = "() => window.explorer?.ready && window.explorer.data.details && true"
_WAIT = 15_000
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all modules of this folder that run in one process."""
    with launched() as found:
        yield found


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


class Watch:
    """What a browser reported of its tabs, and what they asked of anybody but ``homes``."""

    def __init__(self, *homes: str) -> None:
        self.homes = (*homes, "data:", "blob:")
        self.complaints: list[str] = []
        self.scriptless = False
        """Whether some tab runs no script, so that what is loaded early is not used."""

    def over(self, tab: Tab) -> Tab:
        """Watch ``tab``; returns it."""
        tab.on("console", self._said)
        tab.on("pageerror", lambda error: self.complaints.append(f"{error}\n{error.stack}"))
        tab.on(
            "dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        tab.on("request", lambda one: None if one.url.startswith(self.homes) else self._asked(one.url))
        return tab

    def _said(self, message: ConsoleMessage) -> None:
        unused = "was preloaded using link preload but not used" in message.text
        if message.type in ("error", "warning") and not (self.scriptless and unused):
            self.complaints.append(message.text)

    def _asked(self, url: str) -> None:
        self.complaints.append(f"asked {url}")


@pytest.fixture
def page_at(browser: Browser, served: str) -> Iterator[Callable[..., Tab]]:
    """``page_at("#year=2018")``: the explorer, drawn, in a tab of its own, 1400 by 1000 pixels.

    ``path`` is another one than ``/``; ``width``, ``height`` and the options of a Playwright context may
    follow. Afterwards no tab may have reported anything or asked anything of another server.
    """
    watch, contexts = Watch(served), []

    def visit(
        address: str = "", path: str = "/", width: int = 1400, height: int = 1000, **options: Any
    ) -> Tab:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        tab = watch.over(context.new_page())
        tab.goto(served + path + address)
        if options.get("java_script_enabled", True):
            tab.wait_for_function(READY, timeout=_WAIT)
        else:
            watch.scriptless = True
        return tab

    yield visit
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture
def offline_at(browser: Browser, offline_file: Path) -> Iterator[Callable[..., Tab]]:
    """``offline_at("#year=2018")``: the file, drawn, with the network off; complaints as for ``page_at``."""
    watch, contexts = Watch(offline_file.as_uri()), []

    def visit(address: str = "", width: int = 1400, height: int = 1000, **options: Any) -> Tab:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        tab = watch.over(context.new_page())
        tab.goto(offline_file.as_uri() + address)
        tab.wait_for_function(READY, timeout=_WAIT)
        return tab

    yield visit
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """``axe(tab)``: what axe-core finds against WCAG 2.2 AA and good practice, a line for each place."""

    def check(tab: Tab, within: str | None = None) -> list[str]:
        found = Axe().run(tab, context=within, options={"runOnly": _RULES})
        return [
            f"{row['id']}: {node['target']} {node['failureSummary']}"
            for row in found.response["violations"]
            for node in row["nodes"]
        ]

    return check
