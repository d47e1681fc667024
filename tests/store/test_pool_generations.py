"""Changes: evaluated on a copy, applied for those who come later, a whole new graph, and no query lost."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from kg.errors import (
    DataSyntaxError,
    ParameterError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreError,
)
from kg.store.changes import Change, ChangeKind
from kg.store.isolated import (
    EvaluationError,
    IsolatedPool,
    PoolSettings,
    ResultFormat,
    UnknownGraphError,
)
from kg.store.patch import Patch
from tests.store.isolated_support import (
    EX,
    GRAPH,
    NORMAL,
    NORMAL_CSV,
    NQUADS,
    RUNAWAY,
    STARTS,
    in_pool,
    until,
    zygote_of,
)

SEVEN = "<http://example.org/n7> <http://example.org/value> "
INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
OLD = f'{SEVEN}"7"{INTEGER} .\n'.encode()
NEW = f'{SEVEN}"70"{INTEGER} .\n'.encode()
REPLACE = f"{EX} DELETE {{ ex:n7 ex:value ?v }} INSERT {{ ex:n7 ex:value 70 }} WHERE {{ ex:n7 ex:value ?v }}"
OTHER = "http://example.org/other"


def update(text: str) -> Change:
    return Change(ChangeKind.UPDATE, text)


def upload(
    kind: ChangeKind, body: bytes, media_type: str = "text/turtle", graph: str | None = OTHER
) -> Change:
    return Change(kind, graph=graph, body=body, media_type=media_type, base="http://example.org/")


@STARTS
def test_a_change_tells_what_it_would_do_and_applying_it_does_it(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        patch = await pool.change(
            update(REPLACE + f"; INSERT DATA {{ GRAPH <{OTHER}> {{ <a:a> <a:b> 1 }} }}")
        )
        assert patch.removed == OLD
        assert NEW in patch.added
        assert patch.graphs_added == (OTHER,)
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV
        assert pool.graphs == {GRAPH}
        before = pool.status.quads
        await pool.apply(patch)
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == b"v\r\n70\r\n"
        assert pool.graphs == {GRAPH, OTHER}
        assert pool.status.generation == 1
        assert pool.status.quads == before + 1

    in_pool(work, start=start)


@STARTS
def test_who_is_under_way_ends_in_the_old_state(start: str) -> None:
    limit = 1 if start == "fork" else 5  # a new process takes longer than a fork
    slow = EX + (
        "SELECT (MIN(?v) AS ?m) (COUNT(*) AS ?n) { ex:n7 ex:value ?v . ?a ex:value ?b . ?c ex:value ?d . "
        f"{{ SELECT ?e {{ ?e ex:value ?f }} LIMIT {limit} }} }}"
    )

    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 2, 10)
        underway = asyncio.create_task(pool.run(slow, ResultFormat.CSV))
        await until(lambda: pool.status.busy == 1)
        await pool.apply(Patch(OLD, NEW))
        assert not underway.done()
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == b"v\r\n70\r\n"
        assert (await underway).body == f"m,n\r\n7,{limit}000000\r\n".encode()
        await until(lambda: pool.status.free == 2, 10)
        assert pool.status.killed == pool.status.crashed == 0

    in_pool(work, PoolSettings(workers=2, deadline=60), start=start)


def test_no_query_is_lost_while_states_follow_each_other() -> None:
    """Each state has a higher number; what a query sees is never lower than what was applied before it."""

    async def work(pool: IsolatedPool) -> None:
        applied, done = 7, False

        async def reader() -> int:
            count = 0
            while not done:
                least = applied
                body = (await pool.run(NORMAL, ResultFormat.CSV)).body
                assert int(body.split()[1]) >= least
                count += 1
            return count

        readers = [asyncio.create_task(reader()) for _ in range(6)]
        for number in range(1000, 1012):
            patch = await pool.change(update(REPLACE.replace("70", str(number))))
            await pool.apply(patch)
            applied = number
        done = True
        assert sum(await asyncio.gather(*readers)) > 12
        assert pool.status.generation == 12

    in_pool(work, PoolSettings(workers=3))


def test_uploads_replace_add_and_delete_graphs() -> None:
    turtle = b"@prefix x: <http://x/> . x:a x:b <rel>, [] ."

    async def work(pool: IsolatedPool) -> None:
        put = await pool.change(upload(ChangeKind.PUT, turtle, graph=GRAPH))
        assert b"in the graph" in put.removed
        assert put.added.count(b"\n") == 2
        assert b"<http://example.org/rel>" in put.added
        await pool.apply(put)
        again = await pool.change(upload(ChangeKind.POST, turtle, graph=GRAPH))
        assert (again.removed, again.added.count(b"\n")) == (b"", 1)  # another blank node, the same <rel>
        empty = await pool.change(upload(ChangeKind.PUT, b""))
        assert empty == Patch(graphs_added=(OTHER,))
        gone = await pool.change(Change(ChangeKind.DELETE, graph=GRAPH))
        assert gone.removed == put.added
        assert gone.graphs_removed == (GRAPH,)
        await pool.apply(gone)
        assert pool.graphs == frozenset()
        with pytest.raises(UnknownGraphError, match="no graph <http://example"):
            await pool.change(Change(ChangeKind.DELETE, graph=GRAPH))

    in_pool(work)


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        (upload(ChangeKind.PUT, b"<a:b> <a:c>\n <d e> .", graph=None), DataSyntaxError, "does not parse"),
        (
            upload(ChangeKind.PUT, b"\n<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "application/rdf+xml"),
            DataSyntaxError,
            "document type",
        ),
        (
            upload(ChangeKind.PUT, b'{"@context": "http://127.0.0.1:9/c", "a": 1}', "application/ld+json"),
            DataSyntaxError,
            "does not parse",
        ),
        (upload(ChangeKind.PUT, b"", "image/png"), ParameterError, "no RDF syntax"),
        (upload(ChangeKind.PUT, b"", graph="no iri"), ParameterError, "absolute IRI"),
        (update("INSERT DATA {"), QuerySyntaxError, "line 1"),
        (update("LOAD <file:///etc/hostname>"), EvaluationError, "could not be evaluated"),
        (update("INSERT { ?a ?b 1 } WHERE " + RUNAWAY[RUNAWAY.index("{") :]), QueryTimeoutError, "deadline"),
    ],
)
def test_what_fails_changes_nothing(change: Change, error: type[Exception], told: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        with pytest.raises(error, match=told):
            await pool.change(change, 1.0)
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV
        assert pool.status.generation == 0

    in_pool(work, PoolSettings(workers=1))


@STARTS
def test_a_patch_that_is_none_leaves_all_as_it_is(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        with pytest.raises(StoreError):
            await pool.apply(Patch(added=b"this is no N-Quads\n"))
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV
        await pool.apply(Patch(OLD, NEW))
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == b"v\r\n70\r\n"

    in_pool(work, PoolSettings(workers=1), start=start)


@STARTS
def test_a_whole_new_graph_follows_when_it_is_loaded(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        with pytest.raises(StoreError, match="could not be loaded"):
            await pool.replace(b"this is no RDF")
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV
        underway = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.CSV))
        await until(lambda: pool.status.busy == 1)
        await pool.replace(NEW, graphs=())
        assert not underway.done()
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == b"v\r\n70\r\n"
        assert pool.graphs == frozenset()
        assert pool.status.quads == 1
        underway.cancel()
        with pytest.raises(asyncio.CancelledError):
            await underway
        await until(lambda: pool.status.free == 2, 60)  # a busy machine starts processes slowly
        assert pool.status.ended == {"gone": 1}
        assert pool.status.restarts == 0

    in_pool(work, PoolSettings(workers=2, deadline=120), start=start)


def test_after_the_zygote_has_died_the_changes_are_still_there() -> None:
    async def work(pool: IsolatedPool) -> None:
        await pool.apply(Patch(OLD, NEW))
        os.kill(zygote_of(os.getpid()), signal.SIGKILL)
        await until(lambda: pool.status.restarts == 1)
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == b"v\r\n70\r\n"

    in_pool(work)


def test_a_zygote_that_dies_while_it_applies_reads_the_source_again() -> None:
    state = {"now": NQUADS}

    async def run() -> None:
        async with IsolatedPool(lambda: state["now"], PoolSettings(workers=1)) as pool:
            zygote = pool._supply.pid if pool._supply else None
            assert zygote is not None
            state["now"] = NQUADS.replace(OLD, NEW)  # as a durable store has it before the pool hears of it
            os.kill(zygote, signal.SIGSTOP)
            applying = asyncio.create_task(pool.apply(Patch(OLD, NEW)))
            await asyncio.sleep(0.1)
            os.kill(zygote, signal.SIGKILL)
            await applying
            assert (await pool.run(NORMAL, ResultFormat.CSV)).body == b"v\r\n70\r\n"

    asyncio.run(run())


def test_blank_nodes_keep_their_identity() -> None:
    source = b'_:b1 <http://e/p> "1" .\n_:b2 <http://e/p> "2" .\n'
    change = update(
        'DELETE { ?b <http://e/p> "1" } INSERT { ?b <http://e/q> "x" } WHERE { ?b <http://e/p> "1" }'
    )

    async def work(pool: IsolatedPool) -> None:
        patch = await pool.change(change)
        assert patch == Patch(b'_:b1 <http://e/p> "1" .\n', b'_:b1 <http://e/q> "x" .\n')
        await pool.apply(patch)
        rows = await pool.run("SELECT ?p ?o { ?s ?p ?o } ORDER BY ?o", ResultFormat.CSV)
        assert rows.body == b"p,o\r\nhttp://e/p,2\r\nhttp://e/q,x\r\n"

    in_pool(work, PoolSettings(workers=1), source)
