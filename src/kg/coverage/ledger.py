"""The coverage ledger as objects: for each place of a document, its gist, and why nothing rests on it.

A ledger holds the rows of one source in reading order. What the graph rests on a place is not written in it
but follows from the citations; see :mod:`kg.coverage.uses`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.model import Text

#: More digits than any document has paragraphs; int() refuses thousands of them.
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: a numbered paragraph of a section, another named spot of it, or its heading."""

    section: str
    paragraph: int | None = None
    spot: str = ""

    @property
    def locator(self) -> str:
        """The place as a citation writes it: ``Member states, ¶ 2``."""
        if self.paragraph is not None:
            return f"{self.section}, ¶ {self.paragraph}"
        return f"{self.section}, {self.spot}" if self.spot else self.section


def paragraph_of(text: str) -> int | None:
    """Return the number of a paragraph, from 1 and of at most nine digits; None for any other text."""
    return (int(text) or None) if _NUMBER.fullmatch(text) else None


def place_of(section: str | None, paragraph: int | None, locator: str) -> Place:
    """Return the place that a citation names by ``section``, ``paragraph`` and ``locator``.

    Without a paragraph, what the locator adds to the section is the spot (``References, Betts 2006``).
    """
    heading = section or locator
    if paragraph is not None:
        return Place(heading, paragraph)
    rest = locator.removeprefix(heading).removeprefix(",").strip() if locator.startswith(heading) else locator
    return Place(heading, None, rest)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One place of a document: its gist, and why nothing rests on it ('' where something does)."""

    place: Place
    about: str
    reason: str
    line: int


@dataclass(frozen=True)
class Ledger:
    """The rows of one source in reading order; ``file`` names it in messages."""

    source: str
    file: str
    rows: tuple[LedgerRow, ...] = ()

    @cached_property
    def positions(self) -> Mapping[Place, int]:
        """The number of each place in reading order, from 0; the first of two that are the same."""
        found: dict[Place, int] = {}
        for number, row in enumerate(self.rows):
            found.setdefault(row.place, number)
        return found

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The headings in reading order, each once."""
        return tuple(dict.fromkeys(row.place.section for row in self.rows))


@dataclass(frozen=True, slots=True)
class PageRow:
    """One fact read on a public page: the mechanism it is about, and the statements that hold it.

    ``statements`` are written kind/id (``membership/crm-DOM-member``).
    """

    mechanism: str
    about: str
    statements: tuple[str, ...]
    reason: str
    line: int


@dataclass(frozen=True)
class Coverage:
    """The ledgers by source id, and the facts read on public pages."""

    ledgers: Mapping[str, Ledger] = field(default_factory=dict)
    pages: tuple[PageRow, ...] = ()
    pages_file: str = ""

    def position(self, source: str, place: Place) -> int | None:
        """Return the number of ``place`` in the reading order of ``source``; None where no ledger has it."""
        ledger = self.ledgers.get(source)
        return ledger.positions.get(place) if ledger else None

    @cached_property
    def digest(self) -> str:
        """A SHA-256 (hex) of all that the ledgers say, whatever their files are called."""
        rows = [(source, ledger.rows) for source, ledger in sorted(self.ledgers.items())]
        return hashlib.sha256(repr((rows, self.pages)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a ledger, or between it and the graph, with what to do.

    ``file`` and ``line`` (from 1) say where; where it is the graph that must be mended, ``node`` is the IRI
    of the citation at fault and ``file`` is empty.
    """

    rule: str
    message: Text
    fix: Text
    file: str = ""
    line: int | None = None
    node: str = ""
