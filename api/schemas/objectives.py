"""The objectives of the two global compacts, who covers them and whom that reaches."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.details import AssignmentRow
from api.schemas.rows import Id, Iri, NodeRow, RowModel, Sources

MatchName = Annotated[
    Literal["close", "broad", "narrower"],
    Field(
        description="`close`: about as wide as the objective; `broad`: a part of it; "
        "`narrower`: beneath a mandate that is matched."
    ),
]


class ObjectiveRow(RowModel):
    """An objective and the mechanisms that hold a mandate matched to it."""

    id: Annotated[str, Field(description="Compact and number: `gcm-7`, `gcr-2`.")]
    iri: Iri
    compact: Literal["gcm", "gcr"]
    number: int
    set_by: Annotated[
        NodeRow | None,
        Field(
            description="The compact that sets the objective. It is among `mechanisms` only where a source "
            "says that it works on one of `mandates`."
        ),
    ]
    label: str
    definition: str
    mandates: Annotated[list[str], Field(description="Ids of the mandates matched, and of narrower ones.")]
    mechanisms: Annotated[list[str], Field(description="Ids of the mechanisms that hold one of them.")]
    mechanism_count: int
    state_count: Annotated[
        int, Field(description="States and territories in these as of the year; see `lists_unknown`.")
    ]
    lists_unknown: Annotated[
        list[str],
        Field(description="Mechanisms whose list no source gives: `state_count` is then a lower bound."),
    ]
    sources: Sources


class MatchRow(RowModel):
    """A mandate that an objective is about."""

    id: Id
    iri: Iri
    label: str
    match: MatchName
    through: Annotated[list[str], Field(description="Matched mandates that it stands beneath.")]


class CoveringRow(RowModel):
    """A mechanism that covers an objective."""

    id: Id
    acronym: str | None
    name: str
    status: str | None
    status_label: str | None
    existed: Annotated[bool, Field(description="Whether it was there in the year answered for.")]
    mandates: Annotated[list[str], Field(description="The mandates by which it covers the objective.")]
    member_count: Annotated[int | None, Field(description="Null where no source gives the list.")]
    member_list_status: Literal["complete", "partial", "unknown"]


class CoveringAssignment(AssignmentRow):
    """The statement by which a mechanism covers an objective."""

    match: MatchName


class ReachedState(RowModel):
    """A state or territory that sits in mechanisms which cover an objective."""

    id: Id
    iso3: str | None
    name: str
    type: Literal["state", "territory"]
    mechanisms: list[str]


class ObjectiveDetail(ObjectiveRow):
    """An objective, the mandates matched to it, who covers it according to whom, and the states reached."""

    as_of: Annotated[int, Field(description="The year answered for.")]
    aliases: list[str]
    matches: list[MatchRow]
    covered_by: list[CoveringRow]
    holdings: list[CoveringAssignment]
    states: list[ReachedState]
    dataset_version: str
