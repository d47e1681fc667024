"""The words of the pages: one JSON catalogue a language in ``messages/``, the same keys in each.

The explorer has catalogues of its own, ``messages/explorer/<language>/<area>.json``; their keys begin with
the area.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "es")

Translate = Callable[..., str]


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(lang: str) -> dict[str, str]:
    """Return all words in ``lang``; raises ValueError for a language without a catalogue."""
    if lang not in LANGUAGES:
        raise ValueError(f"no words in {lang!r}; there are {', '.join(LANGUAGES)}")
    text = (files("kg.views") / "messages" / f"{lang}.json").read_text("utf-8")
    words: dict[str, str] = json.loads(text)
    return words


@lru_cache(maxsize=len(LANGUAGES))
def explorer_catalogue(lang: str) -> dict[str, str]:
    """Return the words of the explorer in ``lang``, those of the frame of every page included.

    Raises ValueError for a language without a catalogue, for a key that does not begin with its area, and
    for one that stands in two files.
    """
    words = {key: text for key, text in catalogue(lang).items() if key.startswith("shell.")}
    folder = files("kg.views") / "messages" / "explorer" / lang
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        area = item.name.removesuffix(".json")
        for key, text in json.loads(item.read_text("utf-8")).items():
            if key in words or not key.startswith(f"{area}."):
                raise ValueError(f"{item.name} ({lang}): the key {key!r} is there already or of another area")
            words[key] = text
    return words


def translator(lang: str) -> Translate:
    """Return ``t(key, **values)``; KeyError for a key or a value that is missing."""
    return translated(catalogue(lang))


def translated(words: Mapping[str, str]) -> Translate:
    """Return ``t(key, **values)`` over ``words``."""

    def translate(key: str, **values: object) -> str:
        return words[key].format_map(values) if values else words[key]

    return translate


def both(*prefixes: str) -> dict[str, dict[str, str]]:
    """Return the words whose key starts with one of ``prefixes``, by language, for a page's script."""
    return {
        lang: {key: text for key, text in catalogue(lang).items() if key.startswith(prefixes)}
        for lang in LANGUAGES
    }


def number(value: int | float, lang: str) -> str:
    """Return a number as ``lang`` writes it: 12,345, in Spanish 12 345 (from five digits on)."""
    if lang == "es":
        return f"{value:,}".replace(",", "\u202f") if abs(value) >= 10_000 else str(value)
    return f"{value:,}"
