"""What a worker cannot do, even if the guard let everything through."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.store.isolated import IsolatedPool, PoolSettings, ResultFormat
from tests.store.isolated_support import (
    NQUADS,
    RUNAWAY,
    STARTS,
    alive,
    children,
    in_pool,
    open_the_guard,
    until,
)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <http://localhost:{port}/> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
        "LOAD <http://127.0.0.1:{port}/>",
        "LOAD <file:///etc/hostname>",
    ],
)
@STARTS
def test_past_the_guard_nothing_is_reached(monkeypatch: pytest.MonkeyPatch, text: str, start: str) -> None:
    open_the_guard(monkeypatch)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        query = text.format(port=server.getsockname()[1])

        async def work(pool: IsolatedPool) -> bytes:
            try:
                return (await pool.run(query, ResultFormat.CSV)).body
            except KgError as error:
                return f"refused: {error}".encode()

        body = in_pool(work, PoolSettings(workers=1), start=start)
        with pytest.raises(TimeoutError):
            server.accept()
    assert b"refused" in body or body.replace(b"\r\n", b"").strip() in {b"", b"o,p,s", b"o,p,s,,"}


def test_without_confinement_the_engine_would_call() -> None:
    """The counterpart of the test above, which shows that a call would be seen."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        service = f"SERVICE SILENT <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }}"
        code = f"import pyoxigraph as ox; list(ox.Store().query('SELECT * {{ {service} }}'))"
        with subprocess.Popen([sys.executable, "-c", code]) as process:
            connection, _ = server.accept()
            connection.close()
            process.kill()


@STARTS
def test_workers_hold_no_descriptor_but_their_own(start: str) -> None:
    kept = 4 if start == "fork" else 5  # a spawned one reads how much memory it holds

    async def work(pool: IsolatedPool) -> None:
        await until(lambda: pool.status.free == 2)
        for pid in [worker.pid for worker in pool._staff.free]:
            # A newborn reads no query before it has given up its rights.
            await until(lambda pid=pid: len(_descriptors(pid)) == kept)
            await until(lambda pid=pid: _has_no_rights(pid))
            held = _descriptors(pid)
            assert {held[stream] for stream in "012"} == {"/dev/null"}
            assert held["3"].startswith("socket:")
            assert held.get("4", f"/proc/{pid}/statm") == f"/proc/{pid}/statm"

    in_pool(work, start=start)


def _descriptors(pid: int) -> dict[str, str]:
    return {path.name: str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()}


def _has_no_rights(pid: int) -> bool:
    limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    names = ("Max open files", "Max core file size", "Max file size")
    return all(re.search(rf"^{name}\s+0\s+0\s", limits, re.MULTILINE) for name in names)


def test_nothing_outlives_a_server_that_is_killed(tmp_path: Path) -> None:
    source = tmp_path / "graph.nq"
    source.write_bytes(NQUADS)
    code = (
        "import asyncio, sys; from pathlib import Path\n"
        "from kg.store.isolated import *\n"
        "async def main():\n"
        f"    pool = IsolatedPool(Path({str(source)!r}), PoolSettings(workers=2, deadline=60))\n"
        "    await pool.start(); print('up', flush=True)\n"
        f"    await pool.run({RUNAWAY!r}, ResultFormat.JSON)\n"
        "asyncio.run(main())\n"
    )
    root = Path(__file__).parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"up\n"
        asyncio.run(until(lambda: len(children(server.pid)) == 3))
        family = children(server.pid)
        server.kill()
    asyncio.run(until(lambda: not any(alive(pid) for pid in family)))
