"""The map in use: by keyboard, outside the region, as a table, as a file, on a telephone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from kg.graph import KnowledgeGraph
from kg.views.explorer import document_of
from tests.explorer.modules import run
from tests.explorer.sharedtab import shared_tab
from tests.explorer.test_map import SVG, counted, selected


@pytest.fixture(scope="module")
def at(browser: Browser, served: str) -> Iterator[Callable[[str], Tab]]:
    with shared_tab(browser, served) as found:
        yield found


def test_the_keyboard_walks_the_states_in_the_order_of_the_table(
    real: KnowledgeGraph, at: Callable[[str], Tab]
):
    tab = at("#year=2018")
    order = [row["key"] for row in document_of(real.snapshot)["participants"] if row["region"]]
    assert tab.locator("#map .map-place[tabindex='0']").count() == 1
    tab.focus("#map .map-place[tabindex='0']")
    tab.keyboard.press("Home")

    def now() -> str:
        return str(tab.evaluate("() => document.activeElement.dataset.p"))

    assert now() == order[0]
    walked = []
    for _ in order[1:]:
        tab.keyboard.press("ArrowRight")
        walked.append(now())
    assert walked == order[1:]
    tab.keyboard.press("Home")
    tab.keyboard.press("ArrowLeft")
    assert now() == order[-1]
    tab.keyboard.press("j")
    assert now() == "state:JAM"
    tab.keyboard.press("Enter")
    assert selected(tab) == "state:JAM"
    tab.keyboard.press("Escape")
    assert selected(tab) == ""


def test_those_outside_the_region_are_buttons(at: Callable[[str], Tab]):
    tab = at("#year=2026")
    chip = tab.get_by_role("button", name="Spain: 1 mechanism", exact=True)
    chip.click()
    assert selected(tab) == "state:ESP"
    expect(chip).to_have_attribute("aria-pressed", "true")


def test_the_table_says_the_same(real: KnowledgeGraph, at: Callable[[str], Tab]):
    tab = at("#year=2018&sel=pair:crm%2Bquito-process&lang=es")
    tab.locator("#map .view-tools button").first.click()
    table = tab.locator("#map .view-twin table")
    rows = [[cell.inner_text() for cell in row.locator("th, td").all()] for row in table.locator("tr").all()]
    assert rows[0][0].startswith("Participante")
    by_code = {row[1]: row for row in rows[1:]}
    expected = counted(real, 2018)
    assert by_code["CRI"][3] == str(expected["state:CRI"])
    assert by_code["CUB"][3] == str(expected["state:CUB"])
    assert by_code["CRI"][5] == "ambos"
    assert by_code["CAN"][5] == "solo CRM"
    tab.locator("#map .view-tools button").first.click()


def test_the_picture_stands_alone(at: Callable[[str], Tab], tmp_path: Path):
    tab = at("#year=2018&sel=pair:crm%2Bquito-process")
    tab.locator("#map summary").first.click()
    with tab.expect_download() as caught:
        tab.locator("#map .menu button", has_text="SVG").click()
    caught.value.save_as(tmp_path / "map.svg")
    root = ET.parse(tmp_path / "map.svg").getroot()
    words = " ".join(node.text or "" for node in root.iter(f"{SVG}text"))
    assert "Natural Earth 1:50m" in words
    assert "CRM only" in words
    fills = [node.get("fill") for node in root.iter(f"{SVG}path")]
    assert fills.count("#10375c") >= 4
    assert "url(#map-file-a)" in fills
    assert not [node for node in root.iter() if node.get("class")]


def test_points_that_would_hide_each_other_move_apart(browser: Browser):
    found = run(
        browser, "mapshapes.js", "spreadPoints(given, 20)", {"A": [100, 100], "B": [100, 100], "C": [300, 50]}
    )
    assert found["C"] == [300, 50]
    (ax, ay), (bx, by) = found["A"], found["B"]
    assert 19 <= ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 <= 22
    assert [(ax + bx) / 2, (ay + by) / 2] == pytest.approx([100, 100], abs=1.5)


@pytest.mark.parametrize(("address", "scheme"), [("", "light"), ("#sel=mechanism:oas&lang=es", "dark")])
def test_it_fits_a_telephone(page_at: Callable[..., Tab], address: str, scheme: str):
    tab = page_at(address, width=390, height=844, color_scheme=scheme)
    assert tab.evaluate("() => document.documentElement.scrollWidth") == 390
    outside = """() => {
      const box = document.querySelector("#map .map-inset").getBoundingClientRect();
      const texts = [...document.querySelectorAll("#map .map-label text")];
      const boxes = texts.map((one) => one.getBoundingClientRect());
      return boxes.filter((own) => own.right > box.right || own.bottom > box.bottom + 1).length;
    }"""
    assert tab.evaluate(outside) == 0
