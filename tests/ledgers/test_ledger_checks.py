"""``kg validate`` finds every way in which a ledger and its graph can disagree, with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import resources
from kg.turtle.derive import split
from kg.turtle.syntax import parse_text
from kg.validation import ensure_valid, ledgers, validate, verdict
from kg.validation.places import Places
from kg.validation.report import Finding
from tests.ledgers.conftest import LAKES, Run

Change = Callable[[str], str]


def replaced(old: str, new: str) -> Change:
    """Return the change of a text that puts ``new`` for ``old``, which must be in it."""

    def change(text: str) -> str:
        assert text.count(old) == 1
        return text.replace(old, new)

    return change


def added(line: str) -> Change:
    return lambda text: text + line + "\n"


def coverage_findings(path: Path) -> list[Finding]:
    """What this part of validation finds, without the seconds that the shapes take."""
    text = path.read_text("utf-8")
    asserted, _ = split(set(parse_text(text, str(path))))
    return sorted(ledgers.check(path, asserted, Places(path, text)), key=lambda row: row.line or 0)


def test_the_ledgers_of_the_small_graph_are_right():
    assert not validate(LAKES).errors
    assert coverage_findings(LAKES) == []


def test_without_a_folder_nothing_is_asked(copy: Path):
    for file in resources.coverage_dir(copy).iterdir():
        file.unlink()
    resources.coverage_dir(copy).rmdir()
    assert coverage_findings(copy) == []


@pytest.mark.parametrize(
    ("file", "change", "rule", "line", "words"),
    [
        # A reason taken away leaves the paragraph unexplained; one given where statements are is too much.
        (
            "charter-2019",
            replaced("courtesy; says nothing of cooperation", ""),
            "coverage-unexplained",
            7,
            "Aims, ¶ 2: no statement rests on it",
        ),
        (
            "charter-2019",
            replaced('two states",,', 'two states",needless,'),
            "coverage-needless-reason",
            3,
            "Members, ¶ 1: statements rest on it",
        ),
        ("charter-2019", replaced("Thanks to the hosts", ""), "coverage-no-gist", 7, "Aims, ¶ 2"),
        (
            "charter-2019",
            replaced("Annex,,", "Aims,2,Again,twice,\nAnnex,,"),
            "coverage-duplicate",
            8,
            "Aims, ¶ 2 stands here a second time, first on line 7",
        ),
        (
            "charter-2019",
            replaced("Aims,2,", "Aims,3,"),
            "coverage-order",
            7,
            "Aims, ¶ 3 stands where ¶ 2 is due",
        ),
        ("charter-2019", replaced("Annex,,", "Annex,x,"), "coverage-form", 8, "paragraph is 'x'"),
        (
            "pages",
            added("ponds,Two sit,membership/lakes-CRI-member,"),
            "coverage-unknown-mechanism",
            4,
            "'ponds'",
        ),
        (
            "pages",
            replaced("membership/lakes-MEX-observer", "membership/lakes-MEX-member"),
            "coverage-unknown-statement",
            2,
            "There is no 'membership/lakes-MEX-member' in the graph",
        ),
        ("pages", replaced("not about migration", ""), "coverage-unexplained", 3, "lakes: How many fish"),
        (
            "pages",
            replaced("lakes-MEX-observer,", "lakes-MEX-observer,why not"),
            "coverage-needless-reason",
            2,
            "lakes: Costa Rica sits",
        ),
        ("pages", added("lakes,How many fish there are,,again"), "coverage-duplicate", 4, "first on line 3"),
        ("pages", added("lakes,,,no gist"), "coverage-no-gist", 4, "what it says is not told"),
    ],
)
def test_a_fault_of_a_ledger(copy: Path, file: str, change: Change, rule: str, line: int, words: str):
    path = resources.coverage_dir(copy) / f"{file}.csv"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    (finding,) = coverage_findings(copy)
    assert (finding.severity, finding.rule, finding.file, finding.line) == ("error", rule, str(path), line)
    assert words in finding.message.en
    assert finding.message.es != finding.message.en
    assert finding.fix.en
    assert finding.fix.es != finding.fix.en


def test_a_paragraph_with_endless_digits_is_no_paragraph(copy: Path):
    """The citation then names the heading alone, which the ledger does not list."""
    text = copy.read_text("utf-8")
    assert "mm:paragraph 2 ;" in text
    copy.write_text(text.replace("mm:paragraph 2 ;", f"mm:paragraph {'2' * 5000} ;", 1), "utf-8")
    assert "coverage-unlisted-place" in {finding.rule for finding in coverage_findings(copy)}


def test_the_command_says_it_with_file_and_line_in_both_languages(copy: Path, run: Run):
    path = resources.coverage_dir(copy) / "charter-2019.csv"
    path.write_text(path.read_text("utf-8").replace("courtesy; says nothing of cooperation", ""), "utf-8")
    english, spanish = (run("validate", "--lang", lang, data=copy) for lang in ("en", "es"))
    assert (english.exit_code, spanish.exit_code) == (1, 1)
    assert (
        f"{path}:7: error [coverage-unexplained] Aims, ¶ 2: no statement rests on it, and no reason is "
        "given. Fix: add the statement with its citation, or say in `reason` why there is none."
        in english.stdout
    )
    assert (
        f"{path}:7: error [coverage-unexplained] Aims, ¶ 2: ninguna afirmación se apoya en él y no se da la "
        "razón. Arreglo: añada la afirmación" in spanish.stdout
    )


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        ("mm:paragraph 2 ;", "mm:paragraph 7 ;", "coverage-unlisted-place", "names Members, ¶ 7, which"),
        (
            '"Members, Table 1"',
            '"Members, Table 2"',
            "coverage-unlisted-place",
            "names Members, Table 2, which",
        ),
        (
            'mm:section "Title"',
            'mm:section "Titel"',
            "coverage-unknown-section",
            "names the section 'Titel'",
        ),
    ],
)
def test_a_citation_that_the_ledger_does_not_list(copy: Path, old: str, new: str, rule: str, words: str):
    text = copy.read_text("utf-8")
    assert text.count(old) == 1
    copy.write_text(text.replace(old, new), "utf-8")
    (finding,) = [row for row in coverage_findings(copy) if row.rule == rule]
    place = next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(f"{finding.node} "))
    assert (finding.file, finding.line) == (str(copy), place)
    assert text.splitlines()[place - 1].startswith("citation:charter-")
    assert words in finding.message.en
    # What the citation no longer covers is now open.
    assert "coverage-unexplained" in {row.rule for row in coverage_findings(copy)}


def test_a_citation_that_nothing_uses_covers_nothing(copy: Path):
    text = copy.read_text("utf-8")
    used = "    mm:citation citation:charter-members-table-1 ;\n"
    assert text.count(used) == 1
    copy.write_text(text.replace(used, "    mm:citation citation:lake-page-seats ;\n"), "utf-8")
    (finding,) = coverage_findings(copy)
    assert (finding.rule, finding.line) == ("coverage-unexplained", 5)


def test_a_ledger_of_no_source(copy: Path):
    path = resources.coverage_dir(copy) / "chapter-2019.csv"
    path.write_text("section,paragraph,about,reason\nTitle,,Name,none\n", "utf-8")
    (finding,) = coverage_findings(copy)
    assert (finding.rule, finding.file, finding.line) == ("coverage-unknown-source", str(path), 1)


def test_json_has_the_findings(copy: Path, run: Run):
    path = resources.coverage_dir(copy) / "charter-2019.csv"
    path.write_text(path.read_text("utf-8").replace("courtesy; says nothing of cooperation", ""), "utf-8")
    body = json.loads(run("validate", "--format", "json", data=copy).stdout)
    rows = [row for row in body["findings"] if row["rule"].startswith("coverage-")]
    assert [(row["file"], row["line"]) for row in rows] == [(str(path), 7)]


def test_the_verdict_is_renewed_when_a_ledger_changes(copy: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ensure_valid(copy)
    before = verdict.fingerprint(copy)
    path = resources.coverage_dir(copy) / "charter-2019.csv"
    path.write_text(path.read_text("utf-8").replace("courtesy; says nothing of cooperation", ""), "utf-8")
    assert verdict.fingerprint(copy) != before
    with pytest.raises(Exception, match="coverage-unexplained"):
        ensure_valid(copy)
