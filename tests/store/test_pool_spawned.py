"""What a spawned worker has instead of the kernel's limits, who may connect, and the other event loop."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import uvloop

from kg.store.isolated import IsolatedPool, PoolSettings, ResultFormat, holding
from kg.store.isolated.greeting import EXHAUSTED
from kg.store.isolated.spawn import SpawnNursery
from kg.store.patch import Patch
from tests.store.isolated_support import NORMAL, NORMAL_CSV, NQUADS, RUNAWAY, STARTS, in_pool, until

WATCHED = """
import socket, sys, time
from kg.store.isolated.spawned import Watch
ours, theirs = socket.socketpair()
watch = Watch(ours, 50 << 20)
{act}
time.sleep(10)
sys.exit(99)
"""


@pytest.mark.parametrize(
    ("act", "status"),
    [
        ("held = b'x' * (150 << 20)", EXHAUSTED),
        ("watch.alarm(0.1)", 72),
        ("watch.alarm(0.1); watch.alarm(0); theirs.close()", 0),
    ],
)
def test_the_watch_ends_the_process(act: str, status: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED.format(act=act)], env=environment, timeout=30, check=False
    )
    assert ended.returncode == status


def test_a_stranger_who_connects_is_cut_off() -> None:
    async def work(pool: IsolatedPool) -> None:
        assert pool._supply is not None
        nursery = pool._supply._current
        assert isinstance(nursery, SpawnNursery)
        assert nursery._server is not None
        address = nursery._server.sockets[0].getsockname()
        assert address[0] == "127.0.0.1"
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"0" * 64 + b"\0\0\0\0\1")
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(1)
        writer.close()
        assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV

    in_pool(work, PoolSettings(workers=1), start="spawn")


def test_many_changes_are_put_into_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        async with IsolatedPool(NQUADS, PoolSettings(workers=1, worker_start="spawn")) as pool:
            assert pool._supply is not None
            nursery = pool._supply._current
            assert isinstance(nursery, SpawnNursery)
            await pool.apply(Patch(added=b"<a:a> <a:b> <a:c> .\n"))
            monkeypatch.setattr(holding, "MANY", 1)
            await pool.apply(Patch(added=b"<a:a> <a:b> <a:d> .\n"))
            assert nursery._state.patches == ()
            rows = await pool.run("SELECT ?o { <a:a> ?p ?o } ORDER BY ?o", ResultFormat.CSV)
            assert rows.body == b"o\r\na:c\r\na:d\r\n"
            assert pool.status.quads == 1003

    asyncio.run(run())


@STARTS
def test_on_uvloop_it_is_the_same(start: str) -> None:
    async def run() -> None:
        settings = PoolSettings(workers=2, worker_start=start)
        async with IsolatedPool(NQUADS, settings) as pool:
            await until(lambda: pool.status.free == 2)
            bodies = await asyncio.gather(*(pool.run(NORMAL, ResultFormat.CSV) for _ in range(30)))
            assert {answer.body for answer in bodies} == {NORMAL_CSV}
            large = await pool.run("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 90000", ResultFormat.TSV)
            assert large.spool is not None
            assert sum([chunk.count(b"\n") async for chunk in large.spool.chunks()]) == 90_001
            leaving = asyncio.create_task(pool.run(RUNAWAY, ResultFormat.CSV))
            await until(lambda: pool.status.busy == 1)
            leaving.cancel()
            await until(lambda: pool.status.free == 2)
            assert pool.status.ended == {"gone": 1}
            for worker in pool._staff.free if pool._staff else []:
                os.kill(worker.pid, signal.SIGKILL)
            for _ in range(4):
                assert (await pool.run(NORMAL, ResultFormat.CSV)).body == NORMAL_CSV

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())


@STARTS
def test_the_memory_of_each_process_is_told(start: str) -> None:
    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 2)
        found = pool.memory()
        roles = [process.role for process in found]
        assert roles == (["zygote"] if start == "fork" else []) + ["worker", "worker"]
        for process in found:
            assert process.resident is not None
            assert process.own is not None
            assert 0 <= process.own <= process.resident
            assert process.resident > 1 << 20

    in_pool(work, start=start)
