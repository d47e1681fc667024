"""The command on the shipped graph; the answers were read off the source documents."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.cli.test_people import table

CRM = {"BLZ", "CAN", "CRI", "DOM", "GTM", "HND", "MEX", "NIC", "PAN", "SLV", "USA"}
CSM = {"ARG", "BOL", "BRA", "CHL", "COL", "ECU", "GUY", "PER", "PRY", "SUR", "URY", "VEN"}
QUITO = {"ARG", "BRA", "CHL", "COL", "CRI", "DOM", "ECU", "GUY", "MEX", "PAN", "PER", "PRY", "URY"}


def codes(kg: Run, *args: str) -> set[str]:
    found = kg(*args, data=None)
    assert found.exit_code == 0, found.stderr
    return {row["iso3"] for row in table(found.stdout)}


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("crm",), CRM),
        (("Puebla Process", "--year", "1996"), CRM - {"DOM"}),
        (("Proceso de Quito",), QUITO),
        # The concept note of 2022 leaves Paraguay out; it alone lists twelve.
        (("quito-process", "--source", "oas-cam-concept-note-2022"), QUITO - {"PRY"}),
        (("csm",), CSM),
        (("mirps", "--year", "2018"), {"BLZ", "CRI", "GTM", "HND", "MEX", "PAN"}),
        (("mirps", "--year", "2019"), {"BLZ", "CRI", "GTM", "HND", "MEX", "PAN", "SLV"}),
        (("mirps", "--source", "oas-cam-concept-note-2022"), {"BLZ", "CRI", "GTM", "HND", "MEX", "PAN"}),
        (("crm", "--role", "observer"), {"ARG", "COL", "ECU", "JAM", "PER"}),
        (("ca4",), {"GTM", "HND", "NIC", "SLV"}),
        (("cirefca",), {"BLZ", "CRI", "GTM", "HND", "MEX", "NIC", "SLV"}),
        (("can",), {"BOL", "COL", "ECU", "PER"}),
        (("gcm",), set()),
    ],
)
def test_members(kg: Run, args: tuple[str, ...], expected: set[str]) -> None:
    assert codes(kg, "members", *args) == expected


def test_the_list_of_the_compact_is_unknown_and_its_number_is_given(kg: Run) -> None:
    said = kg("members", "GCM", data=None).stderr
    assert "GCM: the list is not known." in said
    assert "164" in said


def test_r4v_names_hosts_and_no_partners(kg: Run) -> None:
    assert len(codes(kg, "members", "r4v", "--role", "host-country")) == 17
    assert codes(kg, "members", "r4v", "--role", "partner") == set()
    assert "192" in kg("members", "r4v", data=None).stderr


def test_overlaps(kg: Run) -> None:
    def pair(a: str, b: str) -> dict[str, object]:
        body = json.loads(kg("overlap", a, b, "--format", "json", data=None).stdout)
        return dict(body["items"][0])

    none = pair("crm", "csm")
    assert (none["shared"], none["union_count"], none["jaccard"]) == ([], 23, 0.0)
    some = pair("crm", "quito-process")
    assert [row["id"] for row in some["shared"]] == ["CRI", "DOM", "MEX", "PAN"]  # type: ignore[attr-defined]
    assert (some["union_count"], some["jaccard"]) == (20, 0.2)


def test_canada_and_the_andean_community_are_two(kg: Run) -> None:
    found = kg("states", "Canada", "--role", "any", data=None)
    assert "can" not in {row["id"] for row in table(found.stdout)}
    assert codes(kg, "states", "--lang", "es") >= {"CAN", "MEX"}
    assert kg("states", "can", "--role", "any", data=None).stdout == found.stdout


def test_an_acronym_of_two_plans_is_not_guessed(kg: Run) -> None:
    found = kg("members", "CPA", data=None)
    assert found.exit_code == 2
    assert "cpa-cirefca" in found.stderr
    assert "cpa-indochina" in found.stderr
