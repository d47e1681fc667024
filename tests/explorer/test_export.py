"""The files that a view gives: opened with the tools that others open them with."""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.overlap.incidence import members
from tests.explorer.sharedtab import shared_tab

SVG = "{http://www.w3.org/2000/svg}"
CONTEXT = "#year=2018"


def saved(tab: Tab, view: str, words: str) -> tuple[str, bytes]:
    """Take ``words`` from the download menu of ``view``: the file's name and what it holds."""
    menu = tab.locator(f"#{view} .view-tools details.popup").first
    menu.locator("summary").click()
    with tab.expect_download() as taken:
        menu.get_by_role("button", name=words).click()
    return taken.value.suggested_filename, Path(taken.value.path()).read_bytes()


@pytest.fixture(scope="module")
def at(browser: Browser, served: str) -> Iterator[Callable[[str], Tab]]:
    """One tab for the module, put to an address."""
    with shared_tab(browser, served) as found:
        yield found


@pytest.fixture
def tab(at: Callable[[str], Tab]) -> Tab:
    return at(CONTEXT)


def test_csv_has_every_row_and_says_what_it_is(tab: Tab, real: KnowledgeGraph) -> None:
    name, found = saved(tab, "square", "CSV")
    assert name == "overlap-square-2018-en.csv"
    assert not found.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(found.decode(), newline="")))
    assert found.count(b"\r\n") == len(lines)
    head, *rows = lines
    assert head[-6:] == ["As of year", "View", "Filters", "Dataset version", "Licence", "Address of the view"]
    for row in rows:
        assert len(row) == len(head)
        assert row[-6] == "2018"
        assert row[-4:-1] == ["Roles counted: member", real.snapshot.version, "CC BY 4.0"]
        assert row[-1].endswith("/#year=2018")
    joined = {cell for row in rows for cell in row}
    assert {"CRM", "MIRPS"} & joined or {"Regional Conference on Migration"} & joined


def test_the_workbook_opens_and_says_what_it_is(tab: Tab, real: KnowledgeGraph) -> None:
    name, found = saved(tab, "matrix", "Excel")
    assert name == "overlap-matrix-2018-en.xlsx"
    assert zipfile.ZipFile(io.BytesIO(found)).testzip() is None
    book = openpyxl.load_workbook(io.BytesIO(found))
    rows, about = book.worksheets
    assert about.title == "About"
    assert (rows.freeze_panes, rows.auto_filter.ref) == ("A2", rows.dimensions)
    assert all(cell.font.b for cell in rows[1])
    facts = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert (facts["As of year"], facts["Dataset version"]) == (2018, real.snapshot.version)
    assert facts["Licence"].startswith("CC BY 4.0")
    assert facts["Filters"] == "Roles counted: member"
    assert facts["Address of the view"].endswith("/#year=2018")
    assert any(str(key).startswith("Source wrmc-") for key in facts)
    assert book.properties.title.endswith("2018")
    asked = {str(row[0].value) for row in rows.iter_rows(min_row=2)}
    assert {"Costa Rica", "Mexico"} <= asked or {"CRI", "MEX"} <= {str(c.value) for r in rows for c in r}


def test_json_has_the_rows_and_the_sources_cited(tab: Tab, real: KnowledgeGraph) -> None:
    _, found = saved(tab, "intersections", "JSON")
    told = json.loads(found)
    assert told["year"] == 2018
    assert told["dataset_version"] == real.snapshot.version
    assert told["licence"]["name"] == "CC BY 4.0"
    assert told["rows"]
    assert all(len(row) == len(told["columns"]) for row in told["rows"])
    cited = {source["id"] for source in told["sources"]}
    shown = tab.evaluate("[...explorer.look(explorer.state).bodies]")
    every = seats(real.snapshot, Selection(year=2018, roles=None))
    needed = {
        cite.source.id for seat in every if seat.membership.mechanism in shown for cite in seat.citations
    }
    assert needed <= cited <= set(real.snapshot.sources)


def texts(root: ET.Element) -> str:
    return " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))


def test_svg_stands_alone(tab: Tab, real: KnowledgeGraph) -> None:
    for view in ("matrix", "square"):
        name, found = saved(tab, view, "SVG")
        assert name == f"overlap-{view}-2018-en.svg"
        root = ET.fromstring(found)
        assert root.tag == f"{SVG}svg"
        title = root.find(f"{SVG}title")
        assert title is not None
        assert "2018" in str(title.text)
        shown = texts(root)
        for words in (
            real.snapshot.version,
            "CC BY 4.0",
            "As of 2018",
            "Roles counted: member",
            "#year=2018",
        ):
            assert words in shown, words
        links = [value for node in root.iter() for key, value in node.attrib.items() if key.endswith("href")]
        assert all(link.startswith("#") for link in links)
        assert b"url(http" not in found
        assert "sans-serif" in root.attrib["font-family"]


def test_png_is_the_picture_twice_as_fine(tab: Tab) -> None:
    _, vector = saved(tab, "square", "SVG")
    name, found = saved(tab, "square", "PNG")
    assert name == "overlap-square-2018-en.png"
    assert found.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", found[16:24])
    root = ET.fromstring(vector)
    assert abs(width - 2 * float(root.attrib["width"])) <= 2
    assert abs(height - 2 * float(root.attrib["height"])) <= 2


def test_graphml_is_the_network_of_the_view(at: Callable[[str], Tab], real: KnowledgeGraph) -> None:
    tab = at("#year=2018&tab=network")
    name, found = saved(tab, "network", "GraphML")
    assert name == "overlap-network-2018-en.graphml"
    graph = nx.read_graphml(io.BytesIO(found), force_multigraph=True)
    assert graph.graph["year"] == 2018
    assert graph.graph["dataset_version"] == real.snapshot.version
    assert graph.nodes["state:CRI"]["label"] == "Costa Rica"
    assert graph.nodes["mechanism:crm"]["kind"] == "mechanism"
    shown = set(tab.evaluate("[...explorer.look(explorer.state).bodies]"))
    sets = members(real.snapshot, Selection(year=2018)).sets
    expected = {(str(ref), f"mechanism:{key}") for key, refs in sets.items() if key in shown for ref in refs}
    drawn = {(one, two) for one, two, edge in graph.edges(data=True) if edge["role"] == "member"}
    assert drawn == expected


def test_files_in_spanish_with_filters(at: Callable[[str], Tab]) -> None:
    tab = at("#year=2020&lang=es&roles=member,observer&source=wrmc-summary-2022&off=oas")
    name, found = saved(tab, "square", "CSV")
    assert name == "overlap-square-2020-es.csv"
    head, row = list(csv.reader(io.StringIO(found.decode(), newline="")))[:2]
    told = dict(zip(head[-6:], row[-6:], strict=True))
    assert told["Año"] == "2020"
    assert told["Filtros"].startswith("Calidades contadas: miembro y observador; Mecanismos excluidos: ")
    assert "Según una sola fuente: Task Force Summary Report" in told["Filtros"]


@pytest.mark.parametrize("words", ["CSV", "Excel", "SVG", "PNG"])
def test_a_file_kept_offline_gives_files_too(offline_at: Callable[..., Tab], words: str) -> None:
    name, found = saved(offline_at("#year=2018"), "square", words)
    assert name.startswith("overlap-square-2018-en.")
    assert len(found) > 500
    assert b"file:/" not in found
