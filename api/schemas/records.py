"""Rows and documents of claims and figures, instruments, events, organizations and regions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.rows import AlsoMeant, Id, Iri, MembershipRow, NodeRow, Precise, RowModel, Said, Sources

Plain = str | int | float | bool


class FieldRow(RowModel):
    """A mandate by id and name."""

    id: Id
    label: str


class FollowedRow(RowModel):
    """A claim about a model that another claim takes up."""

    id: Id
    iri: Iri
    subject: str
    subject_type: str
    subject_name: str
    property: str
    property_label: str
    value: Plain
    value_name: str | None


class ClaimRow(Said):
    """A claim, a figure (a count) or a contribution (money), with what narrows its value."""

    kind: Literal["claim", "figure", "contribution"]
    subject: Annotated[str, Field(description="Id of what it is about.")]
    subject_type: str
    subject_name: str
    property: str
    property_label: str
    value: Plain
    value_name: str | None
    value_type: str | None
    approximation: Annotated[
        str | None, Field(description="How the source rounds: about, at-least, …; null: it gives the number.")
    ]
    approximation_label: str | None
    unit: str | None
    unit_label: str | None
    population: Annotated[str | None, Field(description="Who is counted, in words.")]
    year: Annotated[int | None, Field(description="The calendar or fiscal year spoken of.")]
    period_start: Precise
    period_end: Annotated[Precise, Field(description="The last day, month or year counted.")]
    contributor: str | None
    contributor_type: str | None
    contributor_name: str | None
    ordinal: Annotated[int | None, Field(description="Place in a numbered list of the source.")]
    concerns: Annotated[list[NodeRow], Field(description="The part that is counted, where it is a part.")]
    mandates: Annotated[list[FieldRow], Field(description="The fields of work that a finding is about.")]
    follows: list[FollowedRow]


class RelationRow(RowModel):
    """A tie to another node, from the one described (`out`) or to it (`in`)."""

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
    concerns: list[NodeRow]
    sources: Sources


class OrganizationRow(RowModel):
    """An organization."""

    id: Id
    iri: Iri
    name: str
    acronym: str | None
    aliases: list[str]
    wikidata: str | None
    mechanism_count: Annotated[int, Field(description="Mechanisms in which it holds any role.")]
    sources: Sources


class RegionRow(RowModel):
    """An area that figures and findings speak of; no participant."""

    id: Id
    iri: Iri
    name: str
    aliases: list[str]
    covers: Annotated[list[NodeRow], Field(description="States and territories.")]
    sources: Sources


class _Described(RowModel):
    """What the details of these things have in common."""

    may_also_mean: AlsoMeant
    contributions: list[ClaimRow]
    figures: list[ClaimRow]
    claims: list[ClaimRow]
    dataset_version: str


class InstrumentDetail(InstrumentRow, _Described):
    """An instrument with its ties, its events and all that is said about it."""

    aliases: list[str]
    relations: list[RelationRow]
    events: list[EventRow]


class EventDetail(EventRow, _Described):
    """An event with its ties and all that is said about it."""

    aliases: list[str]
    relations: list[RelationRow]


class OrganizationDetail(OrganizationRow, _Described):
    """An organization: where it sits, what it leads, supports or founded, and all that is said about it."""

    memberships: list[MembershipRow]
    relations: list[RelationRow]


class RegionDetail(RegionRow, _Described):
    """A region with all that is said about it."""
