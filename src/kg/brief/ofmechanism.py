"""The brief of one mechanism: who takes part, since when, on what, and whom it should talk to."""

from __future__ import annotations

from collections import defaultdict

from kg.asof import Seat, list_known, mandates_of
from kg.brief.desk import Desk, alphabetical, plain
from kg.brief.model import Cell, Figure, Marks, Picture, Said, Section, Table
from kg.brief.notes import merged
from kg.brief.parts import (
    advice,
    disagreements,
    events,
    mandate_list,
    mandate_marks,
    reading_words,
    shortened,
)
from kg.brief.spanpicture import lanes_of, span_picture
from kg.model import ListStatus, Ref
from kg.overlap.pairs import Pair, pair
from kg.overlap.reading import Kind, reading
from kg.rows.base import name_of
from kg.views.figures import figures_of
from kg.views.roles import order_of

_NEAREST = 5
#: Readings from the one that asks most for a conversation.
_URGENT = (Kind.GAP, Kind.DUPLICATION, Kind.COMPLEMENT)


class MechanismBrief:
    """The parts of the brief of one mechanism."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ref = desk.request.subjects[0]
        self.body = desk.snapshot.mechanisms[self.ref.id]
        self.seats = sorted(desk.seats_in(self.ref.id), key=self._order)
        self.known = list_known(self.body, desk.selection())
        self.mandates = mandates_of(desk.snapshot, self.ref.id, desk.request.sources)

    def answer(self) -> tuple[Said, ...]:
        """Return the answer in sentences: what it is, who sits in it, what it works on."""
        t, short = self.desk.words, self.desk.short(self.ref.id)
        work = len(self.mandates)
        marks = merged(*(self.desk.notes.cite(row.citations) for row in self.mandates))
        lines = [self._is(), self._seated()]
        if not self.known:
            lines.append(Said(t("list.unknown", name=short)))
            lines.extend(self._stated())
        elif self.body.list_status is ListStatus.PARTIAL:
            lines.append(Said(t("list.partial", name=short)))
        lines.append(Said(t.many("answer.works", work) if work else t("mandates.unknown"), marks))
        return tuple(lines)

    def figures(self) -> tuple[Figure, ...]:
        """Return how many sit in it, by role, and how many mandates are on record."""
        t, desk = self.desk.words, self.desk
        roles = self._roles()
        members = roles.pop("member", [])
        shown = t.number(len(members)) if self.known else "?"
        found = [Figure(shown, t.many("figure.members", len(members)), desk.cite(members))]
        for role, held in list(roles.items())[:2]:
            found.append(Figure(t.number(len(held)), t("figure.as", role=self._role(role)), desk.cite(held)))
        marks = merged(*(desk.notes.cite(row.citations) for row in self.mandates))
        count = t.number(len(self.mandates)) if self.mandates else "?"
        return (*found, Figure(count, t.many("figure.mandates", len(self.mandates)), marks))

    def picture(self) -> Picture | None:
        """Return who took part over the years, up to the year of the brief."""
        if not self.seats:
            return None
        t, desk = self.desk.words, self.desk
        lanes = lanes_of(desk, self.seats, lambda seat: desk.name(seat.membership.participant))
        title = t("picture.members", name=desk.short(self.ref.id), year=desk.year)
        return span_picture(desk, lanes, title, t("picture.participant"))

    def sections(self) -> list[Section | None]:
        """Return participants, mandates, nearest mechanisms, disagreements, recommendations, events."""
        desk = self.desk
        return [
            self._participants(),
            self._mandates(),
            self._nearest(),
            disagreements(desk, [self.ref]),
            advice(desk, [self.ref]),
            events(desk, [self.ref]),
        ]

    def _order(self, seat: Seat) -> tuple[tuple[int, str], str]:
        return order_of(seat.membership.role), alphabetical(self.desk.name(seat.membership.participant))

    def _is(self) -> Said:
        desk, t, body = self.desk, self.desk.words, self.body
        kind = name_of(desk.snapshot, "mechanism-type", body.type, desk.lang)
        status = name_of(desk.snapshot, "status", body.status, desk.lang) or t("status.unknown")
        parts = [t("answer.is", name=body.label.get(desk.lang), kind=kind, status=status)]
        if body.established:
            parts.append(t("answer.established", when=t.date(body.established[0])))
        if body.ended:
            parts.append(t("answer.ended", when=t.date(body.ended[0])))
        claims = desk.snapshot.claims_by_subject.get(self.ref, ())
        dated = [row for row in claims if row.property in ("established", "ended")]
        marks = merged(desk.notes.cite(body.citations), *(desk.notes.cite(row.citations) for row in dated))
        return Said(f"{'; '.join(parts)}.", marks)

    def _seated(self) -> Said:
        desk, t = self.desk, self.desk.words
        counts = [
            t("answer.role", n=t.number(len(held)), role=self._role(role))
            for role, held in self._roles().items()
        ]
        if not counts:
            return Said(t("nobody", year=desk.year))
        words = t("answer.seated", year=desk.year, name=desk.short(self.ref.id), counts=t.listing(counts))
        return Said(words, desk.cite(self.seats))

    def _stated(self) -> list[Said]:
        """Return the counts that sources state in the place of a list."""
        desk, t = self.desk, self.desk.words
        found = [row for row in figures_of(desk.snapshot, self.ref) if row.headline is not None][:2]
        return [
            Said(
                t(
                    "answer.stated",
                    name=row.name.get(desk.lang),
                    value=row.value,
                    year=row.year or t("undated"),
                ),
                desk.notes.cite(row.claim.citations),
            )
            for row in found
        ]

    def _roles(self) -> dict[str, list[Seat]]:
        found: dict[str, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            found[seat.membership.role].append(seat)
        return found

    def _role(self, role: str) -> str:
        return self.desk.name(Ref("role", role))

    def _participants(self) -> Section:
        t, desk = self.desk.words, self.desk
        groups: dict[tuple[str, Said], list[Ref]] = defaultdict(list)
        for seat in self.seats:
            groups[seat.membership.role, desk.seat(seat, role=False)].append(seat.membership.participant)
        rows = tuple(
            (plain(f"{self._role(role)} ({len(refs)})"), plain(", ".join(desk.names(refs))), (said,))
            for (role, said), refs in groups.items()
        )
        columns = (t("column.role"), t("column.who"), t("column.years"))
        table = Table(columns, rows, (16, 50, 34)) if rows else None
        lines = () if rows else (Said(t("nobody", year=desk.year)),)
        return Section("members", t("section.members"), lines, table)

    def _mandates(self) -> Section:
        """Return the mandates, those of one place in one row."""
        t, desk = self.desk.words, self.desk
        groups: dict[Marks, list[str]] = defaultdict(list)
        for name, marks in mandate_list(desk, self.ref.id):
            groups[marks].append(name)
        lines = tuple(Said("; ".join(names), marks) for marks, names in groups.items())
        return Section("mandates", t("section.mandates"), lines or (Said(t("mandates.unknown")),))

    def _nearest(self) -> Section | None:
        t = self.desk.words
        rows = self._read()
        if not rows:
            return None
        shown, _ = shortened(rows, _NEAREST, self.desk)
        columns = tuple(
            t(f"column.{name}") for name in ("mechanism", "shared-members", "shared-mandates", "reads")
        )
        table = Table(columns, tuple(self._near(*row) for row in shown), (24, 30, 28, 18))
        return Section("nearest", t("section.nearest"), table=table)

    def _read(self) -> list[tuple[Kind, Pair, Pair]]:
        """Return the mechanisms that ask for a conversation with this one: gaps first, then duplications."""
        desk, own = self.desk, self.ref.id
        found = []
        for other in desk.seated:
            if other != own:
                who, what = pair(desk.members, own, other), pair(desk.mandates, own, other)
                found.append((reading(who, what).kind, who, what))
        urgent = [row for row in found if row[0] in _URGENT]
        return sorted(urgent, key=lambda row: (_URGENT.index(row[0]), -len(row[2].shared), row[1].b))

    def _near(self, kind: Kind, who: Pair, what: Pair) -> tuple[Cell, ...]:
        desk = self.desk
        shared = desk.cite(seat for seat in desk.seats_in(who.b) if seat.membership.participant in who.shared)
        nodes = set(what.shared)
        held = [ref for row in what.behind if row.node in nodes for ref in row.b]
        names = desk.names(who.shared)
        return (
            plain(desk.short(who.b)),
            plain(f"{len(names)}: {', '.join(names)}" if names else "0", shared),
            plain(str(len(what.shared)), mandate_marks(desk, who.b, held)),
            plain(reading_words(desk, kind)),
        )
