"""``kg members``, ``kg states``, ``kg mechanisms`` on the small graph; the answers were worked out by hand.

Harbour (founded March 2000): Belize 2000-2004 and again from 2010, Costa Rica from March 2000, Guatemala
undated (seen in 2015 and 2020), Honduras from 2008 (2006 in the older, outranked source), Mexico observer
2005-2012, then member from 2013; Aruba only in a deprecated statement. River (2011): Costa Rica, Guatemala,
Honduras, undated; Mexico chair 2021-2022; UNHCR supporter, inferred. Ridge: 17 partners, none named; Aruba
host country. Lantern 1995-2005.
"""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Run


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def seats(text: str) -> set[tuple[str, ...]]:
    return {(row["iso3"], row["role"], row["since"], row["until"], row["basis"]) for row in table(text)}


def test_members_now(kg: Run) -> None:
    found = kg("members", "harbour")
    assert found.exit_code == 0
    assert found.stderr == ""
    assert seats(found.stdout) == {
        ("BLZ", "member", "2010", "—", "stated"),
        ("CRI", "member", "2000-03", "—", "stated"),
        ("GTM", "member", "—", "—", "stated"),
        ("HND", "member", "2008", "—", "stated"),
        ("MEX", "member", "2013", "—", "stated"),
    }


def test_members_in_a_year_and_any_role(kg: Run) -> None:
    assert seats(kg("members", "harbour", "--year", "2007", "--role", "any").stdout) == {
        ("CRI", "member", "2000-03", "—", "stated"),
        ("GTM", "member", "—", "—", "assumed"),
        ("MEX", "observer", "2005", "2012", "stated"),
    }


def test_every_row_names_its_sources_and_their_stance(kg: Run) -> None:
    rows = {row["iso3"]: row["sources"] for row in table(kg("members", "river").stdout)}
    assert rows["CRI"] == "atlas-2015 (Forums, ¶ 1) [supports] | bulletin-2020 (Members, ¶ 1) [supports]"
    assert rows["HND"] == "atlas-2015 (Forums, ¶ 1) [supports] | bulletin-2020 (Members, ¶ 1) [omits]"


def test_only_some_sources(kg: Run) -> None:
    older = kg("members", "harbour", "--source", "atlas-2015")
    # The atlas alone: Aruba (which the bulletin denies), Costa Rica, Guatemala, Honduras from 2006.
    assert {row[0] for row in seats(older.stdout)} == {"ABW", "CRI", "GTM", "HND"}
    assert ("HND", "member", "2006", "—", "stated") in seats(older.stdout)


NAMES = ("HAR", "har", "Harbour Forum", "foro del puerto", "Pláticas del Muelle")


@pytest.mark.parametrize("name", NAMES)
def test_a_mechanism_goes_by_any_of_its_names(kg: Run, name: str) -> None:
    assert kg("members", name).stdout == kg("members", "harbour").stdout


def test_a_list_that_is_not_known_is_said_to_be_so(kg: Run) -> None:
    found = kg("members", "ridge")
    assert found.exit_code == 0
    assert table(found.stdout) == []
    assert found.stderr.splitlines() == [
        "RDG: the list is not known.",
        "The sources give numbers: number of partners 17 (2020) [bulletin-2020].",
        "Known in other roles (--role any): host country 1.",
    ]
    assert "RDG: la lista no se conoce." in kg("members", "ridge", "--lang", "es").stderr


def test_the_json_says_so_too(kg: Run) -> None:
    body = json.loads(kg("members", "ridge", "--format", "json").stdout)
    assert (body["items"], body["total"], body["member_list_status"]) == ([], 0, "unknown")
    assert body["notes"][0] == "RDG: the list is not known."


def test_a_partial_list_and_a_year_out_of_range_are_said(kg: Run) -> None:
    assert "the sources name only part of the members" in kg("members", "river").stderr
    assert kg("members", "harbour", "--year", "1999").stderr == (
        "HAR: not yet established in 1999 (established 2000).\n"
    )
    assert "no longer there in 2006 (ended 2005)" in kg("members", "lantern", "--year", "2006").stderr
    last = kg("members", "lantern")
    assert {row[0] for row in seats(last.stdout)} == {"CRI", "GTM"}
    assert last.stderr == "LAN ended in 2005; this is its last year.\n"


def test_json_rows_are_those_of_the_rest_api(kg: Run) -> None:
    body = json.loads(kg("members", "harbour", "--year", "2010", "--format", "json").stdout)
    assert body["total"] == len(body["items"]) == 4
    assert body["dataset_version"].startswith("0.0.1+")
    honduras = next(row for row in body["items"] if row["iso3"] == "HND")
    assert honduras["since"] == "2008"
    assert honduras["rank"] == "preferred"
    assert honduras["rank_reason"] == "The later source corrects the date."
    assert [cite["id"] for cite in honduras["sources"]] == ["bulletin-2020"]
    assert honduras["sources"][0]["url"] == "https://example.org/bulletin-2020"


def test_csv_has_a_header_and_the_sources_in_one_column(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("members", "harbour", "--format", "csv").stdout)))
    assert len(rows) == 5
    assert all(row["sources"] for row in rows)
    assert {"mechanism", "participant", "role", "since", "until", "basis", "rank"} <= rows[0].keys()


def test_mechanisms_of_a_state(kg: Run) -> None:
    found = {
        (row["id"], row["role"], row["since"])
        for row in table(kg("states", "Mexico", "--role", "any").stdout)
    }
    # Mexico's observer seat ended in 2012; Lantern was over long before 2022.
    assert found == {("harbour", "member", "2013"), ("river", "chair", "2021")}
    earlier = table(kg("states", "mx", "--year", "2004", "--role", "any").stdout)
    assert {(row["id"], row["role"]) for row in earlier} == {("lantern", "observer")}


def test_all_states_with_their_counts(kg: Run) -> None:
    rows = {row["iso3"]: (row["type"], row["mechanism_count"]) for row in table(kg("states").stdout)}
    assert rows == {
        "ABW": ("territory", "0"),
        "BLZ": ("state", "1"),
        "CRI": ("state", "2"),
        "GTM": ("state", "2"),
        "HND": ("state", "2"),
        "MEX": ("state", "1"),
    }


def test_mechanisms_by_type_status_mandate_state_and_year(kg: Run) -> None:
    def ids(*options: str) -> list[str]:
        return [row["id"] for row in table(kg("mechanisms", *options).stdout)]

    assert ids() == ["harbour", "lantern", "ridge", "river"]
    assert ids("--status", "ended") == ["lantern"]
    assert ids("--type", "regional-consultative-process") == ["harbour", "river"]
    assert ids("--mandate", "Shared figures") == ["harbour", "river"]
    assert ids("--state", "BLZ") == ["harbour"]
    assert ids("--year", "1999") == ["lantern"]
    assert ids("--state", "HND", "--year", "2003") == ["lantern"]


def test_an_unknown_count_is_never_zero(kg: Run) -> None:
    rows = {row["id"]: row for row in table(kg("mechanisms", "--lang", "es").stdout)}
    assert rows["ridge"]["member_count"] == "no se conoce"
    assert rows["harbour"]["member_count"] == "5"
    assert rows["lantern"]["years"] == "1995–2005"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("members", "harbor"), "kg: Unknown mechanism 'harbor'. Did you mean harbour?"),
        (
            ("members", "riv"),
            "kg: 'riv' names several things: ridge (Ridge Platform), river (River Process). Use an id.",
        ),
        (
            ("members", "riv", "--lang", "es"),
            "kg: 'riv' designa varias cosas: "
            "ridge (Plataforma de la Loma), river (Proceso del Río). Use un id",
        ),
        (("members", "harbor", "--lang=es"), "kg: No se conoce el mecanismo 'harbor'. ¿Quiso decir harbour?"),
        (("members", "harbour", "--role", "king"), "kg: role: 'king' is not one of "),
        (("members", "harbour", "--year", "12"), "kg: year: 12 is not between "),
        (("members", "harbour", "--source", "atlas"), "kg: Unknown source 'atlas'."),
        (("mechanisms", "--type", "club"), "kg: type: 'club' is not one of "),
        (("states", "Narnia"), "kg: Unknown "),
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


def test_csv_has_its_header_where_no_list_is_known(kg: Run) -> None:
    found = kg("members", "ridge", "--format", "csv")
    assert found.exit_code == 0
    full = kg("members", "harbour", "--format", "csv").stdout
    assert found.stdout == full.splitlines(keepends=True)[0]
