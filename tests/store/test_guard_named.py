"""What a query may name: open endpoints after SERVICE, graphs after FROM."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryForbiddenError
from kg.store.guard import QueryForm, check_query, guard_query

_OPEN = frozenset({"http://x/sparql"})


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <http://x/sparql> { ?s ?p ?o }",
        "service silent x:sparql {}",
        "SERVICE#c\n<sparql>{}",
        "OPTIONAL { SERVICE <http://x/\\u0073parql> {} }",
    ],
)
def test_service_of_an_open_endpoint_passes_and_is_marked(clause: str) -> None:
    text = f"PREFIX x: <http://x/> SELECT * {{ {clause} }}"
    assert guard_query(text, services=_OPEN, base="http://x/").federated
    assert not guard_query("SELECT * { ?s ?p 'SERVICE' }", services=_OPEN).federated


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ("SERVICE <http://x/sparql2> {}", r"names <http://x/sparql2>.*It may call <http://x/sparql>"),
        ("SERVICE <http://x/sparql> {} SERVICE SILENT x:other {}", "names <http://x/other>"),
        ("SERVICE ?s {}", r"SERVICE \?s may name any server"),
        ("SERVICEx:sparql {}", "SERVICE is closed"),
        ("?s ?p trueSERVICE x:sparql {}", "is glued to"),
    ],
)
def test_service_of_another_endpoint_is_refused(clause: str, reason: str) -> None:
    with pytest.raises(QueryForbiddenError, match=reason):
        guard_query(f"PREFIX x: <http://x/> SELECT * {{ {clause} }}", services=_OPEN)


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <http://g/a>",
        "FROM NAMED <http://g/a>",
        "from g:a",
        "FROM :a FROM NAMED <http://g/b>",
        "FROM <a>",
        "FROM <../a>",
        "FROM <http://g/\\u0061>",
    ],
)
def test_from_may_name_a_graph_of_the_store(clause: str) -> None:
    prologue = "BASE <http://g/x> PREFIX g: <http://g/> PREFIX : <> "
    text = f"{prologue.replace('<>', '<http://g/>')}SELECT * {clause} {{ ?s ?p ?o }}"
    assert check_query(text, {"http://g/a", "http://g/b"}) is QueryForm.SELECT


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("FROM <http://g/c>", "http://g/c"),
        ("FROM <HTTPS://g/c>", "HTTPS://g/c"),
        ("FROM NAMED <urn:x:c>", "urn:x:c"),
        ("FROM <http://g/a> FROM NAMED g:c FROM g:c", "http://g/c"),
        ("FROM <c>", "http://g/c"),
        ("\\u0046ROM <http://g/c>", "http://g/c"),
    ],
)
def test_from_of_a_graph_that_the_store_does_not_hold_is_told(clause: str, named: str) -> None:
    text = f"PREFIX g: <http://g/> SELECT * {clause} {{ ?s ?p ?o }}"
    assert guard_query(text, {"http://g/a"}, base="http://g/x").unknown_graphs == (named,)


def test_such_a_graph_is_empty() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://g/s"), ox.NamedNode("http://g/s"), ox.NamedNode("http://g/s")))
    assert list(store.query("SELECT * FROM <http://g/c> { ?s ?p ?o }")) == []
    assert list(store.query("SELECT * FROM NAMED <http://g/c> { GRAPH ?g { ?s ?p ?o } }")) == []


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("FROM <file:///etc/passwd>", "file:///etc/passwd"),
        ("FROM <http://g/a> FROM NAMED <FILE:/etc/passwd>", "FILE:/etc/passwd"),
        ("FROM f:passwd", "file:///etc/passwd"),
        ("FROMf:passwd", "file:///etc/passwd"),
        ("FROM NAMEDf:passwd", "file:///etc/passwd"),
        ("FROMNAMEDf:passwd", "file:///etc/passwd"),
        ("FROM <passwd>", "file:///etc/passwd"),
        ("\\u0046ROM <data:,x>", "data:,x"),
    ],
)
def test_from_of_a_file_is_refused(clause: str, named: str) -> None:
    text = f"BASE <file:///etc/x> PREFIX f: <file:///etc/> SELECT * {clause} {{ ?s ?p ?o }}"
    with pytest.raises(QueryForbiddenError) as refusal:
        guard_query(text, {"http://g/a"})
    assert f"<{named}>" in str(refusal.value)
    assert "It holds <http://g/a>" in str(refusal.value)


def test_a_file_may_be_the_name_of_a_graph_that_is_held() -> None:
    guarded = guard_query("SELECT * FROM <file:///x> {}", {"file:///x"})
    assert guarded.unknown_graphs == ()


def test_from_is_refused_where_the_store_has_no_named_graph() -> None:
    with pytest.raises(QueryForbiddenError, match="no named graph"):
        check_query("SELECT * FROM <ftp://g/a> {}")
