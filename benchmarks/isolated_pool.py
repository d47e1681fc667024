"""What the isolated pool costs beside a query in process: ``isolated_pool.py [QUADS]``."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time

import pyoxigraph as ox

from kg.store.isolated import IsolatedPool, PoolSettings, ResultFormat, run_guarded
from kg.store.isolated.evaluate import evaluate

QUERY = "SELECT ?p ?o { <http://example.org/s7> ?p ?o }"
ROUNDS = 500
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
    guarded = [timed(lambda: run_guarded(store, QUERY, ResultFormat.JSON)) for _ in range(ROUNDS)]
    return statistics.median(bare) * 1e3, statistics.median(guarded) * 1e3


def timed(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


async def pooled(dump: bytes) -> tuple[float, float, float]:
    """Return the first answer after the start (ms), the median (ms), and answers a second for 16 callers."""
    begun = time.perf_counter()
    async with IsolatedPool(dump, PoolSettings(workers=4)) as pool:
        await pool.run(QUERY, ResultFormat.JSON)
        first = time.perf_counter() - begun
        median = statistics.median(
            [(await pool.run(QUERY, ResultFormat.JSON)).elapsed for _ in range(ROUNDS)]
        )
        begun = time.perf_counter()

        async def caller() -> None:
            for _ in range(ROUNDS // CALLERS):
                await pool.run(QUERY, ResultFormat.JSON)

        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        rate = ROUNDS // CALLERS * CALLERS / (time.perf_counter() - begun)
    return first * 1e3, median * 1e3, rate


def main() -> None:
    dump = graph(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
    bare, guarded = in_process(dump)
    first, median, rate = asyncio.run(pooled(dump))
    print(f"in process, bare       {bare:8.3f} ms   × 1.0")
    print(f"in process, guarded    {guarded:8.3f} ms   × {guarded / bare:.1f}")
    print(f"pool, one caller       {median:8.3f} ms   × {median / bare:.1f}")
    print(f"pool, first answer     {first:8.1f} ms after the start")
    print(f"pool, {CALLERS} callers       {rate:8.0f} answers a second")


if __name__ == "__main__":
    main()
