"""Lists that a source closes: who is left out of them, at which date, and lists beside lists; all by hand.

On ``closed``, the Atlas (2015) and the Bulletin (2020) close the members of Harbour Forum. The Atlas names
Aruba, Costa Rica, Guatemala and Honduras; Belize (until 2004, again since 2010) and Mexico (since 2013) sat
there in 2015 by the Bulletin, so the Atlas leaves them out. The Bulletin names everybody of 2020.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Citation, Claim, Membership, Rank, Ref, Stance, Value
from kg.overlap.conflicts import Conflict, conflicts
from kg.overlap.conflicts.lists import closed_lists
from kg.snapshot import Snapshot
from kg.timespan import YearSpan

MEXICO, BELIZE = Ref("state", "MEX"), Ref("state", "BLZ")


def by_id(snapshot: Snapshot) -> dict[str, Conflict]:
    return {row.id: row for row in conflicts(snapshot)}


def values(row: Conflict) -> list[tuple[str, bool, list[str]]]:
    return [
        (side.value.en, side.followed, [cite.source.id for cite in side.citations]) for side in row.values
    ]


def changed(snapshot: Snapshot, name: str, **fields: object) -> Snapshot:
    """The snapshot with one membership changed."""
    rows = [replace(row, **fields) if row.id == name else row for row in snapshot.memberships]  # type: ignore[arg-type]
    return replace(snapshot, memberships=tuple(rows))


def test_whom_each_list_names_and_leaves_out(closed: KnowledgeGraph):
    atlas, bulletin = closed_lists(closed.snapshot)["harbour", "member"]
    assert (atlas.source.id, atlas.year) == ("atlas-2015", 2015)
    assert {ref.id for ref in atlas.named} == {"ABW", "CRI", "GTM", "HND"}
    assert {row.id for row in atlas.unnamed} == {"harbour-BLZ-member-2010", "harbour-MEX-member"}
    assert (bulletin.source.id, bulletin.year) == ("bulletin-2020", 2020)
    assert {ref.id for ref in bulletin.named} == {"BLZ", "CRI", "GTM", "HND", "MEX"}
    assert bulletin.missing == frozenset()


def test_a_list_without_a_year_closes_nothing(closed: KnowledgeGraph):
    assert set(closed_lists(closed.snapshot)) == {("harbour", "member")}


def test_whom_a_closed_list_leaves_out_is_a_computed_conflict(small: KnowledgeGraph, closed: KnowledgeGraph):
    before, after = by_id(small.snapshot), by_id(closed.snapshot)
    assert set(after) - set(before) == {
        "membership-harbour-BLZ",
        "membership-harbour-MEX",
        "membership-harbour-lists-member",
    }
    assert values(after["membership-harbour-MEX"]) == [
        ("member, from 2013", True, ["bulletin-2020"]),
        ("not in the list", False, ["atlas-2015"]),
    ]
    omitting = after["membership-harbour-MEX"].values[1]
    assert {cite.stance for cite in omitting.citations} == {Stance.OMITS}
    assert omitting.statements == ("harbour-closed-2015",)
    assert after["membership-harbour-MEX"].outcome.es == "Las respuestas siguen: miembro, desde 2013."


def test_two_lists_of_different_size_stand_beside_each_other(closed: KnowledgeGraph):
    row = by_id(closed.snapshot)["membership-harbour-lists-member"]
    assert values(row) == [
        ("4 in the list of 2015, without Belize, Mexico", False, ["atlas-2015"]),
        ("5 in the list of 2020", True, ["bulletin-2020"]),
    ]
    assert row.note.es == "Las listas difieren en: Belice, México."
    assert row.things == (Ref("mechanism", "harbour"), BELIZE, MEXICO)


@pytest.mark.parametrize(
    ("since", "until", "conflict"),
    [
        (2013, None, True),
        (2014, None, True),
        (2015, None, False),  # joined in the year of the list: perhaps after it
        (2016, None, False),
        (2010, 2014, False),
        (2010, 2015, False),  # left in the year of the list: perhaps before it
        (2010, 2016, True),
    ],
)
def test_a_list_from_outside_the_years_of_a_seat_is_no_conflict(
    closed: KnowledgeGraph, since: int, until: int | None, conflict: bool
):
    snapshot = changed(closed.snapshot, "harbour-MEX-member", span=YearSpan(since, until))
    assert ("membership-harbour-MEX" in by_id(snapshot)) is conflict


def test_a_seat_that_is_only_assumed_for_the_year_is_no_conflict(closed: KnowledgeGraph):
    undated = changed(closed.snapshot, "harbour-MEX-member", span=YearSpan(), since=None)
    assert "membership-harbour-MEX" not in by_id(undated), "attested from 2020 on"
    attested = changed(
        closed.snapshot, "harbour-MEX-member", span=YearSpan(), since=None, attested=(2014, 2020)
    )
    assert "membership-harbour-MEX" in by_id(attested)


def test_whoever_the_source_names_elsewhere_is_not_left_out(closed: KnowledgeGraph):
    mexico = next(row for row in closed.snapshot.memberships if row.id == "harbour-MEX-member")
    place = next(cite for cite in closed.snapshot.citations.values() if cite.source.id == "atlas-2015")
    other = replace(place, id="atlas-2015-annex", locator="Annex")
    snapshot = changed(closed.snapshot, "harbour-MEX-member", citations=(*mexico.citations, other))
    assert "membership-harbour-MEX" not in by_id(snapshot)


def test_the_list_of_one_role_says_nothing_of_another(closed: KnowledgeGraph):
    snapshot = changed(closed.snapshot, "harbour-MEX-member", role="signatory")
    assert "membership-harbour-MEX" not in by_id(snapshot)


def test_an_omission_that_is_cited_already_is_not_told_twice(closed: KnowledgeGraph):
    mexico = next(row for row in closed.snapshot.memberships if row.id == "harbour-MEX-member")
    place = next(cite for cite in closed.snapshot.citations.values() if cite.source.id == "atlas-2015")
    omits = replace(place, id="atlas-2015-omits", stance=Stance.OMITS)
    snapshot = changed(closed.snapshot, "harbour-MEX-member", citations=(*mexico.citations, omits))
    row = by_id(snapshot)["membership-harbour-MEX"]
    assert [cite.id for cite in row.values[1].citations] == ["atlas-2015-omits"]


def test_equal_lists_are_one_side_and_no_conflict_alone(closed: KnowledgeGraph):
    again = replace(
        next(row for row in closed.snapshot.claims if row.id == "harbour-closed-2020"), id="again", year=2021
    )
    snapshot = replace(closed.snapshot, claims=(*closed.snapshot.claims, again))
    row = by_id(snapshot)["membership-harbour-lists-member"]
    assert [side.value.es for side in row.values] == [
        "4 en la lista de 2015, sin Belice, México",
        "5 en la lista de 2020 y 2021",
    ]
    late = [row for row in snapshot.claims if row.id != "harbour-closed-2015"]
    assert "membership-harbour-lists-member" not in by_id(replace(snapshot, claims=tuple(late)))


def test_a_source_that_names_nobody_of_those_who_sit_there(closed: KnowledgeGraph):
    """Two lists of one size differ too: the one names Aruba, the other Belize."""
    place = next(iter(closed.snapshot.citations.values()))
    one, other = (replace(place, id=name, source=replace(place.source, id=name, year=2010)) for name in "ab")

    def seat(state: Ref, cite: Citation) -> Membership:
        return Membership(
            id=f"lantern-{state.id}", iri=state.id, mechanism="ridge", participant=state, role="member",
            span=YearSpan(2018), citations=(cite,), rank=Rank.NORMAL,
        )  # fmt: skip

    claim = Claim(
        id="both", iri="both", subject=Ref("mechanism", "ridge"), property="closedList", year=2020,
        value=Value("member", ref=Ref("role", "member")), citations=(one, other),
    )  # fmt: skip
    snapshot = replace(
        closed.snapshot, claims=(claim,), memberships=(seat(BELIZE, one), seat(MEXICO, other)), assignments=()
    )
    found = by_id(snapshot)
    assert [side.value.en for side in found["membership-ridge-lists-member"].values] == [
        "1 in the list of 2020, without Belize",
        "1 in the list of 2020, without Mexico",
    ]
    assert {"membership-ridge-BLZ", "membership-ridge-MEX"} <= set(found)
    assert found["membership-ridge-lists-member"].outcome.en == "The answers follow none of the lists."
