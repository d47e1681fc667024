"""Changes that come at a bad moment: the process with the graph ends, the disk is full, nobody is free."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from pathlib import Path

import pytest

from kg.errors import QueryTimeoutError, StoreError
from kg.store.changes import Change, ChangeKind
from kg.store.isolated import IsolatedPool, PoolSettings, ResultFormat, UnknownGraphError, holding
from kg.store.isolated.spawn import SpawnNursery
from kg.store.patch import Patch
from tests.store.isolated_support import (
    EX,
    GRAPH,
    NORMAL,
    NORMAL_CSV,
    NQUADS,
    RUNAWAY,
    STARTS,
    children,
    in_pool,
    until,
    zygote_of,
)

SEVEN = "<http://example.org/n7> <http://example.org/value> "
INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
OLD = f'{SEVEN}"7"{INTEGER} .\n'.encode()
NEW = f'{SEVEN}"70"{INTEGER} .\n'.encode()
NEW_CSV = b"v\r\n70\r\n"
EMPTY = "http://example.org/empty"


def test_a_zygote_that_was_started_again_from_the_state_of_before_gets_the_change() -> None:
    """The source has a change only when it was applied."""
    state = {"now": NQUADS}

    async def run() -> None:
        async with IsolatedPool(lambda: state["now"], PoolSettings(workers=1)) as pool:
            os.kill(zygote_of(os.getpid()), signal.SIGKILL)  # just before: nobody has heard of it yet
            await pool.apply(Patch(OLD, NEW))
            assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NEW_CSV
            state["now"] = NQUADS.replace(OLD, NEW)
            zygote = zygote_of(os.getpid())
            os.kill(zygote, signal.SIGSTOP)
            applying = asyncio.create_task(pool.apply(Patch(NEW, OLD)))
            await asyncio.sleep(0.1)
            os.kill(zygote, signal.SIGKILL)  # in the middle
            await applying
            assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV
            assert (pool.status.generation, pool.status.restarts) == (2, 2)

    asyncio.run(run())


def test_after_a_new_graph_a_change_that_fails_is_told() -> None:
    """The start that the new graph made needless is waited for by nobody."""

    async def work(pool: IsolatedPool) -> None:
        os.kill(zygote_of(os.getpid()), signal.SIGKILL)
        await until(lambda: not pool.status.running)
        await pool.replace(NQUADS, {GRAPH})
        with pytest.raises(StoreError, match="could not be put into the graph"):
            await pool.apply(Patch(added=b"this is no N-Quads\n"))
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV

    in_pool(work, PoolSettings(workers=1))


def test_a_change_needs_no_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def work(pool: IsolatedPool) -> None:
        with monkeypatch.context() as full:
            full.setattr(tempfile, "tempdir", str(tmp_path / "is not there"))
            await pool.apply(Patch(OLD, NEW))
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NEW_CSV

    in_pool(work, PoolSettings(workers=1), start="fork")


def files_in(folder: str) -> set[str]:
    return {item.name for item in Path(folder).iterdir()}


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


@STARTS
def test_no_process_is_told_the_secrets_of_the_server(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_UPDATE_TOKEN", "not-to-be-seen")
    monkeypatch.setenv("KG_STORE_PASSWORD", "not-to-be-seen")

    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 1)
        processes = children(os.getpid())
        assert processes
        for pid in processes:
            environment = environment_of(pid)
            assert b"PYTHONPATH=" in environment
            assert b"not-to-be-seen" not in environment

    in_pool(work, PoolSettings(workers=1), start=start)


def test_workers_of_older_states_count() -> None:
    """Two runaways before each of five changes: four are at work, the others wait, and writing goes on."""

    async def work(pool: IsolatedPool) -> None:
        running = []
        for number in range(5):
            running += [asyncio.create_task(pool.run(RUNAWAY, ResultFormat.CSV)) for _ in range(2)]
            await until(lambda number=number: pool.status.busy == min(2 * number + 2, 4))  # type: ignore[misc]
            patch = await pool.change(Change(ChangeKind.UPDATE, f"{EX} INSERT DATA {{ ex:a ex:b {number} }}"))
            await pool.apply(patch)
            assert pool.status.busy <= 4
            await until(lambda: pool.status.free >= 1)
        await until(lambda: len(children(os.getpid())) <= 1 + 4 + 3)  # zygote, at work, free
        assert pool.status.killed == 0  # who is under way goes on
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        rows = await pool.run(EX + "SELECT (COUNT(*) AS ?n) { ex:a ex:b ?o }", ResultFormat.CSV)
        assert rows.body == b"n\r\n5\r\n"

    in_pool(work, PoolSettings(workers=3, deadline=30))


def test_a_change_goes_before_all_queries() -> None:
    async def work(pool: IsolatedPool) -> None:
        running = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.CSV, 0.7, client="a"))
        await until(lambda: pool.status.busy == 1)
        waiting = [asyncio.create_task(pool.run(RUNAWAY, ResultFormat.CSV, 4, client=c)) for c in "abc"]
        await until(lambda: pool.status.waiting == 3)  # the queue is full
        begun = time.monotonic()
        insert = Change(ChangeKind.UPDATE, "INSERT DATA { <a:a> <a:b> <a:c> }")
        patch = await pool.change(insert, 3, client="b")
        assert time.monotonic() - begun < 2
        assert patch == Patch(added=b"<a:a> <a:b> <a:c> .\n")
        with pytest.raises(QueryTimeoutError):
            await running
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    in_pool(work, PoolSettings(workers=1, queue_limit=3, deadline=10))


def test_spawned_workers_leave_no_files_of_older_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "MANY", 2)

    async def work(pool: IsolatedPool) -> None:
        assert pool._supply is not None
        nursery = pool._supply._current
        assert isinstance(nursery, SpawnNursery)
        folder = nursery._folder.name
        for number in range(1, 5):
            await pool.apply(Patch(added=f"<a:a> <a:b> <a:{number}> .\n".encode()))
        with pytest.raises(StoreError):
            await pool.apply(Patch(added=b"this is no N-Quads\n"))
        assert files_in(folder) == {"patch-3.nq", "patch-4"}
        await until(lambda: pool.status.free == 1)
        rows = await pool.run("SELECT (COUNT(*) AS ?n) { <a:a> ?p ?o }", ResultFormat.CSV)
        assert rows.body == b"n\r\n4\r\n"
        # Whoever follows starts from what is left.
        for worker in pool._staff.free if pool._staff else []:
            os.kill(worker.pid, signal.SIGKILL)
        assert (await pool.run("ASK { <a:a> <a:b> <a:4> }", ResultFormat.JSON)).body.endswith(b"true}")

    in_pool(work, PoolSettings(workers=1), start="spawn")


@STARTS
def test_empty_graphs_are_there_in_every_process(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "MANY", 0)  # each change is put into one file with the graph
    delete = Change(ChangeKind.DELETE, graph=EMPTY)

    async def run() -> None:
        settings = PoolSettings(workers=1, worker_start=start)
        async with IsolatedPool(lambda: NQUADS, settings, graphs={GRAPH, EMPTY}) as pool:
            assert await pool.change(delete) == Patch(graphs_removed=(EMPTY,))
            await pool.apply(Patch(OLD, NEW))
            if start == "fork":
                os.kill(zygote_of(os.getpid()), signal.SIGKILL)
                await until(lambda: pool.status.restarts == 1)
            assert await pool.change(delete) == Patch(graphs_removed=(EMPTY,))
            await pool.replace(NEW, {GRAPH})
            with pytest.raises(UnknownGraphError):
                await pool.change(delete)
            assert await pool.change(Change(ChangeKind.DELETE, graph=GRAPH)) == Patch(graphs_removed=(GRAPH,))
            assert pool.graphs == {GRAPH}

    asyncio.run(run())
