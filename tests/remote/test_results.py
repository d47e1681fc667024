"""What known servers write beside the standards is understood; what nobody can understand is refused."""

from __future__ import annotations

import io
import threading

import pyoxigraph as ox
import pytest

from kg.store.port import Term
from kg.store.remote import results
from kg.store.remote.errors import NotSparqlError
from kg.store.remote.prologue import declared
from kg.store.remote.rewriting import _Mended

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
XSD = "http://www.w3.org/2001/XMLSchema#"


def json_term(term: str) -> Term | None:
    body = f'{{"head":{{"link":[],"vars":["o"]}},"results":{{"bindings":[{{"o":{term}}}]}}}}'
    found = results.rows(body.encode(), JSON, "http://h/")
    assert isinstance(found, ox.QuerySolutions)
    return results.table(found, "http://h/").rows[0][0]


@pytest.mark.parametrize(
    ("written", "term"),
    [
        (
            f'{{"type":"typed-literal","datatype":"{XSD}integer","value":"3"}}',
            Term("literal", "3", XSD + "integer"),
        ),
        (
            f'{{"type": "literal", "datatype": "{XSD}boolean", "value": "1"}}',
            Term("literal", "true", XSD + "boolean"),
        ),
        ('{"type":"typed-literal","value":"x"}', Term("literal", "x", XSD + "string")),
        ('{"type":"literal","xml:lang":"","value":"x"}', Term("literal", "x", XSD + "string")),
        ('{"type":"bnode","value":"nodeID://b10"}', Term("bnode", "_:x6e6f646549443a2f2f623130")),
        ('{"type":"bnode","value":"b10"}', Term("bnode", "_:b10")),
        (
            r'{"type":"literal","value":"\"type\":\"bnode\",\"value\":\"nodeID://b1\""}',
            Term("literal", '"type":"bnode","value":"nodeID://b1"', XSD + "string"),
        ),
    ],
    ids=["typed-literal", "boolean", "no-datatype", "no-language", "bnode", "plain-bnode", "inside-a-value"],
)
def test_json(written: str, term: Term) -> None:
    assert json_term(written) == term


def test_xml_keeps_white_space_and_mends_blank_nodes() -> None:
    body = (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/>'
        b"<variable name='b'/></head><results><result><binding name='a'><literal>  x y\n</literal></binding>"
        b"<binding name='b'><bnode>nodeID://b1</bnode></binding></result></results></sparql>"
    )
    found = results.rows(body, XML, "http://h/")
    assert isinstance(found, ox.QuerySolutions)
    ((text, node),) = results.table(found, "http://h/").rows
    assert text == Term("literal", "  x y\n", XSD + "string")
    assert node == Term("bnode", "_:x6e6f646549443a2f2f6231")


def test_mending_piece_by_piece_gives_the_same_as_at_once() -> None:
    row = '{"o":{"type":"bnode","value":"nodeID://b%d"},"p":{"type":"literal","value":"} \\" {"}}'
    rows = ",".join(row % number for number in range(20_000))
    body = f'{{"head":{{"vars":["o","p"]}},"results":{{"bindings":[{rows}]}}}}'.encode()
    source = _Mended(io.BytesIO(body), threading.Event())
    pieces = iter(lambda: source.read(8192), b"")
    assert b"".join(pieces) == results.mended(body)


@pytest.mark.parametrize(
    "written",
    ['{"type":"uri","value":"no iri"}', '{"type":"literal","value":3}', '"x"', '{"type":"odd","value":"x"}'],
)
def test_what_is_no_term_is_refused(written: str) -> None:
    with pytest.raises(NotSparqlError, match="does not parse"):
        json_term(written)


def test_a_truth_value_as_a_row() -> None:
    body = b'{"head":{"vars":["r"]},"results":{"bindings":[{"r":{"type":"typed-literal","value":"%d"}}]}}'
    for number in (0, 1):
        assert results.truth(results.rows(body % number, JSON, "")) is bool(number)
    assert results.truth(results.rows(b'{"head":{},"boolean":true}', JSON, ""))


def test_a_graph_that_is_none() -> None:
    with pytest.raises(NotSparqlError, match="asked for a graph"):
        list(results.triples(b"", "text/html", "http://h/"))
    with pytest.raises(NotSparqlError, match="does not parse"):
        list(results.triples(b"<a> <b>", "text/turtle", "http://h/"))
    (triple,) = results.triples(f'<urn:a> <urn:b> "1"^^<{XSD}boolean> .'.encode(), "text/plain", "")
    assert str(triple.object) == f'"true"^^<{XSD}boolean>'


def test_prefixes_are_declared_where_they_are_missing() -> None:
    known = {"mm": "urn:m#", "state": "urn:s/", "skos": "urn:k#"}
    query = "PREFIX mm: <urn:own#>\nASK { state:CRI mm:x ?o }"
    assert declared(query, known, "http://b/") == f"BASE <http://b/> PREFIX state: <urn:s/> {query}"
