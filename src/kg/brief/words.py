"""The words of a brief: sentences from the catalogue; lists, numbers and dates as a language writes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from kg.views.words import number

#: The brief's own words, and how overlaps are read: the explorer says it in the same words.
_AREAS = ("brief", "reading")


@lru_cache(maxsize=4)
def _catalogue(lang: str) -> dict[str, str]:
    folder = files("kg.views") / "messages" / "explorer" / lang
    found: dict[str, str] = {}
    for area in _AREAS:
        found |= json.loads((folder / f"{area}.json").read_text("utf-8"))
    return found


class Words:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        """Open the words of ``lang``; raises FileNotFoundError for a language without words."""
        self.lang = lang
        self._words = _catalogue(lang)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words ``brief.<key>`` with ``values`` filled in; KeyError for what is missing."""
        return self.read(f"brief.{key}", **values)

    def read(self, key: str, **values: object) -> str:
        """Return the words ``key`` of any area; KeyError for what is missing."""
        text = self._words[key]
        return text.format_map(values) if values else text

    def many(self, key: str, count: int, **values: object) -> str:
        """Return ``key`` in the form that ``count`` needs, with ``n`` as the number."""
        form = "one" if count == 1 else "other"
        return self(f"{key}.{form}", **{**values, "n": self.number(count)})

    def number(self, value: int | float) -> str:
        """Return a number as the language writes it."""
        return number(value, self.lang)

    def listing(self, parts: Sequence[str]) -> str:
        """Return "a, b and c"; Spanish writes "e" before the sound i."""
        if len(parts) < 2:
            return "".join(parts)
        last = parts[-1]
        joint = self("and.vowel" if self.lang == "es" and _begins_with_i(last) else "and")
        return f"{', '.join(parts[:-1])} {joint} {last}"

    def date(self, literal: str | None) -> str:
        """Return ``2018-10-05``, ``2018-10`` or ``2018`` in words, as precise as it is written."""
        parts = (literal or "").split("-")
        if len(parts) not in (2, 3) or not all(part.isdigit() for part in parts):
            return literal or ""
        if not 1 <= int(parts[1]) <= 12:
            return literal or ""
        month = self("months").split()[int(parts[1]) - 1]
        if len(parts) == 2:
            return self("date.month", month=month, year=parts[0])
        return self("date.day", day=int(parts[2]), month=month, year=parts[0])


def _begins_with_i(word: str) -> bool:
    begun = word.lower()
    return begun.startswith(("i", "í", "hi", "hí")) and not begun.startswith(("hie", "hia"))
