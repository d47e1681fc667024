"""Who belonged in year Y, on the small graph (tests/data/small.ttl), worked out by hand."""

from __future__ import annotations

import pytest

from kg.asof import Selection, list_known, mandates_of, seats
from kg.graph import KnowledgeGraph
from kg.model import Ref

Found = set[tuple[str, str, str]]


def ask(graph: KnowledgeGraph, mechanism: str, **wanted: object) -> Found:
    selection = graph.selection(**wanted)  # type: ignore[arg-type]
    return {
        (seat.membership.participant.id, seat.membership.role, str(seat.basis))
        for seat in seats(graph.snapshot, selection, mechanism=mechanism)
    }


@pytest.mark.parametrize(
    ("mechanism", "year", "expected"),
    [
        # Founded in March 2000: nobody before. Guatemala's since is unknown and first attested in 2015.
        ("harbour", 1999, set()),
        ("harbour", 2000, {("BLZ", "stated"), ("CRI", "stated"), ("GTM", "assumed")}),
        # Honduras: the preferred statement says 2008, so the normal one (2006) does not answer.
        ("harbour", 2006, {("CRI", "stated"), ("GTM", "assumed")}),
        ("harbour", 2008, {("CRI", "stated"), ("GTM", "assumed"), ("HND", "stated")}),
        # Belize came back in 2010 after leaving in 2004.
        ("harbour", 2010, {("BLZ", "stated"), ("CRI", "stated"), ("GTM", "assumed"), ("HND", "stated")}),
        ("lantern", 2003, {("CRI", "stated"), ("GTM", "stated"), ("HND", "stated")}),
        # Honduras left after 2003, the plan ended in 2005.
        ("lantern", 2005, {("CRI", "stated"), ("GTM", "stated")}),
        ("lantern", 2006, set()),
        # River's best-ranked founding year is 2011; the lists that attest it are of 2015 and 2020.
        ("river", 2010, set()),
        ("river", 2011, {("CRI", "assumed"), ("GTM", "assumed"), ("HND", "assumed")}),
        ("river", 2015, {("CRI", "stated"), ("GTM", "assumed"), ("HND", "stated")}),
    ],
)
def test_members_of_a_year(small: KnowledgeGraph, mechanism: str, year: int, expected: set[tuple[str, str]]):
    assert ask(small, mechanism, year=year) == {(name, "member", basis) for name, basis in expected}


def test_now_is_the_year_of_the_dataset(small: KnowledgeGraph):
    assert small.snapshot.now == 2022
    assert ask(small, "harbour") == ask(small, "harbour", year=2022)


def test_now_of_an_ended_mechanism_asked_by_name_is_its_last_year(small: KnowledgeGraph):
    assert ask(small, "lantern") == ask(small, "lantern", year=2005) != set()
    everywhere = {seat.membership.mechanism for seat in seats(small.snapshot)}
    assert "lantern" not in everywhere


def test_roles_are_kept_apart_and_any_gives_all(small: KnowledgeGraph):
    assert ask(small, "harbour", year=2012, role="observer") == {("MEX", "observer", "stated")}
    assert ask(small, "harbour", year=2013, role="observer") == set()
    assert ("MEX", "member", "stated") in ask(small, "harbour", year=2013)
    assert ask(small, "river", year=2022, role="any") - ask(small, "river", year=2022) == {
        ("MEX", "chair", "stated"),
        ("unhcr", "supporter", "stated"),
    }


def test_an_inferred_since_is_assumed_until_a_source_attests_it(small: KnowledgeGraph):
    assert ("unhcr", "supporter", "assumed") in ask(small, "river", year=2012, role="supporter")
    assert ("unhcr", "supporter", "stated") in ask(small, "river", year=2020, role="supporter")


def test_a_source_alone_answers_as_if_only_it_had_spoken(small: KnowledgeGraph):
    atlas = {name for name, _, _ in ask(small, "harbour", year=2007, source="atlas-2015")}
    # The atlas alone dates Honduras to 2006 and still counts Aruba, which the bulletin denies.
    assert atlas == {"ABW", "CRI", "GTM", "HND"}
    bulletin = {name for name, _, _ in ask(small, "harbour", year=2015, source="bulletin-2020")}
    assert bulletin == {"BLZ", "CRI", "GTM", "HND", "MEX"}


def test_deprecated_statements_do_not_answer_when_all_sources_speak(small: KnowledgeGraph):
    assert "ABW" not in {name for name, _, _ in ask(small, "harbour", year=2015)}


def test_an_unknown_list_is_unknown_whatever_little_is_known(small: KnowledgeGraph):
    ridge = small.snapshot.mechanisms["ridge"]
    assert not list_known(ridge, Selection())
    assert not list_known(ridge, Selection(roles=None))
    assert not list_known(ridge, Selection(roles=frozenset({"host-country"})))
    assert list_known(small.snapshot.mechanisms["river"], Selection())


def test_seats_of_a_participant(small: KnowledgeGraph):
    held = seats(small.snapshot, Selection(year=2022), participant=Ref("state", "CRI"))
    assert [seat.membership.mechanism for seat in held] == ["harbour", "river"]


def test_mandates_leave_out_the_deprecated_unless_only_their_source_speaks(small: KnowledgeGraph):
    def names(sources: frozenset[str] | None) -> list[str]:
        return [row.mandate for row in mandates_of(small.snapshot, "river", sources)]

    assert names(None) == ["small-borders", "small-data"]
    assert names(frozenset({"atlas-2015"})) == ["small-data", "small-training"]
    assert names(frozenset({"bulletin-2020"})) == ["small-borders", "small-data"]
