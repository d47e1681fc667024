"""``kg objectives`` and objectives where a mandate may be given."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.objectives_support import matched


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return matched(tmp_path)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def test_the_list_tells_a_lower_bound(kg: Run, data: Path) -> None:
    rows = {row["id"]: row for row in table(kg("objectives", data=data).stdout)}
    assert len(rows) == 27
    assert (rows["gcm-4"]["mechanism_count"], rows["gcm-4"]["state_count"]) == ("2", "5")
    assert rows["gcm-13"]["state_count"] == "≥ 5"
    assert rows["gcm-13"]["mechanisms_held"] == "harbour, ridge, river"


def test_one_objective_with_mandates_sources_and_states(kg: Run, data: Path) -> None:
    found = kg("objectives", "gcm-13", "--lang", "es", data=data)
    rows = [(row["id"], row["mandate"], row["match"], row["member_count"]) for row in table(found.stdout)]
    assert rows == [
        ("harbour", "Cifras compartidas", "más específica", "5"),
        ("harbour", "Formación conjunta", "más específica", "5"),
        ("ridge", "Saber en común", "parte", "no se conoce"),
        ("river", "Cifras compartidas", "más específica", "3"),
    ]
    assert all(row["sources"] for row in table(found.stdout))
    assert "Estados y territorios alcanzados en 2022: 5 (BLZ, CRI, GTM, HND, MEX)." in found.stderr
    assert "RDG: la lista no se conoce." in found.stderr


def test_what_was_not_there_is_said(kg: Run, data: Path) -> None:
    found = kg("objectives", "gcm-8", "--year", "2000", data=data)
    assert "States and territories reached in 2000: 3 (CRI, GTM, HND)." in found.stderr
    assert "Not there in 2000: RIV." in found.stderr


def test_nobody_is_said_and_not_left_empty(kg: Run, data: Path) -> None:
    assert (
        kg("objectives", "gcm-14", data=data).stderr == "gcm-14: no mandate of the scheme is matched to it.\n"
    )
    none = kg("objectives", "gcm-10", data=data)
    assert none.stderr == "gcm-10: no mechanism is said to work on it.\n"
    assert (
        json.loads(kg("objectives", "gcm-10", "--format", "json", data=data).stdout)["items"][0]["states"]
        == []
    )


def test_json_is_the_document_of_the_web(kg: Run, data: Path) -> None:
    body = json.loads(kg("objectives", "GCM objective 4", "--format", "json", data=data).stdout)
    assert body["items"][0]["id"] == "gcm-4"
    assert body["items"][0]["mechanisms"] == ["harbour", "river"]


@pytest.mark.parametrize(("name", "near"), [("2", "gcm-2, gcr-2"), ("gcm-24", "gcm-2")])
def test_what_is_no_objective(kg: Run, name: str, near: str) -> None:
    found = kg("objectives", name)
    assert found.exit_code == 2
    assert found.stderr.startswith(f"kg: Unknown objective '{name}'. Did you mean")
    assert near in found.stderr


def test_an_objective_where_a_mandate_may_stand(kg: Run, data: Path) -> None:
    rows = table(kg("mechanisms", "--mandate", "gcm-13", data=data).stdout)
    assert [row["id"] for row in rows] == ["harbour", "ridge", "river"]


@pytest.mark.parametrize(
    "value",
    [
        "gcm-4",
        "GCM objective 4",
        "gcm-objective:4",
        "https://w3id.org/migration-mechanisms/id/gcm-objective/4",
    ],
)
def test_the_named_query(kg: Run, data: Path, value: str) -> None:
    found = kg("query", "objective-mechanisms", "-p", f"objective={value}", "--format", "csv", data=data)
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert [row["mechanism"].rpartition("/")[2] for row in rows] == ["harbour", "river"]


def test_a_pair_names_the_narrower_mandates(kg: Run, data: Path) -> None:
    rows = table(kg("overlap", "harbour", "ridge", "--by", "mandates", data=data).stdout)
    assert [(row["mandate"], row["harbour"], row["ridge"]) for row in rows] == [
        ("Shared knowledge", "● (Shared figures, Joint training)", "●")
    ]
    one = table(
        kg("overlap", "harbour", "river", "--by", "mandates", "--source", "atlas-2015", data=data).stdout
    )
    assert all("bulletin-2020" not in row["sources"] for row in one)
