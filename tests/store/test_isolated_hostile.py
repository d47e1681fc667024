"""The isolated pool under queries that never end, kill their process, or reach for the network."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from pathlib import Path

import pytest

from kg.errors import KgError, QueryForbiddenError, QueryTimeoutError, StoreBusyError
from kg.store.isolated import (
    IsolatedPool,
    PoolSettings,
    QueryMemoryError,
    QueryTooLargeError,
    QueueTimeoutError,
    ResultFormat,
    WorkerCrashedError,
)
from tests.store.isolated_support import (
    NORMAL,
    NORMAL_CSV,
    RUNAWAY,
    STARTS,
    alive,
    at_work,
    children,
    in_pool,
    open_the_guard,
    until,
    zygote_of,
)

QUERIES = Path(__file__).parents[1] / "hostile" / "queries"
_EXPECTED: dict[str, type[KgError]] = {
    "forbidden": QueryForbiddenError,
    "timeout": QueryTimeoutError,
    "too-large": QueryTooLargeError,
    "memory": QueryMemoryError,
}


async def _normal(pool: IsolatedPool) -> float:
    """Ask the normal query, see that the answer is right, and return how long it took."""
    answer = await pool.run(NORMAL, ResultFormat.CSV)
    assert answer.body == NORMAL_CSV
    return answer.elapsed


def _cases() -> list[object]:
    """Every file for forked workers; for spawned ones those that get past the guard."""
    files = sorted(QUERIES.glob("*.rq"))
    past = [path for path in files if "# expect: forbidden" not in path.read_text(encoding="utf-8")]
    return [
        pytest.param(path, start, id=f"{path.stem}-{start}")
        for start, paths in (("fork", files), ("spawn", past))
        for path in paths
    ]


@pytest.mark.parametrize(("path", "start"), _cases())
def test_hostile_queries_end_as_their_files_say(path: Path, start: str) -> None:
    text = path.read_text(encoding="utf-8")
    expected = re.match(r"# expect: ([a-z-]+)\n# why: .+\n", text)
    assert expected is not None

    async def work(pool: IsolatedPool) -> None:
        with pytest.raises(_EXPECTED[expected[1]]):
            await pool.run(text, ResultFormat.JSON)
        await _normal(pool)

    deadline = 1.0 if expected[1] == "timeout" else 20.0
    limits = PoolSettings(workers=1, deadline=deadline, max_bytes=1 << 20, memory_limit=128 << 20, max_rows=0)
    in_pool(work, limits, start=start)


@STARTS
def test_a_runaway_ends_at_its_deadline_while_others_are_answered(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 2)
        begun = time.monotonic()
        runaway = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON, 1.0))
        await asyncio.sleep(0.1)
        times = [await _normal(pool) for _ in range(20)]
        assert not runaway.done()
        with pytest.raises(QueryTimeoutError, match="deadline of 1 s"):
            await runaway
        assert 1.0 <= time.monotonic() - begun <= 1.3
        assert max(times) < 0.5
        await until(lambda: pool.status.free == 2)
        assert pool.status.killed == 1

    in_pool(work, start=start)


def test_eight_runaways_leave_the_ninth_worker_free() -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 9)
        runaways = [asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON)) for _ in range(8)]
        await until(lambda: pool.status.busy == 8)
        assert await _normal(pool) < 1.0
        ended = await asyncio.gather(*runaways, return_exceptions=True)
        assert all(isinstance(error, QueryTimeoutError) for error in ended)
        await until(lambda: pool.status.free == 9)

    in_pool(work, PoolSettings(workers=9, deadline=1.5))


def test_a_full_queue_and_a_wait_too_long_have_errors_of_their_own() -> None:
    async def work(pool: IsolatedPool) -> None:
        runaway = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON))
        await until(lambda: pool.status.busy == 1)
        waiting = asyncio.create_task(pool.run(NORMAL, ResultFormat.CSV, 0.2))
        await until(lambda: pool.status.waiting == 1)
        with pytest.raises(StoreBusyError) as full:
            await pool.run(NORMAL, ResultFormat.CSV)
        assert not isinstance(full.value, QueueTimeoutError)
        with pytest.raises(QueueTimeoutError, match=r"No query worker became free within 0\.2 s"):
            await waiting
        assert pool.status.waiting == 0
        patient = asyncio.create_task(pool.run(NORMAL, ResultFormat.CSV))
        await asyncio.sleep(0)
        runaway.cancel()
        assert (await patient).body == NORMAL_CSV

    in_pool(work, PoolSettings(workers=1, deadline=5.0, queue_limit=1))


@STARTS
def test_who_leaves_takes_the_query_along(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 2)
        before = set(children(os.getpid()))
        task = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON))
        await until(lambda: pool.status.busy == 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until(lambda: pool.status.free == 2)
        after = set(children(os.getpid()))
        assert pool.status.killed == 1
        assert len(before - after) == 1
        assert len(after) == len(before)
        await _normal(pool)

    in_pool(work, start=start)


@STARTS
def test_a_crash_is_the_affair_of_one_query(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 3)
        victim = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON))
        await until(lambda: pool.status.busy == 1)
        (pid,) = [worker.pid for worker in pool._staff.busy]
        await until(lambda: at_work(pid))
        other = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON, 1.0))
        await until(lambda: pool.status.busy == 2)
        os.kill(pid, signal.SIGSEGV)
        with pytest.raises(WorkerCrashedError, match="SIGSEGV"):
            await victim
        await _normal(pool)
        with pytest.raises(QueryTimeoutError):
            await other
        assert pool.status.crashed == 1

    in_pool(work, PoolSettings(workers=3), start=start)


@STARTS
def test_an_idle_worker_that_dies_costs_nobody_an_answer(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 2)
        _end_unnoticed([worker.pid for worker in pool._staff.free])
        assert [await _normal(pool) for _ in range(4)]
        assert pool.status.crashed == 0

    in_pool(work, start=start)


def test_a_text_that_overflows_the_engine_is_contained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the guard: a chain deeper than even the workers' stack."""
    killer = "SELECT * {" + "{" * 400_000 + "}" * 400_000 + "}"
    open_the_guard(monkeypatch)

    async def work(pool: IsolatedPool) -> None:
        with pytest.raises((WorkerCrashedError, QueryMemoryError)):
            await pool.run(killer, ResultFormat.JSON)
        await _normal(pool)
        assert pool.status.crashed == 1

    in_pool(work, PoolSettings(workers=2, deadline=20.0))


def test_the_known_killers_do_not_even_crash_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    open_the_guard(monkeypatch)
    killers = [
        "SELECT * {" + "{" * 3000 + "}" * 3001,
        "SELECT * { FILTER(" + "!" * 10000 + "true) }",
        "SELECT * {" + "FILTER EXISTS {" * 1000 + "}" * 1001,
    ]

    async def work(pool: IsolatedPool) -> None:
        for killer in killers:
            await pool.run(killer, ResultFormat.JSON)
        assert pool.status.crashed == 0

    in_pool(work, PoolSettings(workers=1, deadline=20.0))


def test_when_the_zygote_dies_another_takes_over_and_the_query_is_repeated() -> None:
    async def work(pool: IsolatedPool) -> None:
        underway = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON, 3.0))
        await until(lambda: pool.status.busy == 1)
        first = zygote_of(os.getpid())
        before = children(first)
        os.kill(first, signal.SIGKILL)
        await until(lambda: pool.status.restarts == 1)
        await _normal(pool)
        assert zygote_of(os.getpid()) != first
        await until(lambda: not any(alive(pid) for pid in before))
        with pytest.raises(QueryTimeoutError):
            await underway

    in_pool(work)


def _end_unnoticed(pids: list[int]) -> None:
    """End the processes and return when they are gone, without a turn of the event loop in between."""
    for pid in pids:
        os.kill(pid, signal.SIGSEGV)
    while any(alive(pid) for pid in pids):
        time.sleep(0.005)
