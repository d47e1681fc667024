"""What sources say: statements with rank and citations."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.entities import Citation
from kg.model.terms import Rank, Ref, Stance, Text
from kg.timespan import YearSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing as one or more sources say it."""

    id: str
    iri: str
    rank: Rank = Rank.NORMAL
    citations: tuple[Citation, ...] = ()
    rank_reason: Text | None = None
    note: Text | None = None
    inferred: bool = False

    @property
    def supporting(self) -> tuple[Citation, ...]:
        """The citations that support the statement."""
        return tuple(cite for cite in self.citations if cite.stance is Stance.SUPPORTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Statement):
    """Somebody's role in a mechanism over a span of years; ``since``/``until`` as precise as the source."""

    mechanism: str
    participant: Ref
    role: str
    span: YearSpan = field(default_factory=YearSpan)
    since: str | None = None
    until: str | None = None
    attested: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateAssignment(Statement):
    """A mechanism works on a mandate."""

    mechanism: str
    mandate: str
    attested: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a claim: a node (``ref``), words in two languages (``words``), or a typed literal."""

    text: str
    datatype: str | None = None
    words: Text | None = None
    ref: Ref | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Statement):
    """Any other contestable value; ``kind`` is claim, figure (a count) or contribution (money).

    What narrows the value, each absent where the source does not say: ``concerns`` are the nodes that it
    counts, where it counts a part (Nicaraguans among the returned); ``population`` says who is counted, in
    words; ``period_start`` and ``period_end`` are the first and last day, month or year counted (xsd:date,
    xsd:gYearMonth or xsd:gYear); ``approximation`` is the id of a concept (about, at-least, …); ``ordinal``
    the place in a numbered list of the source; ``follows`` the claims about a model that this one takes up;
    ``mandates`` are the ids of the fields that a finding is about.
    """

    subject: Ref
    property: str
    value: Value
    kind: str = "claim"
    unit: str | None = None
    year: int | None = None
    contributor: Ref | None = None
    contributor_group: Text | None = None
    concerns: tuple[Ref, ...] = ()
    population: Text | None = None
    period_start: str | None = None
    period_end: str | None = None
    approximation: str | None = None
    ordinal: int | None = None
    follows: tuple[Ref, ...] = ()
    mandates: tuple[str, ...] = ()

    def period(self) -> YearSpan | None:
        """Return the calendar years that the period touches; None where the source names no period."""
        if self.period_start is None and self.period_end is None:
            return None
        return YearSpan(_year(self.period_start), _year(self.period_end))

    def speaks_of(self, year: int) -> bool:
        """Tell whether the value is one of ``year``: its year is that one, or its period touches it."""
        period = self.period()
        return self.year == year or (period is not None and period.holds(year))


def _year(date: str | None) -> int | None:
    return None if date is None else int(date[:4])
