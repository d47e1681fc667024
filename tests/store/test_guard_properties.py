"""The guard against texts made at random, and against the engine that it stands before."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, QueryForbiddenError
from kg.store.guard import QueryForm, check_query, guard_query

PROLOGUE = (
    "BASE <http://127.0.0.1:9/> PREFIX ex: <http://127.0.0.1:9/> PREFIX : <http://127.0.0.1:9/> "
    "PREFIX SERVICEex: <http://127.0.0.1:9/> PREFIX trueSERVICEex: <http://127.0.0.1:9/> "
    "PREFIX true.SERVICEex: <http://127.0.0.1:9/>\n"
)
_gap = st.lists(
    st.sampled_from([" ", "\t", "\n", "\r", "# comment\n", "#\r", "# 'SERVICE\n", "#>\n"]),
    min_size=1,
    max_size=4,
).map("".join)


@st.composite
def _spelling(draw: st.DrawFn, word: str) -> str:
    """Any case, any characters as codepoint escapes."""
    letters = []
    for letter in word:
        cased = draw(st.sampled_from([letter.lower(), letter.upper()]))
        letters.append(draw(st.sampled_from([cased, cased, f"\\u{ord(cased):04X}", f"\\U{ord(cased):08x}"])))
    return "".join(letters)


@st.composite
def _federated(draw: st.DrawFn) -> str:
    tokens = [draw(_spelling("SERVICE"))]
    if draw(st.booleans()):
        tokens.append(draw(_spelling("SILENT")))
    tokens += [draw(st.sampled_from(["<http://x/>", "ex:s", "?s", ":s"])), "{", "}"]
    for _ in range(draw(st.integers(0, 4))):
        before = draw(
            st.sampled_from(["{", "OPTIONAL {", "MINUS {", "GRAPH ?g {", "{ SELECT * {", "FILTER EXISTS {"])
        )
        tokens = [before, *tokens, *("}" * before.count("{"))]
    ahead = draw(
        st.sampled_from(["", "?s ?p 1 .", "?s ?p true .", "FILTER(?a<2)", "?s ?p 'SERVICE' .", "?s ?p <#> ."])
    )
    return (
        PROLOGUE + "SELECT * {" + ahead + "".join(draw(_gap) + token for token in tokens) + draw(_gap) + "}"
    )


@given(_federated())
@settings(max_examples=300, deadline=None)
def test_service_never_passes(text: str) -> None:
    with pytest.raises(QueryForbiddenError, match="SERVICE is closed"):
        check_query(text)


def _escaped(value: str, quote: str) -> str:
    value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return quote + value.replace(quote[0], "\\" + quote[0]) + quote


_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(
    _texts,
    _texts,
    st.sampled_from(["'", '"', "'''", '"""']),
    st.sampled_from(["SERVICE <http://x/> {", "service"]),
)
@settings(max_examples=300, deadline=None)
@example("' ", " \\u0027", "'''", "SERVICE <http://x/> {")
def test_a_string_may_say_service(before: str, after: str, quote: str, word: str) -> None:
    string = _escaped(f"{before} {word} {after}", quote)
    assert check_query(f"SELECT * WHERE {{ ?s ?p {string} FILTER(?a < {string}) }}") is QueryForm.SELECT


#: One piece a line; "␤" is a line end.
_PIECES = r"""
SERVICE
SERVICE_
SILENT
_
␤
#
#>␤
'
"
'''
<
>
<x>
<#>
<http://127.0.0.1:9/p>
ex:
ex:x
ex:a\'
:x
:
a
a_
true
true_
1
1.
1.5
e5
.
{
}
{}
{?s_?p_?o}
(
)
[]
?
?s
?s_?p_?o_
BIND(1_AS_?a)
FILTER(?a<2)
FILTER(?s<
'>'
OPTIONAL{
LATERAL{
VALUES_?v_{
_:b.
\
@en
^^
~
<<
>>
|
*
/
+
!
-
;
,
SERVICEex:x{}
trueSERVICE
SERVICE:x{}
"""
_pieces = st.lists(
    st.sampled_from([line.replace("_", " ").replace("␤", "\n") for line in _PIECES.split()]), max_size=5
).map("".join)
_frames = st.sampled_from(
    [
        ("SELECT * {", "SERVICE", "ex:x", "{}", "}"),
        ("SELECT * {BIND(1 AS ?a)FILTER(?a<2", ")", "SERVICE", "ex:x", "\n{?s ?p ?o}", "}"),
        ("SELECT * {?s ?p ", " ", " SERVICE ex:x {} ", " '}"),
        ("ASK {BIND(1 AS ?a)", "}"),
    ]
)


@st.composite
def _soup(draw: st.DrawFn) -> str:
    first, *others = draw(_frames)
    return PROLOGUE + first + "".join(draw(_pieces) + part for part in others)


@given(_soup())
@settings(max_examples=1500, deadline=None)
@example(PROLOGUE + "SELECT * {SERVICEex:x {}}")
@example(PROLOGUE + "SELECT * {BIND(1 AS ?a)FILTER(?a<2)SERVICEex:x#>\n{?s ?p ?o}}")
def test_whatever_makes_the_engine_call_out_is_refused(text: str) -> None:
    """The engine itself tells: every IRI of these texts leads to a port that it refuses to call."""
    if _calls_out(text):
        for check in (check_query, guard_query):
            with pytest.raises(QueryError):
                check(text)


def _calls_out(text: str) -> bool:
    try:
        results = _STORE.query(text)
        if not isinstance(results, ox.QueryBoolean):
            list(results)
    except SyntaxError:
        return False
    except (OSError, RuntimeError) as error:
        return "port 9" in str(error) or "service" in str(error)
    return False


def test_the_engine_tells_of_a_call() -> None:
    """Without this the property above could hold for want of a single call."""
    assert _calls_out(PROLOGUE + "SELECT * {SERVICE ex:x {}}")
    assert _calls_out(PROLOGUE + "SELECT * {BIND(1 AS ?a)FILTER(?a<2)SERVICEex:x#>\n{?s ?p ?o}}")


_STORE = ox.Store()
_STORE.add(
    ox.Quad(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.NamedNode("http://127.0.0.1:9/x"))
)
