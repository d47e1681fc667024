"""``kg overlap`` and ``kg conflicts`` on the small graph, worked out by hand."""

from __future__ import annotations

import json

from tests.cli.conftest import Run
from tests.cli.test_people import table


def test_two_mechanisms_side_by_side(kg: Run) -> None:
    found = kg("overlap", "harbour", "river")
    assert found.exit_code == 0
    rows = {row["participant"]: (row["harbour"], row["river"]) for row in table(found.stdout)}
    assert rows == {
        "Costa Rica": ("●", "●"),
        "Guatemala": ("●", "●"),
        "Honduras": ("●", "●"),
        "Belize": ("●", "·"),
        "Mexico": ("●", "·"),
    }
    honduras = next(row for row in table(found.stdout) if row["participant"] == "Honduras")
    assert honduras["sources"].count("|") == 2


def test_the_measures(kg: Run) -> None:
    body = json.loads(kg("overlap", "harbour", "river", "--format", "json").stdout)
    pair = body["items"][0]
    assert (pair["shared_count"], pair["union_count"], pair["jaccard"]) == (3, 5, 0.6)
    assert pair["overlap_coefficient"] == 1.0


def test_three_mechanisms_as_pairs_in_a_year(kg: Run) -> None:
    found = kg("overlap", "harbour", "lantern", "river", "--year", "2003")
    rows = {(row["a"], row["b"]): row for row in table(found.stdout)}
    # 2003: Harbour has Belize, Costa Rica, Guatemala; Lantern Costa Rica, Guatemala, Honduras; no River yet.
    assert rows["harbour", "lantern"]["in_all"] == "CRI, GTM"
    assert rows["harbour", "lantern"]["jaccard"] == "0.5"
    assert rows["harbour", "river"]["shared"] == "0"
    assert "RIV: not yet established in 2003" in found.stderr


def test_an_unknown_list_leaves_the_measures_empty(kg: Run) -> None:
    found = kg("overlap", "harbour", "ridge", "--format", "json")
    pair = json.loads(found.stdout)["items"][0]
    assert pair["jaccard"] is None
    assert pair["union_count"] is None
    assert "RDG: the list is not known." in json.loads(found.stdout)["notes"]
    assert "is a lower bound" in kg("overlap", "harbour", "ridge").stderr


def test_by_mandates(kg: Run) -> None:
    rows = table(kg("overlap", "harbour", "river", "--by", "mandates", "--lang", "es").stdout)
    assert {row["mandate"]: (row["harbour"], row["river"]) for row in rows} == {
        "Cifras compartidas": ("●", "●"),
        "Formación conjunta": ("●", "·"),
        "Puestos fronterizos": ("·", "●"),
    }


def test_one_mechanism_has_nothing_to_overlap_with(kg: Run) -> None:
    found = kg("overlap", "harbour", "HAR")
    assert found.exit_code == 2
    assert found.stderr == "kg: mechanism: two different mechanisms are needed.\n"


def test_conflicts_show_every_side_with_its_own_sources(kg: Run) -> None:
    rows = table(kg("conflicts", "river", "--kind", "value").stdout)
    assert [(row["values"], row["sources"]) for row in rows] == [
        ("2011", "bulletin-2020 (Members, ¶ 1) [supports]"),
        ("2010", "atlas-2015 (Forums, ¶ 1) [supports]"),
        ("Joint training", "atlas-2015 (Forums, ¶ 1) [supports]"),
        ("denied", "bulletin-2020 (Members, ¶ 1) [contradicts]"),
    ]
    assert [row["followed"] for row in rows] == ["followed", "", "", "followed"]


def test_conflicts_of_each_kind(kg: Run) -> None:
    body = json.loads(kg("conflicts", "--format", "json").stdout)
    found = {(row["kind"], row["subject"]) for row in body["items"]}
    assert {
        ("value", "river"),
        ("membership", "harbour"),
        ("membership", "river"),
        ("arithmetic", "harbour"),
        ("name", "harbour"),
    } <= found
    assert any(row["kind"] == "acronym" and row["id"] == "acronym-riv" for row in body["items"])
    only = json.loads(kg("conflicts", "--kind", "arithmetic", "--format", "json").stdout)["items"]
    assert [row["values"][0]["value"] for row in only] == ["sum of 2 shares: 90.5 %"]
