"""The documents of one thing: all that the sources say about a mechanism, a state, a mandate, a source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.records import ClaimRow, EventRow, InstrumentRow, RelationRow
from api.schemas.rows import (
    AlsoMeant,
    Cite,
    Id,
    Iri,
    MandateRow,
    MechanismRow,
    RowModel,
    Said,
    SourceRow,
    Sources,
    StateRow,
)


class NameRow(RowModel):
    """A name, its language (null: none, or not said) and who uses it."""

    name: str
    lang: str | None
    sources: Annotated[
        list[Cite], Field(description="Places that use the name, however it is spelt; none: no claim tells.")
    ]


class HeldMandateRow(RowModel):
    """A mandate as its holder shows it."""

    id: Id
    iri: Iri
    label: str
    statement: str
    statement_iri: str
    rank: str
    rank_reason: str | None
    inferred: bool
    note: str | None
    sources: Sources


class MechanismDetail(MechanismRow):
    """All that the sources say about a mechanism."""

    aliases: list[str]
    names: list[NameRow]
    may_also_mean: AlsoMeant
    description: str
    complete_roles: Annotated[list[str], Field(description="Other roles whose lists the sources give whole.")]
    mandates: list[HeldMandateRow]
    relations: list[RelationRow]
    instruments: list[InstrumentRow]
    events: list[EventRow]
    contributions: list[ClaimRow]
    figures: list[ClaimRow]
    claims: list[ClaimRow]
    dataset_version: str


class StateDetail(StateRow):
    """A state or territory, with what is said about it or concerns it, and what else its names stand for."""

    may_also_mean: AlsoMeant
    contributions: list[ClaimRow]
    figures: list[ClaimRow]
    claims: list[ClaimRow]
    dataset_version: str


class AssignmentRow(Said):
    """A mechanism works on a mandate."""

    mechanism: str
    mechanism_name: str
    mandate: str
    mandate_label: str


class RelatedMandate(RowModel):
    """A neighbour in the hierarchy."""

    relation: Literal["broader", "narrower"]
    id: Id
    label: str


class MatchedObjective(RowModel):
    """An objective of a global compact that a mandate is matched to."""

    id: Id
    iri: Iri
    label: str
    match: Annotated[
        Literal["close", "broad"],
        Field(description="`close`: about as wide; `broad`: the objective is wider."),
    ]


class MandateDetail(MandateRow):
    """A mandate with other names, neighbours and each holding."""

    aliases: list[str]
    close_match: list[str]
    objectives: list[MatchedObjective]
    related: list[RelatedMandate]
    holdings: list[AssignmentRow]
    dataset_version: str


class CitedPlace(RowModel):
    """A place in a source and the statements that cite it."""

    id: Id
    iri: Iri
    locator: str
    section: str | None
    paragraph: int | None
    stance: str
    statement_count: int
    statements: list[str]


class CoverageRow(RowModel):
    """A place of a document in reading order, and what rests on it or why nothing does."""

    section: str
    paragraph: Annotated[int | None, Field(description="Counted from 1 in its section.")]
    place: Annotated[
        str | None, Field(description="Another spot of the section: a table, an entry of a list.")
    ]
    locator: str
    about: Annotated[str | None, Field(description="Its gist, in English.")]
    reason: Annotated[str | None, Field(description="Why nothing rests on it, in English.")]
    statement_count: int
    statements: Annotated[
        list[str], Field(description="Statements and named things that cite it, as their IRIs end: kind/id.")
    ]


class SourceDetail(SourceRow):
    """A source with every place that is cited."""

    statements_by_kind: dict[str, int]
    citations: Annotated[
        list[CitedPlace], Field(description="In reading order where the source has a coverage ledger.")
    ]
    coverage: Annotated[
        list[CoverageRow], Field(description="Its coverage ledger; empty for a source without one.")
    ]
    dataset_version: str
