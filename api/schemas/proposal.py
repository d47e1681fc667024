"""Parameters and rows of ``GET /overlap/proposal``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.computed import ElementRow, LabelledRow, Page
from api.schemas.params import SeatsQuery, Text, Texts
from api.schemas.rows import RowModel


class ProposalQuery(SeatsQuery):
    """``GET /overlap/proposal``."""

    states: Annotated[
        Texts,
        Field(
            default_factory=list,
            description="A state, territory or organization of the proposal, by code, id or name; repeat.",
        ),
    ]
    mandates: Annotated[
        Texts,
        Field(default_factory=list, description="A mandate of the proposal, by id or name; repeat."),
    ]
    base: Annotated[
        Text | None,
        Field(description="Mechanism to start from: gives the states, the mandates, where none are named."),
    ] = None
    mechanism: Annotated[
        Texts,
        Field(
            default_factory=list,
            description="Mechanism id or name, repeated: those to compare with; default: all.",
        ),
    ]


class SharedFigures(RowModel):
    """How much the proposal and a mechanism share; null where a list is unknown."""

    shared_count: int
    union_count: int | None
    jaccard: float | None
    overlap_coefficient: float | None


class SharedMembersRow(SharedFigures):
    """Who would sit in both."""

    shared: list[ElementRow]


class SharedMandatesRow(SharedFigures):
    """The mandates of both, a broader one in place of its narrower ones."""

    shared: list[LabelledRow]


class BesideRow(RowModel):
    """The proposal beside an existing mechanism."""

    mechanism: str
    name: str
    base: Annotated[bool, Field(description="The mechanism from which the proposal was made.")]
    reading: Literal["gap", "complement", "duplication", "separate", "unknown"]
    reason: str
    members: SharedMembersRow
    mandates: SharedMandatesRow


class GapRow(LabelledRow):
    """A mandate that the proposal would bring to some of its participants."""

    fresh: Annotated[list[ElementRow], Field(description="No mechanism of theirs covers it or a part of it.")]
    partly: Annotated[list[ElementRow], Field(description="Mechanisms of theirs cover only a part of it.")]
    maybe: Annotated[
        list[str], Field(description="Mechanisms that cover it and whose list of members is unknown.")
    ]


class ProposalPage(Page[BesideRow]):
    """What a hypothetical mechanism would change. Nothing is written to the graph."""

    hypothetical: Literal[True]
    base: str | None
    states: list[ElementRow]
    mandates: list[LabelledRow]
    nearest_by_members: Annotated[list[str], Field(description="Mechanism ids, by Jaccard; not `base`.")]
    nearest_by_mandates: list[str]
    gaps: list[GapRow]
    settled: Annotated[list[LabelledRow], Field(description="Covered already for all its participants.")]
    unseated: Annotated[list[ElementRow], Field(description="In no mechanism compared.")]
