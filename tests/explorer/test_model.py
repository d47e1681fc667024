"""What the page computes in a browser equals what :mod:`kg.asof` and :mod:`kg.overlap` answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.asof import Selection, seats
from kg.explorer.document import span
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap import incidence
from kg.overlap.intersections import intersections
from kg.overlap.pairs import Pair, pairs
from kg.overlap.reading import reading
from kg.timespan import Basis

SOURCES = (
    None,
    "wrmc-regional-cooperation-2021",
    "wrmc-summary-2022",
    "ruiz-soto-2021",
    "mpi-press-release-2021",
    "oas-cam-concept-note-2022",
)
ROLES: tuple[frozenset[str] | None, ...] = (
    frozenset({"member"}),
    None,
    frozenset({"member", "observer"}),
)

#: How many mandates let a mechanism without a member take part in the comparison of pairs.
MUCH_WORK = 2

#: A state that shows every mechanism of the graph that existed.
WHOLE = """(asked) => {
  const { data } = window.explorer;
  const on = new Set(data.mechanisms.filter((body) => !body.default).map((body) => body.id));
  const roles = new Set(asked.roles || data.roles.map((role) => role.id));
  return { year: asked.year, roles, source: asked.source || "", off: new Set(), on, sel: "", scenario: null };
}"""


@dataclass(frozen=True)
class Asked:
    """One question to both sides."""

    year: int
    roles: frozenset[str] | None
    source: str | None

    @property
    def selection(self) -> Selection:
        return Selection(self.year, self.roles, frozenset({self.source}) if self.source else None)

    def sent(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "roles": sorted(self.roles) if self.roles is not None else None,
            "source": self.source,
        }


@pytest.fixture(scope="module")
def tab(browser: Browser, served: str) -> Iterator[Tab]:
    """The page as it opens; nothing in this module changes what it shows."""
    context = browser.new_context()
    found = context.new_page()
    found.goto(served + "/")
    found.wait_for_function("() => window.explorer?.ready")
    yield found
    context.close()


def answers(tab: Tab, body: str, asked: Iterable[Asked]) -> Any:
    """Evaluate ``body`` (an expression about ``view``) for each question, in one call."""
    look = f"const view = window.explorer.look(({WHOLE})(asked));"
    return tab.evaluate(
        f"(all) => all.map((asked) => {{ {look} return {body}; }})",
        [one.sent() for one in asked],
    )


def keys(refs: Iterable[Ref]) -> list[str]:
    return sorted(str(ref) for ref in refs)


def test_every_year_role_and_source_gives_the_sets_of_the_library(tab: Tab, real: KnowledgeGraph) -> None:
    snapshot = real.snapshot
    asked = [Asked(year, roles, source) for year in span(snapshot) for roles in ROLES for source in SOURCES]
    found = answers(
        tab,
        "{ sets: Object.fromEntries([...view.sets].map(([id, set]) => [id, [...set].sort()])),"
        " unknown: [...view.unknown].sort() }",
        asked,
    )
    for one, got in zip(asked, found, strict=True):
        wanted = incidence.members(snapshot, one.selection)
        assert got["sets"] == {name: keys(refs) for name, refs in wanted.sets.items()}, one
        assert got["unknown"] == sorted(wanted.unknown), one
    assert any(got["sets"].get("crm") for got in found)


def test_every_year_and_source_gives_the_seats_and_their_basis(tab: Tab, real: KnowledgeGraph) -> None:
    snapshot = real.snapshot
    asked = [Asked(year, None, source) for year in span(snapshot) for source in SOURCES]
    found = answers(tab, "Object.fromEntries(view.seats.map(({ seat, stated }) => [seat.id, stated]))", asked)
    for one, got in zip(asked, found, strict=True):
        wanted = {row.membership.id: row.basis is Basis.STATED for row in seats(snapshot, one.selection)}
        assert got == wanted, one
    assert {stated for got in found for stated in got.values()} == {True, False}


def test_each_source_alone_gives_the_mandates_of_the_library(tab: Tab, real: KnowledgeGraph) -> None:
    snapshot = real.snapshot
    told = tab.evaluate("() => window.explorer.data.sources.map((source) => source.id)")
    assert set(SOURCES[1:]) <= set(told) <= set(snapshot.sources)
    asked = [Asked(snapshot.now, None, source) for source in (None, *told)]
    found = answers(
        tab,
        "Object.fromEntries([...view.mandates].map(([id, set]) => [id, [...set].sort()]))",
        asked,
    )
    for one, got in zip(asked, found, strict=True):
        wanted = incidence.mandates(snapshot, one.selection)
        assert got == {name: sorted(ref.id for ref in refs) for name, refs in wanted.sets.items()}, one


def as_plain(pair: Pair, *, local: bool) -> dict[str, Any]:
    def names(refs: Iterable[Ref]) -> list[str]:
        return [ref.id if local else str(ref) for ref in refs]

    return {
        "a": pair.a,
        "b": pair.b,
        "shared": names(pair.shared),
        "onlyA": names(pair.only_a),
        "onlyB": names(pair.only_b),
        "union": pair.union_count,
        "jaccard": pytest.approx(pair.jaccard) if pair.jaccard is not None else None,
        "coefficient": pytest.approx(pair.overlap_coefficient)
        if pair.overlap_coefficient is not None
        else None,
    }


@pytest.mark.parametrize(
    ("year", "source"), [(1996, None), (2022, None), (2022, "wrmc-regional-cooperation-2021")]
)
def test_pairs_of_members_and_mandates_and_their_reading(
    tab: Tab, real: KnowledgeGraph, year: int, source: str | None
) -> None:
    snapshot, one = real.snapshot, Asked(year, frozenset({"member"}), source)
    who = incidence.members(snapshot, one.selection)
    what = incidence.mandates(snapshot, one.selection)
    names = [name for name in who.sets if who.sets[name] or len(what.sets[name]) > MUCH_WORK]
    got = tab.evaluate(
        f"""([asked, names]) => {{
          const view = window.explorer.look(({WHOLE})(asked));
          return names.flatMap((a, n) => names.slice(n + 1).map((b) => {{
            const work = view.mandatePair(a, b);
            return {{
              members: view.pair(a, b), mandates: work,
              behind: Object.fromEntries(work.behind), kind: view.reading(a, b).kind,
            }};
          }}));
        }}""",
        [one.sent(), names],
    )
    members = pairs(incidence.members(snapshot, one.selection, names))
    mandates = pairs(incidence.mandates(snapshot, one.selection, names))
    assert len(got) == len(members) > 100
    for row, left, right in zip(got, members, mandates, strict=True):
        row["mandates"].pop("behind")
        assert row["members"] == as_plain(left, local=False)
        assert row["mandates"] == as_plain(right, local=True)
        assert row["kind"] == str(reading(left, right).kind)
        assert row["behind"] == {
            held.node.id: {"a": [ref.id for ref in held.a], "b": [ref.id for ref in held.b]}
            for held in right.behind
        }


@pytest.mark.parametrize("roles", [frozenset({"member"}), None])
def test_intersections_in_their_order(tab: Tab, real: KnowledgeGraph, roles: frozenset[str] | None) -> None:
    snapshot = real.snapshot
    asked = [Asked(year, roles, None) for year in span(snapshot)[::3]]
    found = answers(tab, "[view.bodies, view.intersections]", asked)
    for one, (shown, got) in zip(asked, found, strict=True):
        wanted = intersections(incidence.members(snapshot, one.selection, shown))
        assert got == [
            {"bodies": list(row.mechanisms), "people": [str(ref) for ref in row.participants]}
            for row in wanted
        ], one
    assert max(len(got) for _, got in found) > 10


def test_the_order_of_rows_and_columns_is_the_documents(tab: Tab) -> None:
    got = tab.evaluate(
        """() => {
          const { data, look, state } = window.explorer;
          const view = look(state);
          const held = new Set(view.seats.map(({ seat }) => seat.p));
          return {
            bodies: view.bodies, people: view.people,
            wanted: data.mechanisms.map((body) => body.id).filter((id) => view.sets.has(id)),
            rows: data.participants.map((person) => person.key).filter((key) => held.has(key)),
          };
        }"""
    )
    assert got["bodies"] == got["wanted"]
    assert got["people"] == got["rows"]


def test_what_is_hypothetical_stands_last_and_counts_for_nobody(tab: Tab) -> None:
    got = tab.evaluate(
        """() => {
          const { look, state, parseAddress } = window.explorer;
          const tried = parseAddress("#try=new&states=CRI,USA,JPN&mandates=statistics").state;
          const view = look({ ...state, scenario: tried.scenario });
          const plain = look(state);
          return {
            last: view.bodies.at(-1), set: [...view.sets.get("what-if")].sort(),
            shared: view.pair("what-if", "crm").shared, jaccard: view.pair("what-if", "crm").jaccard,
            crm: view.sets.get("crm").size,
            same: view.counts.get("state:CRI") === plain.counts.get("state:CRI"),
          };
        }"""
    )
    assert got["last"] == "what-if"
    assert got["set"] == ["state:CRI", "state:USA"]
    assert got["shared"] == ["state:CRI", "state:USA"]
    assert got["jaccard"] == pytest.approx(2 / got["crm"])
    assert got["same"] is True
