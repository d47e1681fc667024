"""XLSX and CSV come back cell for cell: every declared table, numbers as numbers, hostile text as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.export import export, licence
from kg.export.csvfiles import csv_files, csv_text
from kg.export.tables import NAMES, FlatTable, tables
from kg.export.workbook import workbook
from kg.graph import KnowledgeGraph
from kg.model import Text
from kg.rows import restored
from kg.rows.base import as_cells
from kg.snapshot import Snapshot
from tests.export.hostile import NOT_IN_XML, TEXTS, hostile
from tests.export.tabular import Table, from_csv, from_workbook, unzipped


def declared(snapshot: Snapshot) -> dict[str, Table]:
    return {
        table.name: (table.columns, [tuple(row[name] for name in table.columns) for row in table.rows])
        for table in tables(snapshot)
    }


def check(found: dict[str, Table], snapshot: Snapshot, numbers_of_one_kind: bool = False) -> None:
    """Every cell has the value and, where a spreadsheet has that type, the type that it had."""
    wanted = declared(snapshot)
    assert tuple(found) == tuple(wanted) == NAMES
    for name, (columns, rows) in wanted.items():
        assert found[name][0] == columns
        assert found[name][1] == rows, name
        for line, back in zip(rows, found[name][1], strict=True):
            for column, cell, other in zip(columns, line, back, strict=True):
                if numbers_of_one_kind and isinstance(cell, float):
                    assert isinstance(other, int | float), (name, column)
                else:
                    assert type(other) is type(cell), (name, column, cell, other)


@pytest.mark.parametrize("graph_name", ["small", "real"])
def test_every_cell_comes_back(graph_name: str, request: pytest.FixtureRequest) -> None:
    graph: KnowledgeGraph = request.getfixturevalue(graph_name)
    check(from_csv(unzipped(export(graph, "csv"))), graph.snapshot)
    check(from_workbook(export(graph, "xlsx")), graph.snapshot, numbers_of_one_kind=True)


@pytest.mark.parametrize("graph_name", ["small", "real"])
def test_no_cell_is_an_empty_text(graph_name: str, request: pytest.FixtureRequest) -> None:
    """So an empty cell always says that nothing is stated."""
    graph: KnowledgeGraph = request.getfixturevalue(graph_name)
    for name, (columns, rows) in declared(graph.snapshot).items():
        for row in rows:
            assert "" not in row, (name, dict(zip(columns, row, strict=True)))


@pytest.mark.parametrize("text", [*TEXTS, *NOT_IN_XML])
def test_hostile_text_comes_back(text: str, tmp_path: Path) -> None:
    graph = kg.load(hostile(tmp_path, text))
    columns, rows = declared(graph.snapshot)["mechanisms"]
    assert text in rows[0][columns.index("name_en")]  # type: ignore[operator]
    check(from_csv(csv_files(graph.snapshot, licence(graph.store))), graph.snapshot)
    check(from_workbook(export(graph, "xlsx")), graph.snapshot, numbers_of_one_kind=True)


@pytest.mark.parametrize("text", [*TEXTS, *NOT_IN_XML, "", "a=1", "'"])
def test_what_defuses_a_formula_is_taken_away_again(text: str) -> None:
    cell = as_cells({"x": text})["x"]
    assert restored(cell) == text
    assert not cell.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) or cell.startswith("'")


def numbers(*values: float | None) -> FlatTable:
    return FlatTable("numbers", ("n",), tuple({"n": value} for value in values))


def test_numbers_of_every_size_stay_numbers_in_csv() -> None:
    values = (0, -5, 10**30, -(10**18), 1.5, -0.1, 1e-9, 1e22, 25.85)
    lines = csv_text(numbers(*values)).splitlines()[1:]
    assert tuple(type(value)(line) for value, line in zip(values, lines, strict=True)) == values


def test_a_text_longer_than_a_cell_is_cut_where_it_shows(small: KnowledgeGraph) -> None:
    body = replace(small.snapshot.mechanisms["harbour"], label=Text("x" * 40_000, "y" * 32_767))
    snapshot = replace(small.snapshot, mechanisms={**small.snapshot.mechanisms, "harbour": body})
    columns, rows = from_workbook(workbook(snapshot, ""))["mechanisms"]
    assert rows[0][columns.index("name_en")] == "x" * 32_766 + "…"
    assert rows[0][columns.index("name_es")] == "y" * 32_767
