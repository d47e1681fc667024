"""CSV: one file a table (RFC 4180, UTF-8), with a Frictionless ``datapackage.json`` that describes them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any, Final

from kg.export.cells import Record
from kg.export.tables import FlatTable, about, tables
from kg.rows.base import as_cells
from kg.snapshot import Snapshot

#: Every entry of the archive bears this time, so that the same graph gives the same bytes.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_TYPES: Final = (({bool}, "boolean"), ({int}, "integer"), ({int, float}, "number"))


def csv_text(table: FlatTable) -> str:
    """Return ``table`` with a header row.

    An empty cell says that nothing is stated. A text that a spreadsheet would run as a formula is defused;
    :func:`kg.rows.restored` gives it back.
    """
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, table.columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(map(as_cells, table.rows))
    return buffer.getvalue()


def csv_files(snapshot: Snapshot, licence: str) -> dict[str, bytes]:
    """Return file name → content: a CSV for each table, and ``datapackage.json``."""
    found = tables(snapshot)
    files = {f"{table.name}.csv": csv_text(table).encode() for table in found}
    package = _package(about(snapshot, licence), found)
    files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def archive(snapshot: Snapshot, licence: str) -> bytes:
    """Return :func:`csv_files` as a zip file; the same graph gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in csv_files(snapshot, licence).items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return buffer.getvalue()


def _package(facts: Record, found: tuple[FlatTable, ...]) -> dict[str, Any]:
    """Return the descriptor (Frictionless Data Package 1.0)."""
    return {
        "profile": "tabular-data-package",
        "name": "migration-mechanisms",
        "title": facts["title_en"],
        "version": facts["version"],
        "created": facts["modified"],
        "licenses": [{"path": facts["license"]}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "path": f"{table.name}.csv",
                "encoding": "utf-8",
                "schema": {"fields": [_field(table, name) for name in table.columns]},
            }
            for table in found
        ],
    }


def _field(table: FlatTable, column: str) -> dict[str, str]:
    """Return the descriptor of a column; values of claims are of many types, each named in its row."""
    mixed = column == "value" and "value_type" in table.columns
    told = {"description": "Of the type that value_type names in each row."} if mixed else {}
    return {"name": column, "type": _type(table, column), **told}


def _type(table: FlatTable, column: str) -> str:
    kinds = {type(row[column]) for row in table.rows if row[column] is not None}
    return next((name for held, name in _TYPES if kinds and kinds <= held), "string")
