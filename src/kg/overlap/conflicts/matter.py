"""What a claim speaks of: only claims on one matter can disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Claim, Ref, Text
from kg.names import normal
from kg.snapshot import Snapshot
from kg.timespan import period_words

_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Matter:
    """Subject and property with everything that narrows them.

    ``year`` is None for counts of a composition.
    """

    subject: Ref
    property: str
    year: int | None
    unit: str | None
    whom: tuple[Ref, ...]
    words: tuple[Text, ...]
    period: tuple[str | None, str | None]
    approximation: str | None
    ordinal: int | None
    mandates: tuple[str, ...]

    def anchor(self) -> str:
        """Return an id to link to: ``value-gcr-abstained-2018``."""
        words = (re.sub(r"\s+", "-", normal(text.en))[:_LONGEST].strip("-") for text in self.words)
        parts = [
            str(self.year) if self.year is not None else "",
            *(end or "" for end in self.period),
            *(ref.id for ref in self.whom),
            *words,
            self.approximation or "",
            str(self.ordinal) if self.ordinal is not None else "",
            *self.mandates,
        ]
        return "-".join(["value", self.subject.id, self.property, *filter(None, parts)])


def matter_of(snapshot: Snapshot, row: Claim) -> Matter:
    """Return the matter of ``row``.

    Two years make no two matters of a count of who makes up the subject: no source dates the change.
    """
    composition = snapshot.is_kind(row.property, "CompositionProperty")
    return Matter(
        subject=row.subject,
        property=row.property,
        year=None if composition else row.year,
        unit=row.unit,
        whom=(row.contributor, *row.concerns) if row.contributor else row.concerns,
        words=tuple(text for text in (row.contributor_group, row.population) if text is not None),
        period=(row.period_start, row.period_end),
        approximation=row.approximation,
        ordinal=row.ordinal,
        mandates=row.mandates,
    )


def about(snapshot: Snapshot, matter: Matter) -> Text | None:
    """Return what narrows ``matter``, in words; None where nothing does."""
    found = list(_parts(snapshot, matter))
    if not found:
        return None
    return Text(", ".join(text.en for text in found), ", ".join(text.es for text in found))


def _parts(snapshot: Snapshot, matter: Matter) -> Iterator[Text]:
    if matter.year is not None:
        yield Text(str(matter.year), str(matter.year))
    ends = period_words(*matter.period)
    if ends:
        yield Text(ends, ends)
    for ref in matter.whom:
        yield snapshot.label(ref)
    yield from matter.words
    if matter.approximation:
        yield snapshot.label(Ref("approximation", matter.approximation))
    if matter.ordinal is not None:
        yield Text(f"no. {matter.ordinal}", f"n.º {matter.ordinal}")
    for name in matter.mandates:
        yield snapshot.label(Ref("mandate", name))
