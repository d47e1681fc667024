"""Syntax errors say where, what, and what to do."""

from __future__ import annotations

import pytest

from kg.errors import DataError, DataSyntaxError
from kg.turtle.syntax import parse_file, parse_text, read_text

HEAD = "@prefix a: <http://a/> .\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD + "a:x a:p a:y\na:z a:q 1 .", 3, r"'\.' or ';' is missing.*reads: a:z a:q 1"),
        (HEAD + 'a:x a:p "open\n ; a:q "x" .', 2, "text is not closed"),
        (HEAD + 'a:x a:p "open\n .', 2, "in the middle of a statement or of a text"),
        (HEAD + "a:x a:p b:y .", 2, "prefix 'b:' is not declared: correct it"),
        (
            HEAD + "a:x a:p state:CRI .",
            2,
            "add `@prefix state: <https://w3id.org/migration-mechanisms/id/state/>",
        ),
        (HEAD + "a:x a:p 1 ", 2, "ends in the middle"),
        (HEAD + "a:x a:p <rel> .", 2, "not complete"),
        (HEAD + "a:x a:p <http://a b> .", 2, "holds the character ' '"),
        (HEAD + 'a:x a:p "\\z" .', 2, r"'\\z' is no escape"),
        (HEAD + 'a:x a:p "x"@en--up .', 2, "--ltr"),
    ],
)
def test_a_broken_document_is_explained(text, line, words):
    with pytest.raises(DataSyntaxError, match=words) as caught:
        parse_text(text, "some.ttl")
    assert (caught.value.path, caught.value.line) == ("some.ttl", line)
    assert str(caught.value).startswith(f"some.ttl:{line}: ")
    assert "Parser error" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [(b"# a\n# \xff\n", 2, "not UTF-8 text .byte 0xff"), (b"\xef\xbb\xbf# a\n", 1, "byte order mark")],
)
def test_a_file_that_is_no_utf8_is_explained(tmp_path, raw, line, words):
    path = tmp_path / "bad.ttl"
    path.write_bytes(raw)
    with pytest.raises(DataSyntaxError, match=words) as caught:
        parse_file(path)
    assert caught.value.line == line


def test_a_file_that_is_not_there_is_explained(tmp_path):
    with pytest.raises(DataError, match="cannot be read: No such file"):
        read_text(tmp_path / "none.ttl")


def test_literals_stay_as_written():
    values = [row.object.value for row in parse_text(HEAD + "a:x a:p 01, 1.50, 'x' .")]
    assert values == ["01", "1.50", "x"]
