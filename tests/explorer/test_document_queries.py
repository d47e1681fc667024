"""The SPARQL of the views, marks replaced as the page replaces them, against the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from kg.asof import Selection, mandates_of, seats
from kg.explorer.questions import questions
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.namespaces import iri
from kg.overlap.conflicts import conflicts
from kg.overlap.incidence import mandates, members
from kg.overlap.pairs import pair
from kg.overlap.timeline import timeline

YEAR = 2018
BOTH = ("member", "observer")
SOURCE = "wrmc-regional-cooperation-2021"
COLUMNS = ("crm", "csm", "sica", "quito-process", "r4v")


def node(kind: str, *names: str) -> str:
    return " ".join(f"<{iri(kind, name)}>" for name in names)


def filled(name: str, **marks: Any) -> str:
    """The query ``name`` as the page's script fills it: plain text, and no clause for an empty list."""
    text = questions()[name]
    given = {"LANG": "en", "MECHANISMS": "", "ROLES": "", "SOURCES": "", **marks}
    for mark, value in given.items():
        if value == "":
            text = re.sub(rf"[ \t]*VALUES \?\w+ \{{ %{mark}% \}}\n?", "", text)
        text = text.replace(f"%{mark}%", str(value))
    assert not re.search("%[A-Z]+%", text), text
    return text


def rows(graph: KnowledgeGraph, name: str, **marks: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in graph.store.select(filled(name, **marks)).dicts()]


def local(value: object) -> str:
    return str(value).strip("<>").rpartition("/")[2]


def told(found: Iterable[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(local(row["statement"]), str(row["basis"])) for row in found}


def held(
    graph: KnowledgeGraph, roles: Sequence[str] | None, source: str = "", **narrow: Any
) -> set[tuple[str, str]]:
    wanted = Selection(YEAR, frozenset(roles) if roles else None, frozenset({source}) if source else None)
    found = seats(graph.snapshot, wanted, **narrow)
    return {(seat.membership.id, str(seat.basis)) for seat in found}


@pytest.mark.parametrize("source", ["", SOURCE])
@pytest.mark.parametrize("roles", [("member",), BOTH, None])
@pytest.mark.parametrize("name", ["matrix", "network"])
def test_the_seats_of_the_columns_shown(real, name: str, roles: Sequence[str] | None, source: str):
    marks = {"YEAR": YEAR, "MECHANISMS": node("mechanism", *COLUMNS), "ROLES": node("role", *(roles or ()))}
    found = rows(real, name, **marks, SOURCES=node("source", source) if source else "")
    wanted = {row for column in COLUMNS for row in held(real, roles, source, mechanism=column)}
    assert told(found) == wanted
    assert wanted


def test_every_seat_where_nothing_is_narrowed(real):
    assert told(rows(real, "matrix", YEAR=YEAR)) == held(real, None)


def test_one_mechanism_one_state_one_participant_one_cell(real):
    marks = {"YEAR": YEAR, "ROLES": node("role", *BOTH)}
    found = told(rows(real, "mechanism", MECHANISM=node("mechanism", "crm"), **marks))
    assert found == held(real, BOTH, mechanism="crm") != set()
    found = told(rows(real, "state", ISO3="CRI", **marks))
    assert found == held(real, BOTH, participant=Ref("state", "CRI")) != set()
    iom = Ref("organization", "unhcr")
    assert told(rows(real, "participant", PARTICIPANT=node(iom.kind, iom.id), YEAR=YEAR)) == held(
        real, None, participant=iom
    )
    cell = rows(
        real, "seat", MECHANISM=node("mechanism", "sica"), PARTICIPANT=node("state", "DOM"), YEAR=YEAR
    )
    assert told(cell) == held(real, None, mechanism="sica", participant=Ref("state", "DOM")) != set()


@pytest.mark.parametrize("source", ["", SOURCE])
@pytest.mark.parametrize(("a", "b"), [("crm", "sica"), ("csm", "quito-process")])
def test_what_a_pair_shares(real, a: str, b: str, source: str):
    sources = frozenset({source}) if source else None
    marks = {
        "A": node("mechanism", a),
        "B": node("mechanism", b),
        "SOURCES": node("source", source) if source else "",
    }
    who = pair(members(real.snapshot, Selection(YEAR, sources=sources), (a, b)), a, b)
    sides: dict[str, set[str]] = {"shared": set(), "only_a": set(), "only_b": set()}
    for row in rows(real, "pair-members", YEAR=YEAR, ROLES=node("role", "member"), **marks):
        sides[str(row["side"])].add(local(row["participant"]))
    assert sides == {side: {ref.id for ref in getattr(who, side)} for side in sides}
    what = pair(mandates(real.snapshot, Selection(sources=sources), (a, b)), a, b)
    sides = {"shared": set(), "only_a": set(), "only_b": set()}
    for row in rows(real, "pair-mandates", **marks):
        sides[str(row["side"])].add(local(row["mandate"]))
    assert sides == {side: {ref.id for ref in getattr(what, side)} for side in sides}


def test_mandates_and_who_holds_them(real):
    snapshot = real.snapshot
    name = snapshot.assignments[0].mandate
    found = {local(row["mechanism"]) for row in rows(real, "mandate", MANDATE=node("mandate", name))}
    assert found == {
        key for key in snapshot.mechanisms if name in {row.mandate for row in mandates_of(snapshot, key)}
    }
    found = {
        local(row["statement"])
        for row in rows(real, "mechanism-mandates", MECHANISM=node("mechanism", "sica"))
    }
    assert found == {row.id for row in mandates_of(snapshot, "sica")} != set()
    found = {
        local(row["statement"]) for row in rows(real, "assignments", MECHANISMS=node("mechanism", *COLUMNS))
    }
    wanted = {row.id for column in COLUMNS for row in mandates_of(snapshot, column)}
    assert found == wanted != set()


def test_spans_and_disagreements(real):
    snapshot = real.snapshot
    found = rows(real, "timeline", MECHANISMS=node("mechanism", *COLUMNS))
    spans = {
        row.id for row in timeline(snapshot, Selection(roles=None)).memberships if row.mechanism in COLUMNS
    }
    assert {local(row["statement"]) for row in found if row.get("statement")} == spans != set()
    kinds = {str(row["kind"]) for row in rows(real, "conflicts")}
    assert kinds == {row.kind for row in conflicts(snapshot)}


def test_the_marks_are_those_that_are_written_about():
    import kg.explorer.questions as module

    used = {mark for text in questions().values() for mark in re.findall("%[A-Z0-9]+%", text)}
    assert all(mark in (module.__doc__ or "") for mark in used)
