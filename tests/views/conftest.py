"""The made snapshot, its pages, and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from views_support import made, serving

from kg.snapshot import Snapshot
from kg.views import Page, render_network
from tests.browsers import launched


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return made()


@pytest.fixture(scope="session")
def network_page(snapshot: Snapshot) -> Page:
    return render_network(snapshot)


@pytest.fixture(scope="session")
def address(network_page: Page) -> Iterator[str]:
    with serving(network_page) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module."""
    with launched() as found:
        yield found


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """Open an address in a fresh tab; afterwards nothing may have been reported or fetched elsewhere."""
    complaints: list[str] = []
    contexts = []

    def watch(tab: Tab, url: str) -> None:
        host = url.split("#")[0]
        tab.on(
            "console",
            lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
        )
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        tab.on(
            "request",
            lambda request: (
                None if request.url.split("#")[0] in (host, "data:,") else complaints.append(request.url)
            ),
        )

    def visit(url: str, width: int = 1400, height: int = 900, **options: object) -> Tab:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        watch(tab, url)
        tab.goto(url)
        return tab

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []
