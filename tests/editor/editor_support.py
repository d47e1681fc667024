"""The application on a free port, and what is read off a page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from playwright.sync_api import Page as Tab

from api.app import create_app
from api.settings import Settings
from kg.graph import KnowledgeGraph
from tests.api.webserver import serving as served


@contextmanager
def serving(graph: KnowledgeGraph, settings: Settings) -> Iterator[str]:
    """Serve ``graph`` on 127.0.0.1; yields the address of ``/sparql``."""
    with served(create_app(settings, graph)) as address:
        yield f"{address}/sparql"


def asking(query: str, lang: str = "en") -> str:
    """The part of an address after ``/sparql`` that puts ``query`` into the editor."""
    return f"?lang={lang}&edit={quote(query)}"


def ready(tab: Tab) -> Tab:
    """Wait until the editor, the questions and the terms are there."""
    tab.wait_for_selector(".sparql[data-ready]", timeout=15_000)
    return tab


def run(tab: Tab, view: str = "table") -> Tab:
    """Run the query and open a view of the answer."""
    tab.click("#run")
    tab.wait_for_selector("#answer [role=tab], #answer .problem", timeout=15_000)
    tab.wait_for_selector("#answer[aria-busy=false]")
    if view != "table":
        tab.click(f"#tab-{view}")
        tab.wait_for_selector(f"#view[data-view={view}] > *")
    return tab


def until(tab: Tab, holds: str, seconds: float = 15) -> None:
    """Wait until the expression ``holds`` is true in the page (whose policy forbids Playwright's own way)."""
    end = time.monotonic() + seconds
    while not tab.evaluate(holds):
        assert time.monotonic() < end, holds
        tab.wait_for_timeout(30)


def value(tab: Tab) -> str:
    """The text in the editor."""
    found: str = tab.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return found


def write(tab: Tab, text: str, line: int, column: int) -> None:
    """Put ``text`` into the editor and the cursor into its place (counted from 0)."""
    tab.evaluate(
        """([text, line, column]) => {
          const editor = document.querySelector('.CodeMirror').CodeMirror;
          editor.setValue(text); editor.focus(); editor.setCursor(line, column);
        }""",
        [text, line, column],
    )


def cells(tab: Tab) -> list[list[str]]:
    """The texts of the table's body."""
    found: list[list[str]] = tab.eval_on_selector_all(
        "#view tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found
