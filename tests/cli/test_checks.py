"""``kg validate`` and ``kg format``: exit codes, places, and files left as they were."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import SMALL, Run


def test_a_valid_file(kg: Run) -> None:
    found = kg("validate")
    assert found.exit_code == 0
    assert "0 errors" in found.stdout.splitlines()[-1]
    assert "0 errores" in kg("validate", "--lang", "es").stdout.splitlines()[-1]


def test_a_file_with_an_error_names_its_place_and_exits_1(kg: Run, tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8")
    broken = tmp_path / "broken.ttl"
    broken.write_text(text.replace("    mm:rank mm:preferred ;\n", "", 1), encoding="utf-8")
    found = kg("validate", data=broken)
    assert found.exit_code == 1
    assert "error" in found.stdout
    body = json.loads(kg("validate", "--format", "json", data=broken).stdout)
    assert body["ok"] is False
    assert body["counts"]["error"] >= 1
    finding = next(row for row in body["findings"] if row["severity"] == "error")
    assert isinstance(finding["line"], int)


def test_a_syntax_error_names_the_line_and_exits_1(kg: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix mm: <http://x/> .\nmm:a mm:b .\n", encoding="utf-8")
    found = kg("validate", data=broken)
    assert found.exit_code == 1
    assert found.stderr.startswith(f"kg: {broken}:2: ")
    body = json.loads(kg("validate", "--format", "json", data=broken).stdout)
    assert (body["ok"], body["line"]) == (False, 2)


def test_a_file_that_is_not_there_is_a_usage_error(kg: Run, tmp_path: Path) -> None:
    found = kg("validate", data=tmp_path / "none.ttl")
    assert found.exit_code == 2
    assert "does not exist" in found.stderr


def test_format_and_check(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "small.ttl"
    neat = SMALL.read_text(encoding="utf-8")
    path.write_text(neat, encoding="utf-8")
    assert kg("format", "--check", str(path), data=None).exit_code == 0
    messy = neat.replace("    mm:iso3 ", "  mm:iso3   ", 1)
    path.write_text(messy, encoding="utf-8")
    found = kg("format", "--check", str(path), data=None)
    assert (found.exit_code, found.stdout) == (1, f"{path}: would change\n")
    assert path.read_text(encoding="utf-8") == messy
    found = kg("format", str(path), data=None)
    assert (found.exit_code, found.stdout) == (0, f"{path}: changed\n")
    assert path.read_text(encoding="utf-8") == neat


def test_format_leaves_a_broken_file_alone(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("mm:a mm:b", encoding="utf-8")
    found = kg("format", str(path), data=None)
    assert found.exit_code == 2
    assert found.stderr.startswith(f"kg: {path}:1: ")
    assert path.read_text(encoding="utf-8") == "mm:a mm:b"
