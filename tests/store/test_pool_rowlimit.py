"""The cut after a number of rows: exact, well-formed, and however the answer comes in pieces."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store.isolated import ResultFormat
from kg.store.isolated.evaluate import evaluate
from kg.store.isolated.rowlimit import RowLimit
from kg.store.isolated.writer import WHOLE

ROWS = [ResultFormat.JSON, ResultFormat.XML, ResultFormat.CSV, ResultFormat.TSV]
XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), max_size=8)
TRICKY = st.sampled_from(
    [
        "},{",
        '"},{"',
        "\\",
        '\\"',
        '"',
        "},{}",
        "\n",
        "\r\n",
        "<result>",
        "</result>",
        ",",
        "\t",
        "]}}",
        "{},{}",
    ]
)
VALUES = st.lists(st.one_of(TRICKY, XML_TEXT), max_size=4).map("".join)
TABLES = st.lists(st.lists(st.one_of(st.none(), VALUES), min_size=2, max_size=2), max_size=7)


def test_worked_out_by_hand() -> None:
    store = ox.Store()
    query = 'SELECT ?a { VALUES ?a { "x},{" "b" "c" } }'

    def cut(result_format: ResultFormat) -> bytes:
        return evaluate(store, query, result_format, max_rows=2).body

    assert cut(ResultFormat.JSON) == (
        b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"x},{"}},'
        b'{"a":{"type":"literal","value":"b"}}]}}'
    )
    assert cut(ResultFormat.CSV) == b'a\r\n"x},{"\r\nb\r\n'
    assert cut(ResultFormat.TSV) == b'?a\n"x},{"\n"b"\n'
    assert cut(ResultFormat.XML).endswith(
        b'<result><binding name="a"><literal>b</literal></binding></result></results></sparql>'
    )


@pytest.mark.parametrize("result_format", ROWS)
@pytest.mark.parametrize(
    ("limit", "kept", "truncated"), [(1, 1, True), (2, 2, True), (3, 3, False), (4, 3, False)]
)
def test_exactly_the_limit_is_not_cut(
    result_format: ResultFormat, limit: int, kept: int, truncated: bool
) -> None:
    written = evaluate(ox.Store(), "SELECT ?a { VALUES ?a { 1 2 3 } }", result_format, max_rows=limit)
    assert written.truncated is truncated
    assert _rows(written.body, result_format) == [["1"], ["2"], ["3"]][:kept]


@pytest.mark.parametrize("result_format", ROWS)
def test_rows_without_variables_and_without_values(result_format: ResultFormat) -> None:
    nothing = evaluate(ox.Store(), "SELECT * { VALUES () { () () () } }", result_format, max_rows=2)
    assert nothing.truncated
    assert _count(nothing.body, result_format) == 2
    unbound = evaluate(
        ox.Store(), "SELECT ?x { VALUES ?x { UNDEF UNDEF 1 UNDEF } }", result_format, max_rows=3
    )
    assert unbound.truncated
    assert _count(unbound.body, result_format) == 3


def test_truth_values_are_never_cut() -> None:
    assert evaluate(ox.Store(), "ASK {}", ResultFormat.CSV, max_rows=1) == (b"true", False)


@pytest.mark.parametrize("result_format", ROWS)
def test_triple_terms(result_format: ResultFormat) -> None:
    store = ox.Store()
    store.update(
        'INSERT DATA { <a:s> <a:p> <<( <a:x> <a:y> "},{\\n<result>" )>>, <<( <a:x> <a:y> "2" )>>, 3 }'
    )
    written = evaluate(store, "SELECT ?o { ?s ?p ?o }", result_format, max_rows=2)
    assert written.truncated
    assert _count(written.body, result_format) == 2


@pytest.mark.parametrize("result_format", ROWS)
def test_a_large_answer_is_cut_while_it_is_written(result_format: ResultFormat) -> None:
    """200,000 rows of about 60 bytes, of which 150,000 pass: pieces have been passed on before the cut."""
    store = ox.Store()
    store.extend(
        ox.Quad(ox.NamedNode(f"a:{n}"), ox.NamedNode("a:p"), ox.Literal('},{"' + "x" * 40))
        for n in range(500)
    )
    pieces: list[bytes] = []
    query = "SELECT ?o { ?a ?p ?o . ?b ?q ?c } LIMIT 200000"
    rest = evaluate(store, query, result_format, max_rows=150_000, emit=pieces.append)
    assert rest.truncated
    assert sum(map(len, pieces)) > WHOLE
    body = b"".join([*pieces, rest.body])
    assert _count(body, result_format) == 150_000


@settings(max_examples=150, deadline=None)
@given(TABLES, st.integers(1, 5), st.sampled_from(ROWS), st.data())
def test_every_cut_of_every_table_in_every_piece(
    table: list[list[str | None]], limit: int, result_format: ResultFormat, data: st.DataObject
) -> None:
    rows = "".join(
        "(" + " ".join("UNDEF" if v is None else str(ox.Literal(v)) for v in row) + ")" for row in table
    )
    whole = ox.Store().query(f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}")
    body = whole.serialize(format=result_format.engine_format) or b""  # type: ignore[union-attr,arg-type]
    expected = _rows(body, result_format)[:limit]
    cut = RowLimit(limit, result_format)
    out, position = b"", 0
    while not cut.reached and position < len(body):
        size = data.draw(st.integers(1, max(len(body) // 3, 1)))
        position, piece = position + size, body[position : position + size]
        out += cut.feed(piece, position >= len(body))
    assert cut.reached is (len(table) > limit)
    assert _rows(out, result_format) == expected


def _count(body: bytes, result_format: ResultFormat) -> int:
    match result_format:
        case ResultFormat.JSON:
            return len(json.loads(body)["results"]["bindings"])
        case ResultFormat.XML:
            return len(ET.fromstring(body)[1])
        case ResultFormat.CSV if body.startswith(b"\r\n"):
            return body.count(b"\r\n") - 1
        case ResultFormat.CSV:
            return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
        case _:
            return body.count(b"\n") - 1


def _rows(body: bytes, result_format: ResultFormat) -> list[list[str | None]]:
    """Read a document strictly; in CSV and TSV unbound and empty look alike enough."""
    match result_format:
        case ResultFormat.JSON:
            document = json.loads(body)
            names = document["head"]["vars"]
            rows = document["results"]["bindings"]
            return [[row[name]["value"] if name in row else None for name in names] for row in rows]
        case ResultFormat.XML:
            head, results = ET.fromstring(body)
            names = [variable.attrib["name"] for variable in head]
            found = [{each.attrib["name"]: each[0].text or "" for each in row} for row in results]
            return [[row.get(name) for name in names] for row in found]
        case ResultFormat.CSV:
            return [list(row) for row in csv.reader(io.StringIO(body.decode(), newline=""))][1:]
        case _:
            assert body.endswith(b"\n")
            return [list(line.split("\t")) for line in body.decode().split("\n")[1:-1]]
