"""Updates: what passes, and what is refused wherever it hides."""

from __future__ import annotations

import contextlib
import time

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, QueryForbiddenError
from kg.store.guard import GuardLimits, UpdateSyntaxError, check_update, explain_update

EX = "PREFIX ex: <http://example.org/> "


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "PREFIX ex: <http://x/>",
        "INSERT DATA { <http://a> <http://b> 'LOAD <http://x/>; SERVICE <http://x/> {}' }",
        f"{EX}INSERT DATA {{ ex:load ex:workload ex:using }} ; # LOAD <http:x>\n DELETE WHERE {{ ?s a 1 }}",
        f"{EX}WITH ex:g DELETE {{ ?s a ?o }} INSERT {{ ?s a 1 }} USING NAMED <no:> WHERE {{ ?s a 1 }};",
        "CLEAR ALL; DROP SILENT GRAPH <http://g/>; CREATE GRAPH <http://g/>; COPY DEFAULT TO <http://g/>",
        f"{EX}INSERT {{}} WHERE {{ ?s ?p ?load FILTER(?a<?b && ?c>?d) }} ; CLEAR SILENT GRAPH ex:x",
        "PREFIX load: <http://l/> INSERT DATA { load:a load:b load:c ; load:d load:e }",
        "INSERT DATA { <http://a> <http://b> 'USING', 'caf\u00e9', '\\u0041' }",
    ],
)
def test_a_plain_update_passes_and_the_engine_takes_it(text: str) -> None:
    guarded = check_update(text)
    assert guarded.text == text
    assert not guarded.federated
    with contextlib.suppress(RuntimeError):  # a graph that does not exist, or does already
        ox.Store().update(guarded.text)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/>",
        "load silent <file:///etc/passwd> INTO GRAPH <http://g/>",
        "PREFIX ex: <http://127.0.0.1:9/>LOADex:x",
        "PREFIX ex: <http://127.0.0.1:9/> LOADSILENTex:x",
        "PREFIX : <http://127.0.0.1:9/> LOAD:x",
        "CLEAR ALL;LOAD<http://127.0.0.1:9/>",
        "CLEAR ALL; # LOAD\r LOAD <http://127.0.0.1:9/>",
        "INSERT DATA {} ; PREFIX ex: <http://x/> LOAD ex:a",
        "\\u004COAD <http://127.0.0.1:9/>",
        "CLEAR ALL \\u003B L\\U0000004fAD <http://127.0.0.1:9/>",
        "INSERT {} WHERE { BIND(1 AS ?a) FILTER(?a<2)#>'''\n} ; LOAD <http://127.0.0.1:9/> #'''\n }",
        "PREFIX ex: <http://x/> INSERT {} WHERE { FILTER(?a<2)#>'''\n} ; LOADex:x #'''\n }",
    ],
)
def test_load_is_refused_wherever_it_hides(text: str) -> None:
    with pytest.raises(QueryForbiddenError, match="LOAD is closed"):
        check_update(text)


@pytest.mark.parametrize(
    "where",
    [
        "SERVICE <http://x/> { ?s ?p ?o }",
        "{ SELECT * { S\\u0045RVICE SILENT ex:s {} } }",
        "SERVICEex:s {}",
        "BIND(1 AS ?a) FILTER(?a<2)SERVICEex:s#>\n{}",
    ],
)
def test_service_is_refused(where: str) -> None:
    for text in (
        f"{EX}INSERT {{ ?s ?p ?o }} WHERE {{ {where} }}",
        f"CLEAR ALL; {EX}DELETE {{}} WHERE {{ {where} }}",
    ):
        with pytest.raises(QueryForbiddenError, match="SERVICE is closed"):
            check_update(text)


def test_service_of_an_open_endpoint_is_marked() -> None:
    text = f"{EX}INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE ex:s {{ ?s ?p ?o }} }}"
    assert check_update(text, services={"http://example.org/s"}).federated
    with pytest.raises(QueryForbiddenError, match=r"names <http://example\.org/s>"):
        check_update(text, services={"http://example.org/t"})


def test_declarations_between_operations_are_put_in_front_for_the_engine() -> None:
    text = (
        "INSERT DATA { <http://x/a> <http://x/b> 1 } ; # PREFIX\n PREFIX a: <http://x/> base <http://x/> "
        "DELETE { a:a ?p ?o } INSERT { <a> ?p 2 } WHERE { a:a ?p ?o } ;\n"
        "PREFIX b: <b> INSERT DATA { a:c b: 3 } ; "
    )
    store = ox.Store()
    with pytest.raises(SyntaxError):
        store.update(text)
    store.update(check_update(text).text)
    triples = {(str(quad.subject), str(quad.predicate), str(quad.object)[1]) for quad in store}
    assert triples == {("<http://x/a>", "<http://x/b>", "2"), ("<http://x/c>", "<http://x/b>", "3")}


@pytest.mark.parametrize("declared", ["PREFIX ex: <http://other.org/>", "BASE <http://other.org/>"])
def test_a_declaration_has_one_meaning(declared: str) -> None:
    text = f"{EX} BASE <http://x/> CLEAR GRAPH ex:g ;\n {declared} CLEAR GRAPH ex:g"
    with pytest.raises(UpdateSyntaxError, match=r"line 2, column 2.*gets a second meaning here"):
        check_update(text)


def test_what_the_engine_refuses_is_explained() -> None:
    check_update("INSERT DATA { <http://a> foaf:name 1 }")
    with pytest.raises(UpdateSyntaxError, match="prefix 'foaf:' is not declared"):
        explain_update("INSERT DATA { <http://a> foaf:name 1 }")
    explain_update("INSERT DATA { <http://a> <http://b> }")


@pytest.mark.parametrize("form", ["SELECT", "ask", "CONSTRUCT", "DESCRIBE"])
def test_a_query_sent_as_update_is_told(form: str) -> None:
    with pytest.raises(QueryForbiddenError, match=f"{form.upper()} is a query"):
        check_update(f"{EX}{form} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("INSRT DATA {}", 1, 1, "begins with INSERT"),
        ("CLEAR ALL ;\n SELECT * {} #using", 2, 2, "begins with INSERT"),
        ("CLEAR ALL ;\n § #using", 2, 2, "begins with INSERT"),
        ("LOD <http://x/> ; CLEAR ALL", 1, 1, "begins with INSERT"),
        ("INSERT DATA { <http://load/> foaf:name 'LOAD' }", 1, 30, "prefix 'foaf:' is not declared"),
        ("INSERT DATA { } } ; LOAD <http://x/>", 1, 17, "closes no group"),
        ("INSERT DATA { <http://a> <http://b> 'USING \n }", 1, 37, "not closed"),
        ("INSERT DATA { '\\uD800' }", None, None, "names no character"),
        ("INSERT DATA { \0 }", 1, 15, "null character"),
        ("CLEAR ALL 'USING'", 1, 11, "not expected"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    text: str, line: int | None, column: int | None, reason: str
) -> None:
    with pytest.raises(UpdateSyntaxError) as refusal:
        check_update(text)
    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert reason in refusal.value.detail
    assert str(refusal.value).startswith("The update does not parse")


def test_size_and_depth_have_limits() -> None:
    with pytest.raises(QueryForbiddenError, match="update is 31 bytes long and at most 20"):
        check_update("INSERT DATA { <http://a> a 'x' }"[:31], GuardLimits(max_bytes=20))
    with pytest.raises(QueryForbiddenError, match="update nests more than 200 levels"):
        check_update("INSERT {} WHERE {" + "{" * 3000 + "}" * 3001)
    with pytest.raises(QueryForbiddenError, match="nests more than 200 levels"):
        check_update("INSERT {} WHERE { FILTER(" + "!" * 3000 + "?a) }")


def test_a_long_plain_update_is_read_at_once_and_a_long_other_one_is_refused() -> None:
    triples = (
        "<http://e.org/s> <http://e.org/p> '2020-01-01'^^<http://e.org/date>, 'a \\\"workload\\\"' .\n"
        * 60_000
    )
    begun = time.process_time()
    assert check_update(f"INSERT DATA {{ {triples} }}")
    assert time.process_time() - begun < 2
    with pytest.raises(QueryForbiddenError, match="Split it"):
        check_update(f"INSERT DATA {{ {triples} <http://a> <http://b> 'load' }}")


_PIECES = [
    *(
        "LOAD",
        "load",
        "SILENT",
        "ex:x",
        "<http://127.0.0.1:9/>",
        "LOADex:x",
        "LOAD:x",
        "INTO GRAPH ex:g",
        ";",
    ),
    *(
        "INSERT DATA {",
        "INSERT {",
        "DELETE WHERE {",
        "}",
        "WHERE {",
        "CLEAR ALL",
        "{",
        "\\u004CoAD",
        "PREFIX",
    ),
    *(
        "ex:",
        "PREFIX ex: <http://127.0.0.1:9/>",
        "<#>",
        "'",
        "'''",
        "#",
        "#>\n",
        "\n",
        "?a<2",
        "BIND(1 AS ?a)",
    ),
    *("FILTER(?a<2)", "FILTER(?a<2", ")", "SERVICE", "?s ?p ?o", "ex:s ex:p 1", "LOADSILENTex:x", "."),
]


@st.composite
def _soup(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from(_PIECES), max_size=12))
    return "PREFIX ex: <http://127.0.0.1:9/> PREFIX : <http://127.0.0.1:9/>" + "".join(
        piece + draw(st.sampled_from(["", " ", "\n"])) for piece in pieces
    )


@given(_soup())
@settings(max_examples=1500, deadline=None)
@example("PREFIX ex: <http://127.0.0.1:9/> LOADex:x INTO GRAPH ex:g")
@example("INSERT {} WHERE { BIND(1 AS ?a) FILTER(?a<2)#>'''\n} ; LOAD <http://127.0.0.1:9/> #'''\n }")
def test_whatever_makes_the_engine_fetch_is_refused(text: str) -> None:
    """The engine itself tells: every IRI of these texts leads to a port that it refuses to call."""
    try:
        ox.Store().update(text)
    except (SyntaxError, RuntimeError, ValueError):
        return
    except OSError:
        with pytest.raises(QueryError):
            check_update(text)


def test_clearing_a_graph_that_is_not_there_changes_nothing():
    """SPARQL 1.1 Update, 3.1.3, leaves it to the store whether that fails; DROP still does."""
    text = "CLEAR GRAPH <http://none/> ; clear graph<http://none/>; "
    text += "INSERT DATA { <http://a> <http://b> 'CLEAR GRAPH' }"
    guarded = check_update(text).text
    assert guarded == text.replace("CLEAR GRAPH <", "CLEAR SILENT GRAPH <").replace(
        "clear graph<", "clear SILENT graph<"
    )
    store = ox.Store()
    store.update(guarded)
    assert len(store) == 1
    assert check_update("CLEAR SILENT GRAPH <http://none/>").text == "CLEAR SILENT GRAPH <http://none/>"
    assert check_update("CLEAR NAMED").text == "CLEAR NAMED"
    with pytest.raises(RuntimeError):
        store.update(check_update("DROP GRAPH <http://none/>").text)
