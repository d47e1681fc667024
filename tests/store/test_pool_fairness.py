"""One client cannot take all the workers, nor the whole queue."""

from __future__ import annotations

import asyncio
import time

import pytest

from kg.errors import QueryTimeoutError, StoreBusyError
from kg.store.isolated import IsolatedPool, PoolSettings, ResultFormat
from tests.store.isolated_support import NORMAL, NORMAL_CSV, RUNAWAY, in_pool, until


def test_runaways_of_one_client_leave_a_worker_for_others() -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 3)
        greedy = [
            asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON, client="10.0.0.1")) for _ in range(6)
        ]
        await until(lambda: pool.status.busy == 2)
        assert pool.status.waiting == 4
        begun = time.monotonic()
        for _ in range(20):
            answer = await pool.run(NORMAL, ResultFormat.CSV, client="10.0.0.2")
            assert answer.body == NORMAL_CSV
        assert time.monotonic() - begun < 0.7
        assert pool.status.busy == 2
        ended = await asyncio.gather(*greedy, return_exceptions=True)
        assert sum(isinstance(error, QueryTimeoutError) for error in ended) == 2
        assert sum(isinstance(error, StoreBusyError) for error in ended) == 4
        assert pool.status.late == 4
        assert pool.status.ended == {"deadline": 2}

    in_pool(work, PoolSettings(workers=3, deadline=1.5))


def test_one_client_may_fill_three_quarters_of_the_queue() -> None:
    async def work(pool: IsolatedPool) -> None:
        running = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON, 1.0))
        await until(lambda: pool.status.busy == 1)
        mine = [asyncio.create_task(pool.run(NORMAL, ResultFormat.CSV, client="a")) for _ in range(4)]
        await until(lambda: pool.status.waiting == 3)
        with pytest.raises(StoreBusyError):
            await mine[3]
        other = asyncio.create_task(pool.run(NORMAL, ResultFormat.CSV, client="b"))
        await until(lambda: pool.status.waiting == 4)
        with pytest.raises(StoreBusyError):
            await pool.run(NORMAL, ResultFormat.CSV, client="c")
        assert pool.status.full == 2
        with pytest.raises(QueryTimeoutError):
            await running
        bodies = [answer.body for answer in await asyncio.gather(*mine[:3], other)]
        assert bodies == [NORMAL_CSV] * 4

    in_pool(work, PoolSettings(workers=1, deadline=5, queue_limit=4))


def test_a_share_can_be_set_and_frees_itself() -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 2)
        first = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON, client="a"))
        await until(lambda: pool.status.busy == 1)
        second = asyncio.create_task(pool.run(NORMAL, ResultFormat.CSV, client="a"))
        await until(lambda: pool.status.waiting == 1)
        first.cancel()
        assert (await second).body == NORMAL_CSV
        both = [asyncio.create_task(pool.run(RUNAWAY, ResultFormat.JSON, 0.5)) for _ in range(2)]
        await until(lambda: pool.status.busy == 2)
        await asyncio.gather(*both, return_exceptions=True)

    in_pool(work, PoolSettings(workers=2, client_workers=1))
