"""Notes: every mark has its note, every note and place is cited, letters follow the sections."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from importlib.resources import files

import pytest
from brief_support import all_said, made

from kg.brief.model import Mark
from kg.brief.notes import Notes, letter, merged, written
from kg.brief.words import Words
from kg.explorer.neighbours import neighbours
from kg.model import Citation, Source, Stance, Text

CASES = [("crm", "quito-process"), ("gcm", "crm"), ("crm",), ("oas",), ("r4v",), ("CRI",), ("MEX",), ("ABW",)]
SOURCE = Source("s", "i", Text("S", "S"), "Title", creators=("Maker",), publisher="Maker", year=2020)


def cite(key: str, section: str | None, paragraph: int | None, stance: Stance = Stance.SUPPORTS) -> Citation:
    locator = f"{section}, ¶ {paragraph}" if paragraph else section or key
    return Citation(key, f"i/{key}", SOURCE, locator, stance, section, paragraph)


@pytest.mark.parametrize("names", CASES, ids="+".join)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_mark_has_its_note_and_every_place_is_cited(real, names, lang):
    found = made(real, *names, lang=lang, around=dict(neighbours()))
    used = {(mark.number, mark.place) for said in all_said(found) for mark in said.marks}
    known = {(note.number, place) for note in found.notes for place in range(len(note.places))}
    assert used == known
    assert [note.number for note in found.notes] == list(range(1, len(found.notes) + 1))
    for note in found.notes:
        assert note.title
        assert len(note.letters) == len(note.places)


def test_places_of_one_section_stand_together_and_get_letters_in_that_order():
    notes = Notes()
    places = [cite("c1", "Two", 9), cite("c2", "One", 1), cite("c3", "Two", 2), cite("c4", None, None)]
    marks = notes.cite(places)
    (note,) = notes.notes(Words("en"))
    assert [(place.letter, place.section, place.rest) for place in note.places] == [
        ("a", "Two", "¶ 2"),
        ("b", "", "¶ 9"),
        ("c", "One", "¶ 1"),
        ("d", "", "c4"),
    ]
    assert written(marks, [note]) == ((1, "1a–d"),)
    assert written((Mark(1, 0), Mark(1, 3)), [note]) == ((1, "1b,d"),)


def test_a_place_that_says_otherwise_is_marked():
    notes = Notes()
    marks = notes.cite([cite("c1", "One", 1), cite("c2", "One", 2, Stance.OMITS)])
    found = notes.notes(Words("en"))
    assert written(marks, found) == ((1, "1a"), (1, "≠1b"))


def test_a_source_with_one_place_needs_no_letter_and_names_its_maker_once():
    notes = Notes()
    marks = notes.cite([cite("c1", "One", 1)])
    (note,) = notes.notes(Words("es"))
    assert written(merged(marks, marks), [note]) == ((1, "1"),)
    assert (note.creators, note.publisher, note.date) == (("Maker",), "", "2020")


def test_a_link_is_made_of_a_web_address_alone():
    notes = Notes()
    notes.cite([replace(cite("c1", "One", 1), source=replace(SOURCE, url="javascript:alert(1)"))])
    assert notes.notes(Words("en"))[0].url == ""


def test_letters_after_z():
    assert [letter(place) for place in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]


def test_both_catalogues_have_the_same_words_and_placeholders():
    folder = files("kg.views") / "messages" / "explorer"
    english, spanish = (
        json.loads((folder / lang / "brief.json").read_text("utf-8")) for lang in ("en", "es")
    )
    assert list(english) == list(spanish) == sorted(english)
    for key, text in english.items():
        assert key.startswith("brief.")
        assert sorted(names_in(text)) == sorted(names_in(spanish[key])), key
        assert (text != spanish[key]) or not any(char.isalpha() for char in bare(text)), key


def names_in(text: str) -> list[str]:
    import string

    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


def bare(text: str) -> str:
    import string

    return "".join(literal for literal, _, _, _ in string.Formatter().parse(text))


def test_every_word_of_the_catalogue_is_used():
    """A key that no module and no template names is dead."""
    folder = files("kg.brief")
    texts = [item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".py")]
    texts.append((files("kg.views") / "templates" / "brief.html.j2").read_text("utf-8"))
    whole = "\n".join(texts)
    families = ("figure.", "column.", "title.", "subtitle.", "key.", "span.", "section.")
    for key in Words("en")._words:
        name = key.removeprefix("brief.").removesuffix(".one").removesuffix(".other")
        if key.startswith("brief.") and not name.startswith(families):
            assert f'"{name}"' in whole or f"'{name}'" in whole, key


def test_lists_dates_and_numbers_as_each_language_writes_them():
    en, es = Words("en"), Words("es")
    assert en.listing(["a", "b", "c"]) == "a, b and c"
    assert es.listing(["Guatemala", "Honduras"]) == "Guatemala y Honduras"
    assert es.listing(["Francia", "Italia"]) == "Francia e Italia"
    assert es.listing(["agua", "hielo"]) == "agua y hielo"
    assert en.listing(["a"]) == "a"
    assert en.listing([]) == ""
    assert (en.date("2018-10-05"), es.date("2018-10-05")) == ("5 October 2018", "5 de octubre de 2018")
    assert (en.date("2018-10"), es.date("2018-10")) == ("October 2018", "octubre de 2018")
    assert [en.date(text) for text in ("2018", "2018-13", "13 (2022)", "", None)] == [
        "2018",
        "2018-13",
        "13 (2022)",
        "",
        "",
    ]


def test_a_brief_holds_nothing_that_can_change(real):
    found = made(real, "crm")
    assert made(real, "crm") == found
    assert {item.name for item in fields(found)} >= {"answer", "figures", "picture", "sections", "notes"}
    hash(found)
