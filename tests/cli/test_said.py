"""``kg figures``, ``kg mechanism``, ``kg recommendations`` on the small graph; worked out by hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.rows.claims import CLAIM_FIELDS
from tests.cli.conftest import SMALL, Run
from tests.cli.test_people import table


def test_figures_say_of_whom_when_and_how_rounded(kg: Run) -> None:
    found = kg("figures", "HND")
    assert found.exit_code == 0
    [row] = table(found.stdout)
    assert (row["subject"], row["value"]) == ("Honduras", "more than 120 persons")
    assert (row["whom"], row["when"]) == ("children on their own", "2018-10–2019-09")
    assert row["sources"] == "bulletin-2020 (Members, ¶ 1) [supports]"
    [spanish] = table(kg("figures", "HND", "--lang", "es").stdout)
    assert (spanish["value"], spanish["whom"]) == ("más de 120 personas", "niños que viajaban solos")


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((), ["Harbour Forum", "Harbour Forum", "Ridge Platform", "The isthmus", "Honduras"]),
        (("--concerns", "Guatemala"), ["The isthmus"]),
        (("--year", "2018"), ["Honduras"]),
        (("--unit", "percent", "--contributor", "MEX"), ["Harbour Forum"]),
        (("--property", "partnerCount"), ["Ridge Platform"]),
        (("--kind", "figure", "--source", "atlas-2015"), ["The isthmus"]),
        (("--words", "SOLOS niños"), ["Honduras"]),
        (("region:isthmus",), ["The isthmus"]),
    ],
)
def test_filters_of_figures(kg: Run, args: tuple[str, ...], expected: list[str]) -> None:
    assert [row["subject"] for row in table(kg("figures", *args).stdout)] == expected


def test_figures_as_csv_and_json_are_those_of_the_rest_api(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("figures", "HND", "--format", "csv").stdout)))
    assert list(rows[0]) == list(CLAIM_FIELDS)
    assert (rows[0]["value"], rows[0]["period_end"]) == ("120", "2019-09")
    nothing = kg("figures", "MEX", "--format", "csv")
    assert nothing.stdout.strip() == ",".join(CLAIM_FIELDS)
    body = json.loads(kg("figures", "isthmus", "--format", "json").stdout)
    assert body["total"] == 1
    assert [node["id"] for node in body["items"][0]["concerns"]] == ["GTM", "HND"]


def test_a_mechanism_shows_places_in_lists_and_models(kg: Run) -> None:
    rows = [row for row in table(kg("mechanism", "RIVER").stdout) if row["block"] == "Statements"]
    assert [(row["property"], row["value"]) for row in rows[:2]] == [
        ("established", "2010"),
        ("established", "2011"),
    ]
    assert rows[1]["remarks"] == "preferred"
    assert rows[-1]["remarks"] == "no. 3 of a list; as in Harbour Forum"
    document = json.loads(kg("mechanism", "river", "--format", "json", "--lang", "es").stdout)
    assert document["name"] == "Proceso del Río"
    assert document["claims"][-1]["value"] == "Una mesa para todas las orillas."
    assert document["dataset_version"].startswith("0.0.1+")


def test_a_status_that_no_source_states_is_said_to_be_so(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "unstated.ttl"
    text = SMALL.read_text("utf-8")
    before, ridge = text.split("mechanism:ridge a mm:Mechanism", 1)
    path.write_text(
        before + "mechanism:ridge a mm:Mechanism" + ridge.replace("    mm:status status:active ;\n", "", 1),
        "utf-8",
    )
    rows = {row["id"]: row["status"] for row in table(kg("mechanisms", data=path).stdout)}
    assert rows == {"harbour": "active", "lantern": "ended", "ridge": "not stated", "river": "active"}
    spanish = {row["id"]: row["status"] for row in table(kg("mechanisms", "--lang", "es", data=path).stdout)}
    assert spanish["ridge"] == "no consta"
    active = table(kg("mechanisms", "--status", "active", data=path).stdout)
    assert [row["id"] for row in active] == ["harbour", "river"]
    document = json.loads(kg("mechanism", "ridge", "--format", "json", data=path).stdout)
    assert (document["status"], document["status_label"]) == (None, None)
    named = table(kg("query", "mechanisms", data=path).stdout)
    assert [row["status"] for row in named if row["mechanism"].endswith("ridge")] == [""]


def test_recommendations_by_what_and_to_whom(kg: Run) -> None:
    rows = table(kg("recommendations").stdout)
    assert [row["number"] for row in rows] == ["R1", "R2", "R10"]
    assert rows[0]["addressees"] == "Harbour Forum; Mexico"
    assert rows[0]["action"] == "Keep one set of figures."
    assert rows[0]["target"] == "before the next meeting (2016-03)"
    assert rows[0]["concerns"] == "Shared figures; River Process"
    assert (rows[2]["addressees"], rows[2]["target"]) == ("the friends of the river", "—")

    def numbers(*args: str) -> list[str]:
        return [row["number"] for row in table(kg("recommendations", *args).stdout)]

    assert numbers("--addressee", "mx") == ["R1", "R2"]
    assert numbers("--mandate", "Border posts", "--mandate", "small-training") == ["R2", "R10"]
    assert numbers("--mechanism", "RIVER") == ["R1"]
    assert numbers("--target-year", "2016") == ["R1"]
    assert numbers("--source", "atlas-2015") == ["R1"]
    bodies = [
        kg("recommendations", *more, "--format", "csv").stdout for more in ((), ("--target-year", "2017"))
    ]
    assert bodies[1].strip() == bodies[0].splitlines()[0]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("figures", "narnia"), "kg: Unknown "),
        (("figures", "--property", "weight"), "kg: property: 'weight' is not one of "),
        (("figures", "--unit", "stones"), "kg: unit: 'stones' is not one of "),
        (("figures", "--year", "18"), "kg: year: 18 is not between "),
        (("mechanism", "riv"), "kg: 'riv' names several things"),
        (("recommendations", "--addressee", "narnia"), "kg: Unknown "),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_exit_code_2(
    kg: Run, args: tuple[str, ...], said: str
) -> None:
    found = kg(*args)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr.startswith(said)
    assert found.stderr.count("\n") == 1
