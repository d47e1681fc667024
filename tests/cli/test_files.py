"""``kg export`` and ``kg render``: what lands on disk and in pipes."""

from __future__ import annotations

import csv
import io
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
import rdflib

from kg.export.tables import NAMES
from tests.cli.conftest import SMALL, Run, environment, process


def test_the_form_follows_from_the_ending(kg: Run, tmp_path: Path) -> None:
    for name in ("g.ttl", "g.nt", "g.jsonld", "t.zip", "t.xlsx", "n.graphml", "n.gexf"):
        found = kg("export", "-o", str(tmp_path / name))
        assert found.exit_code == 0, found.stderr
        assert found.stderr == f"{tmp_path / name}: written.\n"
        assert found.stdout == ""
    assert (tmp_path / "g.ttl").read_bytes() == SMALL.read_bytes()
    assert zipfile.ZipFile(tmp_path / "t.zip").testzip() is None
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames == ["about", *NAMES]
    assert nx.read_graphml(tmp_path / "n.graphml").number_of_edges() == 11
    assert nx.read_gexf(tmp_path / "n.gexf").number_of_edges() == 11


def test_without_a_file_it_goes_to_stdout(kg: Run) -> None:
    assert kg("export").stdout_bytes == SMALL.read_bytes()
    assert kg("export", "--format", "nt", "-o", "-").stdout.count("\n") == 736


def test_csv_into_a_folder(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "tables"
    assert kg("export", "--format", "csv", "-o", str(folder)).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in NAMES} | {
        "datapackage.json"
    }


def test_one_table(kg: Run) -> None:
    found = kg("export", "--format", "csv", "--table", "memberships")
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert len(rows) == 19
    assert {row["id"] for row in rows if row["rank"] == "deprecated"} == {"harbour-ABW-member"}


def test_an_export_replaces_a_file_as_a_whole_and_keeps_its_permissions(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "g.nt"
    path.write_text("old")
    path.chmod(0o600)
    kg("export", "-o", str(path))
    assert path.read_text().count("\n") == 736
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["g.nt"]


def test_a_folder_that_does_not_exist_is_said_and_nothing_is_left(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "no" / "g.ttl"
    found = kg("export", "-o", str(path))
    assert found.exit_code == 2
    assert (
        found.stderr
        == f"kg: {tmp_path / 'no' / 'g.ttl'}: The file cannot be written: No such file or directory.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_with_the_ontology(kg: Run) -> None:
    text = kg("export", "--with-ontology", "--format", "nt").stdout
    graph = rdflib.Graph().parse(data=text, format="nt")
    assert len(graph) > 3000
    turtle = kg("export", "--with-ontology").stdout
    assert set(rdflib.Graph().parse(data=turtle, format="turtle").subjects()) == set(graph.subjects())


def test_the_network_of_a_year_and_role(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "n.graphml"
    kg("export", "-o", str(path), "--year", "2004", "--role", "member")
    graph = nx.read_graphml(path)
    # 2004: Belize, Costa Rica, Guatemala in Harbour; Costa Rica, Guatemala in Lantern, without Honduras.
    assert sorted((start, end) for start, end, *_ in graph.edges) == [
        ("state:BLZ", "mechanism:harbour"),
        ("state:CRI", "mechanism:harbour"),
        ("state:CRI", "mechanism:lantern"),
        ("state:GTM", "mechanism:harbour"),
        ("state:GTM", "mechanism:lantern"),
    ]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "graph.doc"), "output: 'graph.doc' has no ending"),
        (("--table", "memberships"), "table: goes with --format csv."),
        (("--format", "csv", "--table", "kings"), "table: 'kings' is not one of mechanisms,"),
        (("--year", "2000"), "year: goes with graphml, gexf."),
        (("--role", "member"), "role: goes with graphml, gexf."),
        (("--format", "csv", "--with-ontology"), "with-ontology: goes with ttl, nt, nq, jsonld, rdf."),
    ],
)
def test_options_that_do_not_go_together(kg: Run, args: tuple[str, ...], said: str) -> None:
    found = kg("export", *args)
    assert found.exit_code == 2
    assert found.stderr.startswith(f"kg: {said}")


def test_the_network_page(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "red.html"
    found = kg("render", "-o", str(path), "--lang", "es", "--year", "2004")
    assert found.exit_code == 0
    assert found.stderr == f"{path}: escrito.\n"
    page = path.read_text(encoding="utf-8")
    assert "Foro del Puerto" in page
    assert "Harbour Forum" in page
    assert 'lang="es"' in page
    assert kg("render", "-o", "-").stdout.lstrip().lower().startswith("<!doctype html>")


def exporting(**extra: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg.cli", "export", "--format", "nt"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=environment(**extra), **pipes)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_early_is_no_error_message(unbuffered: str) -> None:
    with exporting(PYTHONUNBUFFERED=unbuffered) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        said = child.stderr.read()
        assert child.wait(60) == 141
    assert said == b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_slow_reader_gets_everything(kg: Run, unbuffered: str) -> None:
    """Without a buffer, Python would drop what the full pipe does not take at once."""
    with exporting(PYTHONUNBUFFERED=unbuffered) as child:
        assert child.stdout is not None
        time.sleep(1.5)
        assert child.stdout.read() == kg("export", "--format", "nt", data=None).stdout_bytes
        assert child.wait(60) == 0


def test_utf8_whatever_the_locale() -> None:
    found = process("members", "harbour", "--data", str(SMALL), "--lang", "es", LC_ALL="C", PYTHONUTF8="0")
    assert found.returncode == 0, found.stderr
    assert "México" in found.stdout.decode("utf-8")
