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
from tests.validation.validation_breaks import Expected, File

CITATION = r"\n    mm:citation\s[^;.]*(?=[;.])"


class Fault(NamedTuple):
    """Replace ``pattern`` by ``new`` in the first block of ``kind`` that has it: ``rule`` must fire there."""

    name: str
    kind: str
    pattern: str
    new: str
    rule: str
    marker: str = " a mm:"


#: Statements and entities without a source, and sources that are none.
UNSOURCED = [
    Fault("membership", "a mm:Membership", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("assignment", "a mm:MandateAssignment", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("claim", "a mm:Claim ;", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("figure", "a mm:Claim, mm:Figure", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("money", "mm:Contribution", CITATION, "\n    mm:rank mm:normal ", "statement-citation"),
    Fault("mechanism", "a mm:Mechanism", CITATION, "\n    mm:status status:active ", "uncited-entity"),
    Fault(
        "undeclared-citation",
        "a mm:Membership",
        r"mm:citation citation:\S+(?= ;)",
        "mm:citation citation:nowhere",
        "statement-citation",
        "citation:nowhere",
    ),
    Fault("citation-of-nothing", "a mm:Citation", r"\n    mm:source \S+ ;", "", "citation-source"),
    Fault(
        "citation-of-unknown",
        "a mm:Citation",
        r"mm:source source:\S+",
        "mm:source source:hearsay",
        "citation-source",
        "source:hearsay",
    ),
    Fault(
        "citation-without-place",
        "a mm:Citation",
        r"\n    mm:locator [^;]* ;",
        "",
        "citation-without-locator",
    ),
]
#: Values outside their datatype or their range.
VALUES = [
    Fault(
        "year-in-words",
        "a mm:Membership",
        r"mm:sinceYear \d+",
        'mm:sinceYear "long ago"',
        "sinceYear-range",
        "mm:sinceYear",
    ),
    Fault(
        "year-with-a-fraction",
        "a mm:Membership",
        r"mm:sinceYear (\d+)",
        r"mm:sinceYear \1.5",
        "sinceYear-integer",
        "mm:sinceYear",
    ),
    Fault(
        "year-far-off",
        "a mm:Membership",
        r"mm:sinceYear \d+",
        "mm:sinceYear 3018",
        "sinceYear-range",
        "mm:sinceYear",
    ),
    Fault(
        "month-13",
        "a mm:Claim ;\n    mm:subject \\S+ ;\n    mm:property mm:established",
        r'mm:value "(\d{4})[^"]*"\^\^xsd:\w+',
        r'mm:value "\1-13"^^xsd:gYearMonth',
        "claim-value-date",
    ),
    Fault(
        "count-in-words",
        "mm:property mm:memberCount",
        r"mm:value \d+",
        'mm:value "many"@en',
        "figure-value",
        "mm:value",
    ),
    Fault(
        "paragraph-0",
        "a mm:Citation",
        r"mm:paragraph \d+",
        "mm:paragraph 0",
        "citation-paragraph",
        "mm:paragraph 0",
    ),
]
#: Terms that are in no scheme, or in another one.
SCHEMES = [
    Fault("role", "a mm:Membership", r"role:\w[\w-]*", "role:guest", "membership-role", "role:guest"),
    Fault(
        "role-of-another-scheme",
        "a mm:Membership",
        r"role:\w[\w-]*",
        "status:active",
        "membership-role",
        "status:active",
    ),
    Fault("rank", "a mm:Membership", "mm:rank mm:normal", "mm:rank mm:supports", "statement-rank", "mm:rank"),
    Fault(
        "stance", "a mm:Citation", "mm:stance mm:supports", "mm:stance mm:likes", "citation-stance", "mm:li"
    ),
    Fault(
        "unit", "a mm:Claim, mm:Figure", r"mm:unit unit:\w+", "mm:unit unit:cats", "figure-unit", "unit:cats"
    ),
    Fault(
        "mandate",
        "a mm:MandateAssignment",
        r"mm:mandate mandate:\S+",
        "mm:mandate mandate:juggling",
        "assignment-mandate",
        "mandate:juggling",
    ),
    Fault(
        "type",
        "a mm:Mechanism",
        r"mechanism-type:[\w-]+",
        "mechanism-type:club",
        "mechanism-type",
        "mechanism-type:club",
    ),
    Fault("status", "a mm:Mechanism", r" status:[\w-]+", " status:asleep", "mechanism-status", "status:asl"),
    Fault(
        "list",
        "a mm:Mechanism",
        r"list-status:\w+",
        "list-status:long",
        "mechanism-list-status",
        "list-status:long",
    ),
]
#: Names of two things of which neither says that they are two.
NAMES = [
    Fault("declaration-removed", "^mechanism:cam ", r"\n    owl:differentFrom [^;]* ;", "", "ambiguous-name"),
    Fault("same-acronym", "^mechanism:ceam ", 'mm:acronym "CEAM"', 'mm:acronym "C.I.D.I."', "ambiguous-name"),
    Fault(
        "name-of-a-state",
        "^instrument:tegucigalpa-protocol ",
        "a mm:Instrument ;",
        'a mm:Instrument ;\n    skos:altLabel "panama"@en ;',
        "ambiguous-name",
    ),
]
FAULTS = [*UNSOURCED, *VALUES, *SCHEMES, *NAMES]


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
