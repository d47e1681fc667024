"""Answers of the isolated pool: their formats, their limits, and the errors that a person reads."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import ParameterError, QueryForbiddenError, QuerySyntaxError, StoreError
from kg.namespaces import ONTOLOGY
from kg.store.isolated import (
    Dataset,
    IsolatedPool,
    PoolSettings,
    QueryTooLargeError,
    ResultFormat,
    run_guarded,
)
from tests.store.isolated_support import EX, GRAPH, NORMAL, NORMAL_CSV, NQUADS, in_pool

THREE = EX + "SELECT ?n ?v { ?n ex:value ?v FILTER(?v < 3) } ORDER BY ?v"
BUILD = f"{EX}PREFIX mm: <{ONTOLOGY}> CONSTRUCT {{ ?n a mm:Mechanism }} {{ ?n ex:value 5 }}"
BUILT = {
    ox.Triple(
        ox.NamedNode("http://example.org/n5"),
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode(ONTOLOGY + "Mechanism"),
    )
}


def _answer(pool_query: str, result_format: ResultFormat) -> bytes:
    async def work(pool: IsolatedPool) -> bytes:
        answer = await pool.run(pool_query, result_format)
        assert answer.media_type == result_format.media_type
        assert 0 <= answer.waited <= answer.elapsed
        return answer.body

    return in_pool(work)


def _values(body: bytes, result_format: ResultFormat) -> list[str]:
    text = body.decode()
    match result_format:
        case ResultFormat.JSON:
            return [row["v"]["value"] for row in json.loads(text)["results"]["bindings"]]
        case ResultFormat.XML:
            spaces = {"s": "http://www.w3.org/2005/sparql-results#"}
            found = ET.fromstring(text).findall(".//s:binding[@name='v']/s:literal", spaces)
            return [element.text or "" for element in found]
        case ResultFormat.CSV:
            return [row["v"] for row in csv.DictReader(io.StringIO(text))]
        case _:
            return [line.split("\t")[1] for line in text.splitlines()[1:]]


@pytest.mark.parametrize("result_format", [each for each in ResultFormat if each.for_rows])
def test_rows_are_right_in_every_format(result_format: ResultFormat) -> None:
    assert _values(_answer(THREE, result_format), result_format) == ["0", "1", "2"]


@pytest.mark.parametrize("result_format", [each for each in ResultFormat if each.for_graph])
def test_graphs_are_right_in_every_format(result_format: ResultFormat) -> None:
    body = _answer(BUILD, result_format)
    engine_format = result_format.engine_format
    assert isinstance(engine_format, ox.RdfFormat)
    assert {quad.triple for quad in ox.parse(body, format=engine_format)} == BUILT


def test_turtle_has_the_prefixes_that_it_uses_and_no_others() -> None:
    lines = _answer(BUILD, ResultFormat.TURTLE).decode().splitlines()
    assert lines == [f"@prefix mm: <{ONTOLOGY}> .", "<http://example.org/n5> a mm:Mechanism ."]


@pytest.mark.parametrize(("query", "truth"), [("ASK { ?s ?p 7 }", True), ("ASK { ?s ?p 7000 }", False)])
def test_truth_values(query: str, truth: bool) -> None:
    assert json.loads(_answer(query, ResultFormat.JSON))["boolean"] is truth


def test_describe_gives_a_graph() -> None:
    assert b"n7" in _answer(EX + "DESCRIBE ex:n7", ResultFormat.N_TRIPLES)


def test_a_file_can_be_the_source(tmp_path: Path) -> None:
    source = tmp_path / "graph.ttl"
    source.write_text("@prefix ex: <http://example.org/> . ex:n7 ex:value 7 .", encoding="utf-8")

    async def work(pool: IsolatedPool) -> bytes:
        assert pool.status.quads == 1
        return (await pool.run(NORMAL, ResultFormat.CSV)).body

    assert in_pool(work, source=source) == NORMAL_CSV


def test_from_and_the_protocol_choose_the_dataset() -> None:
    query = "SELECT ?o {} {{ ?s ?p ?o }}"
    expected = b"o\r\nin the graph\r\n"

    async def work(pool: IsolatedPool) -> None:
        inside = await pool.run(query.format(f"FROM <{GRAPH}>"), ResultFormat.CSV)
        assert inside.body == expected
        named = await pool.run(query.format(""), ResultFormat.CSV, dataset=Dataset(default_graphs=(GRAPH,)))
        assert named.body == expected
        for unknown in (Dataset(named_graphs=("http://x/",)), Dataset(default_graphs=("http://x/",))):
            empty = await pool.run(query.format(""), ResultFormat.CSV, dataset=unknown)
            assert empty.body == b"o\r\n"
        with pytest.raises(ParameterError, match="named-graph-uri: is not an absolute IRI"):
            await pool.run(NORMAL, ResultFormat.CSV, dataset=Dataset(named_graphs=("x y",)))

    in_pool(work)


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("SELECT *\n{ ?s ?p ?o . OPTIONAL }", 2, 23, "'}' is not expected here"),
        ("SELECT ?x (1 AS ?x) { }", 1, 24, "Duplicated variable name"),
        ("SELECT ?q ?s { ?s ?p ?o } GROUP BY ?s", 1, 38, "variable that is unbound"),
    ],
)
def test_what_the_engine_cannot_parse_has_a_place(query: str, line: int, column: int, reason: str) -> None:
    async def work(pool: IsolatedPool) -> QuerySyntaxError:
        with pytest.raises(QuerySyntaxError) as refusal:
            await pool.run(query, ResultFormat.JSON)
        return refusal.value

    refused = in_pool(work)
    assert refused.line == line
    assert refused.column == column
    assert reason in refused.detail


@pytest.mark.parametrize(
    ("query", "result_format", "told"),
    [
        (NORMAL, ResultFormat.TURTLE, "SELECT gives rows"),
        (BUILD, ResultFormat.CSV, "CONSTRUCT gives a graph"),
    ],
)
def test_a_format_must_fit_the_form(query: str, result_format: ResultFormat, told: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        with pytest.raises(ParameterError, match=told):
            await pool.run(query, result_format)

    in_pool(work)
    with pytest.raises(ParameterError, match="format"):
        run_guarded(ox.Store(), query, result_format)


def test_an_answer_too_large_is_an_error_and_the_worker_lives_on() -> None:
    async def work(pool: IsolatedPool) -> None:
        with pytest.raises(QueryTooLargeError, match="larger than 2,000 bytes"):
            await pool.run("SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f }", ResultFormat.JSON)
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV
        assert pool.status.killed == pool.status.crashed == 0

    in_pool(work, PoolSettings(workers=1, max_bytes=2000))


def test_workers_do_not_share_their_randomness() -> None:
    async def work(pool: IsolatedPool) -> set[bytes]:
        query = "SELECT (STRUUID() AS ?u) (RAND() AS ?r) {}"
        answers = await asyncio.gather(*(pool.run(query, ResultFormat.CSV) for _ in range(6)))
        return {answer.body for answer in answers}

    assert len(in_pool(work, PoolSettings(workers=3))) == 6


def test_a_graph_that_does_not_load_is_told_at_the_start() -> None:
    with pytest.raises(StoreError, match=r"could not be loaded.*line 1"):
        in_pool(_never, source=b"this is no RDF\n")
    with pytest.raises(StoreError, match="could not be loaded"):
        in_pool(_never, source=Path("/nowhere/graph.nq"))


async def _never(pool: IsolatedPool) -> None:
    raise AssertionError("the pool started")


@pytest.mark.parametrize("name", ["workers", "deadline", "max_bytes", "memory_limit"])
def test_settings_must_be_positive(name: str) -> None:
    with pytest.raises(ParameterError, match=name):
        PoolSettings(**{name: 0})


def test_a_closed_pool_says_so() -> None:
    async def work() -> None:
        pool = IsolatedPool(NQUADS)
        with pytest.raises(StoreError, match="closed"):
            await pool.run(NORMAL, ResultFormat.CSV)

    asyncio.run(work())


def test_in_process_the_same_rules_hold() -> None:
    store = ox.Store()
    store.load(NQUADS, format=ox.RdfFormat.N_QUADS)
    assert run_guarded(store, NORMAL, ResultFormat.CSV) == NORMAL_CSV
    assert run_guarded(store, f"SELECT ?o FROM <{GRAPH}> {{ ?s ?p ?o }}", ResultFormat.CSV).endswith(
        b"graph\r\n"
    )
    with pytest.raises(QueryForbiddenError, match="SERVICE"):
        run_guarded(store, "SELECT * { SERVICE <http://127.0.0.1:9/> { } }", ResultFormat.CSV)
    with pytest.raises(QuerySyntaxError, match="line 1, column 11"):
        run_guarded(store, "SELECT * {", ResultFormat.CSV)


def test_in_process_a_long_chain_does_not_overflow_the_stack() -> None:
    chain = "SELECT * {{}" + "UNION{}" * 5000 + "}"
    assert run_guarded(ox.Store(), chain, ResultFormat.CSV).count(b"\n") == 5002


def test_a_pool_that_is_launched_answers_those_who_do_not_wait() -> None:
    async def run() -> bytes:
        pool = IsolatedPool(NQUADS, PoolSettings(workers=1))
        pool.launch()
        try:
            return (await pool.run(NORMAL, ResultFormat.CSV)).body
        finally:
            await pool.close()

    assert asyncio.run(run()) == NORMAL_CSV


def test_a_launch_that_fails_is_told_to_every_query(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        pool = IsolatedPool(b"this is no N-Quads", PoolSettings(workers=1))
        pool.launch()
        for _ in range(2):
            with pytest.raises(StoreError):
                await pool.run(NORMAL, ResultFormat.CSV)
        await pool.close()

    asyncio.run(run())
    assert "the query workers did not start" in caplog.text
