"""The answers of the detail panel against kg.asof and kg.overlap on the shipped graph."""

from __future__ import annotations

import pytest
from panelsupport import covered_by, held, homes, in_part_by, panels, part, sels, shown

from kg.asof import Selection, list_known, mandates_of, seats
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.incidence import mandates, members
from kg.overlap.pairs import pair
from kg.views.explorer.data import document_of

CASES = [("CRI", 2026), ("CRI", 2005), ("MEX", 2026), ("BRA", 2022), ("HTI", 2026), ("PRY", 2018)]


@pytest.fixture
def states(page_at) -> dict[tuple[str, int], dict]:
    asked = [{"sel": f"state:{iso3}", "year": year} for iso3, year in CASES]
    return dict(zip(CASES, panels(page_at(), *asked), strict=True))


def neighbours(graph: KnowledgeGraph, iso3: str) -> list[Ref]:
    rows = {row["key"]: row for row in document_of(graph.snapshot)["participants"]}
    return [Ref(*key.split(":")) for key in rows[f"state:{iso3}"]["neighbours"]]


def test_a_state_sits_where_the_as_of_rule_says(states, real):
    for (iso3, year), panel in states.items():
        here = set(shown(real, year))
        asked = seats(real.snapshot, Selection(year=year, roles=None), participant=Ref("state", iso3))
        wanted = {row.membership.id for row in asked if row.membership.mechanism in here}
        assert set(part(panel, "panel.state.seats")["seats"]) == wanted, (iso3, year)


def test_where_neighbours_sit_and_it_does_not(states, real):
    for (iso3, year), panel in states.items():
        at = homes(real, year)
        own = at.get(Ref("state", iso3), set())
        missing = {name for ref in neighbours(real, iso3) for name in at.get(ref, set())} - own
        assert sels(panel, "panel.state.neighbours", "mechanism:") == {
            f"mechanism:{name}" for name in missing
        }


def test_costa_rica_by_hand(states):
    """Nicaragua is in the CA-4, Panama in nothing that Costa Rica is not in; no source says more."""
    panel = states["CRI", 2026]
    found = sels(panel, "panel.state.neighbours")
    assert found == {"mechanism:ca4", "state:NIC", "state:PAN"}
    assert "In 2026, Costa Rica sits in 5 mechanisms" in panel["text"]
    assert "1 of 2 neighbours" in panel["text"]


def test_mandates_that_no_mechanism_of_a_state_covers(states, real):
    for (iso3, year), panel in states.items():
        works = held(real, year)
        own = homes(real, year).get(Ref("state", iso3), set())
        mine = {name: works[name] for name in own}
        wanted = {
            f"mandate:{one}" for row in works.values() for one in row if not covered_by(real, one, mine)
        }
        assert sels(panel, "panel.state.uncovered.other", "mandate:") == (wanted if own else set()), iso3


def test_every_mandate_who_covers_it_and_who_is_left_out(page_at, real):
    names = sorted(real.snapshot.mandates)
    found = panels(page_at(), *({"sel": f"mandate:{name}"} for name in names))
    works, at = held(real, real.snapshot.now), homes(real, real.snapshot.now)
    document = document_of(real.snapshot)["participants"]
    states = {row["key"] for row in document if row["kind"] == "state" and row["region"]}
    assert len(states) == 35
    for name, panel in zip(names, found, strict=True):
        whole, part_ = covered_by(real, name, works), in_part_by(real, name, works)
        covered = {str(ref) for ref, own in at.items() if own & whole} & states
        partly = ({str(ref) for ref, own in at.items() if own & part_} & states) - covered
        holders = {f"mechanism:{one}" for one in whole | part_}
        assert sels(panel, "panel.mandate.holders") == holders, name
        assert sels(panel, "panel.mandate.covered") == covered, name
        assert sels(panel, "panel.mandate.partly") == partly, name
        unknown = {one for one in whole | part_ if not list_known(real.snapshot.mechanisms[one], Selection())}
        rest = "panel.mandate.not-known" if unknown else "panel.mandate.left-out"
        assert sels(panel, rest) == states - covered - partly, name
        assert (part(panel, "panel.mandate.left-out")["sels"] == []) or not unknown, name


PAIRS = [
    ("crm", "quito-process"),
    ("crm", "sica"),
    ("ca4", "csm"),
    ("gcm", "sica"),
    ("cam", "gcr"),
    ("can", "mirps"),
]


def test_pairs_share_and_lack_what_the_overlap_says(page_at, real):
    found = panels(page_at(), *({"sel": f"pair:{a}+{b}"} for a, b in PAIRS))
    chosen = Selection(year=real.snapshot.now)
    for (a, b), panel in zip(PAIRS, found, strict=True):
        for key, incidence in (("members", members), ("mandates", mandates)):
            whole = pair(incidence(real.snapshot, chosen), a, b)
            wanted = {str(ref) for ref in (*whole.shared, *whole.only_a, *whole.only_b)}
            named = {one for one in sels(panel, f"panel.pair.{key}") if not one.startswith("seat:")}
            assert named == wanted, (a, b, key)


def test_a_combination_is_exactly_that(page_at):
    """By hand for 2026: Guatemala, Honduras and El Salvador sit in CA-4, MIRPS, SICA, CRM and the OAS.

    Nicaragua, which left the OAS in 2023 and is no member of MIRPS, does not.
    """
    exact, three = panels(page_at(), {"sel": "set:ca4+mirps+sica+crm+oas"}, {"sel": "set:ca4+sica+crm"})
    assert sels(exact, "panel.set.exactly") == {"state:GTM", "state:HND", "state:SLV"}
    assert sels(exact, "panel.set.more") == set()
    assert sels(three, "panel.set.exactly") == {"state:NIC"}
    assert sels(three, "panel.set.more") == {"state:GTM", "state:HND", "state:SLV"}


def test_a_mechanism_has_all_its_seats_and_mandates(page_at, real):
    names = ["crm", "oas", "gcm", "r4v", "mirps-support-platform"]
    found = panels(page_at("#year=2022"), *({"sel": f"mechanism:{name}"} for name in names))
    for name, panel in zip(names, found, strict=True):
        asked = seats(real.snapshot, Selection(year=2022, roles=None), mechanism=name)
        lines = {one for row in panel["sections"] for one in row["seats"]}
        assert lines == {row.membership.id for row in asked}, name
        wanted = {f"mandate:{row.mandate}" for row in mandates_of(real.snapshot, name)}
        assert sels(panel, "panel.mandates", "mandate:") == wanted, name
        known = list_known(real.snapshot.mechanisms[name], Selection())
        assert ("That is not zero" in panel["text"]) == (name == "gcm"), known
