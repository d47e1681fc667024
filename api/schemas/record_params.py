"""The query parameters of figures, recommendations, instruments, events, organizations and regions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.params import Paged, Sourced, Text, Texts, Year


class RecommendationsQuery(Paged):
    """``GET /recommendations``."""

    mechanism: Annotated[
        Texts, Field(default_factory=list, description="Only those that concern this mechanism; repeat.")
    ]
    mandate: Annotated[
        Texts, Field(default_factory=list, description="Only those that concern this mandate; repeat.")
    ]
    addressee: Annotated[
        Texts,
        Field(
            default_factory=list,
            description="Only those to this state, territory, organization or mechanism; repeat.",
        ),
    ]
    source: Annotated[
        Texts, Field(default_factory=list, description="Only those of this source; repeat. Source ids.")
    ]
    target_year: Annotated[Year | None, Field(description="Only those with a deadline in this year.")] = None


class FiguresQuery(Sourced, Paged):
    """``GET /figures``."""

    subject: Annotated[
        Texts,
        Field(
            default_factory=list,
            description="Id or name of what the figure is about, `kind:id` where ids are alike; repeat.",
        ),
    ]
    property: Annotated[
        Texts, Field(default_factory=list, description="Property id, such as `memberCount`; repeat.")
    ]
    unit: Annotated[Texts, Field(default_factory=list, description="Unit id, such as `persons`; repeat.")]
    year: Annotated[
        Year | None,
        Field(description="The year that a figure speaks of: its own, or one its period touches."),
    ] = None
    concerns: Annotated[
        Texts, Field(default_factory=list, description="Only figures that count a part of this; repeat.")
    ]
    contributor: Annotated[
        Texts, Field(default_factory=list, description="Only money that this gives; repeat.")
    ]
    mandate: Annotated[
        Texts, Field(default_factory=list, description="Only figures about this field of work; repeat.")
    ]
    kind: Annotated[
        list[Literal["figure", "contribution"]],
        Field(default_factory=list, description="Only counts, or only money.", max_length=2),
    ]
    q: Annotated[
        Text | None, Field(description="Words of the names of subject, property, unit, or of who is counted.")
    ] = None


class InstrumentsQuery(Paged):
    """``GET /instruments``."""

    mechanism: Annotated[
        Texts, Field(default_factory=list, description="Only those tied to this mechanism; repeat.")
    ]
    type: Annotated[Texts, Field(default_factory=list, description="Instrument type id; repeat for several.")]
    q: Annotated[Text | None, Field(description="Words of a name, acronym or alias.")] = None


class EventsQuery(Paged):
    """``GET /events``."""

    mechanism: Annotated[
        Texts, Field(default_factory=list, description="Only those that concern this mechanism; repeat.")
    ]
    year: Annotated[Year | None, Field(description="Only those of this year.")] = None
    q: Annotated[Text | None, Field(description="Words of a name, acronym or alias.")] = None


class OrganizationsQuery(Sourced, Paged):
    """``GET /organizations``."""

    year: Annotated[
        Year | None, Field(description="As of this year (1800 to 2100); default: the year of the dataset.")
    ] = None
    mechanism: Annotated[
        Texts,
        Field(
            default_factory=list,
            description="Only those with a seat in this mechanism, or tied to it; repeat.",
        ),
    ]
    q: Annotated[Text | None, Field(description="Words of a name, acronym or alias.")] = None


class OrganizationQuery(Sourced):
    """``GET /organizations/{id}``."""

    year: Annotated[
        Year | None, Field(description="As of this year (1800 to 2100); default: the year of the dataset.")
    ] = None


class RegionsQuery(Paged):
    """``GET /regions``."""

    state: Annotated[
        Texts, Field(default_factory=list, description="Only those that cover this state; repeat.")
    ]
    q: Annotated[Text | None, Field(description="Words of a name, acronym or alias.")] = None
