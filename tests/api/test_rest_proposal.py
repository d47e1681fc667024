"""``GET /overlap/proposal`` on the hand-made graph; the figures stand in tests/overlap/test_proposal.py."""

from __future__ import annotations

import csv
import io

import httpx

PATH = "/api/v1/overlap/proposal"


def get(web: httpx.Client, **params: object) -> dict:
    answer = web.get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_a_proposal_would_change(web):
    found = get(
        web, states=["CRI", "Mexico", "BLZ"], mandates=["Shared knowledge", "small-borders"], lang="es"
    )
    assert found["hypothetical"] is True
    assert [row["iso3"] for row in found["states"]] == ["BLZ", "CRI", "MEX"]
    assert found["mandates"] == [
        {"id": "small-borders", "label": found["mandates"][0]["label"]},
        {"id": "small-knowledge", "label": "Saber en común"},
    ]
    harbour, ridge, river = found["items"]
    assert harbour["members"] == {
        "shared": harbour["members"]["shared"],
        "shared_count": 3,
        "union_count": 5,
        "jaccard": 0.6,
        "overlap_coefficient": 1.0,
    }
    assert (ridge["reading"], ridge["members"]["jaccard"]) == ("unknown", None)
    assert river["mandates"]["jaccard"] == 1.0
    assert found["nearest_by_members"] == ["harbour", "river"]
    assert found["nearest_by_mandates"] == ["river", "harbour"]
    assert [(gap["id"], [one["id"] for one in gap["fresh"]]) for gap in found["gaps"]] == [
        ("small-borders", ["BLZ", "MEX"]),
        ("small-knowledge", []),
    ]
    assert [one["id"] for one in found["gaps"][1]["partly"]] == ["BLZ", "CRI", "MEX"]
    assert (found["settled"], found["unseated"], found["as_of"]) == ([], [], 2022)


def test_a_base_gives_what_is_not_named(web):
    copied = get(web, base="HAR")
    assert copied["base"] == "harbour"
    assert [row["id"] for row in copied["states"]] == ["BLZ", "CRI", "GTM", "HND", "MEX"]
    assert [row["id"] for row in copied["mandates"]] == ["small-data", "small-training"]
    assert copied["items"][0]["base"] is True
    assert copied["nearest_by_members"] == ["river"]
    changed = get(web, base="harbour", states=["CRI"], mechanism=["river"])
    assert [row["id"] for row in changed["states"]] == ["CRI"]
    assert [row["mechanism"] for row in changed["items"]] == ["river"]


def test_an_empty_proposal_is_answered(web):
    found = get(web)
    assert (found["states"], found["gaps"], found["nearest_by_members"]) == ([], [], [])
    assert found["total"] == 3


def test_as_a_table_as_triples_and_by_a_query(web):
    answer = web.get(PATH, params={"states": "CRI", "mandates": "small-data", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["mechanism"], row["members_shared"], row["mandates_jaccard"]) for row in rows] == [
        ("harbour", "CRI", "0.5"),
        ("ridge", "", ""),
        ("river", "CRI", "0.5"),
    ]
    ttl = web.get(PATH, params={"states": "CRI", "format": "ttl"}).text
    assert "membership:harbour-CRI-member" in ttl
    assert "membership:harbour-BLZ-member" not in ttl
    links = web.get(PATH, params={"states": "CRI"}).headers["link"]
    via = [part for part in links.split(", <") if 'rel="via"' in part]
    assert len(via) == 2


def test_what_it_cannot_take(web):
    for params, word in (
        ({"states": "Atlantis"}, "states"),
        ({"mandates": "nothing"}, "mandates"),
        ({"base": "nobody"}, "base"),
        ({"year": "soon"}, "year"),
        ({"state": "CRI"}, "state"),
    ):
        answer = web.get(PATH, params=params)
        assert answer.status_code == 422, params
        assert word in answer.json()["detail"]


def test_a_participant_of_any_kind_and_a_state_before_others(live):
    found = get(
        live,
        states=["can", "mechanism:oas", "organization:eu", "territory:ABW"],
        mechanism="mirps-support-platform",
    )
    assert {(row["type"], row["id"]) for row in found["states"]} == {
        ("state", "CAN"),
        ("mechanism", "oas"),
        ("organization", "eu"),
        ("territory", "ABW"),
    }
    assert found["items"][0]["members"]["shared_count"] == 3
    copied = get(live, base="mirps-support-platform")
    assert "oas" in [row["id"] for row in copied["states"]]
