"""The words of the pages: one JSON catalogue a language in ``messages/``, the same keys in each."""

from __future__ import annotations

import json
from collections.abc import Callable
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


def translator(lang: str) -> Translate:
    """Return ``t(key, **values)``; KeyError for a key or a value that is missing."""
    words = catalogue(lang)

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
