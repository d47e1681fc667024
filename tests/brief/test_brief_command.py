"""``kg brief``: what lands on disk and in pipes, and what is refused with exit code 2."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from kg.cli.app import cli

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


def kg(*args: str) -> Result:
    return CliRunner().invoke(cli, [*args, "--data", str(SMALL)], prog_name="kg")


def test_a_document_in_spanish(tmp_path):
    path = tmp_path / "brief.docx"
    found = kg("brief", "river", "Foro del Puerto", "--lang", "es", "-o", str(path))
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", f"{path}: escrito.\n")
    assert docx.Document(str(path)).paragraphs[0].text == "RIV y HAR: lo que comparten"


def test_a_page_of_a_year(tmp_path):
    path = tmp_path / "brief.html"
    assert kg("brief", "costa rica", "--year", "2003", "-o", str(path)).exit_code == 0
    text = path.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "In 2003, Costa Rica is a member of 2 mechanisms on record: HAR and LAN." in text


def test_into_a_pipe():
    assert kg("brief", "river", "-o", "-").stdout.startswith("<!doctype html>")
    body = kg("brief", "river", "--format", "docx", "-o", "-").stdout_bytes
    assert docx.Document(io.BytesIO(body)).paragraphs[0].text == "River Process (RIV)"


def test_as_one_source_tells_it():
    text = kg("brief", "river", "--source", "atlas-2015", "-o", "-").stdout
    assert "Only these sources speak" in text
    assert "Boletín de foros" not in text


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("CRI", "MEX"), "two states make no brief together"),
        (("CRI", "river"), "a state and a mechanism make no pair"),
        (("rivr",), "Did you mean river?"),
        (("river", "--year", "99"), "year: 99 is not between 1800 and 2100"),
        (("river", "--source", "nobody"), "Unknown source 'nobody'"),
    ],
)
def test_what_is_refused(args, words, tmp_path):
    target = tmp_path / "brief.html"
    found = kg("brief", *args, "-o", str(target))
    assert found.exit_code == 2
    assert found.stderr.startswith("kg: ")
    assert words in found.stderr
    assert not target.exists()


def test_a_form_that_there_is_not(tmp_path):
    found = kg("brief", "river", "-o", str(tmp_path / "brief.pdf"))
    assert found.exit_code == 2
    assert "--format" in found.stderr
