"""SERVICE answered before the engine: what is sent, what takes its place, and what is joined."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pyoxigraph as ox
import pytest

from kg.errors import ParameterError, QueryForbiddenError, QuerySyntaxError
from kg.store.federation import (
    AllowedEndpoint,
    FederationClient,
    FederationError,
    ServicePatternError,
    federate,
    parse_allow_list,
)
from kg.store.federation.clauses import service_clauses
from kg.store.guard import check_update, guard_query
from tests.store.federation_support import Handler, Server, answering, serving, sparql

PREFIX = "PREFIX ex: <http://e.org/> "
HERE = f"@{PREFIX.strip().lower()} . ex:a ex:knows ex:b . ex:b ex:knows ex:c . ex:c ex:age 7 ."
THERE = (
    f"@{PREFIX.strip().lower()} . ex:b ex:name 'B\"\\\\ü\\n'@es , 'b' . ex:c ex:name 'c' ; ex:size 1.5 ."
    " ex:d ex:name [] ."
)


def _local() -> ox.Store:
    store = ox.Store()
    store.load(HERE.encode(), format=ox.RdfFormat.TURTLE)
    return store


def _rows(text: str) -> list[tuple[str | None, ...]]:
    results = _local().query(text)
    assert isinstance(results, ox.QuerySolutions)
    names = results.variables
    return sorted(
        (tuple(None if row[name] is None else str(row[name]) for name in names) for row in results), key=str
    )


async def _federated(
    text: str, handler: Handler, *, base: str = "", deadline: float | None = None
) -> tuple[str, Server]:
    async with serving(handler) as server:
        endpoint = server.endpoint()
        text = text.replace("ENDPOINT", f"<{endpoint.iri}>")
        guarded = guard_query(text, services={endpoint.iri}, base=base)
        assert guarded.federated
        return await federate(guarded.text, [endpoint], FederationClient(), deadline, base=base), server


def _answer(text: str, handler: Handler | None = None) -> list[tuple[str | None, ...]]:
    result, _ = asyncio.run(_federated(PREFIX + text, handler or sparql(THERE)))
    assert not guard_query(result).federated
    return _rows(result)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "SELECT ?x ?n { ?x ex:knows ?y SERVICE ENDPOINT { ?y ex:name ?n } }",
            [
                ("<http://e.org/a>", '"B\\"\\\\ü\\n"@es'),
                ("<http://e.org/a>", '"b"'),
                ("<http://e.org/b>", '"c"'),
            ],
        ),
        # Unbound in a row: joins with anything.
        (
            "SELECT ?y ?s { ?x ex:knows ?y SERVICE ENDPOINT { ?y ex:name ?n OPTIONAL { ?y ex:size ?s }"
            " FILTER(isLiteral(?n) && lang(?n) = '') } }",
            [
                ("<http://e.org/b>", None),
                ("<http://e.org/c>", '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
            ],
        ),
        # No row: nothing to join with; under OPTIONAL and MINUS that means what it means for any pattern.
        ("SELECT ?x { ?x ex:knows ?y SERVICE ENDPOINT { ?y ex:none ?n } }", []),
        (
            "SELECT ?x ?n { ?x ex:age ?a OPTIONAL { SERVICE ENDPOINT { ?x ex:none ?n } } }",
            [("<http://e.org/c>", None)],
        ),
        (
            "SELECT ?y { ?x ex:knows ?y MINUS { SERVICE ENDPOINT { ?y ex:size ?s } } }",
            [("<http://e.org/b>",)],
        ),
        # Two clauses, a sub-select, a comment and a string that say SERVICE.
        (
            "SELECT ?n ?s { # SERVICE <http://x/> {}\n { SELECT ?y { SERVICE ENDPOINT { ?y ex:name 'c' } } }"
            " service silent ENDPOINT { ?y ex:size ?s } BIND('SERVICE <x> {}' AS ?n) }",
            [('"SERVICE <x> {}"', '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')],
        ),
        # The multiplicity of rows is kept: ex:b has two names.
        (
            "SELECT (COUNT(*) AS ?n) { SERVICE ENDPOINT { { SELECT ?y { ?y ex:name ?n } } }"
            " ex:a ex:knows ?y }",
            [('"2"^^<http://www.w3.org/2001/XMLSchema#integer>',)],
        ),
        # Without variables there is one empty row, or none.
        ("SELECT ?x { ?x ex:age 7 SERVICE ENDPOINT { ex:c ex:name 'c' } }", [("<http://e.org/c>",)]),
        ("SELECT ?x { ?x ex:age 7 SERVICE ENDPOINT { ex:c ex:name 'd' } }", []),
    ],
)
def test_the_rows_of_the_endpoint_are_joined(text: str, rows: list[tuple[str | None, ...]]) -> None:
    assert _answer(text) == rows


def test_a_blank_node_becomes_an_iri_the_same_within_one_answer() -> None:
    rows = _answer("SELECT ?n ?m { SERVICE ENDPOINT { ex:d ex:name ?n BIND(?n AS ?m) } }")
    assert len(rows) == 1
    assert str(rows[0][0]).startswith("<urn:uuid:")
    assert rows[0][0] == rows[0][1]


def test_the_endpoint_gets_the_pattern_with_the_prefixes_it_needs() -> None:
    text = (
        "BASE <http://e.org/> PREFIX ex: <http://e.org/> PREFIX other: <http://o.org/>"
        " SELECT * { <a> other:p ?x SERVICE ENDPOINT { <b> ex:name ?x # }\n} }"
    )
    _, server = asyncio.run(_federated(text, sparql(THERE)))
    (request,) = server.requests
    assert request.query == (
        "BASE <http://e.org/>\nPREFIX ex: <http://e.org/>\nSELECT * WHERE { <b> ex:name ?x # }\n}"
    )
    assert request.line == "POST /sparql HTTP/1.1"
    assert request.headers["host"] == f"127.0.0.1:{server.port}"
    assert request.headers["accept"] == "application/sparql-results+json"
    assert not request.headers.keys() & {"cookie", "authorization", "referer"}


def test_silence_turns_a_failure_into_one_empty_solution() -> None:
    broken = answering(b"no", "500 Internal Server Error")
    text = "SELECT ?x ?n {{ ?x ex:age 7 SERVICE {} ENDPOINT {{ ?x ex:name ?n }} }}"
    assert _answer(text.format("SILENT"), broken) == [("<http://e.org/c>", None)]
    with pytest.raises(FederationError, match="status 500"):
        _answer(text.format(""), broken)


def test_an_update_may_read_from_an_open_endpoint() -> None:
    async def run() -> str:
        async with serving(sparql(THERE)) as server:
            endpoint = server.endpoint()
            text = (
                f"INSERT DATA {{ <http://e.org/z> a 'SERVICE' }} ; {PREFIX}"
                f"INSERT {{ ?y ex:called ?n }} WHERE {{ ?x ex:knows ?y "
                f"SERVICE <{endpoint.iri}> {{ ?y ex:size ?n }} }}"
            )
            guarded = check_update(text, services={endpoint.iri})
            assert guarded.federated
            return await federate(guarded.text, [endpoint], FederationClient())

    store = _local()
    store.update(asyncio.run(run()))
    called = list(store.quads_for_pattern(None, ox.NamedNode("http://e.org/called"), None))
    assert [(str(quad.subject), str(quad.object)) for quad in called] == [
        ("<http://e.org/c>", '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("FILTER EXISTS { SERVICE <http://s/> {} }", "inside EXISTS"),
        ("FILTER NOT EXISTS { { SERVICE <http://s/> {} } }", "inside EXISTS"),
        ("GRAPH ?g { SERVICE <http://s/> {} }", "inside GRAPH"),
        ("LATERAL { OPTIONAL { SERVICE <http://s/> {} } }", "inside LATERAL"),
        ("SERVICE <http://s/> { SERVICE <http://s/> {} }", "SERVICE inside SERVICE"),
        ("SERVICE <http://s/> {} " * 5, "5 SERVICE clauses and at most 4"),
        ("SERVICE <http://t/> {}", "may not be called"),
        ("SERVICE <http://s/> { FILTER(?a<?b&&?c>?d) }", "needs a space after it"),
        ("SERVICE ?s {}", "SERVICE"),
        ("SERVICE", "needs the IRI"),
    ],
)
def test_a_clause_that_cannot_be_answered_beforehand_is_refused(body: str, reason: str) -> None:
    with pytest.raises(ServicePatternError, match=reason) as refusal:
        asyncio.run(federate(f"SELECT * {{ {body} }}", [AllowedEndpoint("http://s/")], FederationClient()))
    assert isinstance(refusal.value, QueryForbiddenError)


def test_no_other_reading_of_the_rest_may_hold_a_service() -> None:
    text = "SELECT * { SERVICE <http://s/> {} # \\u000A SERVICE <http://s/> {}\n }"
    with pytest.raises(QueryForbiddenError, match="SERVICE is closed"):
        asyncio.run(federate(text, [AllowedEndpoint("http://s/")], FederationClient()))


def test_prefixes_that_need_no_declaration_are_declared_to_the_endpoint() -> None:
    text = "SELECT * { SERVICE <http://s/> { ?s ex:p ?o } }"
    (clause,) = service_clauses(text, {"ex": "http://e.org/", "other": "http://o.org/"})
    assert clause.query == "PREFIX ex: <http://e.org/>\nSELECT * WHERE { ?s ex:p ?o }"
    with pytest.raises(QuerySyntaxError, match="'ex:' is not declared"):
        service_clauses(text)


def test_clauses_are_found_by_their_tokens() -> None:
    text = "SELECT * { ?s ?p 'SERVICE <http://s/> {' . SERVICE#{\n<s>{ ?s ?p '}' FILTER(?a < 2) } ?x ?y ?z }"
    (clause,) = service_clauses(text, base="http://s/")
    assert text[clause.start : clause.end] == "SERVICE#{\n<s>{ ?s ?p '}' FILTER(?a < 2) }"
    assert (clause.iri, clause.silent) == ("http://s/s", False)


@pytest.mark.parametrize(
    ("text", "endpoints"),
    [
        ("", []),
        (
            "https://a.org/sparql,\n private:http://127.0.0.1:9999/sparql",
            [("https://a.org/sparql", False), ("http://127.0.0.1:9999/sparql", True)],
        ),
        ("http://[2001:db8::1]/s?x=1", [("http://[2001:db8::1]/s?x=1", False)]),
    ],
)
def test_the_allow_list_is_read(text: str, endpoints: Sequence[tuple[str, bool]]) -> None:
    assert [(entry.iri, entry.private) for entry in parse_allow_list(text)] == list(endpoints)


@pytest.mark.parametrize(
    "text",
    [
        *("a.org/sparql", "ftp://a.org/", "file:///x", "private:", "http://", "http:///x", "https://a.org/ä"),
        *(
            "https://me:word@a.org/",
            "https://a.org/#x",
            "http://a.org:port/",
            "http://a.org:0/",
            "http://[x]/",
        ),
        *("*", "https://a.org https://a.org", "https://a.org/{x}", "private:private:http://a.org/"),
    ],
)
def test_nonsense_in_the_allow_list_is_told(text: str) -> None:
    with pytest.raises(ParameterError, match="KG_SERVICE_ALLOW") as refusal:
        parse_allow_list(text)
    assert "word" not in str(refusal.value)
