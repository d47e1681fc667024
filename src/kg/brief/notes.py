"""The numbered notes of a brief: one for each source, with a letter for each place cited in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.brief.model import Mark, Marks, Note, Place
from kg.brief.words import Words
from kg.model import Citation, Source, Stance
from kg.texts import natural

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Notes:
    """Collects what a brief cites; sources are numbered in the order in which they are first cited."""

    def __init__(self, sources: frozenset[str] | None = None) -> None:
        self._wanted = sources
        self._sources: dict[str, Source] = {}
        self._places: dict[str, dict[str, Citation]] = {}

    def cite(self, citations: Iterable[Citation]) -> Marks:
        """Return the marks of ``citations`` (those of the sources asked for), each once, in order."""
        heard = [cite for cite in citations if self._wanted is None or cite.source.id in self._wanted]
        return merged(self._mark(cite) for cite in heard)

    def notes(self, words: Words) -> tuple[Note, ...]:
        """Return every note, by number."""
        return tuple(
            _note(number, source, list(self._places[key].values()), words)
            for number, (key, source) in enumerate(self._sources.items(), start=1)
        )

    def _mark(self, cite: Citation) -> Mark:
        key = cite.source.id
        self._sources.setdefault(key, cite.source)
        places = self._places.setdefault(key, {})
        places.setdefault(cite.locator, cite)
        number = list(self._sources).index(key) + 1
        return Mark(number, list(places).index(cite.locator), cite.stance is not Stance.SUPPORTS)


def merged(*marks: Iterable[Mark]) -> Marks:
    """Return marks of several statements as one row of marks, each once, by number and place."""
    return tuple(sorted({mark for some in marks for mark in some}))


def written(marks: Marks, notes: Sequence[Note]) -> tuple[tuple[int, str], ...]:
    """Return (number of the note, how the mark is written): ``1a–c``, ``2``, ``≠4b``.

    A note with one place needs no letter; three letters or more in a row are written as a range. Those that
    say so come first, then those that do not.
    """
    found: list[tuple[int, str]] = []
    ordered = sorted(marks, key=lambda mark: (mark.against, mark.number))
    for (against, number), some in groupby(ordered, key=lambda mark: (mark.against, mark.number)):
        letters = notes[number - 1].letters
        ranks = sorted(_rank(letters[mark.place]) for mark in some)
        whole = "" if len(letters) == 1 else _ranges(ranks)
        found.append((number, f"{'≠' if against else ''}{number}{whole}"))
    return tuple(found)


def letter(place: int) -> str:
    """Return the letter of a place: a … z, then aa, ab …"""
    return (letter(place // 26 - 1) if place >= 26 else "") + _LETTERS[place % 26]


def _rank(written: str) -> int:
    """Return the place that a letter stands for."""
    rank = 0
    for char in written:
        rank = 26 * rank + _LETTERS.index(char) + 1
    return rank - 1


def _ranges(places: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ",".join(
        f"{letter(run[0])}–{letter(run[-1])}" if len(run) > 2 else ",".join(map(letter, run)) for run in runs
    )


def _note(number: int, source: Source, cited: Sequence[Citation], words: Words) -> Note:
    """Return a source as it is cited; a publisher who is the only creator is named once."""
    publisher = "" if source.publisher in source.creators else source.publisher or ""
    dated = source.issued or (str(source.year) if source.year is not None else "")
    places, letters = _places(cited)
    return Note(
        number=number,
        title=source.title or source.label.get(words.lang),
        creators=source.creators,
        publisher=publisher,
        date=words.date(dated) or words("undated"),
        places=places,
        letters=letters,
        url=source.url if source.url and source.url.startswith(("https://", "http://")) else "",
    )


def _places(cited: Sequence[Citation]) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Return the places, those of one section together and its name once, and the letter of each as cited."""
    first = {cite.section or cite.locator: -n for n, cite in reversed(list(enumerate(cited)))}
    order = sorted(
        range(len(cited)),
        key=lambda n: (-first[cited[n].section or cited[n].locator], natural(cited[n].locator)),
    )
    letters = {n: letter(rank) for rank, n in enumerate(order)}
    places: list[Place] = []
    before = ""
    for n in order:
        section, rest = _split(cited[n])
        name = letters[n] if len(cited) > 1 else ""
        places.append(Place(name, "" if section and section == before else section, rest))
        before = section
    return tuple(places), tuple(letters[n] for n in range(len(cited)))


def _split(cite: Citation) -> tuple[str, str]:
    """Return the section of a place and what follows it in the locator."""
    if cite.section and cite.locator.startswith(cite.section):
        return cite.section, cite.locator[len(cite.section) :].lstrip(", ")
    return "", cite.locator
