"""Debian's Chromium, for whoever looks at pages."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

#: The build without windows takes less than half of the processor's time; the other does as well.
_BUILDS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")


def chromium() -> Path:
    """Where Chromium is: ``KG_CHROMIUM``, else the first of Debian's builds that is installed."""
    named = os.environ.get("KG_CHROMIUM")
    found = [Path(named)] if named else [path for path in map(Path, _BUILDS) if path.exists()]
    return found[0] if found else Path(_BUILDS[0])


CHROMIUM = chromium()
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser; beside the event loop of its driver no other test of the process could start one."""
    if not CHROMIUM.exists():
        pytest.fail(
            f"{CHROMIUM} is missing: install it (Debian: apt-get install chromium-headless-shell), "
            "or say in KG_CHROMIUM where Chromium is"
        )
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield found
        found.close()


#: Folders whose modules use one browser, one after the other.
_TOGETHER = ("explorer", "brief")
_running: list[tuple[Browser, ExitStack]] = []


def running() -> Browser:
    """The browser that the modules of a process share; launched for the first that asks."""
    if not _running:
        stack = ExitStack()
        _running.append((stack.enter_context(launched()), stack))
    return _running[0][0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Generator[None]:
    """Close the shared browser before a test whose folder does not share it: its driver's event loop would
    stand in the way of every other. To be named in the ``conftest.py`` of a folder that shares it.
    """
    yield
    if nextitem is None or nextitem.path.parent.name not in _TOGETHER:
        while _running:
            _running.pop()[1].close()
