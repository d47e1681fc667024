"""``kg mechanism`` on the small graph: every block with its sources; worked out by hand."""

from __future__ import annotations

import csv
import io
import json
import re

from kg.rows.claims import CLAIM_FIELDS
from tests.cli.conftest import SMALL, Run
from tests.cli.test_app import on_terminal
from tests.cli.test_people import table

ATLAS, BULLETIN = "atlas-2015 (Forums, ¶ 1) [supports]", "bulletin-2020 (Members, ¶ 1) [supports]"
UNSOURCED = "no source: wording of this dataset"


def block(kg: Run, name: str, *args: str) -> list[tuple[str, ...]]:
    rows = table(kg("mechanism", *args).stdout)
    keys = ("property", "value", "whom", "when", "remarks", "sources")
    return [tuple(row[key] for key in keys) for row in rows if row["block"] == name]


def test_names_stand_with_who_uses_them(kg: Run) -> None:
    assert block(kg, "Names", "harbour") == [
        ("English", "Harbour Forum", "—", "—", "—", ATLAS),
        ("Spanish", "Foro del Puerto", "—", "—", UNSOURCED, ""),
        ("acronym", "HAR", "—", "—", "—", ATLAS),
        ("English", "Quay Talks", "—", "—", "—", f"{ATLAS} | {BULLETIN}"),
        ("Spanish", "Pláticas del Muelle", "—", "—", UNSOURCED, ""),
    ]
    narrowed = block(kg, "Names", "harbour", "--source", "bulletin-2020")
    assert [(row[1], row[4], row[5]) for row in narrowed if row[5]] == [("Quay Talks", "—", BULLETIN)]
    assert all(row[4] == "—" for row in narrowed), "another source may use it"


def test_members_and_other_roles_are_those_of_the_year(kg: Run) -> None:
    def seats(*args: str) -> list[tuple[str, ...]]:
        return [row[:2] for row in block(kg, "Members and other roles", "river", *args)]

    now = seats()
    assert now[:3] == [("member", "Costa Rica"), ("member", "Guatemala"), ("member", "Honduras")]
    assert ("chair", "Mexico") in now
    assert ("supporter", "United Nations High Commissioner for Refugees") in now
    assert ("chair", "Mexico") not in seats("--year", "2019")
    assert seats("--year", "1990") == []


def test_mandates_ties_events_and_advice(kg: Run) -> None:
    assert [row[1] for row in block(kg, "Mandates", "river")] == ["Border posts", "Shared figures"]
    assert block(kg, "Ties to others", "river") == [("part of", "Harbour Forum", "—", "—", "—", ATLAS)]
    assert block(kg, "Ties to others", "harbour") == [("← part of", "River Process", "—", "—", "—", ATLAS)]
    assert block(kg, "Events", "river") == [
        ("San José", "First meeting of the River Process", "—", "2011-05-02", "—", BULLETIN)
    ]
    what, when, why = "Keep one set of figures.", "2016-03", "before the next meeting"
    advice = ("R1", what, "Harbour Forum; Mexico", when, why, ATLAS)
    assert block(kg, "Recommendations", "river") == [advice], "about it"
    to_harbour = block(kg, "Recommendations", "harbour")
    assert to_harbour[0] == advice, "asked to act"
    assert [row[0] for row in to_harbour] == ["R1", "R10"]
    only = block(kg, "Recommendations", "harbour", "--source", "bulletin-2020")
    assert [row[0] for row in only] == ["R10"]


def test_what_another_block_tells_is_no_statement_too(kg: Run) -> None:
    for name in ("river", "harbour"):
        told = {row[0] for row in block(kg, "Statements", name)}
        assert told == {"established", "value proposition"}
    assert [row[:4] for row in block(kg, "Money", "harbour")] == [
        ("share of the budget", "30.5 per cent", "Costa Rica", "2015"),
        ("share of the budget", "60 per cent", "Mexico", "2015"),
    ]


def test_in_spanish(kg: Run) -> None:
    rows = table(kg("mechanism", "river", "--lang", "es").stdout)
    assert list(dict.fromkeys(row["block"] for row in rows)) == [
        "Nombres",
        "Miembros y otros papeles",
        "Mandatos",
        "Vínculos",
        "Eventos",
        "Recomendaciones",
        "Afirmaciones",
    ]
    assert rows[0]["remarks"] == "sin fuente: denominación de este conjunto de datos"


def test_on_a_terminal_each_block_has_a_heading_and_no_empty_column() -> None:
    shown = on_terminal("mechanism", "river", "--data", str(SMALL))
    assert shown.startswith("River Process (RIV): ")
    headings = ("Names", "Members and other roles", "Mandates", "Events", "Statements")
    places = [re.search(rf"^{name}\s*$", shown, re.MULTILINE) for name in headings]
    assert all(places)
    mandates = shown[shown.index("\nMandates") : shown.index("\nTies to others")]
    assert "Value" in mandates
    assert "When" not in mandates
    assert "Of whom" not in mandates
    assert len(re.findall(r"^Sources\s*$", shown, re.MULTILINE)) == 1, "one list of sources for all blocks"


def test_csv_holds_rows_of_one_kind_and_json_the_whole_document(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("mechanism", "river", "--format", "csv").stdout)))
    assert list(rows[0]) == list(CLAIM_FIELDS)
    then = json.loads(kg("mechanism", "harbour", "--year", "2000", "--format", "json").stdout)
    now = json.loads(kg("mechanism", "harbour", "--format", "json").stdout)
    assert (then["member_count"], now["member_count"]) == (3, 5)
    assert [row["name"] for row in now["names"] if row["sources"]] == ["Harbour Forum", "HAR", "Quay Talks"]


def test_a_name_of_another_kind_is_told_with_the_command_that_answers(kg: Run) -> None:
    found = kg("mechanism", "ACNUR")
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == (
        "kg: Unknown mechanism 'ACNUR'. It is the organization unhcr (United Nations High Commissioner for "
        'Refugees). See: kg query "DESCRIBE organization:unhcr"\n'
    )
    spanish = kg("states", "river-declaration", "--lang", "es")
    assert spanish.exit_code == 2
    assert spanish.stderr == (
        "kg: No se conoce el participante 'river-declaration'. Es el instrumento river-declaration "
        '(Declaración del Río). Consulte: kg query "DESCRIBE instrument:river-declaration"\n'
    )
    for name, command in (("CRI", "kg states CRI"), ("small-data", "kg mechanisms --mandate small-data")):
        assert kg("members", name).stderr.strip().endswith(f"See: {command}")
    assert kg("query", "DESCRIBE organization:unhcr").stdout.strip()
