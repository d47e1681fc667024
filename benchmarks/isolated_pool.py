"""What the isolated pool costs beside a query in process: ``isolated_pool.py [QUADS]``.

Ratios are to a bare evaluation in the same run. "Own share" is the processor time of the server's process
a query: what the pool takes from the event loop, the guard included.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time

import pyoxigraph as ox

from kg.store.changes import Change, ChangeKind
from kg.store.isolated import IsolatedPool, PoolSettings, ResultFormat, run_guarded
from kg.store.isolated.evaluate import evaluate

QUERY = "SELECT ?p ?o { <http://example.org/s7> ?p ?o }"
UPDATE = 'INSERT DATA { <http://example.org/new> <http://example.org/p1> "new" }'
ROUNDS = 3000
CALLERS = 16


def graph(quads: int) -> bytes:
    return "".join(
        f'<http://example.org/s{n // 10}> <http://example.org/p{n % 10}> "value {n}" .\n'
        for n in range(quads)
    ).encode()


def in_process(dump: bytes) -> tuple[float, float]:
    """Return the medians of a bare evaluation and of a guarded one, in milliseconds."""
    store = ox.Store()
    store.bulk_load(dump, format=ox.RdfFormat.N_QUADS)
    bare = [timed(lambda: evaluate(store, QUERY, ResultFormat.JSON)) for _ in range(ROUNDS)]
    guarded = [timed(lambda: run_guarded(store, QUERY, ResultFormat.JSON)) for _ in range(ROUNDS // 4)]
    return statistics.median(bare) * 1e3, statistics.median(guarded) * 1e3


def timed(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


async def pooled(dump: bytes) -> dict[str, float]:
    """Return milliseconds of the first answer, of the median, of a change and its apply; and the rates."""
    begun = time.perf_counter()
    async with IsolatedPool(dump, PoolSettings(workers=4)) as pool:
        await pool.run(QUERY, ResultFormat.JSON)
        found = {"first": (time.perf_counter() - begun) * 1e3}
        times = [(await pool.run(QUERY, ResultFormat.JSON)).elapsed for _ in range(ROUNDS // 2)]
        found["median"] = statistics.median(times) * 1e3

        async def caller() -> None:
            for _ in range(ROUNDS // CALLERS):
                await pool.run(QUERY, ResultFormat.JSON)

        begun, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        done = ROUNDS // CALLERS * CALLERS
        found["rate"] = done / (time.perf_counter() - begun)
        found["share"] = (time.process_time() - cpu) / done * 1e6
        begun = time.perf_counter()
        patch = await pool.change(Change(ChangeKind.UPDATE, UPDATE))
        found["change"] = (time.perf_counter() - begun) * 1e3
        begun = time.perf_counter()
        await pool.apply(patch)
        await pool.run(QUERY, ResultFormat.JSON)
        found["apply"] = (time.perf_counter() - begun) * 1e3
        for process in pool.memory():
            print(
                f"{process.role:9}{(process.resident or 0) >> 20:6} MiB resident, "
                f"{(process.own or 0) >> 20:6} MiB of its own"
            )
        return found


def run(dump: bytes) -> dict[str, float]:
    """Run on uvloop, as the server does where there is one."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(pooled(dump))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(pooled(dump))


def main() -> None:
    dump = graph(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
    bare, guarded = in_process(dump)
    found = run(dump)
    print(f"in process, bare       {bare:8.3f} ms   × 1.0")
    print(f"in process, guarded    {guarded:8.3f} ms   × {guarded / bare:.1f}")
    print(f"pool, one caller       {found['median']:8.3f} ms   × {found['median'] / bare:.1f}")
    print(f"pool, own share        {found['share']:8.1f} µs of the server's processor a query")
    print(f"pool, {CALLERS} callers       {found['rate']:8.0f} answers a second")
    print(f"pool, first answer     {found['first']:8.1f} ms after the start")
    print(f"pool, change           {found['change']:8.1f} ms")
    print(f"pool, apply and answer {found['apply']:8.1f} ms")


if __name__ == "__main__":
    main()
