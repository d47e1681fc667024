"""The explorer's catalogues: complete in every language, nothing used that is missing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import kg.views
from kg.views.explorer.bundle import modules
from kg.views.words import LANGUAGES, catalogue, explorer_catalogue, translated

FOLDER = Path(kg.views.__file__).parent / "messages" / "explorer"
#: ``t("a.b")``, ``many('a.b', …)``, ``spoken(element, "a.b")``: a string that looks like a key of an area.
_STRING = re.compile(r"""["'`]([a-z][a-z-]*(?:\.[a-z0-9-]+)+\.?)["'`]""")
_CALLED = re.compile(r"""\b(t|many|rich|hasWords)\(\s*["']([a-z][\w.-]*)["']\s*([,)+])""")


def areas() -> set[str]:
    return {path.stem for path in (FOLDER / "en").glob("*.json")}


def test_every_language_has_the_same_areas_and_keys():
    for lang in LANGUAGES:
        assert {path.stem for path in (FOLDER / lang).glob("*.json")} == areas()
        for area in areas():
            own = json.loads((FOLDER / lang / f"{area}.json").read_text("utf-8"))
            english = json.loads((FOLDER / "en" / f"{area}.json").read_text("utf-8"))
            assert own.keys() == english.keys(), (lang, area)
            assert all(key.startswith(area + ".") for key in own)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blanks_are_the_same_in_every_language_and_no_text_is_empty(lang: str):
    for key, text in explorer_catalogue(lang).items():
        assert text.strip(), key
        blanks = re.findall(r"\{(\w+)\}", text), re.findall(r"\{(\w+)\}", explorer_catalogue("en")[key])
        optional = {"n"} if key.endswith(".one") else set()  # "one state" need not say 1
        assert set(blanks[0]) ^ set(blanks[1]) <= optional, key


def test_plurals_come_in_pairs():
    keys = explorer_catalogue("en")
    for key in keys:
        base, _, form = key.rpartition(".")
        if form == "one":
            assert f"{base}.other" in keys, key


def test_every_key_that_a_script_asks_for_has_words():
    words = explorer_catalogue("en")
    missing = []
    for name, text in modules().items():
        for function, key, after in _CALLED.findall(text):
            if after == "+":  # put together: something must begin so
                known = any(word.startswith(key) for word in words)
            elif function == "many":
                known = {f"{key}.one", f"{key}.other"} <= words.keys()
            else:
                known = key in words
            if not known and function != "hasWords":
                missing.append((name, key))
    assert missing == []


def test_every_string_that_looks_like_a_key_is_one():
    words, bases = explorer_catalogue("en"), set()
    for word in words:
        parts = word.split(".")
        bases |= {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
    wrong = [
        (name, key)
        for name, text in modules().items()
        for key in _STRING.findall(text)
        if key.split(".")[0] in areas() and key.rstrip(".") not in bases and not key.endswith((".js", ".svg"))
    ]
    assert wrong == []


def test_nothing_was_left_in_english():
    same = {key for key, text in explorer_catalogue("en").items() if explorer_catalogue("es")[key] == text}
    told = {
        key
        for key in same
        if re.search(r"[A-Za-z]{4,}", re.sub(r"\{\w+\}", "", explorer_catalogue("en")[key]))
    }
    names = {"shell.lang.en", "shell.lang.es", "export.cite.author", "frame.format.xlsx"}
    assert {key for key in told - names if " " in explorer_catalogue("en")[key]} == set()


def test_a_key_of_another_area_and_a_key_twice_are_errors(tmp_path, monkeypatch):
    import kg.views.words as module

    for lang in LANGUAGES:
        (tmp_path / "messages" / "explorer" / lang).mkdir(parents=True)
        (tmp_path / "messages" / f"{lang}.json").write_text('{"shell.brand": "B"}')
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    folder = tmp_path / "messages" / "explorer" / "en"
    try:
        for name, words in (("a.json", {"b.x": "X"}), ("shell.json", {"shell.brand": "B"})):
            explorer_catalogue.cache_clear()
            catalogue.cache_clear()
            (folder / name).write_text(json.dumps(words))
            with pytest.raises(ValueError, match=r"there already or of another area"):
                explorer_catalogue("en")
            (folder / name).unlink()
    finally:
        explorer_catalogue.cache_clear()
        catalogue.cache_clear()


def test_a_missing_key_and_a_missing_value_are_errors():
    t = translated(explorer_catalogue("en"))
    with pytest.raises(KeyError):
        t("plain.nothing")
    with pytest.raises(KeyError):
        t("plain.lead", year=2000)
