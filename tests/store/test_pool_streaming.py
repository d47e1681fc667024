"""Large answers: through a file to a reader who may be slow, leave, or be told of a failure."""

from __future__ import annotations

import asyncio
import json
import time

import pytest

from kg.errors import ParameterError, QueryTimeoutError, StoreError
from kg.store.isolated import (
    IsolatedPool,
    PoolSettings,
    QueryTooLargeError,
    ResultFormat,
    SpoolFullError,
)
from kg.store.isolated.spool import Spool, SpoolRoom
from tests.store.isolated_support import EX, GRAPH, NORMAL, NORMAL_CSV, in_pool, until

#: 200,000 rows of 5 to 8 bytes; as triples of about 80, 16 MB together.
MANY = "{ ?a ex:value ?v . ?b ex:value ?w FILTER(?w < 200) }"
ROWS = f"{EX} SELECT ?v ?w {MANY}"
TRIPLES = f"{EX} CONSTRUCT {{ ?a ex:with ?b }} {MANY}"
ENDLESS = f"{EX} CONSTRUCT {{ ?a ex:p [] }} {{ ?a ex:value ?v . ?b ex:value ?w . ?c ex:value ?x }}"


async def _read(pool: IsolatedPool, query: str, result_format: ResultFormat) -> bytes:
    answer = await pool.run(query, result_format)
    assert answer.body == b""
    assert answer.spool is not None
    return b"".join([chunk async for chunk in answer.spool.chunks()])


def test_a_large_answer_of_rows_is_complete_when_it_is_handed_out() -> None:
    async def work(pool: IsolatedPool) -> None:
        answer = await pool.run(ROWS, ResultFormat.CSV)
        assert answer.truncated == 190_000
        assert answer.spool is not None
        assert answer.spool.length is not None
        assert pool.status.busy == 0
        body = b"".join([chunk async for chunk in answer.spool.chunks()])
        assert len(body) == answer.spool.length
        assert body.startswith(b"v,w\r\n")
        assert body.endswith(b"\r\n")
        assert body.count(b"\r\n") == 190_001
        assert pool.status.spooled == 0

    in_pool(work, PoolSettings(workers=1, max_rows=190_000))


def test_without_a_limit_of_rows_every_row_comes() -> None:
    async def work(pool: IsolatedPool) -> int:
        return (await _read(pool, ROWS, ResultFormat.TSV)).count(b"\n")

    assert in_pool(work, PoolSettings(workers=1, max_rows=0)) == 200_001


def test_a_small_answer_that_is_cut_is_whole_in_memory() -> None:
    async def work(pool: IsolatedPool) -> None:
        answer = await pool.run(ROWS, ResultFormat.JSON)
        assert answer.spool is None
        assert answer.truncated == 10
        assert len(json.loads(answer.body)["results"]["bindings"]) == 10
        assert (await pool.run(NORMAL, ResultFormat.CSV)).truncated is None

    in_pool(work, PoolSettings(workers=1, max_rows=10))


def test_a_graph_begins_before_it_is_complete_and_a_slow_reader_holds_no_worker() -> None:
    async def work(pool: IsolatedPool) -> None:
        answer = await pool.run(TRIPLES, ResultFormat.N_TRIPLES)
        assert answer.spool is not None
        chunks = answer.spool.chunks()
        first = await anext(chunks)
        await until(lambda: pool.status.busy == 0, 10)
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV
        rest = b"".join([chunk async for chunk in chunks])
        assert (first + rest).count(b" .\n") == 200_000
        assert len(first + rest) == answer.spool.length
        assert pool.status.killed == 0

    in_pool(work, PoolSettings(workers=1, deadline=20))


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        (PoolSettings(workers=1, deadline=1.5), QueryTimeoutError),
        (PoolSettings(workers=1, max_bytes=12 << 20), QueryTooLargeError),
        (PoolSettings(workers=1, spool_bytes=10 << 20), SpoolFullError),
    ],
)
def test_a_late_failure_reaches_the_reader(settings: PoolSettings, error: type[StoreError]) -> None:
    async def work(pool: IsolatedPool) -> None:
        begun = time.monotonic()
        answer = await pool.run(ENDLESS, ResultFormat.N_TRIPLES)
        assert answer.spool is not None
        assert answer.spool.length is None
        with pytest.raises(error):
            async for _ in answer.spool.chunks():
                pass
        assert time.monotonic() - begun < 5
        assert pool.status.spooled == 0
        await until(lambda: pool.status.free == 1)
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV

    in_pool(work, settings)


def test_a_reader_who_leaves_ends_the_query() -> None:
    async def work(pool: IsolatedPool) -> None:
        answer = await pool.run(ENDLESS, ResultFormat.N_TRIPLES)
        assert answer.spool is not None
        assert pool.status.busy == 1
        answer.spool.close()
        answer.spool.close()
        assert pool.status.spooled == 0
        assert pool.status.ended == {"gone": 1}
        await until(lambda: pool.status.free == 1)

    in_pool(work, PoolSettings(workers=1, deadline=20))


def test_xml_that_cannot_be_is_refused_in_a_large_answer_too() -> None:
    bad = f"{EX} SELECT ?v (IF(?v = 999 && ?w = 199, '\\b', 'x') AS ?x) {MANY}"

    async def work(pool: IsolatedPool) -> None:
        with pytest.raises(ParameterError, match=r"U\+0008"):
            await pool.run(bad, ResultFormat.XML)
        assert pool.status.spooled == 0

    in_pool(work, PoolSettings(workers=1, deadline=30, max_rows=0))


def test_relative_names_resolve_against_the_base() -> None:
    async def work(pool: IsolatedPool) -> bytes:
        return (
            await pool.run("SELECT ?v { <n7> ?p ?v }", ResultFormat.CSV, base="http://example.org/x")
        ).body

    assert in_pool(work) == NORMAL_CSV
    assert GRAPH


def test_the_file_follows_its_writer() -> None:
    async def run() -> None:
        room = SpoolRoom(1000)
        spool = Spool(room)
        reading = asyncio.ensure_future(_all(spool))
        spool.write(b"one ")
        await asyncio.sleep(0.05)
        assert spool.length is None
        spool.write(b"two")
        spool.finish()
        assert await reading == b"one two"
        assert room.used == 0
        full = Spool(room)
        with pytest.raises(SpoolFullError, match="Large answers under way"):
            full.write(bytes(1001))
        full.close()

    asyncio.run(run())


async def _all(spool: Spool) -> bytes:
    return b"".join([chunk async for chunk in spool.chunks()])
