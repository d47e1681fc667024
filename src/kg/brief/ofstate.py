"""The brief of one state: where it sits, where its neighbours sit and it does not, what is not covered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.asof import MEMBER, Seat
from kg.brief.desk import Desk, alphabetical, plain
from kg.brief.model import Cell, Figure, Marks, Picture, Said, Section, Table
from kg.brief.notes import merged
from kg.brief.parts import NOTHING, advice, disagreements, events, mandate_marks, shortened, uncovered
from kg.brief.spanpicture import lanes_of, span_picture
from kg.model import Ref
from kg.timespan import Basis
from kg.views.roles import order_of

#: Rows of mandates not covered that a brief has room for.
_HOLDERS = 6
_CLOSEST = 3
_STATES = ("state", "territory")


class StateBrief:
    """The parts of the brief of one state or territory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ref = desk.request.subjects[0]
        held = [seat for seat in desk.everybody if seat.membership.participant == self.ref]
        self.seats = sorted(held, key=self._order)
        self.homes = [name for name, refs in desk.members.sets.items() if self.ref in refs]
        self.around = self._around()
        self.uncovered = uncovered(desk, self.homes)

    def answer(self) -> tuple[Said, ...]:
        """Return the answer in sentences: seats, companions, neighbours, mandates not covered."""
        return tuple(
            line
            for line in (self._sits(), self._elsewhere(), self._companions(), self._missing(), self._open())
            if line is not None
        )

    def figures(self) -> tuple[Figure, ...]:
        """Return the numbers of seats, of bodies of neighbours without it, and of mandates not covered."""
        t, desk = self.desk.words, self.desk
        member = [seat for seat in self.seats if seat.membership.role == MEMBER]
        other = [seat for seat in self.seats if seat.membership.role != MEMBER]
        assumed = [seat for seat in self.seats if seat.basis is Basis.ASSUMED]
        counts = [
            ("member-of", len(self.homes), desk.cite(member)),
            ("other-seats", len(other), desk.cite(other)),
            ("assumed", len(assumed), desk.cite(assumed)),
        ]
        if self.around:
            without = {name for only in self.around.values() for name in only}
            counts.append(("neighbours", len(without), self._sitting(self.around)))
        counts.append(("uncovered", len(self.uncovered), self._open().marks))
        return tuple(Figure(t.number(n), t.many(f"figure.{key}", n), marks) for key, n, marks in counts)

    def picture(self) -> Picture | None:
        """Return the seats over the years, up to the year of the brief."""
        if not self.seats:
            return None
        desk, t = self.desk, self.desk.words
        lanes = lanes_of(desk, self.seats, lambda seat: desk.short(seat.membership.mechanism))
        title = t("picture.seats", name=desk.name(self.ref), year=desk.year)
        return span_picture(desk, lanes, title, t("column.mechanism"))

    def sections(self) -> list[Section | None]:
        """Return seats, neighbours, mandates not covered, disagreements, recommendations, events."""
        desk = self.desk
        return [
            self._seats(),
            self._neighbours(),
            self._mandates(),
            disagreements(desk, [self.ref]),
            advice(desk, [self.ref]),
            events(desk, [self.ref]),
        ]

    def _order(self, seat: Seat) -> tuple[tuple[int, str], str]:
        return order_of(seat.membership.role), alphabetical(self.desk.short(seat.membership.mechanism))

    def _sits(self) -> Said:
        desk, t = self.desk, self.desk.words
        member = [seat for seat in self.seats if seat.membership.role == MEMBER]
        values = {"year": desk.year, "name": desk.name(self.ref), "list": t.listing(desk.shorts(self.homes))}
        if not self.homes:
            return Said(t("answer.no-seat", **values))
        return Said(t.many("answer.sits", len(self.homes), **values), desk.cite(member))

    def _elsewhere(self) -> Said | None:
        desk, t = self.desk, self.desk.words
        other = [seat for seat in self.seats if seat.membership.role != MEMBER]
        if not other:
            return None
        parts = [
            t(
                "answer.as",
                role=desk.name(Ref("role", seat.membership.role)),
                name=desk.short(seat.membership.mechanism),
            )
            for seat in other
        ]
        return Said(t("answer.other-roles", list=t.listing(parts)), desk.cite(other))

    def _companions(self) -> Said | None:
        """Return with whom it shares most bodies."""
        desk, t = self.desk, self.desk.words
        met = Counter(
            ref
            for name in self.homes
            for ref in desk.members.sets[name]
            if ref != self.ref and ref.kind in _STATES
        )
        if not met:
            return None
        ranked = sorted(met.items(), key=lambda item: (-item[1], alphabetical(desk.name(item[0]))))[:_CLOSEST]
        words = [t("answer.companion", name=desk.name(ref), n=t.number(count)) for ref, count in ranked]
        close = {ref for ref, _ in ranked}
        marks = desk.cite(
            seat
            for seat in desk.everybody
            if seat.membership.participant in close
            and seat.membership.mechanism in self.homes
            and seat.membership.role == MEMBER
        )
        return Said(t("answer.companions", list=t.listing(words)), marks)

    def _missing(self) -> Said | None:
        """Return where neighbours sit and it does not."""
        desk, t = self.desk, self.desk.words
        names = sorted({name for only in self.around.values() for name in only})
        if not self.around:
            return None
        if not names:
            return Said(t("answer.neighbours.none"))
        return Said(
            t("answer.neighbours", name=desk.name(self.ref), list=t.listing(desk.shorts(names))),
            self._sitting(self.around),
        )

    def _open(self) -> Said:
        t = self.desk.words
        if not self.uncovered:
            return Said(t("answer.covered"))
        marks = merged(
            *(mandate_marks(self.desk, name, [ref]) for ref, names in self.uncovered for name in names)
        )
        return Said(t.many("answer.uncovered", len(self.uncovered)), marks)

    def _around(self) -> dict[Ref, list[str]]:
        """Return, for each land neighbour that is a member somewhere, the bodies that it has more."""
        codes = self.desk.neighbours.get(self.ref.id, ())
        known = self.desk.snapshot.participants
        near = sorted(ref for ref in known if ref.id in codes and ref.kind in _STATES)
        places = self.desk.members.sets
        return {
            ref: [name for name, refs in places.items() if ref in refs and name not in self.homes]
            for ref in near
            if any(ref in refs for refs in places.values())
        }

    def _sitting(self, around: dict[Ref, list[str]]) -> Marks:
        seats = [
            seat
            for seat in self.desk.everybody
            if seat.membership.role == MEMBER
            and seat.membership.mechanism in around.get(seat.membership.participant, ())
        ]
        return self.desk.cite(seats)

    def _seats(self) -> Section:
        t, desk = self.desk.words, self.desk
        rows = tuple(self._seat(seat) for seat in self.seats)
        columns = tuple(t(f"column.{name}") for name in ("mechanism", "role", "years"))
        table = Table(columns, rows, (46, 18, 36)) if rows else None
        return Section(
            "seats", t("section.seats"), () if rows else (Said(t("nobody", year=desk.year)),), table
        )

    def _seat(self, seat: Seat) -> tuple[Cell, ...]:
        desk, row = self.desk, seat.membership
        short, name = desk.short(row.mechanism), desk.name(Ref("mechanism", row.mechanism))
        label = name if short == name else f"{name} ({short})"
        return plain(label), plain(desk.name(Ref("role", row.role))), (desk.seat(seat, role=False),)

    def _neighbours(self) -> Section | None:
        if not self.around:
            return None
        t, desk = self.desk.words, self.desk
        rows = tuple(self._neighbour(ref, only) for ref, only in self.around.items())
        columns = tuple(t(f"column.{name}") for name in ("neighbour", "both", "without-it", "without-them"))
        table = Table(columns, rows, (16, 28, 28, 28))
        line = Said(t("neighbours.source"))
        return Section("neighbours", t("section.neighbours", name=desk.name(self.ref)), (line,), table)

    def _neighbour(self, ref: Ref, only: list[str]) -> tuple[Cell, ...]:
        desk = self.desk
        both = [name for name in self.homes if ref in desk.members.sets[name]]
        mine = [name for name in self.homes if name not in both]
        marks = desk.cite(
            seat
            for seat in desk.everybody
            if seat.membership.participant == ref
            and seat.membership.role == MEMBER
            and seat.membership.mechanism in both
        )
        return (
            plain(desk.name(ref)),
            plain(", ".join(desk.shorts(both)) or NOTHING, marks),
            plain(", ".join(desk.shorts(only)) or NOTHING, self._sitting({ref: only})),
            plain(", ".join(desk.shorts(mine)) or NOTHING),
        )

    def _held(self, names: Sequence[str], refs: Sequence[Ref]) -> Cell:
        """Return mandates, each with the places that say that ``names`` hold it."""
        return tuple(
            Said(self.desk.name(ref), merged(*(mandate_marks(self.desk, name, [ref]) for name in names)))
            for ref in sorted(refs, key=lambda ref: alphabetical(self.desk.name(ref)))
        )

    def _mandates(self) -> Section | None:
        if not self.uncovered:
            return None
        t, desk = self.desk.words, self.desk
        groups: dict[tuple[str, ...], list[Ref]] = defaultdict(list)
        for ref, names in self.uncovered:
            groups[tuple(names)].append(ref)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), desk.shorts(item[0])))
        shown, more = shortened(ordered, _HOLDERS, desk)
        rows = tuple((plain(", ".join(desk.shorts(names))), self._held(names, refs)) for names, refs in shown)
        table = Table((t("column.held-by"), t("column.mandates")), rows, (28, 72))
        lines = (Said(t("uncovered.how")),)
        return Section("mandates", t("section.uncovered", name=desk.name(self.ref)), lines, table, more)
