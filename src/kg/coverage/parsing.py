"""The text of a ledger → its rows, and everything in it that cannot be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.coverage.ledger import Fault, Ledger, LedgerRow, PageRow, Place, paragraph_of
from kg.errors import short
from kg.model import Text
from kg.texts import CONTROL

LEDGER_COLUMNS: Final = ("section", "paragraph", "about", "reason")
SPOT_COLUMN: Final = "place"
PAGE_COLUMNS: Final = ("mechanism", "about", "statements", "reason")


def parse_ledger(text: str, source: str, file: str) -> tuple[Ledger, tuple[Fault, ...]]:
    """Return the ledger of ``source`` that the CSV ``text`` holds, and the faults of its form.

    Columns ``section,paragraph,about,reason`` and, if need be, ``place``. Rows at fault are left out.
    """
    table = _Table(text, file, LEDGER_COLUMNS, SPOT_COLUMN)
    rows: list[LedgerRow] = []
    for line, cells in table.records():
        paragraph, spot = cells["paragraph"], cells.get(SPOT_COLUMN, "")
        number = paragraph_of(paragraph)
        if not cells["section"]:
            table.fault(line, "The row names no section.", "La fila no nombra ninguna sección.", _NAME_IT)
        elif paragraph and number is None:
            table.fault(
                line,
                f"The paragraph is {short(paragraph)!r}, not a number from 1.",
                f"El párrafo es {short(paragraph)!r}, no un número desde 1.",
                Text("count it in its section, or leave it empty.", "cuéntelo en su sección o déjelo vacío."),
            )
        elif paragraph and spot:
            table.fault(
                line,
                "The row has both a paragraph and a place.",
                "La fila tiene a la vez párrafo y lugar.",
                Text("keep the one that citations use.", "deje el que usan las citas."),
            )
        else:
            place = Place(cells["section"], number, spot)
            rows.append(LedgerRow(place, cells["about"], cells["reason"], line))
    return Ledger(source, file, tuple(rows)), tuple(table.faults)


def parse_pages(text: str, file: str) -> tuple[tuple[PageRow, ...], tuple[Fault, ...]]:
    """Return the facts read on pages that the CSV ``text`` holds, and the faults of its form."""
    table = _Table(text, file, PAGE_COLUMNS)
    rows = [
        PageRow(cells["mechanism"], cells["about"], tuple(cells["statements"].split()), cells["reason"], line)
        for line, cells in table.records()
    ]
    return tuple(rows), tuple(table.faults)


_NAME_IT: Final = Text("write the heading as the citations do.", "escriba el título como lo hacen las citas.")


@dataclass
class _Table:
    """A CSV text read row by row, with the line on which each row begins."""

    text: str
    file: str
    columns: Sequence[str]
    optional: str = ""
    faults: list[Fault] = field(default_factory=list)

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line, cells by column) of every row that has the right number of cells."""
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        header: list[str] | None = None
        while True:
            line = reader.line_num + 1
            try:
                cells = [cell.strip() for cell in next(reader)]
            except StopIteration:
                break
            except csv.Error as error:
                self.fault(line, f"This is not CSV: {error}.", f"Esto no es CSV: {error}.", _QUOTE)
                break
            if header is None:
                header = cells
                if not self._is_header(cells):
                    return
            elif found := CONTROL.search("".join(cells)):
                self._unseen(line, f"U+{ord(found[0]):04X}")
            elif len(cells) == len(header):
                yield line, dict(zip(header, cells, strict=True))
            elif any(cells):
                self._odd(line, len(cells), len(header))
        if header is None:
            self._is_header([])

    def fault(self, line: int, en: str, es: str, fix: Text) -> None:
        """Keep what is wrong on ``line``."""
        self.faults.append(Fault("coverage-form", Text(en, es), fix, self.file, line))

    def _is_header(self, cells: list[str]) -> bool:
        wanted = list(self.columns)
        if cells in (wanted, [*wanted, self.optional]):
            return True
        listed = ",".join(wanted)
        more = f" ({self.optional})" if self.optional else ""
        self.fault(
            1,
            f"The first line is not the header {listed}{more}.",
            f"La primera línea no es el encabezado {listed}{more}.",
            Text("write it as the first line.", "escríbalo como primera línea."),
        )
        return False

    def _unseen(self, line: int, code: str) -> None:
        self.fault(
            line,
            f"The row holds the control character {code}.",
            f"La fila contiene el carácter de control {code}.",
            Text("delete it.", "bórrelo."),
        )

    def _odd(self, line: int, found: int, wanted: int) -> None:
        self.fault(
            line,
            f"The row has {found} cells, the header {wanted}.",
            f"La fila tiene {found} celdas, el encabezado {wanted}.",
            _QUOTE,
        )


_QUOTE: Final = Text(
    "put cells that hold commas or quotation marks between quotation marks.",
    "ponga entre comillas las celdas con comas o comillas.",
)
