"""The text of a ledger: what is read from it, and every way in which it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.coverage import Coverage, LedgerRow, PageRow, Place, load, read
from kg.coverage.ledger import place_of
from kg.coverage.parsing import parse_ledger, parse_pages
from kg.errors import DataError, DataInvalidError

HEAD = "section,paragraph,about,reason,place\n"


def test_rows_keep_their_order_and_their_line():
    text = HEAD + 'Title,,Name,,\n"Aims, old and new",1,"Two\nlines",,\nAims,,Sum,why,Table 1\n'
    ledger, faults = parse_ledger(text, "charter", "charter.csv")
    assert faults == ()
    assert ledger.rows == (
        LedgerRow(Place("Title"), "Name", "", 2),
        LedgerRow(Place("Aims, old and new", 1), "Two\nlines", "", 3),
        LedgerRow(Place("Aims", None, "Table 1"), "Sum", "why", 5),
    )
    assert ledger.sections == ("Title", "Aims, old and new", "Aims")
    assert ledger.positions[Place("Aims", None, "Table 1")] == 2


def test_the_column_of_other_places_may_be_missing():
    ledger, faults = parse_ledger("section,paragraph,about,reason\nAims,2,Boats,\n", "charter", "c.csv")
    assert (ledger.rows[0].place, faults) == (Place("Aims", 2), ())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "is not the header section,paragraph,about,reason"),
        ("section,about\nAims,x\n", 1, "is not the header"),
        (HEAD + "Aims,one,x,,\n", 2, "paragraph is 'one'"),
        (HEAD + "Aims,0,x,,\n", 2, "paragraph is '0'"),
        (HEAD + "Aims,²,x,,\n", 2, "paragraph is '²'"),
        pytest.param(HEAD + f"Aims,{'9' * 5000},x,,\n", 2, f"paragraph is '{'9' * 79}…'", id="endless"),
        (HEAD + "Aims,1,\x1b]0;title\x07,,\n", 2, "control character U+001B"),
        (HEAD + "Ai\x00ms,1,x,,\n", 2, "control character U+0000"),
        (HEAD + 'Aims,1,"seen\rhidden",,\n', 2, "control character U+000D"),
        (HEAD + "Aims,1,x,,\n,2,x,,\n", 3, "names no section"),
        (HEAD + "Aims,1,x,,Table 1\n", 2, "both a paragraph and a place"),
        (HEAD + "Aims,1,boats, and more,,\n", 2, "has 6 cells, the header 5"),
        (HEAD + 'Aims,1,"no end,,\n', 2, "not CSV"),
    ],
)
def test_what_cannot_be_read_names_its_line(text: str, line: int, words: str):
    _, faults = parse_ledger(text, "charter", "charter.csv")
    (fault,) = faults
    assert (fault.rule, fault.file, fault.line) == ("coverage-form", "charter.csv", line)
    assert words in fault.message.en
    assert fault.message.es not in ("", fault.message.en)
    assert fault.fix.en
    assert fault.fix.es


def test_facts_of_pages():
    text = "mechanism,about,statements,reason\nlakes,Two sit,membership/a claim/b,\n,Fish,,no migration\n"
    rows, faults = parse_pages(text, "pages.csv")
    assert faults == ()
    assert rows == (
        PageRow("lakes", "Two sit", ("membership/a", "claim/b"), "", 2),
        PageRow("", "Fish", (), "no migration", 3),
    )


@pytest.mark.parametrize(
    ("section", "paragraph", "locator", "place"),
    [
        ("Aims", 2, "Aims, ¶ 2 (Key Recommendation 1)", Place("Aims", 2)),
        ("Aims", None, "Aims", Place("Aims")),
        ("References", None, "References, Betts 2006", Place("References", None, "Betts 2006")),
        (None, None, "Table of seats", Place("Table of seats")),
        ("Aims", None, "p. 4", Place("Aims", None, "p. 4")),
    ],
)
def test_the_place_that_a_citation_names(section, paragraph, locator, place):
    assert place_of(section, paragraph, locator) == place


def test_a_place_is_written_as_citations_write_it():
    assert [Place("Aims", 2).locator, Place("Aims").locator, Place("Aims", None, "Table 1").locator] == [
        "Aims, ¶ 2",
        "Aims",
        "Aims, Table 1",
    ]


def test_no_folder_no_ledgers(tmp_path: Path):
    assert read(tmp_path / "coverage") == (Coverage(), ())
    assert load(tmp_path / "coverage").ledgers == {}


def test_a_folder_with_a_byte_order_mark(tmp_path: Path):
    (tmp_path / "charter.csv").write_text("\ufeff" + HEAD + "Aims,1,Boats,,\n", encoding="utf-8")
    assert load(tmp_path).ledgers["charter"].rows[0].place == Place("Aims", 1)


def test_a_file_that_cannot_be_understood_stops_loading(tmp_path: Path):
    (tmp_path / "charter.csv").write_text(HEAD + "Aims,x,Boats,,\n")
    with pytest.raises(DataInvalidError, match=r"charter\.csv:2: The paragraph is 'x'"):
        load(tmp_path)


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path):
    (tmp_path / "charter.csv").write_bytes(HEAD.encode() + "Fines,1,Señal,,\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"charter\.csv:2: This is not UTF-8"):
        load(tmp_path)


def test_the_digest_follows_what_the_ledgers_say(tmp_path: Path):
    def digest(text: str) -> str:
        (tmp_path / "charter.csv").write_text(HEAD + text)
        return load(tmp_path).digest

    first = digest("Aims,1,Boats,,\n")
    assert digest("Aims,1,Boats,,\n") == first
    assert digest("Aims,1,Ships,,\n") != first
