"""Rows of what is computed (overlaps, conflicts, spans, the network), envelopes, problems."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.rows import AlsoMeant, Precise, RowModel, Sources

R = TypeVar("R", bound=BaseModel)


class Page(RowModel, Generic[R]):
    """A window on a list."""

    items: list[R]
    total: Annotated[int, Field(description="Rows in the whole list.")]
    next: Annotated[str | None, Field(description="Address of the next page, null on the last.")]
    dataset_version: str
    as_of: Annotated[
        int | None, Field(description="The year answered for, where the list depends on one.")
    ] = None


class LabelledRow(RowModel):
    """A node by id and label."""

    id: str
    label: str


class ElementRow(RowModel):
    """A participant or a mandate in an overlap."""

    id: str
    iso3: str | None = None
    name: str | None = None
    type: str | None = None
    label: str | None = None


class BehindRow(LabelledRow):
    """A mandate that stands for narrower ones, and what each side holds of these, itself included."""

    a: list[LabelledRow]
    b: list[LabelledRow]


class PairRow(RowModel):
    """What two mechanisms share. With `by=mandates` the lists hold `{id, label}`."""

    a: str
    b: str
    shared: list[ElementRow]
    only_a: list[ElementRow]
    only_b: list[ElementRow]
    shared_count: int
    union_count: int | None
    jaccard: Annotated[
        float | None, Field(description="shared / union, six places; null if a list is unknown.")
    ]
    overlap_coefficient: Annotated[float | None, Field(description="shared / smaller set, six places.")]
    behind: Annotated[
        list[BehindRow],
        Field(description="Mandates of the lists that stand for narrower ones, with what `a` and `b` hold."),
    ]
    a_list_status: str | None
    b_list_status: str | None


class IntersectionRow(RowModel):
    """Participants that sit in exactly these mechanisms of those compared."""

    mechanisms: list[str]
    states: list[ElementRow]
    size: int


class SpanRow(RowModel):
    """When a mechanism existed, or when somebody held a role; null: not told, or still so."""

    kind: Literal["mechanism", "membership"]
    mechanism: str
    mechanism_name: str
    participant: str | None
    participant_name: str | None
    participant_type: str | None
    iso3: str | None
    role: str | None
    since: Precise
    until: Precise
    since_year: int | None
    until_year: int | None
    attested_years: list[int]
    status: str | None
    id: str
    iri: str
    rank: str | None
    rank_reason: str | None
    inferred: bool
    note: str | None
    sources: Sources


class NetworkDocument(BaseModel):
    """Node-link document (networkx `node_link_graph`, D3); nodes `state:CAN`, one edge for each seat."""

    directed: bool
    multigraph: bool
    graph: dict[str, Any]
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    dataset_version: str
    as_of: int


class VersionRow(RowModel):
    """What is served."""

    dataset_version: str
    software_version: str
    title: str
    modified: str
    year: Annotated[int, Field(description="The year that `now` means.")]
    triples: int
    license: str
    iri: str
    counts: dict[str, int]


class TripleRow(RowModel):
    """One thing said of a node."""

    property: str
    value: str | int | float | bool
    value_type: Annotated[str, Field(description="`iri`, or the datatype of a literal.")]
    lang: str | None


class EntityDocument(RowModel):
    """All triples of a node."""

    type: str
    id: str
    iri: str
    name: str
    may_also_mean: AlsoMeant
    statements: list[TripleRow]
    dataset_version: str


class ProblemDocument(BaseModel):
    """RFC 9457. `suggestions` for an unknown id, `elsewhere` (kind, id, name, address) for one of another
    kind, `candidates` for an ambiguous name.

    `parameter` for a bad one, `line` and `column` for a query that does not parse, `offered` for a format
    that is not."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    suggestions: list[str] | None = None
    candidates: list[str] | None = None
    parameter: str | None = None
