"""A disagreement and its sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Citation, Rank, Ref, Statement, Text

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÜÑ¿¡«“\"(])")
_SHORTEST_SENTENCE = 3
KINDS = ("value", "membership", "acronym", "name", "arithmetic")
DENIED = Text("denied", "desmentido")
NO_SOURCE = Text("no source: wording of this dataset", "sin fuente: denominación de este conjunto de datos")
_NOT_DECIDED = Text(
    "No side is preferred: every value stands.",
    "No se prefiere ninguna versión: todos los valores quedan.",
)


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side: what is said, how it is ranked, who says so, in which statements (ids).

    ``followed``: the direct triples, or the answers as of a year, say the same. ``used_as`` says of a name as
    what it is used here (label in English …), and whether any source uses it.
    """

    value: Text
    rank: Rank | None = None
    citations: tuple[Citation, ...] = ()
    statements: tuple[str, ...] = ()
    followed: bool = False
    used_as: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sides or more on one matter.

    ``outcome`` says which side is followed, ``reason`` why (None: no reason was given), ``note`` the reason
    and what the editors remark. ``about`` narrows the matter in words (a year, whom it counts); ``things``
    are all nodes that it touches, the subject first.
    """

    id: str
    subject: Ref
    property: str
    kind: str
    values: tuple[ConflictValue, ...]
    note: Text
    outcome: Text
    reason: Text | None = None
    about: Text | None = None
    things: tuple[Ref, ...] = ()


def reason_of(rows: Iterable[Statement]) -> Text | None:
    """Return the reasons given for the ranks of ``rows``; None where there are none."""
    reasons = list(dict.fromkeys(row.rank_reason for row in rows if row.rank_reason is not None))
    return join_notes(*reasons) if reasons else None


def ranking_note(rows: Iterable[Statement]) -> Text:
    """Return what the ranks decide about ``rows``: the reasons given, or that nothing is decided."""
    rows = tuple(rows)
    if (reason := reason_of(rows)) is not None:
        return reason
    if any(row.rank is Rank.PREFERRED for row in rows):
        return Text("One side is preferred.", "Se prefiere una de las versiones.")
    return _NOT_DECIDED


def remarks_of(rows: Iterable[Statement]) -> tuple[Text, ...]:
    """Return the editors' remarks on ``rows``, each once."""
    return tuple(dict.fromkeys(row.note for row in rows if row.note is not None))


def join_notes(*notes: Text) -> Text:
    """Return the notes one after another, a sentence that several of them hold only once."""
    return Text(_joined(note.en for note in notes), _joined(note.es for note in notes))


def _joined(texts: Iterable[str]) -> str:
    sentences = (part for text in texts for part in _SENTENCE_END.split(text))
    kept: list[str] = []
    for sentence in sentences:
        # What is shorter may be the end of an abbreviation: "Res. 73. Res. 74".
        if sentence not in kept or len(sentence.split()) < _SHORTEST_SENTENCE:
            kept.append(sentence)
    return " ".join(kept)


def ordered(values: Iterable[ConflictValue]) -> tuple[ConflictValue, ...]:
    """Return the sides, best-ranked first, those that no statement makes last."""
    ranks = [*Rank, None]
    return tuple(sorted(values, key=lambda side: (ranks.index(side.rank), side.value.en)))


def outcome(values: Sequence[ConflictValue], follower: Text, none: Text) -> Text:
    """Return what ``follower`` (``"The answers follow"``) follows, in words; ``none`` where it is no side."""
    kept = [side.value for side in values if side.followed]
    if not kept:
        return none
    english = "; ".join(words.en for words in kept)
    return Text(f"{follower.en}: {english}.", f"{follower.es}: {'; '.join(words.es for words in kept)}.")
