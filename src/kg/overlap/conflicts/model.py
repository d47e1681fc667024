"""A disagreement and its sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Citation, Rank, Ref, Statement, Text

KINDS = ("value", "membership", "acronym", "name", "arithmetic")


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side: what is said, how it is ranked, who says so, in which statements (ids)."""

    value: Text
    rank: Rank | None = None
    citations: tuple[Citation, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sides or more on one matter; ``note`` says what the direct triples follow, and why."""

    id: str
    subject: Ref
    property: str
    kind: str
    values: tuple[ConflictValue, ...]
    note: Text


def ranking_note(rows: Iterable[Statement]) -> Text:
    """Return what the ranks decide about ``rows``: the reasons given, or that nothing is decided."""
    rows = tuple(rows)
    reasons = list(dict.fromkeys(row.rank_reason for row in rows if row.rank_reason is not None))
    if reasons:
        return Text(" ".join(words.en for words in reasons), " ".join(words.es for words in reasons))
    if any(row.rank is Rank.PREFERRED for row in rows):
        return Text("One side is preferred.", "Se prefiere una de las versiones.")
    return Text(
        "No side is preferred: every value stands.",
        "No se prefiere ninguna versión: todos los valores quedan.",
    )


def join_notes(*notes: Text) -> Text:
    """Return the notes one after another."""
    return Text(" ".join(note.en for note in notes), " ".join(note.es for note in notes))
