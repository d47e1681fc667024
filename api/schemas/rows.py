"""The rows of the answers. They document and order the fields; ``kg.rows`` makes the values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(description="Local id, the last part of the IRI.")]
Iri = Annotated[str, Field(description="The node's IRI.")]
Precise = Annotated[str | None, Field(description="As precise as the source: 2012, 2012-06 or 2012-06-05.")]


class RowModel(BaseModel):
    """A row; no field beyond these."""

    model_config = ConfigDict(extra="forbid")


class Cite(RowModel):
    """A place in a source and what it does with the statement."""

    id: Annotated[str, Field(description="Source id.")]
    title: str
    locator: Annotated[str, Field(description="Section heading and paragraph, page where there is one.")]
    stance: Literal["supports", "contradicts", "omits"]
    url: Annotated[
        str | None, Field(description="The source's own address; null for a document without one.")
    ]


Sources = Annotated[list[Cite], Field(description="Who says so.")]


class Said(RowModel):
    """The fields that every statement has."""

    id: Id
    iri: Iri
    rank: Literal["preferred", "normal", "deprecated"]
    rank_reason: str | None
    inferred: Annotated[bool, Field(description="Concluded by the editors; `note` says how.")]
    note: str | None
    sources: Sources


class NodeRow(RowModel):
    """A node of the graph."""

    type: str
    id: Id
    iri: str | None
    name: str


AlsoMeant = Annotated[list[NodeRow], Field(description="What else one of its names, or its id, stands for.")]


class MembershipRow(RowModel):
    """Somebody's role in a mechanism, as of a year."""

    mechanism: Annotated[str, Field(description="Mechanism id.")]
    mechanism_name: str
    participant: Annotated[str, Field(description="Participant id.")]
    participant_name: str
    participant_type: Annotated[str, Field(description="state, territory, organization or mechanism.")]
    iso3: str | None
    role: str
    role_label: str
    since: Precise
    until: Precise
    since_year: int | None
    until_year: int | None
    year: Annotated[int, Field(description="The year answered for.")]
    basis: Literal["stated", "assumed"]
    id: Id
    iri: Iri
    rank: Literal["preferred", "normal", "deprecated"]
    rank_reason: str | None
    inferred: bool
    note: str | None
    sources: Sources


class MechanismRow(RowModel):
    """A mechanism as lists show it."""

    id: Id
    iri: Iri
    acronym: str | None
    name: str
    type: str
    type_label: str
    status: Annotated[str | None, Field(description="Null where no source says.")]
    status_label: str | None
    established: Precise
    established_year: int | None
    ended: Precise
    ended_year: int | None
    member_count: Annotated[int | None, Field(description="Null where no source gives the list.")]
    member_list_status: Literal["complete", "partial", "unknown"]
    wikidata: str | None
    sources: Sources


class StateRow(RowModel):
    """A state or territory."""

    id: Id
    iso3: str | None
    iso2: str | None
    iri: Iri
    type: Literal["state", "territory"]
    name: str
    aliases: list[str]
    wikidata: str | None
    mechanism_count: int
    sources: Sources


class MandateRow(RowModel):
    """A field of work and the mechanisms that hold it."""

    id: Id
    iri: Iri
    label: str
    definition: str
    broader: list[str]
    narrower: list[str]
    mechanisms: Annotated[list[str], Field(description="Mechanism ids.")]
    mechanism_count: int
    sources: Sources


class SourceRow(RowModel):
    """A document or page."""

    id: Id
    iri: Iri
    name: str
    title: str
    creators: list[str]
    publisher: str | None
    issued: Precise
    year: int | None
    license: str | None
    language: str | None
    file: Annotated[str | None, Field(description="Id of the document in the collection it came from.")]
    url: str | None
    statement_count: int


class RecommendationRow(RowModel):
    """What somebody advises somebody to do."""

    id: Id
    iri: Iri
    name: str
    number: str | None
    description: str | None
    part_of: str | None
    addressees: Annotated[list[str], Field(description="Who is to act, by name.")]
    addressee_nodes: Annotated[list[NodeRow], Field(description="Those addressees that are in the graph.")]
    target: Annotated[str | None, Field(description="What is to be reached, or by when, in words.")]
    target_year: Annotated[int | None, Field(description="The year of the deadline.")]
    deadline: Annotated[
        Precise, Field(description="By the end of which day, month or year; null: none is set.")
    ]
    note: str | None
    mechanisms: Annotated[list[str], Field(description="Ids of the mechanisms it concerns.")]
    mandates: Annotated[list[str], Field(description="Ids of the mandates it concerns.")]
    concerns: list[NodeRow]
    sources: Sources


class SearchRow(RowModel):
    """A node whose name fits."""

    type: str
    id: Id
    iri: str | None
    label: str
    matched: str
    score: Annotated[float, Field(ge=0, le=1)]
