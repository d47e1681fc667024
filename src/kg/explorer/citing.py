"""Citations and their sources, each written once and spoken of by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.model import Citation, Source, Text


def two(text: Text | None) -> list[str] | None:
    """Return a text as ``[English, Spanish]``."""
    return [text.en, text.es] if text is not None else None


class Citations:
    """The lists ``cites`` and ``sources`` of the document, filled as they are spoken of."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        """``[source index, locator, stance]``."""
        self.sources: list[dict[str, Any]] = []
        self._row: dict[tuple[str, str, str], int] = {}
        self._source: dict[str, int] = {}

    def numbers(self, citations: Iterable[Citation]) -> list[int]:
        """Return the places of ``citations`` in ``rows``, each once."""
        return list(dict.fromkeys(self._number(cite) for cite in citations))

    def source(self, source: Source) -> int:
        """Return the place of ``source`` in ``sources``."""
        if source.id not in self._source:
            self._source[source.id] = len(self.sources)
            self.sources.append(_source(source))
        return self._source[source.id]

    def places(self, names: Sequence[str]) -> list[int]:
        """Return the places of sources that were spoken of, by their ids; KeyError for one that was not."""
        return [self._source[name] for name in names]

    def _number(self, cite: Citation) -> int:
        key = cite.source.id, cite.locator, str(cite.stance)
        if key not in self._row:
            self._row[key] = len(self.rows)
            self.rows.append([self.source(cite.source), cite.locator, str(cite.stance)])
        return self._row[key]


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "label": two(source.label),
        "url": source.url,
        "year": source.year,
        "publisher": source.publisher,
        "language": source.language,
        "creators": list(source.creators),
    }
