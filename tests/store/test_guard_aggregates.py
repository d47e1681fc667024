"""GROUP_CONCAT gives a simple literal, wherever it stands, and nothing else of the text changes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store.guard import guard_query

STORE = ox.Store()
STORE.load(b'<urn:a> <urn:p> "one"@en, "two"@en . <urn:b> <urn:p> "three"@en .', format=ox.RdfFormat.TURTLE)


def rows(query: str) -> list[list[str]]:
    found = STORE.query(guard_query(query).text)
    assert isinstance(found, ox.QuerySolutions)
    return [[str(value) for value in row] for row in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            'SELECT (GROUP_CONCAT(?o ; SEPARATOR = ")") AS ?all) { ?s ?p ?o FILTER(?s = <urn:a>) }',
            {'"one)two"', '"two)one"'},
        ),
        ("SELECT (group_concat(DISTINCT ?o) AS ?all) { ?s ?p ?o FILTER(?s = <urn:b>) }", {'"three"'}),
        (
            "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(GROUP_CONCAT(?o) = 'three') # GROUP_CONCAT(",
            {"<urn:b>"},
        ),
        (
            "SELECT (STRLEN(GROUP_CONCAT(STR(?o))) AS ?n) { ?s ?p ?o FILTER(?s = <urn:b>) }",
            {'"5"^^<http://www.w3.org/2001/XMLSchema#integer>'},
        ),
        ("SELECT ('GROUP_CONCAT(' AS ?x) {}", {'"GROUP_CONCAT("'}),
    ],
)
def test_a_simple_literal(query, expected):
    assert {row[0] for row in rows(query)} <= expected
    assert rows(query)


@pytest.mark.parametrize(
    "query",
    ["SELECT (GROUP_CONCAT AS ?x) {}", "ASK { <urn:GROUP_CONCAT> ?p 1 }"],
)
def test_what_is_no_call_stays_as_it_is(query):
    assert guard_query(query).text == query
