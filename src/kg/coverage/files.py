"""The ledgers in the folder ``coverage`` beside a data file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.coverage.ledger import Coverage, Fault, Ledger, PageRow
from kg.coverage.parsing import parse_ledger, parse_pages
from kg.errors import DataError, DataInvalidError

_PAGES: Final = "pages"


def read(folder: Path, shown: Callable[[Path], str] = str) -> tuple[Coverage, tuple[Fault, ...]]:
    """Return what ``folder`` holds and the faults of its form; nothing where there is no such folder.

    Every ``ID.csv`` is the ledger of the source ID; ``pages.csv`` holds facts read on public pages. ``shown``
    writes a path as messages show it.

    Raises:
        DataError: a file cannot be read or is not UTF-8.
    """
    ledgers: dict[str, Ledger] = {}
    faults: list[Fault] = []
    pages: tuple[PageRow, ...] = ()
    pages_file = ""
    for path in sorted(folder.glob("*.csv")):
        text = _text(path)
        if path.stem == _PAGES:
            pages_file = shown(path)
            pages, found = parse_pages(text, pages_file)
        else:
            ledgers[path.stem], found = parse_ledger(text, path.stem, shown(path))
        faults.extend(found)
    return Coverage(ledgers, pages, pages_file), tuple(faults)


def load(folder: Path) -> Coverage:
    """Return the ledgers in ``folder``; none where there is no such folder.

    Raises:
        DataError: a file cannot be read or is not UTF-8.
        DataInvalidError: a row cannot be understood; names file and line.
    """
    coverage, faults = read(folder)
    for fault in faults:
        raise DataInvalidError(f"{fault.message.en} Fix: {fault.fix.en}", fault.file, fault.line)
    return coverage


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"The file cannot be read: {error.strerror or error}.", str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError("This is not UTF-8 text: save the file as UTF-8.", str(path), line) from error
