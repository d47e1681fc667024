"""The built editor, the application over the shipped graph, and Debian's Chromium."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from editor_support import ready, serving
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage
from playwright.sync_api import Page as Tab

from api.editor import bundle
from api.settings import Settings
from kg.graph import KnowledgeGraph
from tests.browsers import launched

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def hook() -> ModuleType:
    """The build hook ``hatch_build.py``."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def built(hook: ModuleType) -> bundle.Bundle:
    """The editor's files, built from the source as it is now."""
    hook.build_editor()
    bundle.bundle.cache_clear()
    found = bundle.bundle()
    assert found is not None
    assert json.loads((bundle.FOLDER / "manifest.json").read_text())["source"] == hook.source_digest()
    return found


@pytest.fixture(scope="session")
def address(built: bundle.Bundle, real: KnowledgeGraph) -> Iterator[str]:
    """The address of ``/sparql`` over the shipped graph; queries end after 2 s."""
    with serving(real, Settings(query_timeout=2.0, workers=2)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module."""
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Contexts of one module by their options: tabs of one share what the server lets them keep."""
    found: dict[str, BrowserContext] = {}
    yield found
    for context in found.values():
        context.close()


@pytest.fixture
def open_tab(
    browser: Browser, contexts: dict[str, BrowserContext], address: str
) -> Iterator[Callable[..., Tab]]:
    """Open the page in a fresh tab. Afterwards nothing may have been reported (errors, warnings, broken
    policies, dialogs) and nothing asked of another server.
    """
    complaints: list[str] = []
    tabs: list[Tab] = []
    home = address.removesuffix("/sparql")

    def watch(tab: Tab, refused: bool) -> None:
        def said(message: ConsoleMessage) -> None:
            if message.type not in ("error", "warning"):
                return
            if not (refused and "Failed to load resource" in message.text):
                complaints.append(message.text)

        tab.on("console", said)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        tab.on(
            "request",
            lambda one: None if one.url.startswith((home, "data:", "blob:")) else complaints.append(one.url),
        )

    def visit(rest: str = "", refused: bool = False, **options: Any) -> Tab:
        width = options.pop("width", 1400)
        key = repr((width, options))
        if key not in contexts:
            contexts[key] = browser.new_context(viewport={"width": width, "height": 900}, **options)
        tab = contexts[key].new_page()
        tabs.append(tab)
        watch(tab, refused)
        tab.goto(address + rest)
        return tab if options.get("java_script_enabled") is False else ready(tab)

    yield visit
    for tab in tabs:
        tab.close()
    assert complaints == []
