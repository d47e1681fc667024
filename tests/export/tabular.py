"""Reading the tables back: as a program that knows the data package, and as one that opens the workbook."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping

import openpyxl
from openpyxl.utils.escape import unescape

from kg.export.cells import Cell
from kg.rows import restored

Table = tuple[tuple[str, ...], list[tuple[Cell, ...]]]


def from_csv(files: Mapping[str, bytes]) -> dict[str, Table]:
    """Return the tables of a data package (file name → content), each column in its declared type.

    Values of claims are of many types; the column ``value_type`` says of which.
    """
    package = json.loads(files["datapackage.json"])
    found: dict[str, Table] = {}
    for resource in package["resources"]:
        types = [field["type"] for field in resource["schema"]["fields"]]
        text = files[resource["path"]].decode(resource["encoding"])
        header, *lines = csv.reader(io.StringIO(text, newline=""))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        found[resource["name"]] = (tuple(header), [_row(header, types, line) for line in lines])
    return found


def _row(header: list[str], types: list[str], line: list[str]) -> tuple[Cell, ...]:
    told = dict(zip(header, line, strict=True)).get("value_type")
    value = {"integer": "integer", "decimal": "number", "double": "number"}.get(told or "", "string")
    return tuple(
        _cell(cell, value if name == "value" and told is not None else kind)
        for name, kind, cell in zip(header, types, line, strict=True)
    )


def _cell(cell: str, kind: str) -> Cell:
    if cell == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    if kind in ("integer", "number"):
        return float(cell) if kind == "number" and not cell.lstrip("-").isdigit() else int(cell)
    return restored(cell)


def unzipped(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def from_workbook(content: bytes) -> dict[str, Table]:
    """Return the sheets of a workbook but the first, texts as a spreadsheet shows them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found: dict[str, Table] = {}
    for sheet in book.worksheets[1:]:
        header, *lines = sheet.iter_rows(values_only=True)
        rows = [tuple(unescape(cell) if isinstance(cell, str) else cell for cell in line) for line in lines]
        found[sheet.title] = (tuple(str(name) for name in header), rows)
    return found
