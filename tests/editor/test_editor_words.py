"""Both languages have every word that the script and the page use, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.editor.words import SCRIPT, in_language
from api.sparql import answer, page

SOURCE = Path(__file__).parent.parent.parent / "editor" / "src"
PLURAL = (".one", ".many")


def used() -> set[str]:
    """Keys in the script: of t("…"), t(x ? "…" : "…") and counted("…"), and those that tables name."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.glob("*.js")))
    keys = set(re.findall(r'\bt\("([\w.]+)"', text))
    for chosen in re.findall(r'\bt\([^"`{}]*\? "([\w.]+)" : "([\w.]+)"\)', text):
        keys |= set(chosen)
    keys |= set(re.findall(r'reason: "([\w.]+)"', text))
    keys |= {key + end for key in re.findall(r'counted\("([\w.]+)"', text) for end in PLURAL}
    for chosen in re.findall(r'counted\([\w.]+ \? "([\w.]+)" : "([\w.]+)"', text):
        keys |= {key + end for key in chosen for end in PLURAL}
    views = re.findall(r"^  (\w+): (?:async )?\(place, result\)", text, re.MULTILINE)
    return keys | {f"tab.{name}" for name in views}


def test_the_script_uses_the_words_that_there_are():
    assert used() == set(SCRIPT)


@pytest.mark.parametrize("key", SCRIPT)
def test_both_languages_say_it_with_the_same_values(key: str):
    text = SCRIPT[key]
    assert text.en.strip()
    assert text.es.strip()
    holes = re.compile(r"\{(\w+)\}")
    assert sorted(holes.findall(text.en)) == sorted(holes.findall(text.es))


@pytest.mark.parametrize("words", [page._WORDS, answer._WORDS], ids=["page", "answer"])
def test_the_words_of_the_pages_are_in_both_languages(words):
    for text in words.values():
        assert text.en.strip()
        assert text.es.strip()


def test_the_words_of_a_language():
    assert in_language("es")["tab.chart"] == "Gráfico"
    assert in_language("en")["tab.chart"] == "Chart"
