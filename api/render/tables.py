"""Rows as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from kg.rows import Row, as_cells


def json_bytes(document: Any) -> bytes:
    """Return ``document`` as compact UTF-8 JSON with a closing line end."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def csv_bytes(rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    """Return ``rows`` as CSV (RFC 4180, UTF-8) with a header row; cells as :func:`kg.rows.as_cells` says."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        cells = as_cells(row)
        writer.writerow([cells.get(column, "") for column in columns])
    return buffer.getvalue().encode()
