"""A brief as data: what stands on its two pages, in one language, before anything is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Ref


@dataclass(frozen=True, slots=True)
class Request:
    """What a brief is about: one state or mechanism, or two mechanisms.

    ``year`` None is now (of a mechanism that has ended: its last year). ``sources`` None: all speak, else the
    brief answers as if only these ids had spoken.
    """

    subjects: tuple[Ref, ...]
    lang: str = "en"
    year: int | None = None
    sources: frozenset[str] | None = None

    @property
    def kind(self) -> str:
        """``pair``, ``mechanism`` or ``state`` (territories too)."""
        if len(self.subjects) == 2:
            return "pair"
        return "mechanism" if self.subjects[0].kind == "mechanism" else "state"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a note: the note's number, and which of its places (0 is the first).

    ``against``: the place says otherwise, or leaves it out.
    """

    number: int
    place: int
    against: bool = False


Marks = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source: its letter, its section ("": the section of the place before) and what follows."""

    letter: str
    section: str
    rest: str


@dataclass(frozen=True, slots=True)
class Note:
    """A source that the brief cites, with every place in it that is cited, by section.

    ``letters`` are those of the places as marks count them. A single place has no letter.
    """

    number: int
    title: str
    creators: tuple[str, ...]
    publisher: str
    date: str
    places: tuple[Place, ...]
    letters: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words and the places that they rest on."""

    text: str
    marks: Marks = ()


#: What stands in one cell of a table, one thing after the other.
Cell = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number (or "?") and what it counts."""

    value: str
    label: str
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under column heads; the first cell of a row names what the row is about."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    """Share of the width of each column, in percent."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part: sentences, a table, and a line that says what was left out."""

    id: str
    heading: str
    lines: tuple[Said, ...] = ()
    table: Table | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG with its own colours, in pixels), its caption and the same in words."""

    svg: str
    width: int
    height: int
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief; ``answer`` comes first and ``how`` tells by which rule it was found.

    ``about`` are (name, value) of what the reader must know about the whole.
    """

    lang: str
    kind: str
    title: str
    subtitle: str
    about: tuple[tuple[str, str], ...]
    answer: tuple[Said, ...]
    how: tuple[Said, ...]
    figures: tuple[Figure, ...]
    picture: Picture | None
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    cite: str
    licence: str
    version: str
    modified: str
    subjects: tuple[Ref, ...] = field(default=())
