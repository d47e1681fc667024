"""What the files are made of: cells, archives and workbooks, each alone."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

import openpyxl
from modules import run
from playwright.sync_api import Browser


def test_cells_are_defused_and_quoted(browser: Browser) -> None:
    given: list[Any] = [
        "=1+1",
        "'=1",
        "+x",
        "-5",
        -5,
        "@a",
        "\tb",
        "＝c",
        "a,b",
        'say "x"',
        "two\nlines",
        None,
        0,
        "ok",
    ]
    found = run(browser, "exportcsv.js", "given.map(csvCell)", given)
    assert found == [
        "'=1+1",
        "''=1",
        "'+x",
        "'-5",
        "-5",
        "'@a",
        "'\tb",
        "'＝c",
        '"a,b"',
        '"say ""x"""',
        '"two\nlines"',
        "",
        "0",
        "ok",
    ]


def test_the_archive_is_what_python_reads(browser: Browser) -> None:
    files = [["a.txt", "héllo"], ["dir/ñ.txt", "x" * 70000], ["empty", ""]]
    parts = run(browser, "zip.js", "zipParts(given).flatMap((part) => [...part])", files)
    with zipfile.ZipFile(io.BytesIO(bytes(parts))) as archive:
        assert archive.testzip() is None
        assert [(item.filename, archive.read(item).decode()) for item in archive.infolist()] == [
            (name, text) for name, text in files
        ]
    assert run(browser, "zip.js", "crc32(new TextEncoder().encode(given))", "123456789") == 0xCBF43926
    assert zlib.crc32("ñandú".encode()) == run(
        browser, "zip.js", "crc32(new TextEncoder().encode(given))", "ñandú"
    )


def test_hostile_cells_stay_text_in_a_workbook(browser: Browser) -> None:
    rows = [
        ["=SUM(A1)", "</t><x>&\"'", "a\u0007b", "_x0041_", "x" * 40000, 1.5, 0, None],
        ["\ud83d\ude00", "", "é"],
    ]
    sheets = [
        {"name": "a/b[c]: 'd'? a very long name that goes on", "columns": list("ABCDEFGH"), "rows": rows},
        {"name": "About", "columns": ["About", ""], "rows": [["k", "v"]]},
    ]
    core = '{ title: "T<", creator: "C", modified: "2026-11-22" }'
    parts = run(browser, "exportxlsx.js", f"xlsxParts(given, {core}).flatMap((part) => [...part])", sheets)
    book = openpyxl.load_workbook(io.BytesIO(bytes(parts)))
    first = book.worksheets[0]
    assert len(first.title) <= 31
    cells = [cell.value for cell in first[2]]
    assert cells[:2] == ["=SUM(A1)", "</t><x>&\"'"]
    assert first["A2"].data_type in ("s", "inlineStr")
    assert cells[2] == "ab"
    assert cells[3] in ("_x0041_", "_x005F_x0041_")
    assert (len(cells[4]), cells[5:]) == (32767, [1.5, 0, None])
    assert [cell.value for cell in first[3]][:3] == ["\U0001f600", None, "é"]
    assert book.properties.title == "T<"
