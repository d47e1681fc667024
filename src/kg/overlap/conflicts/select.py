"""Disagreements that somebody asks for: by kind, by what they touch, by who speaks, by words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Ref
from kg.names import normal
from kg.overlap.conflicts.model import Conflict
from kg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked; an empty field asks for nothing, the values of one field are alternatives.

    ``words`` must all occur in what a conflict is about, in its sides or in its note, in either language.
    """

    kinds: frozenset[str] = frozenset()
    things: frozenset[Ref] = frozenset()
    sources: frozenset[str] = frozenset()
    words: str = ""


def chosen(snapshot: Snapshot, rows: Iterable[Conflict], wanted: Wanted) -> tuple[Conflict, ...]:
    """Return those of ``rows`` that are ``wanted``, in their order."""
    words = normal(wanted.words).split()
    return tuple(
        row
        for row in rows
        if (not wanted.kinds or row.kind in wanted.kinds)
        and (not wanted.things or not wanted.things.isdisjoint(row.things))
        and (not wanted.sources or any(cite in wanted.sources for cite in _speakers(row)))
        and (not words or _holds(snapshot, row, words))
    )


def _speakers(row: Conflict) -> Iterable[str]:
    return (cite.source.id for side in row.values for cite in side.citations)


def _holds(snapshot: Snapshot, row: Conflict, words: list[str]) -> bool:
    texts = [snapshot.label(ref) for ref in row.things] + [side.value for side in row.values] + [row.note]
    texts += [text for text in (row.about, snapshot.properties.get(row.property)) if text is not None]
    whole = normal(" ".join([row.id, *(f"{text.en} {text.es}" for text in texts)]))
    return all(word in whole for word in words)
