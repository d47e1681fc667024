"""``/overlap/readings``: parameters and rows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.computed import Page
from api.schemas.params import IntersectionsQuery
from api.schemas.rows import RowModel

Reading = Literal["gap", "complement", "duplication", "separate", "unknown"]


class ReadingsQuery(IntersectionsQuery):
    """``GET /overlap/readings``."""

    reading: Annotated[
        list[Reading],
        Field(default_factory=list, description="Only pairs that read so; repeat for several.", max_length=5),
    ]


class MeasuredRow(RowModel):
    """One overlap of a pair; null measures: a list is unknown, what is shared is a lower bound."""

    shared_count: int
    union_count: int | None
    jaccard: Annotated[float | None, Field(description="shared / union, six places.")]
    overlap_coefficient: Annotated[float | None, Field(description="shared / smaller set, six places.")]
    level: Annotated[
        Literal["high", "low", "few", "unknown"],
        Field(
            description="Whether much of the smaller list is shared; `few`: much, but of too few mandates."
        ),
    ]


class ReadingRow(RowModel):
    """How a pair reads: `gap` similar work and few members in common, `complement` the reverse, `duplication`
    both in common, `separate` neither."""

    a: str
    b: str
    reading: Reading
    reason: Annotated[str, Field(description="The figures behind the reading, in words.")]
    members: MeasuredRow
    mandates: MeasuredRow


class RuleRow(RowModel):
    """Where much begins: overlap coefficients, and how many mandates must be shared."""

    members: float
    mandates: float
    min_mandates: int


class ReadingsPage(Page[ReadingRow]):
    """A window on the pairs, and the rule by which they are read."""

    rule: RuleRow
