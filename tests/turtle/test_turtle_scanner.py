"""The scanner says on which line each statement stands, for any valid Turtle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.turtle.scanner import locate, locate_text
from kg.turtle.tokens import comments, first_blank, tokens

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

MIXED = '''\
@prefix a: <http://a/> .   # a comment with "quotes" and <brackets>
PREFIX b: <http://b#>
@base <http://base/dir/> .

a:x a a:Thing ;
    a:text """two
lines with # no comment and "quotes" """@en ,
        'single \\'quoted\\'' ;
    b:n 1.5e3 , -2 , .5 , true ;
    <rel> <other> .
<http://full/s>
    a:p a:o.1 , a:o%20b ,
      a:esc\\,aped
    ; a:q "x"^^a:type .
a:y a:list ( a:one "two" ) ; a:after 1 .
a:z a:has [ a:inner "deep" ; a:more [ a:deeper 2 ] ] ;
    a:outer "last" .
[] a:anonymous 7 .
a:x a:again "later" .
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("http://a/x",), 5),
        (("http://a/x", RDF_TYPE), 5),
        (("http://a/x", RDF_TYPE, "http://a/Thing"), 5),
        (("http://a/x", "http://a/text"), 6),
        (("http://a/x", "http://a/text", "single 'quoted'"), 8),
        (("http://a/x", "http://b#n", "-2"), 9),
        (("http://a/x", "http://base/dir/rel", "http://base/dir/other"), 10),
        (("http://full/s",), 11),
        (("http://full/s", "http://a/p", "http://a/o.1"), 12),
        (("http://full/s", "http://a/p", "http://a/esc,aped"), 13),
        (("http://full/s", "http://a/q", "x"), 14),
        (("http://a/y", "http://a/list", "two"), 15),
        (("http://a/y", "http://a/after", "1"), 15),
        (("http://a/z", "http://a/outer", "last"), 17),
        (("http://a/x", "http://a/again"), 19),
    ],
)
def test_every_triple_has_its_line(key, line):
    list(parse(MIXED, RdfFormat.TURTLE))  # what is searched is valid Turtle
    assert locate_text(MIXED).line(*key) == line


def test_the_closest_known_thing_answers_for_what_is_not_there():
    found = locate_text(MIXED)
    assert found.line("http://a/x", "http://a/text", "no such text") == 6
    assert found.line("http://a/x", "http://a/none") == 5
    assert found.line("http://a/x", None, "true") == 5
    assert found.line("http://nowhere/") is None
    assert not found.has("http://nowhere/")


def test_a_node_is_found_where_it_is_first_used():
    found = locate_text("@prefix a: <http://a/> .\na:x a:p\n  a:y,\n  a:z .\na:y a:p a:z .\n")
    assert (found.use("http://a/z"), found.use("http://a/y"), found.use("http://a/x")) == (4, 3, None)


def test_a_file_is_read_by_its_bytes(tmp_path):
    path = tmp_path / "crlf.ttl"
    path.write_bytes('@prefix a: <http://a/> .\r\na:x a:p\r\n  "ñ" .\r\n'.encode())
    assert locate(path).line("http://a/x", "http://a/p", "ñ") == 3


def test_comments_are_told_from_what_only_looks_like_one():
    text = '<http://a#x> <http://b> "# no" . # yes\n# too\n<http://c> <http://d> """\n# no\n""" .\n'
    assert [(token.line, token.text) for token in comments(text)] == [(1, "# yes"), (2, "# too")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<a:a> <a:b>\n [ <a:c> 1 ] .", 2),
        ("<a:a> <a:b>\n _:x .", 2),
        ("<a:a> <a:b> (\n 1 ) .", 1),
        ("<a:a> <a:b> ( # empty\n ) .", None),
        ('<a:a> <a:b> "[ _:x ( 1 )" . # [', None),
    ],
)
def test_blank_nodes_are_found(text, line):
    assert first_blank(text) == line


@given(st.text())
def test_any_text_at_all_is_taken_apart_without_loss(text):
    found = "".join(token.text for token in tokens(text))
    assert "".join(found.split()) == "".join(text.split())
    locate_text(text)
    assert all(1 <= token.line <= text.count("\n") + text.count("\r") + 1 for token in tokens(text))


def test_quoted_triples_of_rdf_12_are_passed_over():
    text = "<a:s> <a:p> <<( <a:x> <a:y> <a:z> )>> ;\n <a:q> <a:o> .\n<a:t> <a:p> 1 ."
    list(parse(text, RdfFormat.TURTLE))
    found = locate_text(text)
    assert found.line("a:s", "a:q", "a:o") == 2
    assert found.line("a:t") == 3
    assert not found.has("a:x")
