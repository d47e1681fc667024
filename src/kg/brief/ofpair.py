"""The brief of two mechanisms: what they share, what each has alone, and how that reads."""

from __future__ import annotations

from collections import defaultdict

from kg.asof import list_known
from kg.brief.desk import Desk, alphabetical, plain
from kg.brief.model import Cell, Figure, Marks, Picture, Said, Section, Table
from kg.brief.notes import merged
from kg.brief.parts import NOTHING, advice, disagreements, events, mandate_marks, reading_words
from kg.brief.setpicture import Column, set_picture
from kg.model import ListStatus, Ref
from kg.overlap.pairs import Pair, pair
from kg.overlap.reading import RULE, Kind, Reading, reading


class PairBrief:
    """The parts of the brief of mechanisms ``a`` and ``b``."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.a, self.b = (ref.id for ref in desk.request.subjects)
        self.who: Pair = pair(desk.members, self.a, self.b)
        self.what: Pair = pair(desk.mandates, self.a, self.b)
        self.reading: Reading = reading(self.who, self.what)
        self.short = {name: desk.short(name) for name in (self.a, self.b)}

    def answer(self) -> tuple[Said, ...]:
        """Return the answer in sentences: members, mandates, reading."""
        desk, t = self.desk, self.desk.words
        marks = merged(self._member_marks(), self._shared_marks())
        kind = self.reading.kind
        key = "answer.unread" if kind is Kind.UNKNOWN else "answer.reading"
        read = t(key, kind=reading_words(desk, kind), meaning=t.read(f"reading.means.{kind}"))
        return self._members_line(), self._mandates_line(), Said(read, marks)

    def how(self) -> tuple[Said, ...]:
        """Return the figures behind the reading, and its rule."""
        desk, t = self.desk, self.desk.words
        rule = t.read(
            "reading.rule.measure",
            members=round(100 * RULE.members),
            mandates=round(100 * RULE.mandates),
            least=RULE.min_mandates,
        )
        figures = Said(self.reading.reason.get(desk.lang), merged(self._member_marks(), self._shared_marks()))
        return figures, Said(f"{rule} {t.read('reading.rule.caution')}")

    def figures(self) -> tuple[Figure, ...]:
        """Return the numbers of both overlaps; "?" where a list is unknown."""
        t = self.desk.words
        marks = self._member_marks()
        people = [
            self._people(len(self.who.shared), None, "figure.members-shared", marks),
            self._people(len(self.who.only_a), self.a, "figure.members-only", marks),
            self._people(len(self.who.only_b), self.b, "figure.members-only", marks),
        ]
        count = len(self.what.shared)
        value = "?" if self.what.union_count is None else t.number(count)
        return (*people, Figure(value, t.many("figure.mandates-shared", count), self._shared_marks()))

    def _people(self, count: int, name: str | None, key: str, marks: Marks) -> Figure:
        """Return a count of members; ``name``: of which mechanism alone; a lower bound where it is one."""
        t = self.desk.words
        label = t.many(key, count, name=self.short[name] if name else "")
        if self.who.union_count is not None:
            return Figure(t.number(count), label, marks)
        return Figure(f"≥\u00a0{t.number(count)}" if count and name is None else "?", label, marks)

    def picture(self) -> Picture:
        """Return both overlaps as two sets with named tiles."""
        t = self.desk.words
        heads = (
            t("picture.only", name=self.short[self.a]),
            t("picture.both"),
            t("picture.only", name=self.short[self.b]),
        )
        people = (self.who.only_a, self.who.shared, self.who.only_b)
        work = (self.what.only_a, self.what.shared, self.what.only_b)
        return set_picture(
            tuple(map(self._tiles, zip(heads, people, strict=True))),
            tuple(map(self._labels, zip(heads, work, strict=True))),
            (self.short[self.a], self.short[self.b]),
            (self._unknown(self.a), self._unknown(self.b)),
            self.desk.words,
        )

    def sections(self) -> list[Section | None]:
        """Return members, mandates, disagreements, recommendations, events."""
        desk, subjects = self.desk, self.desk.request.subjects
        return [
            self._members(),
            self._mandates(),
            disagreements(desk, subjects),
            advice(desk, subjects),
            events(desk, subjects),
        ]

    def _members_line(self) -> Said:
        desk, t, who = self.desk, self.desk.words, self.who
        a, b = self.short[self.a], self.short[self.b]
        shared = t.listing(desk.names(who.shared))
        if who.union_count is None:
            names = t.listing([self.short[name] for name in (self.a, self.b) if self._unknown(name)])
            key = "answer.members.unknown" if not who.shared else "answer.members.bound"
            return Said(t(key, year=desk.year, a=a, b=b, names=names, shared=shared), self._member_marks())
        values = {"year": desk.year, "a": a, "b": b, "shared": shared}
        if not who.shared:
            return Said(t("answer.members.none", **values), self._member_marks())
        return Said(t.many("answer.members", len(who.shared), **values), self._member_marks())

    def _mandates_line(self) -> Said:
        desk, t, what = self.desk, self.desk.words, self.what
        shared = t.listing(desk.names(what.shared))
        if what.union_count is None:
            names = [self.short[name] for name in (self.a, self.b) if not desk.mandates.sets[name]]
            return Said(t("answer.mandates.unknown", names=t.listing(names)))
        if not what.shared:
            return Said(t("answer.mandates.none"), self._shared_marks())
        values = {"shared": shared, "a": self.short[self.a], "b": self.short[self.b]}
        return Said(t.many("answer.mandates", len(what.shared), **values), self._shared_marks())

    def _member_marks(self) -> Marks:
        found = [
            seat
            for name in (self.a, self.b)
            for seat in self.desk.seats_in(name)
            if seat.membership.role == "member"
        ]
        return self.desk.cite(found)

    def _shared_marks(self) -> Marks:
        shared = [held for held in self.what.behind if held.node in self.what.shared]
        return merged(
            *(mandate_marks(self.desk, self.a, held.a) for held in shared),
            *(mandate_marks(self.desk, self.b, held.b) for held in shared),
        )

    def _unknown(self, name: str) -> bool:
        return not list_known(self.desk.snapshot.mechanisms[name], self.desk.selection())

    def _tiles(self, found: tuple[str, tuple[Ref, ...]]) -> Column:
        head, refs = found
        named = sorted((self.desk.name(ref), self._code(ref)) for ref in refs)
        return Column(head, tuple(named), self.who.union_count is not None)

    def _code(self, ref: Ref) -> str:
        known = self.desk.snapshot.participants.get(ref)  # None: a mechanism that takes part
        return (known.iso3 if known else self.desk.short(ref.id)) or self.desk.name(ref)

    def _labels(self, found: tuple[str, tuple[Ref, ...]]) -> Column:
        named = tuple((name, name) for name in self.desk.names(found[1]))
        return Column(found[0], named, self.what.union_count is not None)

    def _members(self) -> Section:
        rows = _grouped(self)
        t = self.desk.words
        columns = (t("column.where"), t("column.who"), self.short[self.a], self.short[self.b])
        table = Table(columns, rows, (12, 32, 28, 28)) if rows else None
        lines = [Said(words) for name in (self.a, self.b) if (words := self._list(name))]
        if table is None:
            lines.append(Said(t("nobody", year=self.desk.year)))
        return Section("members", t("section.members"), tuple(lines), table)

    def _list(self, name: str) -> str:
        """Return that a list is unknown or known in part; "" where it is whole."""
        if self._unknown(name):
            return self.desk.words("list.unknown", name=self.short[name])
        partial = self.desk.snapshot.mechanisms[name].list_status is ListStatus.PARTIAL
        return self.desk.words("list.partial", name=self.short[name]) if partial else ""

    def _mandates(self) -> Section:
        """Return a row for each mandate that both hold, and one for all that either holds alone."""
        t, short = self.desk.words, self.short
        held = sorted(self.what.behind, key=lambda row: alphabetical(self.desk.name(row.node)))
        shared = [row for row in held if row.node in self.what.shared]
        rows = [
            (
                plain(self.desk.name(row.node)),
                self._holding(self.a, row.node, row.a),
                self._holding(self.b, row.node, row.b),
            )
            for row in shared
        ]
        only_a = tuple(self._alone(self.a, row.node, row.a) for row in held if not row.b)
        only_b = tuple(self._alone(self.b, row.node, row.b) for row in held if not row.a)
        if only_a:
            rows.append((plain(t("mandates.only", name=short[self.a])), only_a, plain(NOTHING)))
        if only_b:
            rows.append((plain(t("mandates.only", name=short[self.b])), plain(NOTHING), only_b))
        table = Table((t("column.mandate"), short[self.a], short[self.b]), tuple(rows), (24, 38, 38))
        silent = [name for name in (self.a, self.b) if not self.desk.mandates.sets[name]]
        lines = tuple(Said(t("mandates.none-of", name=short[name])) for name in silent)
        return Section("mandates", t("section.mandates"), lines, table if rows else None)

    def _alone(self, name: str, node: Ref, held: tuple[Ref, ...]) -> Said:
        """Return a mandate that one mechanism alone holds, with the narrower ones behind it."""
        narrower = self.desk.names(ref for ref in held if ref != node)
        text = self.desk.name(node)
        if narrower:
            text = f"{text} ({', '.join(narrower)})"
        return Said(text, mandate_marks(self.desk, name, held))

    def _holding(self, name: str, node: Ref, held: tuple[Ref, ...]) -> Cell:
        """Return whether a mechanism holds the mandate itself, or which narrower ones."""
        if not held:
            return plain(NOTHING)
        narrower = [ref for ref in held if ref != node]
        words = self.desk.words("holds") if node in held else self.desk.words("holds.part")
        text = f"{words}: {', '.join(self.desk.names(narrower))}" if narrower else words
        return plain(text, mandate_marks(self.desk, name, held))


def _grouped(of: PairBrief) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for all who hold the same roles over the same years by the same places in both bodies."""
    groups: dict[tuple[int, Cell, Cell], list[Ref]] = defaultdict(list)
    held: dict[Ref, tuple[list[Said], list[Said]]] = defaultdict(lambda: ([], []))
    for side, name in enumerate((of.a, of.b)):
        for seat in of.desk.seats_in(name):
            held[seat.membership.participant][side].append(of.desk.seat(seat))
    for ref, (in_a, in_b) in held.items():
        groups[_place(of, ref), tuple(in_a), tuple(in_b)].append(ref)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), of.desk.names(item[1])))
    return tuple(
        (
            plain(_where(of, place)),
            plain(", ".join(of.desk.names(refs))),
            in_a or plain(NOTHING),
            in_b or plain(NOTHING),
        )
        for (place, in_a, in_b), refs in ordered
    )


def _place(of: PairBrief, ref: Ref) -> int:
    for place, refs in enumerate((of.who.shared, of.who.only_a, of.who.only_b)):
        if ref in refs:
            return place
    return 3


def _where(of: PairBrief, place: int) -> str:
    t = of.desk.words
    if place in (1, 2):
        name = of.short[of.a if place == 1 else of.b]
        return t("where.only", name=name) if of.who.union_count is not None else name
    if place == 0:
        return t("where.both")
    return t("where.neither" if of.who.union_count is not None else "where.unknown")
