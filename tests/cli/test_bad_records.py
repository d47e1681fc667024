"""``kg validate`` on broken copies of the shipped record: no source, no such value, a name of two things.

Each fault is an error with its file and line, in both languages, and makes the exit code 1.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from kg import resources
from kg.cli.app import cli
from tests.cli.record_faults import NAMES, SCHEMES, UNSOURCED, VALUES, Fault
from tests.cli.record_faults_claims import CLAIMS
from tests.validation.validation_breaks import Expected, File

FAULTS = [*UNSOURCED, *VALUES, *SCHEMES, *CLAIMS, *NAMES]


class Broken(NamedTuple):
    """The broken copy, and what ``kg validate`` says of it: findings as data, lines by language."""

    path: Path
    file: File
    nodes: dict[str, str]
    findings: list[dict[str, Any]]
    lines: dict[str, list[str]]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Broken:
    file = File(resources.data_file().read_text("utf-8"))
    # From the last one: those that name their node take it before the others look for one.
    nodes = {row.name: file.change(row.pattern, row.new, row.kind) for row in reversed(FAULTS)}
    path = tmp_path_factory.mktemp("record") / "broken.ttl"
    path.write_text(file.text, "utf-8")
    findings = json.loads(said(path, "--format", "json"))["findings"]
    lines = {lang: said(path, "--lang", lang).splitlines() for lang in ("en", "es")}
    return Broken(path, file, nodes, findings, lines)


def said(path: Path, *args: str) -> str:
    found = CliRunner().invoke(cli, ["validate", *args, "--data", str(path)], prog_name="kg")
    assert found.exit_code == 1, found.output
    return found.stdout


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_an_error_with_file_and_line_in_both_languages(broken: Broken, fault: Fault) -> None:
    node = broken.nodes[fault.name]
    found = [row for row in broken.findings if row["rule"] == fault.rule and row["node"] == node]
    if not found and fault.rule == "ambiguous-name":  # told on one of the two, whichever comes first
        found = [row for row in broken.findings if row["rule"] == fault.rule and node in row["value"]]
    assert found, [row for row in broken.findings if row["node"] == node]
    line = broken.file.line(Expected(fault.rule, found[0]["node"], fault.marker))
    place = next(row for row in found if row["line"] == line)
    assert (place["severity"], place["file"]) == ("error", str(broken.path))
    for lang, words in broken.lines.items():
        start = f"{broken.path}:{line}: error [{fault.rule}] {place['node']}: "
        (told,) = (row for row in words if row.startswith(start + place["message"][lang]))
        assert told.endswith(place["fix"][lang])
    assert place["message"]["es"] != place["message"]["en"]
    assert place["fix"]["es"] not in ("", place["fix"]["en"])
