"""Names, notes and titles made to be executed stay text: in every view, tab, file, brief, and embedded."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

import kg
from api.app import create_app
from api.settings import Settings
from kg.views import render_explorer, write
from tests.api.webserver import serving
from tests.conftest import SMALL
from tests.explorer.sharedtab import SharedTab, served_tab
from tests.explorer.watching import READY, Watch

NAMES = (
    "Harbour Forum",
    "Foro del Puerto",
    "Costa Rica",
    "Border posts",
    "Atlas 2015",
    "Table of seats",
    "The later list leaves it out.",
)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
SELECTED = (
    "",
    "mechanism:harbour",
    "state:CRI",
    "pair:harbour+river",
    "set:harbour+river",
    "mandate:border-posts",
    "seat:state:CRI@harbour",
)
PATHS = ("/", "/?lang=es", "/embed?view=matrix", "/brief/mechanism/harbour", "/brief/state/CRI?lang=es")
TABS = {
    "overlap": ("matrix", "square", "map", "intersections"),
    "network": ("network",),
    "timeline": ("timeline",),
    "table": ("table",),
    "conflicts": ("conflicts",),
}
TABLES = """(tab) => {
  const buttons = document.querySelectorAll(`#panel-${tab} .view-tools button[aria-pressed=false]`);
  for (const one of buttons) one.click();
}"""
#: Elements that somebody's text would make.
MADE = "#explorer :is(img, iframe, object, embed, script, [onerror], [onload], a[href^='javascript:'])"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeGraph:
    """The small graph, its names, notes, places and titles made to be executed."""
    text = SMALL.read_text("utf-8")
    for word in NAMES:
        assert f'"{word}"' in text
        text = text.replace(f'"{word}"', f'"{word} {HOSTILE}"')
    path = tmp_path_factory.mktemp("hostile") / "hostile.ttl"
    path.write_text(text, "utf-8")
    return kg.load(path)


@pytest.fixture(scope="module")
def hostile_address(hostile: kg.KnowledgeGraph) -> Iterator[str]:
    with serving(create_app(Settings(workers=2, validate=False), hostile)) as found:
        yield found


@pytest.fixture
def tab(browser: Browser, hostile_address: str) -> Iterator[SharedTab]:
    """The explorer over that graph; nothing may be reported of it."""
    found = served_tab(browser, hostile_address)
    yield found
    found.check()


@pytest.mark.parametrize("name", TABS)
def test_every_tab_shows_them_as_text(tab: SharedTab, name: str) -> None:
    for number, selected in enumerate(SELECTED):
        page = tab.at(f"#tab={name}&sel={selected}&lang={('en', 'es')[number % 2]}")
        assert page.locator(MADE).count() == 0, selected
        assert "<img src=x" in page.evaluate("() => document.querySelector('#explorer').innerText"), selected
    page.evaluate("() => document.querySelectorAll('#panel details').forEach((one) => (one.open = true))")
    page.evaluate(TABLES, name)
    assert page.locator(MADE).count() == 0


def test_pointing_searching_and_dialogs_show_them_as_text(tab: SharedTab) -> None:
    page = tab.at("#year=2022")
    for pointed in (
        "#matrix td[data-p='state:CRI']",
        "#square td",
        "#map [data-p='state:CRI']",
        ".combo-tile",
    ):
        page.locator(pointed).first.hover()
        assert page.locator(MADE).count() == 0, pointed
    page.get_by_role("combobox", name="Search").fill("harbour")
    assert "<img src=x" in page.locator("#found").inner_text()
    page.keyboard.press("Escape")
    page = tab.at("#try=harbour&sel=state:CRI")
    assert "<img src=x" in page.locator("#whatif").inner_text()
    for words in ("Embed", "Cite"):
        page.locator("#matrix .view-tools").get_by_role("button", name=words, exact=True).click()
        assert page.get_by_role("dialog").locator("img, script, iframe").count() == 0
        page.keyboard.press("Escape")
    page = tab.at("#tab=network&year=2022")
    page.locator("#network [data-node='state:CRI']").hover()
    assert page.locator(MADE).count() == 0


def saved(page: Page, view: str, words: str) -> bytes:
    menu = page.locator(f"#{view} .view-tools details.popup").first
    menu.locator("summary").click()
    with page.expect_download() as taken:
        menu.get_by_role("button", name=words).click()
    return Path(taken.value.path()).read_bytes()


@pytest.mark.parametrize("view", ["matrix", "square", "map", "intersections", "network", "timeline"])
def test_pictures_hold_them_as_text(tab: SharedTab, view: str) -> None:
    name = next(name for name, views in TABS.items() if view in views)
    root = ET.fromstring(saved(tab.at(f"#tab={name}&year=2022&sel=pair:harbour+river"), view, "SVG"))
    kinds = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert not kinds & {"script", "image", "foreignObject", "a", "iframe", "use"}
    assert not [key for node in root.iter() for key in node.attrib if key.lower().startswith("on")]


def test_files_hold_them_as_text(tab: SharedTab) -> None:
    page = tab.at("#tab=table&year=2022")
    rows = list(csv.reader(io.StringIO(saved(page, "table", "CSV").decode(), newline="")))
    assert any(HOSTILE in cell for row in rows for cell in row)
    assert len({len(row) for row in rows}) == 1
    assert HOSTILE in str(json.loads(saved(page, "table", "JSON")))
    book = saved(page, "table", "Excel")
    assert not [one for one in zipfile.ZipFile(io.BytesIO(book)).namelist() if "macro" in one.lower()]
    cells = [cell.value for line in openpyxl.load_workbook(io.BytesIO(book)).worksheets[0] for cell in line]
    assert any(HOSTILE in str(cell) for cell in cells)
    graph = ET.fromstring(saved(tab.at("#tab=network&year=2022"), "network", "GraphML"))
    assert any(HOSTILE in str(node.text) for node in graph.iter())


def test_what_the_server_wrote_and_the_embedded_view(
    browser: Browser, hostile_address: str, page_at: Callable[..., Page]
) -> None:
    context = browser.new_context()
    watch = Watch(hostile_address)
    for path in (
        "/",
        "/?lang=es",
        "/embed?view=matrix",
        "/brief/mechanism/harbour",
        "/brief/state/CRI?lang=es",
    ):
        answer = context.request.get(hostile_address + path)
        assert answer.status == 200, path
        text = answer.text()
        assert HOSTILE not in text, path
        assert "<img" not in text, path
        assert "alert(1)" in text, path
        page = watch.over(context.new_page())
        page.goto(hostile_address + path)
        if "brief" not in path:
            page.wait_for_function(READY)
        assert page.locator("img").count() == 0, path
        page.close()
    context.close()
    assert watch.complaints == []


def test_the_file_to_keep(browser: Browser, hostile: kg.KnowledgeGraph, tmp_path: Path) -> None:
    file = write(render_explorer(hostile.snapshot, offline=True), tmp_path / "hostile.html")
    text = file.read_text("utf-8")
    assert HOSTILE not in text
    assert "<img" not in text
    assert "alert(1)" in text
    watch = Watch(file.as_uri())
    context = browser.new_context(offline=True)
    page = watch.over(context.new_page())
    page.goto(file.as_uri())
    page.wait_for_function(READY)
    assert page.locator("img").count() == 0
    context.close()
    assert watch.complaints == []
