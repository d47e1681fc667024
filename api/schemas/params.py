"""The query parameters of each path. A parameter that a path does not have is refused, not ignored."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Lang = Literal["en", "es"]
FIRST_YEAR, LAST_YEAR = 1800, 2100


def _digits(value: Any) -> Any:
    """Refuse what int() would forgive: ``2018.0``, ``+2018``, ``2_018``, digits of other scripts."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}", value):
        raise ValueError("write a whole number in digits")
    return value


Year = Annotated[int, BeforeValidator(_digits), Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Text = Annotated[str, Field(min_length=1, max_length=200)]
Texts = Annotated[list[Text], Field(max_length=100)]


class Common(BaseModel):
    """What every path takes."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    lang: Annotated[
        Lang | None, Field(description="Language of labels and messages; else Accept-Language, else en.")
    ] = None
    format: Annotated[
        Text | None, Field(description="Representation to send; else the Accept header decides.")
    ] = None


class Paged(Common):
    """A window on a list."""

    limit: Annotated[
        Annotated[int, BeforeValidator(_digits), Field(ge=1, le=1000)],
        Field(description="Rows to send, 1 to 1000."),
    ] = 100
    offset: Annotated[
        Annotated[int, BeforeValidator(_digits), Field(ge=0, le=1_000_000)],
        Field(description="Rows to skip."),
    ] = 0


class Sourced(Common):
    """Answers as if only some sources had spoken."""

    source: Annotated[
        Texts, Field(description="Answer as if only this source had spoken; repeat for several. Source ids.")
    ] = []


class AsOf(Sourced):
    """A year, roles and sources."""

    year: Annotated[
        Year | None, Field(description="As of this year (1800 to 2100); default: the year of the dataset.")
    ] = None
    role: Annotated[
        Texts, Field(description="Role id, repeat for several, `any` for all; default `member`.")
    ] = []


class MechanismsQuery(AsOf, Paged):
    """``GET /mechanisms``."""

    type: Annotated[Texts, Field(description="Mechanism type id; repeat for several.")] = []
    status: Annotated[Texts, Field(description="Status id; repeat for several.")] = []
    mandate: Annotated[Texts, Field(description="Mandate or objective, by id or name; any of them.")] = []
    state: Annotated[Texts, Field(description="Only mechanisms in which this state holds `role`.")] = []
    q: Annotated[Text | None, Field(description="Words of a name, acronym or alias.")] = None


class DetailQuery(AsOf):
    """``GET /mechanisms/{id}`` and ``GET /states/{iso3}``: counts are as of ``year`` and ``role``."""


class SeatsQuery(AsOf, Paged):
    """``GET …/members`` and ``GET /states/{iso3}/mechanisms``."""


class MembershipsQuery(SeatsQuery):
    """``GET /memberships``."""

    mechanism: Annotated[Texts, Field(description="Mechanism id or name; repeat for several.")] = []
    state: Annotated[Texts, Field(description="ISO 3166-1 code or name of a state; repeat for several.")] = []
    participant: Annotated[Texts, Field(description="Any participant: state, territory, organization.")] = []


class StatesQuery(SeatsQuery):
    """``GET /states``."""

    type: Annotated[
        list[Literal["state", "territory"]],
        Field(description="Only states or only territories.", max_length=2),
    ] = []


class MandatesQuery(Sourced, Paged):
    """``GET /mandates``."""

    mechanism: Annotated[
        Texts, Field(description="Only mandates of this mechanism; repeat for several.")
    ] = []


class MandateQuery(Sourced):
    """``GET /mandates/{id}``."""


class ObjectivesQuery(AsOf, Paged):
    """``GET /objectives``."""

    compact: Annotated[
        list[Literal["gcm", "gcr"]],
        Field(description="Only objectives of the compact on migration or on refugees.", max_length=2),
    ] = []


class ObjectiveQuery(AsOf):
    """``GET /objectives/{id}``: the states reached are as of ``year`` and ``role``."""


class IntersectionsQuery(SeatsQuery):
    """``GET /overlap/intersections``."""

    mechanism: Annotated[
        Texts, Field(description="Mechanism id or name, repeated: those to compare; default: all.")
    ] = []


class PairsQuery(IntersectionsQuery):
    """``GET /overlap/pairs``."""

    by: Annotated[Literal["members", "mandates"], Field(description="What is compared.")] = "members"


class NetworkQuery(AsOf):
    """``GET /network``."""


class TimelineQuery(Sourced, Paged):
    """``GET /timeline``: spans of all years, so there is no ``year``."""

    role: Annotated[
        Texts, Field(description="Role id, repeat for several, `any` for all; default `member`.")
    ] = []
    mechanism: Annotated[Texts, Field(description="Mechanism id or name; repeat for several.")] = []
    kind: Annotated[
        list[Literal["mechanism", "membership"]], Field(description="Only these spans.", max_length=2)
    ] = []


class SourcesQuery(Paged):
    """``GET /sources``."""


class SearchQuery(Paged):
    """``GET /search``."""

    q: Annotated[str, Field(min_length=1, max_length=200, description="Words of a name, acronym or alias.")]
    type: Annotated[Texts, Field(description="Only this kind: mechanism, state, mandate, …; repeat.")] = []
