"""The catalogues: the same keys and blanks in every language, each key used, each used key there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg.views
from kg.overlap.conflicts import KINDS
from kg.views.regions import SIDES
from kg.views.sentence import Counts, sentence
from kg.views.words import LANGUAGES, catalogue, number, translator

FOLDER = Path(kg.views.__file__).parent
KEY = re.compile(r"""["'`]((?:shell|network|landing|conflicts)\.[a-z.\-]+)["'`]""")
#: Keys are also put together from a beginning and the value of a closed list.
LISTS = {
    "network.column.": ("participant", "mechanism", "role", "since", "until", "basis", "rank", "sources"),
    "network.group.": tuple(group for groups in SIDES.values() for group in groups),
    "network.kind.": ("state", "territory", "organization", "mechanism"),
    "network.basis.": ("stated", "assumed"),
    "network.rank.": ("preferred", "deprecated", "contested"),
    "network.stance.": ("supports", "contradicts", "omits"),
    "network.list.": ("complete", "partial", "unknown"),
    "landing.figure.": (
        "mechanisms",
        "states",
        "memberships",
        "statements",
        "sources",
        "conflicts",
        "triples",
    ),
    "conflicts.kind.": KINDS,
    "conflicts.about.": KINDS,
    "conflicts.followed.": ("statement", "acronym"),
    "shell.lang.": LANGUAGES,
}


def used() -> set[str]:
    found: set[str] = set()
    for pattern in ("*.py", "templates/*.j2", "assets/js/*.js"):
        for path in FOLDER.glob(pattern):
            found |= set(KEY.findall(path.read_text("utf-8")))
    whole = {key for key in found if not key.endswith(".")}
    plural = {key for key in whole if f"{key}.one" in catalogue("en")}
    whole |= {f"{key}.{form}" for key in plural for form in ("one", "other")}
    whole -= plural
    for start, values in LISTS.items():
        assert any(key == start or key.startswith(start) for key in found) or start == "landing.figure."
        whole |= {start + value for value in values}
    return whole


def test_both_languages_have_the_same_keys():
    assert catalogue("en").keys() == catalogue("es").keys()


def test_every_key_that_is_used_has_words_and_every_key_is_used():
    assert used() == set(catalogue("en"))


@pytest.mark.parametrize("key", sorted(catalogue("en")))
def test_blanks_are_the_same_in_both_languages(key: str):
    blanks = [set(re.findall(r"\{(\w+)\}", catalogue(lang)[key])) for lang in LANGUAGES]
    assert blanks[0] == blanks[1]
    assert all(catalogue(lang)[key].strip() for lang in LANGUAGES)


def test_nothing_was_left_in_english():
    same = {key for key, text in catalogue("en").items() if catalogue("es")[key] == text}
    assert same <= {"shell.lang.en", "shell.lang.es", "network.years.both"}


def test_a_missing_key_or_language_is_an_error():
    with pytest.raises(KeyError):
        translator("en")("network.nothing")
    with pytest.raises(ValueError, match="fr"):
        catalogue("fr")


@pytest.mark.parametrize(
    ("value", "en", "es"),
    [(0, "0", "0"), (999, "999", "999"), (1234, "1,234", "1234"), (12345, "12,345", "12\u202f345")],
)
def test_numbers_are_written_as_the_language_writes_them(value: int, en: str, es: str):
    assert (number(value, "en"), number(value, "es")) == (en, es)


def test_the_sentence_fits_its_numbers():
    assert (
        sentence(Counts(1, 0, 1, 1), 1996, "en")
        == "In 1996, 1 state or territory hold 1 seat in 1 mechanism."
    )
    assert sentence(Counts(2, 1, 12, 3), 2022, "es") == (
        "En 2022, 2 Estados y territorios y 1 organización suman 12 participaciones en 3 mecanismos."
    )
