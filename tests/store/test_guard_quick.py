"""The short way of the guard against the long one, and the memory of what passed."""

from __future__ import annotations

import contextlib
import sys

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard import GuardLimits, QueryForm, QueryGuard, check_query, explain_syntax, guard_query
from kg.store.guard.quick import query_word

LIMITS = GuardLimits(max_bytes=400, max_depth=12)

_WORDS = r"""
SELECT ASK CONSTRUCT DESCRIBE INSERT DELETE LOAD CLEAR select aSk SERVICE serVice ſervice servıce Servİce
FROM from NAMED WHERE PREFIX BASE VERSION ex: : exfrom: fromex:a a true trueSERVICE SERVICEex:s FROMex:g
<http://x/> <file:///x> <a> <x#> ?s ?s<a $o { } ( ) [ ] << >> < > ! + - ^ ^^ . ; , * | / 1 1.5 "x" 'x'
''' ' " # \ \u0053 \U00000053 \u0073ervice serv\u0069ce \n \' ex:a\- é ſ İ ı
"""
_words = st.sampled_from([*_WORDS.split(), '"' * 3, "\0", "\ud800"])
_gaps = st.sampled_from(["", "", " ", " ", "\n", "\t", "#c\n", "\r\n"])
_heads = st.sampled_from(
    [
        "",
        "SELECT * {",
        "PREFIX ex: <http://x/> SELECT ?s WHERE {",
        "BASE <http://x/> #c\n PREFIX : <a> ask{",
        "INSERT DATA {",
        "DESCRIBE ",
    ]
)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    return draw(_heads) + "".join(
        draw(_words) * draw(st.integers(1, 5)) + draw(_gaps) for _ in range(draw(st.integers(0, 12)))
    )


def _refused_for_safety(text: str) -> bool:
    try:
        check_query(text, (), LIMITS)
    except QueryForbiddenError:
        return True
    except QuerySyntaxError:
        return False
    return False


@given(_texts())
@settings(max_examples=1500, deadline=None)
@example("SELECT * { ſervice:x {} }")
@example("SELECT * { FILTER(" + "!" * 13 + "?a) }")
@example("SELECT * { FILTER(" + "- " * 13 + "1) }")
@example("SELECT * { " + "{ " * 13)
@example("ASK { " + "<<" * 13)
@example("ASK { " + "<" * 14)
@example("ASK { ?s ?p 'é" + "é" * 400 + "' }")
def test_what_the_long_way_refuses_for_safety_never_passes_the_short_way(text: str) -> None:
    if _refused_for_safety(text):
        assert query_word(text, LIMITS) not in QueryForm.__members__


@given(_texts())
@settings(max_examples=500, deadline=None)
def test_both_ways_tell_the_same_form(text: str) -> None:
    word = query_word(text, LIMITS)
    if word in QueryForm.__members__:
        with contextlib.suppress(QuerySyntaxError):  # left to the engine
            assert check_query(text, (), LIMITS).value == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# a comment: SELECT\nPREFIX ex: <http://x/#> base<http://x/>\r\nask{}", "ASK"),
        ("Construct{?s ?p ?o}WHERE{?s ?p ?o}", "CONSTRUCT"),
        ("PREFIX :<http://x/> DESCRIBE :a", "DESCRIBE"),
        ("SELECT * { ?s ?p 'caf\u00e9 \\n \\\" \\\\' , ex:a\\-b }", "SELECT"),
        ("SELECT * { " + "?s <http://x/p> '1'^^<http://x/int> . ?a-b ?c 2020-01-01 . " * 20 + "}", "SELECT"),
        ("PREFIX ex: <http://x/\\u0061> SELECT * {}", None),
        ("SELECT * { ?s ?p 'from' }", None),
        ("SELECT * { ?s ?p 'Service' }", None),
        ("VERSION '1.2' SELECT * {}", None),
        ("PREFIX ex:a <http://x/> SELECT * {}", None),
        ("SELECT:x {}", None),
        ("\ud800SELECT * {}", None),
        ("", None),
    ],
)
def test_the_short_way_takes_the_plain_texts_alone(text: str, word: str | None) -> None:
    found = query_word(text, GuardLimits())
    assert (found if found in QueryForm.__members__ else None) == word


@pytest.mark.parametrize(
    "text", ["SELECT * { ?s ?p ?o FLTER(?o) }", "SELECT * { ?s foaf:x ?o }", "SELECT * { § }"]
)
def test_a_plain_text_that_is_no_sparql_is_explained_when_the_engine_refuses_it(text: str) -> None:
    guard_query(text)
    with pytest.raises(SyntaxError):
        ox.Store().query(text)
    with pytest.raises(QuerySyntaxError) as long_way:
        check_query(text)
    with pytest.raises(QuerySyntaxError) as explained:
        explain_syntax(text)
    assert str(explained.value) == str(long_way.value)


def test_where_the_tokens_are_right_the_engine_explains() -> None:
    explain_syntax("SELECT * WHERE { ?s ?p }")
    explain_syntax("SELECT * FROM <ftp://held/> WHERE { ?s ?p }")


def test_the_memory_gives_the_same_verdict() -> None:
    guard = QueryGuard({"http://g/a"}, prefixes={"ex": "http://x/"}, services={"http://x/s"})
    for text in (
        "SELECT * { ?s ex:p ?o }",
        "SELECT * FROM <b> { ?s ex:p ?o }",
        "ASK { SERVICE ex:s {} }",
        "SELECT * { ?s ex:\\u00E9 ?o }",
    ):
        first = guard.check(text, "http://g/")
        assert guard.knows(text, "http://g/")
        assert not guard.knows(text)
        assert guard.check(str(text), "http://g/") is first
    assert guard.check("SELECT * FROM <b> {}", "http://g/").unknown_graphs == ("http://g/b",)
    assert guard.check("SELECT * FROM <b> {}", "http://h/").unknown_graphs == ("http://h/b",)


def test_what_is_refused_is_not_remembered() -> None:
    guard = QueryGuard()
    for _ in range(2):
        with pytest.raises(QueryForbiddenError):
            guard.check("CLEAR ALL")
    assert guard.held_bytes == 0


def test_the_memory_has_a_limit_and_forgets_the_least_used() -> None:
    texts = [f"SELECT * {{ ?s ?p {number:0500d} }}" for number in range(100)]
    guard = QueryGuard(max_bytes=20 * (sys.getsizeof(texts[0]) + 600))
    guard.check(texts[0])
    for text in texts[1:]:
        guard.check(text)
        guard.check(texts[0])
    assert 0 < guard.held_bytes <= guard.max_bytes
    assert guard.knows(texts[0])
    assert guard.knows(texts[-1])
    assert not guard.knows(texts[1])


def test_one_text_cannot_fill_the_memory() -> None:
    guard = QueryGuard(max_bytes=40_000)
    text = "SELECT * { ?s ?p '" + "x" * 10_000 + "' }"
    guard.check(text)
    assert not guard.knows(text)
