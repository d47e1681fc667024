"""What every part of a brief works with: the graph, the question, the words, the notes; seats in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.asof import Seat, Selection, seats, year_for
from kg.brief.model import Cell, Marks, Request, Said
from kg.brief.notes import Notes, merged
from kg.brief.words import Words
from kg.model import Rank, Ref
from kg.overlap.conflicts import Conflict
from kg.overlap.incidence import Incidence, mandates, members
from kg.snapshot import Snapshot
from kg.timespan import Basis
from kg.views.short import short_in

#: Years in which a seat is attested that are written one by one; more are written as first and last.
_ATTESTED = 3


@dataclass(frozen=True)
class Desk:
    """One brief in the making; ``neighbours`` are land neighbours by ISO 3166-1 alpha-3 code."""

    snapshot: Snapshot
    request: Request
    words: Words
    notes: Notes
    conflicts: Sequence[Conflict]
    neighbours: Mapping[str, Sequence[str]]

    @cached_property
    def year(self) -> int:
        """The year of the brief; "now" of bodies that have all ended is the last year of the latest."""
        if self.request.kind == "state":
            return self.request.year or self.snapshot.now
        asked = Selection(year=self.request.year)
        bodies = [self.snapshot.mechanisms[ref.id] for ref in self.request.subjects]
        return max(year_for(self.snapshot, body, asked) for body in bodies)

    @property
    def lang(self) -> str:
        """The language of the brief."""
        return self.request.lang

    def selection(self, *, anyone: bool = False) -> Selection:
        """Return the year and sources of the brief, for members or (``anyone``) for every role."""
        if anyone:
            return Selection(self.year, None, self.request.sources)
        return Selection(year=self.year, sources=self.request.sources)

    def name(self, ref: Ref) -> str:
        """Return the name of a node."""
        return self.snapshot.label(ref).get(self.lang)

    def names(self, refs: Iterable[Ref]) -> list[str]:
        """Return the names of nodes, in alphabetical order."""
        return sorted((self.name(ref) for ref in refs), key=alphabetical)

    def short(self, mechanism: str) -> str:
        """Return the short name of a mechanism."""
        return short_in(self.snapshot, self.snapshot.mechanisms[mechanism]).get(self.lang)

    def shorts(self, mechanisms: Iterable[str]) -> list[str]:
        """Return the short names of mechanisms, in alphabetical order."""
        return sorted((self.short(name) for name in mechanisms), key=alphabetical)

    @cached_property
    def everybody(self) -> tuple[Seat, ...]:
        """Every seat of the year, in any role and mechanism."""
        return seats(self.snapshot, self.selection(anyone=True))

    @cached_property
    def members(self) -> Incidence:
        """Who is a member where, in the mechanisms in which somebody sits in the year."""
        return members(self.snapshot, self.selection(), self.seated)

    @cached_property
    def mandates(self) -> Incidence:
        """What the same mechanisms work on."""
        return mandates(self.snapshot, self.selection(), self.seated)

    @cached_property
    def seated(self) -> tuple[str, ...]:
        """The mechanisms in which somebody sits in the year, and those the brief is about, by id."""
        own = {ref.id for ref in self.request.subjects if ref.kind == "mechanism"}
        return tuple(sorted(own | {seat.membership.mechanism for seat in self.everybody}))

    @cached_property
    def contested(self) -> frozenset[str]:
        """Ids of the memberships that sources disagree on."""
        kinds = ("membership", "value")
        sides = (side for row in self.conflicts if row.kind in kinds for side in row.values)
        return frozenset(name for side in sides for name in side.statements)

    def seats_in(self, mechanism: str) -> list[Seat]:
        """Return the seats of one mechanism."""
        return [seat for seat in self.everybody if seat.membership.mechanism == mechanism]

    def cite(self, found: Iterable[Seat]) -> Marks:
        """Return the marks of what ``found`` rests on."""
        return merged(*(self.notes.cite(seat.citations) for seat in found))

    def seat(self, seat: Seat, *, role: bool = True) -> Said:
        """Return a seat in words: role, years, and what is not certain about it."""
        row = seat.membership
        parts = [self.name(Ref("role", row.role))] if role else []
        parts.append(self.span(seat))
        if seat.basis is Basis.ASSUMED:
            parts.append(self.words("seat.assumed", year=self.year))
        if row.inferred:
            parts.append(self.words("seat.inferred"))
        if row.id in self.contested or row.rank is not Rank.NORMAL:
            parts.append(self.words("seat.contested"))
        return Said(", ".join(parts), self.notes.cite(seat.citations))

    def span(self, seat: Seat) -> str:
        """Return the years of a seat, as precise as the source; what no source dates is called undated."""
        row, t = seat.membership, self.words
        if row.since and row.until:
            return t("span.both", since=t.date(row.since), until=t.date(row.until))
        if row.since or row.until:
            key = "since" if row.since else "until"
            return t(f"span.{key}", when=t.date(row.since or row.until))
        return f"{t('undated')}{self._attested(sorted(set(row.attested)))}"

    def _attested(self, years: Sequence[int]) -> str:
        if not years:
            return ""
        if len(years) > _ATTESTED:
            return self.words("span.attested-from", first=years[0], last=years[-1])
        return self.words("span.attested", years=", ".join(map(str, years)))


def alphabetical(text: str) -> str:
    """Return a sort key without case and accents, as a reader looks for names."""
    from kg.names import normal

    return normal(text)


def plain(text: str, marks: Marks = ()) -> Cell:
    """Return a cell of one piece of text."""
    return (Said(text, marks),)
