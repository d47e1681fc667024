"""The documents of one thing: all that the sources say about a mechanism, a state, a mandate, a source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.rows import (
    Id,
    Iri,
    MandateRow,
    MechanismRow,
    NodeRow,
    Precise,
    RowModel,
    Said,
    SourceRow,
    Sources,
    StateRow,
)


class NameRow(RowModel):
    """A name in the language in which it is used."""

    name: str
    lang: str | None


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


class RelationRow(RowModel):
    """A tie to another node, from the mechanism (`out`) or to it (`in`)."""

    property: str
    property_label: str
    direction: Literal["out", "in"]
    target: NodeRow
    statement: str
    statement_iri: str
    rank: str
    rank_reason: str | None
    inferred: bool
    note: str | None
    sources: Sources


class ClaimRow(Said):
    """A claim, a figure (a count) or a contribution (money)."""

    subject: str
    subject_type: str
    property: str
    property_label: str
    value: str | int | float | bool
    value_name: str | None
    value_type: str | None
    unit: str | None
    unit_label: str | None
    year: int | None
    contributor: str | None
    contributor_name: str | None


class InstrumentRow(RowModel):
    """A declaration, resolution, treaty or plan."""

    id: Id
    iri: Iri
    name: str
    acronym: str | None
    type: str | None
    type_label: str | None
    description: str | None
    adopted: Precise
    adopted_year: int | None
    sources: Sources


class EventRow(RowModel):
    """A meeting, adoption or launch."""

    id: Id
    iri: Iri
    name: str
    date: Precise
    year: int | None
    place: str | None
    sources: Sources


class MechanismDetail(MechanismRow):
    """All that the sources say about a mechanism."""

    aliases: list[str]
    names: list[NameRow]
    may_also_mean: Annotated[list[NodeRow], Field(description="What else its id or acronym stands for.")]
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
    """A state or territory, with the version of the graph."""

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


class MandateDetail(MandateRow):
    """A mandate with other names, neighbours and each holding."""

    aliases: list[str]
    close_match: list[str]
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
    statements: list[str]


class SourceDetail(SourceRow):
    """A source with every place that is cited."""

    statements_by_kind: dict[str, int]
    citations: list[CitedPlace]
    dataset_version: str
