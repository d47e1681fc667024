"""What the guard lets pass and what it refuses, with the place and the reason."""

from __future__ import annotations

import contextlib
import time

import pytest

from kg.errors import QueryError, QueryForbiddenError, QuerySyntaxError
from kg.store.guard import GuardLimits, QueryForm, check_query, guard_query
from kg.store.guard.keywords import UPDATE_FORMS

EX = "PREFIX ex: <http://example.org/> "


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", QueryForm.SELECT),
        ("ask{}", QueryForm.ASK),
        (
            "BASE <http://x/> # SERVICE\nPREFIX a: <b> Construct { ?s a a:c } WHERE { ?s ?p ?o }",
            QueryForm.CONSTRUCT,
        ),
        (f"{EX}DESCRIBE ex:a", QueryForm.DESCRIBE),
        ('VERSION "1.2" SELECT (COUNT(*) AS ?n) { << ?s ?p ?o >> ?q "x"@en--ltr }', QueryForm.SELECT),
    ],
)
def test_the_form_is_told(text: str, form: QueryForm) -> None:
    assert check_query(text) is form
    assert form.gives_rows is (form in {QueryForm.SELECT, QueryForm.ASK})


@pytest.mark.parametrize(
    "body",
    [
        "?service ?p ?o",
        "?s ex:service ?o . ?s ex:SERVICE%20x ex:service\\-desk",
        "?s ?p <http://x/SERVICE>",
        "?s ?p <SERVICE>",
        "?s <service/x#SERVICE> ?o",
        '?s ?p "SERVICE <http://x/> { }"@en',
        "?s ?p '''it's a SERVICE <http://x/> {} \"here\"''' , 'SERVICE'@service",
        '?s ?p """SERVICE""" . # SERVICE <http://x/> { }',
        "?s ?p ?o FILTER(?o<2 && ?o>1) _:service ex:p 'a\\'SERVICE <x> {'",
        "?s ex:p?/ex:q* ?o FILTER(?a<?b||?c>?d)",
        "GRAPH service:g { ?s ?p ?o }",
        "?s ?p 1.5e3 , -1 , .5 , true ; a ex:a.b . ?s !(ex:a|^ex:b) 'x'^^ex:t",
        "BIND('\\u0022 SERVICE <x> {' AS ?x)",
        "?s ?p '''''', '' , 'a'",
    ],
)
def test_the_word_service_is_no_crime(body: str) -> None:
    base = "BASE <http://example.org/> PREFIX service: <http://s/> "
    assert check_query(f"{base}{EX}SELECT * WHERE {{ {body}\n}}") is QueryForm.SELECT


@pytest.mark.parametrize(
    "body",
    [
        "SERVICE <http://x/> { ?s ?p ?o }",
        "SeRvIcE SILENT ex:s {}",
        "service?s{}",
        "SERVICE#c\n<http://x/> {}",
        "{ SELECT * { OPTIONAL { SERVICE ex:s {} } } }",
        "?s ?p ?o FILTER NOT EXISTS { SERVICE ex:s {} }",
        "?s ?p ?o MINUS { GRAPH ?g { SERVICE ex:s {} } }",
        "\\u0053ERVICE ex:s {}",
        "S\\U00000045RVICE ex:s {}",
        "\\u0053\\u0065\\u0052VICE\\u0020ex:s\\u007B}",
        "?s ?p 'a' # \\u000D SERVICE ex:s {}\n",
        "?s ?p trueSERVICE ex:s {}",
        "?s ?p 1SERVICEex:s {}",
        "?s ?p true.SERVICEex:s {}",
        "SERVICEex:s {}",
        "SERVICESILENTex:s {}",
        "SERVICE:s {}",
        "SERVICESERVICEex:s {}",
        "true.trueSERVICESILENTex:s {}",
        "BIND(1 AS ?a) FILTER(?a<2)SERVICEex:s#>\n{}",
        "BIND(1 AS ?a) FILTER(?a<2||?a='>') SERVICE ex:s {} #'",
        "?s ex:p?true SERVICE ex:s {}",
        "?s ?p ex:a\\' . SERVICE ex:s {} ?s ?p '",
        "SERVICE",
    ],
)
def test_service_is_refused_wherever_it_hides(body: str) -> None:
    prefixes = "PREFIX : <http://example.org/> PREFIX SERVICEex: <http://x/> "
    with pytest.raises(QueryForbiddenError, match="SERVICE is closed"):
        check_query(f"{prefixes}{EX}SELECT * WHERE {{ {body} }}")


@pytest.mark.parametrize("word", sorted(UPDATE_FORMS | {"insert"}))
def test_updates_are_refused_by_name(word: str) -> None:
    with pytest.raises(QueryForbiddenError, match=f"{word.upper()} is an update.*queries only"):
        check_query(f"{EX}{word} DATA {{ ex:a ex:b ex:c }}")


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("", 1, 1, "begins with SELECT"),
        ("SELEKT * {}", 1, 1, "begins with SELECT"),
        ("PREFIX ex <http://x/> SELECT * {}", 1, 8, "prefix such as ex:"),
        ("SELECT *\n{ ?s ?p ?o FLTER(?o) }", 2, 12, "'FLTER' is not a SPARQL keyword"),
        ("SELECT *\r\n{ ?s foaf:name ?o }", 2, 6, "prefix 'foaf:' is not declared"),
        ("SELECT * { ?s ?p 'a\n' }", 1, 18, "does not end"),
        ("SELECT * { ?s ?p '\\q' }", 1, 18, "wrong escape"),
        ("SELECT * { § }", 1, 12, "no SPARQL token begins with '§'"),
        ("SELECT * { \0 }", 1, 12, "null character"),
        ("SELECT * { ?s ?p \u00a0?o }", 1, 18, "no SPARQL token"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError) as refusal:
        check_query(text)
    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert reason in refusal.value.detail


@pytest.mark.parametrize("escape", ["\\uD800", "\\U00110000", "\\u0000"])
def test_an_escape_must_stand_for_a_character(escape: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"names no character|null character"):
        check_query(f"SELECT ('{escape}' AS ?x) {{}}")


def test_a_lone_surrogate_is_no_text() -> None:
    with pytest.raises(QuerySyntaxError, match="surrogate"):
        check_query("SELECT ('\ud800' AS ?x) {}")


def test_the_size_counts_bytes_not_characters() -> None:
    limits = GuardLimits(max_bytes=40)
    assert check_query("SELECT ('" + "e" * 10 + "' AS ?x) {}", limits=limits)
    with pytest.raises(QueryForbiddenError, match="at most 40"):
        check_query("SELECT ('" + "é" * 19 + "' AS ?x) {}", limits=limits)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("{", "}"), ("FILTER EXISTS {", "}"), ("FILTER(", ")"), ("FILTER(!(", "))"), ("?s ?p [ ?p ", " 1 ] .")],
)
def test_depth_has_a_limit(opening: str, closing: str) -> None:
    limits = GuardLimits(max_depth=20)
    assert check_query("SELECT * {" + opening * 5 + closing * 5 + "}", limits=limits)
    with pytest.raises(QueryForbiddenError, match="nests more than 20 levels"):
        check_query("SELECT * {" + opening * 21 + closing * 21 + "}", limits=limits)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "{" * 3000 + "}" * 3000 + "}",
        "SELECT * { FILTER(" + "!" * 10000 + "true) }",
        "SELECT * { FILTER(" + "! " * 10000 + "true) }",
        "SELECT * { FILTER(" + "- " * 10000 + "1 = 1) }",
        "SELECT * {" + "FILTER EXISTS {" * 1000 + "}" * 1001,
        "SELECT * {" + "<<" * 3000 + "?s ?p ?o" + ">>" * 3000 + " ?p ?o }",
        "SELECT * {" + "(" * 60000,
    ],
)
def test_the_known_killers_of_the_engine_are_refused(text: str) -> None:
    with pytest.raises(QueryForbiddenError, match="nests more than 200 levels"):
        check_query(text)


@pytest.mark.parametrize(
    "unit",
    [
        "a-",
        "a.",
        "a",
        "<#> ",
        "<#>\n",
        "<x'> ",
        "#\n",
        "'",
        "'''",
        "ex:a.",
        "<",
        "1.",
        "\\",
        "?a<a#'''>",
        "..",
        "_:a.",
    ],
)
def test_no_text_takes_long_to_check(unit: str) -> None:
    text = f"{EX}SELECT * {{ {unit * (60_000 // len(unit))}"
    begun = time.process_time()
    with contextlib.suppress(QueryError):
        check_query(text)
    assert time.process_time() - begun < 2


def test_prefixes_can_be_given() -> None:
    assert check_query("SELECT * { ?s ex:p ?o }", prefixes={"ex": "http://x/"}) is QueryForm.SELECT


def test_the_engine_gets_escapes_decoded_only_where_it_cannot_read_them() -> None:
    inside = "SELECT ('\\u0022' AS ?x) {}"
    assert guard_query(inside).text == inside
    outside = "PREFIX e: <http://x/> SELECT * { ?s e:\\u00E9 ?o }"
    assert guard_query(outside).text == "PREFIX e: <http://x/> SELECT * { ?s e:é ?o }"
