"""What ``/conflicts`` takes and answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.params import Common, Paged, Text, Texts
from api.schemas.rows import Cite, RowModel, Sources

Kind = Literal["value", "membership", "acronym", "name", "arithmetic"]


class ConflictsQuery(Paged):
    """``GET /conflicts``."""

    kind: Annotated[
        list[Kind], Field(description="Only conflicts of this kind; repeat for several.", max_length=5)
    ] = Field(default_factory=list)
    mechanism: Annotated[
        Texts, Field(description="Only conflicts that touch this mechanism; repeat for several.")
    ] = Field(default_factory=list)
    source: Annotated[
        Texts, Field(description="Only conflicts in which this source speaks; repeat. Source ids.")
    ] = Field(default_factory=list)
    q: Annotated[
        Text | None, Field(description="Words that all occur in the subject, the sides or the note.")
    ] = None


class ConflictsPageQuery(Common):
    """``GET /conflicts``: the form sends an empty value for "every"."""

    kind: Annotated[Kind | Literal[""], Field(description="Only disagreements of this kind.")] = ""
    mechanism: Annotated[
        str, Field(max_length=200, description="Only disagreements that touch this mechanism.")
    ] = ""


class DatedCite(Cite):
    """A place in a source, with the source's own date as precisely as it has one."""

    date: str | None
    section: str | None
    paragraph: int | None


class ThingRow(RowModel):
    """A node by kind and id."""

    type: str
    id: str
    iri: str | None
    name: str


class ConflictValue(RowModel):
    """One side of a conflict."""

    value: str
    rank: str | None
    followed: Annotated[
        bool, Field(description="Whether the direct triples, or the answers as of a year, say the same.")
    ]
    used_as: Annotated[
        str | None,
        Field(
            description="Of a name: as what it is used here (label, acronym), and whether no source uses it; "
            "null: it is not used here."
        ),
    ]
    statements: list[str]
    sources: list[DatedCite]


class ConflictRow(RowModel):
    """What sources, names or sums disagree on.

    `outcome` says which side is followed, `reason` why (null: no reason was given), `note` also what the
    editors remark; `about` narrows the matter (a year, a participant); `things` are all nodes it touches.
    """

    id: str
    subject: str
    subject_type: str
    subject_name: str
    property: str
    property_label: str
    kind: Kind
    about: str | None
    values: list[ConflictValue]
    outcome: str
    reason: str | None
    note: str | None
    things: list[ThingRow]
    sources: Sources


class ConflictDocument(ConflictRow):
    """One conflict."""

    dataset_version: str
