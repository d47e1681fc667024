"""Validation catches each way of breaking a file and names line, node and rule."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from validation_breaks import BREAKS, Expected, File, missing_citation, unknown_state

from kg import resources
from kg.errors import DataError, DataSyntaxError
from kg.validation import Report, validate

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


def run(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "broken.ttl"
    path.write_text(text, "utf-8")
    return validate(path)


def assert_found(report: Report, file: File, expected: Expected) -> None:
    assert not report.ok
    found = [row for row in report.findings if (row.rule, row.node) == (expected.rule, expected.node)]
    assert found, f"{expected.rule} did not fire on {expected.node}: {report.as_text()}"
    assert file.line(expected) in [row.line for row in found]
    for row in found:
        assert row.severity == "error"
        assert row.file.endswith("broken.ttl")
        assert row.message.en
        assert row.message.es
        assert row.message.en != row.message.es
        assert row.fix.en
        assert row.fix.es


def test_the_small_graph_is_valid():
    report = validate(SMALL)
    assert report.errors == ()
    assert report.ok
    assert report.triples > 500
    assert SMALL.match(report.file)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda function: function.__name__)
def test_each_break_of_the_small_graph_is_caught(tmp_path, broken):
    file = File(SMALL.read_text("utf-8"))
    expected = broken(file)
    assert_found(run(tmp_path, file.text), file, expected)


def test_the_shipped_data_are_valid():
    report = validate()
    assert report.ok, report.as_text()
    assert not [row for row in report.findings if row.rule == "layout"]


def test_every_break_of_the_shipped_data_is_caught_even_all_at_once(tmp_path):
    file = File(resources.data_file().read_text("utf-8"))
    expected = [broken(file) for broken in BREAKS]
    report = run(tmp_path, file.text)
    for each in expected:
        assert_found(report, file, each)


@pytest.mark.parametrize("path", [SMALL, resources.data_file()], ids=["small", "shipped"])
def test_broken_turtle_is_told_with_its_line(tmp_path, path):
    rows = path.read_text("utf-8").splitlines()
    first = next(n for n, row in enumerate(rows) if row.startswith("mechanism:"))
    last = next(n for n in range(first, len(rows)) if rows[n].endswith(" ."))
    following = next(n for n in range(last + 1, len(rows)) if rows[n] and not rows[n].startswith("#"))
    rows[last] = rows[last].removesuffix(" .")
    with pytest.raises(DataSyntaxError, match=r"'\.' or ';' is missing") as caught:
        run(tmp_path, "\n".join(rows))
    assert caught.value.line == following + 1
    assert str(caught.value.path).endswith("broken.ttl")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        validate(tmp_path / "none.ttl")


def test_blank_nodes_are_errors_at_their_line(tmp_path):
    text = SMALL.read_text("utf-8") + "state:CRI mm:citation\n  [ a mm:Citation ] .\n"
    found = [row for row in run(tmp_path, text).errors if row.rule == "blank-node"]
    assert [row.line for row in found] == [text.count("\n")]


def test_layout_is_a_warning_at_the_first_line_that_would_change(tmp_path):
    text = SMALL.read_text("utf-8").replace("    mm:acronym", "  mm:acronym", 1)
    report = run(tmp_path, text)
    assert report.ok
    (finding,) = (row for row in report.findings if row.rule == "layout")
    assert finding.severity == "warning"
    assert finding.line == next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("  mm:acr"))


def test_a_comment_of_ones_own_is_a_warning_at_its_line(tmp_path):
    text = SMALL.read_text("utf-8") + "# remember\n"
    (finding,) = (row for row in run(tmp_path, text).findings if row.rule == "layout")
    assert finding.line == text.count("\n")
    assert "comment" in finding.message.en


def test_findings_come_in_the_order_of_the_file(tmp_path):
    file = File(SMALL.read_text("utf-8"))
    for broken in BREAKS[:4]:
        broken(file)
    places = [(row.file, row.line or 0) for row in run(tmp_path, file.text).findings]
    assert places == sorted(places)


def test_an_undeclared_node_is_told_where_it_is_used(tmp_path):
    file = File(SMALL.read_text("utf-8"))
    used = file.line(unknown_state(file))
    found = [row for row in run(tmp_path, file.text).errors if row.node == "state:ZZZ"]
    assert "untyped-node" in {row.rule for row in found}
    assert {row.line for row in found} == {used}


def test_text_puts_the_errors_last_beside_the_summary(tmp_path):
    file = File(SMALL.read_text("utf-8").replace("    mm:acronym", "  mm:acronym", 1))
    missing_citation(file)
    lines = run(tmp_path, file.text).as_text().splitlines()[:-1]
    ranks = [
        next(n for n, word in enumerate(("info", "warning", "error")) if f": {word} [" in line)
        for line in lines
        if not line.startswith("…")
    ]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_validation_itself_prints_and_logs_nothing(tmp_path, capfd, caplog):
    file = File(SMALL.read_text("utf-8").replace('"2022-06-30"^^xsd:date', '"2022-16-30"^^xsd:date', 1))
    with caplog.at_level(logging.DEBUG):
        report = run(tmp_path, file.text)
    assert "dataset-modified" in {row.rule for row in report.errors}
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
