"""Strangers' queries on a server: every format and limit on both servers, and what becomes of the caller."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import threading
import time
from collections.abc import Awaitable, Callable

import pyoxigraph as ox
import pytest

from kg.errors import (
    ParameterError,
    QueryForbiddenError,
    QueryTimeoutError,
    StoreBusyError,
    StoreError,
)
from kg.namespaces import PREFIXES
from kg.store.changes import Change, ChangeKind
from kg.store.guard import guard_query
from kg.store.isolated import Dataset, PoolSettings, QueryTooLargeError, ResultFormat
from kg.store.isolated.errors import QueueTimeoutError
from kg.store.patch import Patch
from kg.store.remote import Credentials, RemotePool, remote_address
from kg.store.remote.errors import RemoteDownError, RemoteQueryError, RemoteUpdateError
from kg.store.remote.watch import SILENT
from tests.remote.scripted import Reply, scripted
from tests.remote.servers import free_port

MEMBERS = "SELECT ?state WHERE { mechanism:ca4 mm:hasMember ?state } ORDER BY ?state"
STATES = ["GTM", "HND", "NIC", "SLV"]
TRUTH = "ASK { ?statement mm:inferred true }"
GRAPH = "CONSTRUCT { mechanism:ca4 mm:hasMember ?state } WHERE { mechanism:ca4 mm:hasMember ?state }"
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) != STR(?i)) }"
NOBODY = Credentials()


def run(address: str, work: Callable[[RemotePool], Awaitable[object]], **limits: float) -> None:
    """Do ``work`` with a pool that ``limits`` bound."""

    async def asked() -> None:
        settings = PoolSettings(**{"deadline": 30.0, **limits})  # type: ignore[arg-type]
        pool = RemotePool(remote_address(address), settings, credentials=NOBODY, prefixes=PREFIXES)
        async with pool:
            await work(pool)
            assert pool.status.busy == pool.status.waiting == pool.status.spooled == 0

    asyncio.run(asked())


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110  there is nothing to wait for but the figures of the pool
            await asyncio.sleep(0.01)


def local(iri: str) -> str:
    return iri.rpartition("/")[2].rstrip(">")


def test_rows_and_truth_values_in_every_format(address: str) -> None:
    async def work(pool: RemotePool) -> None:
        found = {
            form: (await pool.run(MEMBERS, form)).body.decode() for form in ResultFormat if form.for_rows
        }
        truth = {form: (await pool.run(TRUTH, form)).body.decode() for form in ResultFormat if form.for_rows}
        bindings = json.loads(found[ResultFormat.JSON])["results"]["bindings"]
        assert [local(row["state"]["value"]) for row in bindings] == STATES
        assert [local(row[0]) for row in csv.reader(io.StringIO(found[ResultFormat.CSV]))] == [
            "state",
            *STATES,
        ]
        assert [local(line) for line in found[ResultFormat.TSV].splitlines()] == ["?state", *STATES]
        rows = ox.parse_query_results(found[ResultFormat.XML], format=ox.QueryResultsFormat.XML)
        assert isinstance(rows, ox.QuerySolutions)
        assert [local(row["state"].value) for row in rows] == STATES
        assert json.loads(truth[ResultFormat.JSON])["boolean"] is True
        assert "<boolean>true</boolean>" in truth[ResultFormat.XML]
        assert truth[ResultFormat.CSV] == truth[ResultFormat.TSV] == "true"
        assert pool.status.answered == 8

    run(address, work)


def test_a_graph_in_every_format(address: str) -> None:
    async def work(pool: RemotePool) -> None:
        for form in ResultFormat:
            if not form.for_graph:
                continue
            answer = await pool.run(GRAPH, form)
            assert isinstance(form.engine_format, ox.RdfFormat)
            quads = list(ox.parse(answer.body, format=form.engine_format))
            assert sorted(local(quad.object.value) for quad in quads) == STATES, form
            assert answer.content_type == form.content_type

    run(address, work)


def test_the_limit_of_rows_says_that_it_bit_and_the_limit_of_bytes_refuses(address: str) -> None:
    async def work(pool: RemotePool) -> None:
        answer = await pool.run(EVERYTHING + " LIMIT 500", ResultFormat.CSV)
        assert (answer.truncated, answer.body.count(b"\n")) == (100, 101)
        assert (await pool.run(MEMBERS, ResultFormat.CSV)).truncated is None
        with pytest.raises(QueryTooLargeError):
            await pool.run("CONSTRUCT WHERE { ?s ?p ?o }", ResultFormat.N_TRIPLES)

    run(address, work, max_rows=100, max_bytes=100_000)


def test_a_large_answer_is_in_a_file(address: str) -> None:
    async def work(pool: RemotePool) -> None:
        answer = await pool.run("CONSTRUCT WHERE { ?s ?p ?o }", ResultFormat.N_TRIPLES)
        assert answer.spool is not None
        assert answer.body == b""
        assert pool.status.spooled == answer.spool.length
        read = b"".join([chunk async for chunk in answer.spool.chunks()])
        assert read.count(b"\n") == pool.status.quads
        assert answer.spool.length == len(read)

    run(address, work)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1/data.ttl> WHERE { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
    ],
    ids=["service", "from", "update"],
)
def test_what_is_closed_never_reaches_the_server(query: str) -> None:
    with scripted(Reply()) as script:

        async def work(pool: RemotePool) -> None:
            before = len(script.asked)
            with pytest.raises(QueryForbiddenError):
                await pool.run(query, ResultFormat.JSON)
            assert len(script.asked) == before

        run(script.store, work)


def test_functions_of_virtuoso_s_sql_are_closed(virtuoso: str) -> None:
    async def work(pool: RemotePool) -> None:
        for query in ("SELECT (<bif:getenv>('HOME') AS ?x) {}", "PREFIX b: <sql:> SELECT (b:x(1) AS ?x) {}"):
            with pytest.raises(QueryForbiddenError, match="bif: and sql:"):
                await pool.run(query, ResultFormat.JSON)

    run(virtuoso, work)


def test_a_graph_that_nobody_has_is_empty_and_other_graphs_stay_hidden(address: str) -> None:
    async def work(pool: RemotePool) -> None:
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        answer = await pool.run(count, ResultFormat.CSV, dataset=Dataset(("urn:nothing",)))
        assert answer.body == b"n\r\n0\r\n"
        hidden = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
        assert (await pool.run(hidden, ResultFormat.CSV)).body == b"g\r\n"
        based = await pool.run("SELECT (<a> AS ?x) {}", ResultFormat.CSV, base="http://b/")
        assert based.body == b"x\r\nhttp://b/a\r\n"

    run(address, work)


def test_the_deadline_holds(address: str) -> None:
    async def work(pool: RemotePool) -> None:
        start = time.monotonic()
        with pytest.raises(QueryTimeoutError):
            await pool.run(ENDLESS, ResultFormat.JSON, deadline=1.0)
        assert 0.9 < time.monotonic() - start < 1.3
        assert pool.status.ended["deadline"] == 1

    run(address, work)


def test_a_query_that_does_not_parse(address: str) -> None:
    async def work(pool: RemotePool) -> None:
        with pytest.raises(RemoteQueryError, match="refused the query"):
            await pool.run("SELECT * WHERE { ?s ?p }", ResultFormat.JSON)
        with pytest.raises(ParameterError):
            await pool.run(MEMBERS, ResultFormat.TURTLE)
        guarded = guard_query("ASK { ?any a mm:Mechanism }", prefixes=PREFIXES)
        assert (await pool.run(guarded, ResultFormat.CSV)).body == b"true"

    run(address, work)


def test_places_are_bounded_and_fair_and_a_caller_who_leaves_gives_his_back() -> None:
    hold = threading.Event()
    with scripted(*[Reply()] * 4, Reply(hold=hold)) as script:

        async def work(pool: RemotePool) -> None:
            begun = [
                asyncio.ensure_future(pool.run(MEMBERS, ResultFormat.JSON, client="a")) for _ in range(3)
            ]
            await until(lambda: pool.status.waiting == 1)
            assert (pool.status.busy, pool.status.waiting) == (2, 1)  # one place is left for others
            with pytest.raises(StoreBusyError):
                await pool.run(MEMBERS, ResultFormat.JSON, client="a")
            other = asyncio.ensure_future(pool.run(MEMBERS, ResultFormat.JSON, client="b"))
            await until(lambda: pool.status.busy == 3)
            with pytest.raises(QueueTimeoutError):
                await pool.run(MEMBERS, ResultFormat.JSON, deadline=0.1, client="c")
            for task in (*begun, other):
                task.cancel()
            assert all(
                isinstance(end, asyncio.CancelledError)
                for end in await asyncio.gather(*begun, other, return_exceptions=True)
            )
            assert (pool.status.ended["gone"], pool.status.full, pool.status.late) == (4, 1, 1)

        run(script.store, work, workers=3, client_workers=2, queue_limit=2)


def test_closing_tells_who_waits() -> None:
    with scripted(*[Reply()] * 4, Reply(hold=threading.Event())) as script:

        async def work(pool: RemotePool) -> None:
            waiting = asyncio.ensure_future(pool.run(MEMBERS, ResultFormat.JSON))
            await until(lambda: pool.status.busy == 1)
            await pool.close()
            with pytest.raises(StoreError, match="shutting down"):
                await waiting
            assert not pool.status.running

        run(script.store, work)


def test_a_launch_that_fails_is_told_to_every_query() -> None:
    async def asked() -> None:
        address = remote_address(f"sparql+http://127.0.0.1:{free_port()}/sparql")
        pool = RemotePool(address, credentials=NOBODY)
        pool.launch()
        with pytest.raises(RemoteDownError):
            await pool.run(MEMBERS, ResultFormat.JSON)
        await pool.close()

    asyncio.run(asked())


def test_changes_are_not_offered() -> None:
    with scripted(Reply()) as script:

        async def work(pool: RemotePool) -> None:
            for change in (pool.change(Change(ChangeKind.UPDATE, "CLEAR ALL")), pool.apply(Patch())):
                with pytest.raises(RemoteUpdateError, match="not offered on a remote store"):
                    await change
            assert pool.memory() == []

        run(script.store, work)


def test_a_server_that_falls_silent_is_known_before_anybody_asks() -> None:
    with scripted(*[Reply()] * 4, Reply(status=500), Reply(status=500), Reply()) as script:

        async def work() -> None:
            address = remote_address(script.store)
            async with RemotePool(address, credentials=NOBODY, watch_every=0.02) as pool:
                assert pool.status.complaint == ""
                await until(lambda: pool.status.complaint == SILENT)
                assert "127.0.0.1" not in pool.status.complaint
                await until(lambda: pool.status.complaint == "")

        asyncio.run(work())


def test_a_server_that_takes_too_long_is_known_too() -> None:
    with scripted(*[Reply()] * 3, Reply(hold=threading.Event())) as script:

        async def work() -> None:
            address = remote_address(script.store)
            async with RemotePool(address, credentials=NOBODY, watch_every=0.05) as pool:
                await until(lambda: pool.status.complaint == SILENT)

        asyncio.run(work())
