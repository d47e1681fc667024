"""Tables as CSV and as a workbook: every statement once, sources beside it, text never a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from kg.export import export, licence
from kg.export.csvfiles import csv_files, csv_text
from kg.export.tables import NAMES, tables
from kg.export.workbook import workbook
from kg.graph import KnowledgeGraph
from kg.model import Text
from kg.snapshot import Snapshot

HOSTILE = ("=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "\tx", "\rx", '"quoted", "comma"\nline', "á\x07ñ")


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def with_names(graph: KnowledgeGraph, name: str) -> Snapshot:
    """The small graph with a hostile name for Harbour."""
    body = graph.snapshot.mechanisms["harbour"]
    hostile = replace(body, label=Text(name, name))
    return replace(graph.snapshot, mechanisms={**graph.snapshot.mechanisms, "harbour": hostile})


def test_every_statement_is_there_once_whatever_its_rank(small: KnowledgeGraph) -> None:
    found = {table.name: table for table in tables(small.snapshot)}
    assert tuple(found) == NAMES
    counts = {name: len(table.rows) for name, table in found.items()}
    # Counted in tests/data/small.ttl; the mandates are the four of the file and those of the ontology.
    assert counts | {"mandates": 0} == {
        "mechanisms": 4,
        "participants": 7,
        "memberships": 19,
        "mandates": 0,
        "assignments": 6,
        "claims": 19,
        "figures": 5,
        "instruments": 1,
        "events": 1,
        "recommendations": 3,
        "regions": 1,
        "sources": 3,
        "citations": 54,
    }
    assert {"small-borders", "small-data", "small-knowledge", "small-training"} <= {
        row["id"] for row in found["mandates"].rows
    }


def test_a_membership_row(small: KnowledgeGraph) -> None:
    files = csv_files(small.snapshot, licence(small.store))
    rows = {row["id"]: row for row in read(files["memberships.csv"])}
    honduras = rows["river-HND-member"]
    assert honduras["participant_name_es"] == "Honduras"
    assert honduras["mechanism_name_es"] == "Proceso del Río"
    assert (honduras["since"], honduras["holds_now"], honduras["rank"]) == ("", "true", "normal")
    assert honduras["sources"] == "atlas-2015; bulletin-2020"
    assert honduras["stances"] == "supports; omits"
    assert honduras["places"] == "atlas-2015: Forums, ¶ 1; bulletin-2020: Members, ¶ 1"
    assert rows["harbour-ABW-member"]["holds_now"] == "false"
    assert rows["harbour-ABW-member"]["rank_reason_en"] == "The later list says that it never sat."
    assert rows["river-unhcr-supporter"]["inferred"] == "true"


def test_a_figure_row_says_what_is_counted(small: KnowledgeGraph) -> None:
    files = csv_files(small.snapshot, licence(small.store))
    rows = {row["id"]: row for row in read(files["figures.csv"])}
    assert [row["subject"] for row in rows.values()] == ["harbour", "harbour", "ridge", "isthmus", "HND"]
    found = rows["HND-borderEncounters-2019"]
    assert (found["value"], found["approximation"], found["unit"]) == ("120", "more-than", "persons")
    assert (found["period_start"], found["period_end"], found["year"]) == ("2018-10", "2019-09", "")
    assert (found["subject_name_es"], found["population_es"]) == ("Honduras", "niños que viajaban solos")
    assert rows["isthmus-shareOfPopulation-2015"]["concerns"] == "state:GTM; state:HND"
    assert rows["harbour-budget-MEX"]["contributor_name_es"] == "México"


def test_a_claim_row_has_its_place_its_field_and_its_model(small: KnowledgeGraph) -> None:
    files = csv_files(small.snapshot, licence(small.store))
    rows = {row["id"]: row for row in read(files["claims.csv"])}
    finding = rows["GTM-capacityFinding-1"]
    assert (finding["ordinal"], finding["mandates"]) == ("2", "small-borders; small-data")
    assert finding["value"] == "Its posts share no figures yet."
    assert finding["value_es"] == "Sus puestos aún no comparten cifras."
    assert rows["river-valueProposition-1"]["follows"] == "claim:harbour-valueProposition-1"


def test_what_is_advised_and_which_areas_there_are(small: KnowledgeGraph) -> None:
    files = csv_files(small.snapshot, licence(small.store))
    advice = read(files["recommendations.csv"])
    assert [row["id"] for row in advice] == ["atlas-r1", "bulletin-r2", "bulletin-r10"]
    assert (advice[0]["addressees"], advice[0]["target_year"]) == ("mechanism:harbour; state:MEX", "2016")
    assert advice[0]["concerns"] == "mandate:small-data; mechanism:river"
    [region] = read(files["regions.csv"])
    assert (region["name_es"], region["other_names"]) == ("El istmo", "Bridge lands")
    assert region["covers"] == "state:BLZ; state:CRI; state:GTM; state:HND"


def test_a_table_without_rows_has_its_columns(small: KnowledgeGraph) -> None:
    full = {table.name: table for table in tables(small.snapshot)}
    bare = replace(
        small.snapshot, mechanisms={}, participants={}, mandates={}, sources={}, citations={}, memberships=()
    )
    bare = replace(bare, assignments=(), claims=(), instruments={}, events={}, recommendations={}, regions={})
    for table in tables(bare):
        assert table.rows == (), table.name
        assert table.columns == full[table.name].columns, table.name
        assert table.columns == tuple(full[table.name].rows[0]), table.name
        assert csv_text(table).strip() == ",".join(table.columns)


def test_citations_tie_each_statement_to_each_place(small: KnowledgeGraph) -> None:
    files = csv_files(small.snapshot, licence(small.store))
    found = {
        (row["source"], row["paragraph"], row["stance"])
        for row in read(files["citations.csv"])
        if row["statement"] == "river-HND-member"
    }
    assert found == {("atlas-2015", "1", "supports"), ("bulletin-2020", "1", "omits")}


def test_the_archive_describes_itself(small: KnowledgeGraph) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export(small, "csv")))
    package = json.loads(archive.read("datapackage.json"))
    assert package["version"] == small.snapshot.version
    assert package["licenses"] == [{"path": "https://creativecommons.org/licenses/by/4.0/"}]
    for resource in package["resources"]:
        rows = read(archive.read(resource["path"]))
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert rows
        assert list(rows[0]) == names
        whole = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "integer"]
        assert all(int(row[name]) for row in rows for name in whole if row[name])
    types = {field["name"]: field["type"] for field in package["resources"][2]["schema"]["fields"]}
    assert (types["since_year"], types["holds_now"], types["since"]) == ("integer", "boolean", "string")


@pytest.mark.parametrize("name", HOSTILE[:6])
def test_csv_defuses_what_a_spreadsheet_would_run(small: KnowledgeGraph, name: str) -> None:
    table = tables(with_names(small, name))[0]
    row = next(row for row in read(csv_text(table).encode()) if row["id"] == "harbour")
    assert row["name_en"] == "'" + name


def test_csv_keeps_quotes_commas_and_line_ends(small: KnowledgeGraph) -> None:
    table = tables(with_names(small, HOSTILE[6]))[0]
    row = next(row for row in read(csv_text(table).encode()) if row["id"] == "harbour")
    assert row["name_en"] == HOSTILE[6]


def test_negative_numbers_stay_numbers(small: KnowledgeGraph) -> None:
    table = replace(
        tables(small.snapshot)[0], columns=("n", "m"), rows=({"n": -5, "m": -1.5}, {"n": None, "m": 0})
    )
    assert csv_text(table) == "n,m\r\n-5,-1.5\r\n,0\r\n"


def test_the_workbook(small: KnowledgeGraph) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(small, "xlsx")))
    assert book.sheetnames == ["about", *NAMES]
    facts = {row[0].value: row[1].value for row in book["about"].iter_rows(min_row=2)}
    assert facts["version"] == small.snapshot.version
    assert facts["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert facts["memberships"] == 19
    assert facts["atlas-2015"] == "Atlas of forums. Test Archive. 2015. not stated"
    for table in tables(small.snapshot):
        sheet = book[table.name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert tuple(cell.value for cell in sheet[1]) == table.columns
        body = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
        assert body == [tuple(row[name] for name in table.columns) for row in table.rows]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_workbook_has_no_formula(small: KnowledgeGraph, name: str) -> None:
    content = workbook(with_names(small, name), "")
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    inside = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"<f>" in inside.read(part) for part in inside.namelist() if "/worksheets/" in part)
