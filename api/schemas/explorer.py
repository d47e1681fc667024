"""What ``/explorer`` takes and answers. Texts are ``[English, Spanish]``; numbers point into lists."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schemas.params import Common, Texts
from api.schemas.rows import RowModel

Names = list[str]

Words = Annotated[list[str], Field(min_length=2, max_length=2, description="English, Spanish.")]
Run = Annotated[list[int], Field(min_length=3, max_length=3, description="From, to, 1 if stated else 0.")]
Cites = Annotated[list[int], Field(description="Places in the list `cites`.")]
Rank = Literal["preferred", "normal", "deprecated"]


class ExplorerQuery(Common):
    """``GET /explorer``."""

    part: Annotated[
        Texts, Field(description="Only this member of the document; repeat for several. Default: all.")
    ] = Field(default_factory=list)
    texts: Annotated[
        Literal["all", "short"], Field(description="`short` leaves out `details`, the long texts.")
    ] = "all"


class RolePart(RowModel):
    """A role and how it is drawn: `shape` and colours, `dash` and `width` of its lines."""

    id: str
    label: Words
    about: Words | None
    light: str
    dark: str
    dash: list[int]
    width: float
    shape: str


class FigurePart(RowModel):
    """A count that sources state; `headline`: it tells how large the mechanism is."""

    label: Words
    value: str
    unit: Words | None
    year: int | None
    headline: bool
    cites: Cites
    of: Words | None = None
    period: str | None = None
    approximation: Words | None = None


Figures = list[FigurePart]


class MechanismPart(RowModel):
    """A column. `listed`: somebody is listed in some role; `default`: shown unless switched off."""

    id: str
    iri: str
    name: Words
    short: Words
    type: str
    status: str | None
    list: Literal["complete", "partial", "unknown"]
    complete_roles: Annotated[Names, Field(description="Roles whose list the sources give whole.")]
    established: Annotated[Names, Field(description="As precise as each source.")]
    ended: Annotated[Names, Field(description="As precise as each source.")]
    established_year: int | None
    ended_year: int | None
    listed: bool
    default: bool
    figures: Annotated[Figures, Field(description="Counts, those that tell a size first.")]
    cites: Cites


class ParticipantPart(RowModel):
    """A row. `region`: a state or territory of the Americas; `neighbours` by land, as keys."""

    key: str
    kind: str
    id: str
    iso3: str | None
    name: Words
    short: Words
    group: str
    region: bool
    neighbours: list[str]
    cites: Cites


class StatementPart(RowModel):
    """What every statement carries: its rank, and whether the editors concluded it."""

    id: str
    rank: Rank
    inferred: bool
    cites: Cites


class SeatPart(StatementPart):
    """A membership. `m` mechanism, `p` participant; `runs`: the years in which it is answered."""

    m: str
    p: str
    role: str
    since: str | None
    until: str | None
    since_year: int | None
    until_year: int | None
    attested: list[int]
    runs: list[Run]
    alone: Annotated[
        dict[str, list[Run]], Field(description="Runs by place in `sources`, as if only that one had spoken.")
    ]


class MandatePart(RowModel):
    """A field of work; `broader` and `narrower` are direct, `ancestors` all."""

    id: str
    label: Words
    broader: list[str]
    ancestors: list[str]
    narrower: list[str]


class AssignmentPart(StatementPart):
    """A mechanism works on a mandate; `alone`: the sources (places) of which each alone gives it."""

    m: str
    mandate: str
    holds: bool
    alone: list[int]


class SubjectPart(RowModel):
    """What a disagreement is about."""

    kind: str
    id: str
    name: Words


class SidePart(RowModel):
    """What some sources say; `followed`: the answers say the same."""

    value: Words
    used: Words | None
    followed: bool
    rank: Rank | None
    cites: Cites
    seats: list[str]


class DisagreementPart(RowModel):
    """Sources on one matter that do not say the same."""

    id: str
    kind: Literal["value", "membership", "acronym", "name", "arithmetic"]
    subject: SubjectPart
    property: Words
    about: Words | None
    things: list[str]
    sides: list[SidePart]
    seats: list[str]
    mechanism: str | None


class SourcePart(RowModel):
    """A document or page."""

    id: str
    title: str
    label: Words
    url: str | None
    year: int | None
    publisher: str | None
    language: str | None
    creators: list[str]


class ReadingPart(RowModel):
    """Where "much" begins in the reading of a pair: overlap coefficients, and mandates shared."""

    members: float
    mandates: float
    min_mandates: int


class ExplorerDocument(RowModel):
    """The document; with `part`, only the members asked for and `dataset_version`."""

    dataset_version: str
    modified: str | None = None
    title: Words | None = None
    iri: str | None = None
    base: Annotated[str | None, Field(description="What the IRIs of the graph's nodes begin with.")] = None
    license: str | None = None
    now: Annotated[int | None, Field(description='The year that "now" means.')] = None
    first: Annotated[int | None, Field(description="The first year that is shown.")] = None
    roles: list[RolePart] | None = None
    types: Annotated[dict[str, Words] | None, Field(description="Types of mechanism.")] = None
    statuses: dict[str, Words] | None = None
    groups: Annotated[dict[str, Words] | None, Field(description="Subregions, and two for the rest.")] = None
    mechanisms: list[MechanismPart] | None = None
    participants: list[ParticipantPart] | None = None
    seats: list[SeatPart] | None = None
    mandates: list[MandatePart] | None = None
    assignments: list[AssignmentPart] | None = None
    conflicts: list[DisagreementPart] | None = None
    cites: Annotated[
        list[list[Any]] | None, Field(description="Place in `sources`, place in the source, stance.")
    ] = None
    sources: list[SourcePart] | None = None
    queries: Annotated[
        dict[str, str] | None, Field(description="SPARQL with marks such as %YEAR% in place of values.")
    ] = None
    places: Annotated[
        dict[str, list[Any]] | None,
        Field(description="Side, place on it, and place in a single column, of each node of the network."),
    ] = None
    reading: ReadingPart | None = None
    details: Annotated[
        dict[str, dict[str, dict[str, Words]]] | None,
        Field(
            description="Long texts by member and id: `about` of mechanisms, `definition` of mandates, "
            "`note` and `reason` (why it is ranked so) of statements, also `outcome` of conflicts."
        ),
    ] = None
