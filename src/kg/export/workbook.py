"""A spreadsheet (Office Open XML): one sheet a table, and a first sheet that says what this is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Slot
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kg.export.cells import Cell
from kg.export.tables import about, tables
from kg.snapshot import Snapshot

#: What XML cannot hold or would change, and what looks like the escape of such (ECMA-376, ST_Xstring).
_ESCAPED: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_BOLD: Final = Font(bold=True)
_WIDEST, _NARROWEST = 60, 8
#: What a cell can hold (ECMA-376).
_LONGEST: Final = 32767


def workbook(snapshot: Snapshot, licence: str) -> bytes:
    """Return the workbook: frozen header rows, filters, text as text (never a formula)."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _about_sheet(first, snapshot, licence)
    for table in tables(snapshot):
        sheet = book.create_sheet(table.name)
        _fill(sheet, table.columns, ([row[name] for name in table.columns] for row in table.rows))
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
    book.properties.title = snapshot.title.en
    book.properties.creator = "migration-mechanisms-kg"
    book.properties.created = book.properties.modified = _moment(snapshot.modified)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _about_sheet(sheet: Worksheet, snapshot: Snapshot, licence: str) -> None:
    sheet.title = "about"
    facts: list[Sequence[Cell]] = list(about(snapshot, licence).items())
    facts.append(("tables", None))
    facts += [(table.name, len(table.rows)) for table in tables(snapshot)]
    facts.append(("sources", None))
    facts += [
        (source.id, ". ".join(filter(None, (source.title, source.publisher, source.issued, source.licence))))
        for _, source in sorted(snapshot.sources.items())
    ]
    _fill(sheet, ("about", "value"), facts)
    sheet.freeze_panes = "A2"


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    widths = [len(name) + 3 for name in columns]
    for number, name in enumerate(columns, start=1):
        slot = sheet.cell(1, number)
        _put(slot, name)
        slot.font = _BOLD
    for line, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            if value is not None:
                _put(sheet.cell(line, number), value)
                widths[number - 1] = max(widths[number - 1], len(str(value)) + 1)
    for number, width in enumerate(widths, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(_NARROWEST, min(_WIDEST, width))


def _put(slot: Slot | MergedCell, value: Cell) -> None:
    """Write ``value``; a text stays a text even where it begins like a formula.

    Characters that XML cannot hold are written as ``_x0007_``, which spreadsheets read; a text longer than a
    cell can be ends in an ellipsis.
    """
    if not isinstance(value, str):
        slot.value = value
        return
    text = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    slot.value = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    slot.data_type = "s"


def _moment(modified: str) -> datetime:
    return datetime.fromisoformat(modified[:10]) if len(modified) >= 10 else datetime(1980, 1, 1)
