"""The names of the shipped record on the command line."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.names_of_the_record import ONE, SEVERAL

#: The last name of each mechanism: without accents, the least like the id.
LAST = [(names[-1], key) for key, names in ONE.items()]

#: Two names of each mechanism; the library's test has them all.
SOME = sorted({(names[n], key) for key, names in ONE.items() for n in (len(names) // 2, -1)})


@pytest.mark.parametrize(("name", "expected"), SOME)
def test_a_name_in_place_of_an_id(kg: Run, name: str, expected: str) -> None:
    found = kg("members", name, "--role", "any", "--format", "json", data=None)
    assert found.exit_code == 0, found.stderr
    assert json.loads(found.stdout)["mechanism"] == expected


@pytest.mark.parametrize(("name", "expected"), LAST)
def test_a_name_as_a_parameter_of_a_query(kg: Run, name: str, expected: str) -> None:
    given, known = (kg("query", "claims", "-p", f"mechanism={text}", data=None) for text in (name, expected))
    assert given.exit_code == 0, given.stderr
    assert given.stdout == known.stdout


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(("name", "expected"), SEVERAL.items())
def test_a_name_of_several_stops_and_lists_them(
    kg: Run, name: str, expected: tuple[str, ...], lang: str
) -> None:
    said = {"en": "names several things: ", "es": "designa varias cosas: "}[lang]
    found = kg("members", name, "--lang", lang, data=None)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith(f"kg: {name!r} {said}{expected[0]} (")
    assert f", {expected[1]} (" in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "args", [("overlap", "CPA", "csm"), ("conflicts", "CPA"), ("query", "claims", "-p", "mechanism=CPA")]
)
def test_every_command_stops_there(kg: Run, args: tuple[str, ...]) -> None:
    found = kg(*args, data=None)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("kg: 'CPA' names several things: cpa-cirefca (")


def test_can_is_the_state_where_a_state_is_asked_for(kg: Run) -> None:
    found = kg("states", "CAN", "--format", "json", data=None)
    assert json.loads(found.stdout)["participant"] == "CAN"
    rows = json.loads(kg("members", "CAN", "--format", "json", data=None).stdout)["items"]
    assert {row["mechanism"] for row in rows} == {"can"}
