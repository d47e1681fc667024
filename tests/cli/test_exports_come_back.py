"""``kg export``: what it writes comes back as it went, hostile text too; what cannot is refused in a line."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import kg as library
from kg.asof import Selection
from kg.export import RDF
from kg.overlap.network import network
from kg.turtle.syntax import parse_file
from tests.cli.conftest import Run
from tests.export.hostile import NOT_IN_XML, TEXTS, hostile
from tests.export.tabular import from_csv, from_workbook, unzipped
from tests.export.test_round_trips_networks import check as same_network
from tests.export.test_round_trips_tables import check as same_tables

SYNTAX = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
#: One text with all that is hostile and legal in XML.
EVERYTHING = " | ".join(TEXTS)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return hostile(tmp_path, "=" + EVERYTHING)


@pytest.mark.parametrize("form", RDF)
def test_rdf(kg: Run, source: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    assert kg("export", "-o", str(path), data=source).exit_code == 0
    wanted = set(parse_file(source))
    assert {quad.triple for quad in ox.parse(path.read_bytes(), format=SYNTAX[form])} == wanted
    piped = kg("export", "--format", form, data=source).stdout_bytes
    assert piped == path.read_bytes()


def test_tables(kg: Run, source: Path, tmp_path: Path) -> None:
    snapshot = library.load(source).snapshot
    folder, archive, book = tmp_path / "tables", tmp_path / "t.zip", tmp_path / "t.xlsx"
    for target in (folder, archive, book):
        form = "xlsx" if target == book else "csv"
        assert kg("export", "--format", form, "-o", str(target), data=source).exit_code == 0
    same_tables(from_csv({path.name: path.read_bytes() for path in folder.iterdir()}), snapshot)
    same_tables(from_csv(unzipped(archive.read_bytes())), snapshot)
    same_tables(from_workbook(book.read_bytes()), snapshot, numbers_of_one_kind=True)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks(kg: Run, source: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"n.{form}"
    assert kg("export", "-o", str(path), "--year", "2012", "--role", "member", data=source).exit_code == 0
    written = network(library.load(source).snapshot, Selection(2012, frozenset({"member"})))
    same_network(path.read_bytes(), form, written)


@pytest.mark.parametrize("form", ["rdf", "graphml", "gexf"])
def test_what_xml_cannot_hold_is_said(kg: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    found = kg("export", "-o", str(path), data=hostile(tmp_path, NOT_IN_XML[0]))
    assert found.exit_code == 2
    assert found.stderr.startswith("kg: format: ")
    assert "cannot hold the character U+0001; take another." in found.stderr
    assert found.stderr.count("\n") == 1
    assert not path.exists()
    assert kg("export", "-o", str(tmp_path / "out.jsonld"), data=tmp_path / "hostile.ttl").exit_code == 0


def test_endings_of_rdf_xml_and_n_quads(kg: Run, tmp_path: Path) -> None:
    for ending, beginning in ((".rdf", b"<?xml"), (".owl", b"<?xml"), (".nq", b"<https://")):
        path = tmp_path / f"g{ending}"
        assert kg("export", "-o", str(path)).exit_code == 0
        assert path.read_bytes().startswith(beginning)
