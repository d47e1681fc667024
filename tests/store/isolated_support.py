"""What the tests of the isolated pool share: a graph, a pool, a look at the process table."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from kg.store.guard import GuardedQuery, QueryForm
from kg.store.isolated import IsolatedPool, PoolSettings
from kg.store.isolated import pool as pool_module

NUMBERS = 1000
GRAPH = "http://example.org/graph"
_T = TypeVar("_T")
#: Workers that are forked (fast), and those for systems that cannot fork.
STARTS = pytest.mark.parametrize("start", ["fork", "spawn"])
#: Children that this process had before the pool of the running test: servers and browsers of other tests.
_others: set[int] = set()
_born_with: dict[int, int] = {}

#: Numbers 0–999, each with its value, and one statement in a named graph.
NQUADS = (
    "".join(
        f"<http://example.org/n{n}> <http://example.org/value> "
        f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        for n in range(NUMBERS)
    )
    + f'<http://example.org/s> <http://example.org/p> "in the graph" <{GRAPH}> .\n'
).encode()

EX = "PREFIX ex: <http://example.org/> "
#: 10^15 rows, counted: nothing is written, so nothing but a kill ends it.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
NORMAL = EX + "SELECT ?v { ex:n7 ex:value ?v }"
NORMAL_CSV = b"v\r\n7\r\n"


def in_pool(
    work: Callable[[IsolatedPool], Awaitable[_T]],
    settings: PoolSettings | None = None,
    source: bytes | Path = NQUADS,
    start: str = "auto",
) -> _T:
    """Return what ``work`` returns, given a running pool; afterwards no process of the pool is left."""

    _others.clear()
    _others.update(children(os.getpid()))

    async def run() -> _T:
        chosen = dataclasses.replace(settings or PoolSettings(workers=2), worker_start=start)
        async with IsolatedPool(source, chosen, graphs={GRAPH}) as pool:
            result = await work(pool)
            mine = children(os.getpid())
        assert mine
        assert not [pid for pid in mine if alive(pid)]
        return result

    return asyncio.run(run())


def open_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every text through, as if the guard had a hole."""
    monkeypatch.setattr(
        pool_module, "guard_query", lambda text, *_, **__: GuardedQuery(QueryForm.SELECT, text)
    )


def children(parent: int) -> list[int]:
    """Return the process ids of all descendants of ``parent``, but for those of other tests."""
    direct = [pid for pid, (_, ppid) in _processes().items() if ppid == parent and pid not in _others]
    return [*direct, *(pid for child in direct for pid in children(child))]


def zygote_of(parent: int) -> int:
    """Return the process id of the one zygote of ``parent``."""
    processes = _processes()
    (zygote,) = [pid for pid, (_, ppid) in processes.items() if ppid == parent and pid not in _others]
    return zygote


def alive(pid: int) -> bool:
    """Tell whether the process exists and is not a zombie."""
    return _processes().get(pid, ("Z", 0))[0] != "Z"


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until ``condition()``; fail after ``seconds``."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass in time"
        await asyncio.sleep(0.01)


def at_work(pid: int) -> bool:
    """Tell whether the process has computed for a tenth of a second, so that it has read its query."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (
        int(fields[11]) + int(fields[12])
        >= _born_with.setdefault(pid, int(fields[11]) + int(fields[12])) + 10
    )


def _processes() -> dict[int, tuple[str, int]]:
    """Return state and parent of every process (proc(5), stat)."""
    found = {}
    for directory in Path("/proc").iterdir():
        if directory.name.isdigit():
            try:
                fields = (directory / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            found[int(directory.name)] = (fields[0], int(fields[1]))
    return found
