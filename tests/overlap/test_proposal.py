"""What a hypothetical mechanism would change, worked out by hand on the small graph and on made sets.

As of 2022 Harbour has BLZ CRI GTM HND MEX and works on data and training, River has CRI GTM HND and works on
borders and data; Ridge's list of members is unknown and nobody says what it works on. Knowledge is broader
than data and training.
"""

from __future__ import annotations

import pytest

from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.incidence import Incidence, mandates, members
from kg.overlap.proposal import Effect, Proposal, effect

YEAR = Selection(year=2022)


def states(*names: str) -> frozenset[Ref]:
    return frozenset(Ref("state", name) for name in names)


def work(*names: str) -> frozenset[Ref]:
    return frozenset(Ref("mandate", name) for name in names)


def ids(refs: tuple[Ref, ...]) -> list[str]:
    return [ref.id for ref in refs]


def asked(graph: KnowledgeGraph, proposal: Proposal) -> Effect:
    return effect(members(graph.snapshot, YEAR), mandates(graph.snapshot, YEAR), proposal)


@pytest.fixture(scope="module")
def found(small: KnowledgeGraph) -> Effect:
    """Costa Rica, Mexico and Cuba, who sits nowhere, on knowledge and borders."""
    proposal = Proposal(states("CRI", "MEX", "CUB"), work("small-knowledge", "small-borders"))
    return asked(small, proposal)


def test_the_overlap_with_each_existing_mechanism(found: Effect) -> None:
    beside = {row.mechanism: row for row in found.beside}
    assert list(beside) == ["harbour", "ridge", "river"]
    harbour, river = beside["harbour"], beside["river"]
    assert (ids(harbour.members.shared), harbour.members.union_count) == (["CRI", "MEX"], 6)
    assert harbour.members.jaccard == pytest.approx(1 / 3)
    assert harbour.members.overlap_coefficient == pytest.approx(2 / 3)
    assert (ids(river.members.shared), river.members.jaccard) == (["CRI"], 0.2)
    assert ids(harbour.mandates.shared) == ["small-knowledge"]
    assert (harbour.mandates.jaccard, harbour.mandates.overlap_coefficient) == (0.5, 1.0)
    assert (ids(river.mandates.shared), river.mandates.jaccard) == (["small-borders", "small-knowledge"], 1.0)


def test_an_unknown_list_has_no_measure_and_is_nearest_to_nothing(found: Effect) -> None:
    ridge = next(row for row in found.beside if row.mechanism == "ridge")
    assert (ridge.members.jaccard, ridge.members.union_count, ridge.mandates.jaccard) == (None, None, None)
    assert found.nearest_by_members == ("harbour", "river")
    assert found.nearest_by_mandates == ("river", "harbour")


def test_gaps_tell_what_is_new_from_what_is_covered_in_part(found: Effect) -> None:
    """Only River works on borders, and Mexico is not there; knowledge is held by nobody, parts of it are."""
    borders, knowledge = found.gaps
    assert (borders.mandate.id, ids(borders.fresh), borders.partly) == ("small-borders", ["CUB", "MEX"], ())
    assert (knowledge.mandate.id, ids(knowledge.fresh)) == ("small-knowledge", ["CUB"])
    assert ids(knowledge.partly) == ["CRI", "MEX"]
    assert (borders.maybe, knowledge.maybe, found.settled) == ((), (), ())
    assert ids(found.unseated) == ["CUB"]


def test_what_all_have_already_is_settled(small: KnowledgeGraph) -> None:
    done = asked(small, Proposal(states("BLZ", "CRI"), work("small-data")))
    assert (done.gaps, ids(done.settled), done.unseated) == ((), ["small-data"], ())


def test_the_base_is_compared_but_is_not_the_nearest(small: KnowledgeGraph) -> None:
    copy = Proposal(states("BLZ", "CRI", "GTM", "HND", "MEX"), work("small-data"), base="harbour")
    done = asked(small, copy)
    assert done.beside[0].members.jaccard == 1.0
    assert (done.nearest_by_members, done.nearest_by_mandates) == (("river",), ("river",))


def test_an_empty_proposal_changes_nothing(small: KnowledgeGraph) -> None:
    done = asked(small, Proposal(frozenset(), frozenset()))
    assert (done.nearest_by_members, done.gaps, done.settled, done.unseated) == ((), (), (), ())
    assert done.beside[0].members.jaccard == 0.0
    assert done.beside[0].members.overlap_coefficient is None
    alone = asked(small, Proposal(frozenset(), work("small-borders")))
    assert (alone.gaps, alone.settled) == ((), ())


def test_a_broader_mandate_covers_and_unknown_lists_may() -> None:
    """W holds the broad field with A in it; V holds the narrow one, and nobody says who sits there."""
    broad, narrow, other = work("broad"), work("narrow"), work("other")
    seats = Incidence({"v": frozenset(), "w": states("A"), "x": states("B")}, frozenset({"v"}))
    fields = Incidence(
        {"v": narrow, "w": broad, "x": other}, broader={next(iter(narrow)): broad, next(iter(other)): work()}
    )
    done = effect(seats, fields, Proposal(states("A", "B", "C"), narrow | other))
    gaps = {gap.mandate.id: gap for gap in done.gaps}
    assert (ids(gaps["narrow"].fresh), gaps["narrow"].maybe) == (["B", "C"], ("v",))
    assert (ids(gaps["other"].fresh), gaps["other"].maybe) == (["A", "C"], ())
    assert [gap.mandate.id for gap in done.gaps] == ["narrow", "other"]  # two each: by name
    assert ids(done.unseated) == ["C"]
    copied = effect(seats, fields, Proposal(states("B"), narrow, base="v"))
    assert copied.gaps[0].maybe == ()  # what was copied does not fill its own gap


def test_nearest_go_by_likeness_then_by_how_much_then_by_name() -> None:
    seats = Incidence({"c": states("A", "B", "C", "D"), "b": states("A", "X"), "a": states("B", "Y")})
    fields = Incidence({name: frozenset[Ref]() for name in "cba"}, frozenset("abc"))
    done = effect(seats, fields, Proposal(states("A", "B"), frozenset()))
    assert done.nearest_by_members == ("c", "a", "b")  # 2/4, then 1/3 twice
    assert done.nearest_by_mandates == ()
