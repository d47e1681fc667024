"""A real ``kg serve`` in a process of its own, and what it takes from the machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.wire import exchange, request

_PAGE = os.sysconf("SC_PAGE_SIZE")
#: Limits small enough that a test reaches them.
LIMITS = {
    "KG_QUERY_TIMEOUT": "2",
    "KG_MAX_TIMEOUT": "2",
    "KG_WORKERS": "4",
    "KG_QUERY_MEMORY": str(256 << 20),
    "KG_MAX_RESULT": str(16 << 20),
    "KG_MAX_BODY": str(4 << 20),
    "KG_RECEIVE_TIMEOUT": "1",
}


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server and its workers take: memory in bytes (resident, of the server itself), counts."""

    memory: int
    processes: int
    descriptors: int


@dataclass(frozen=True, slots=True)
class House:
    """A running server."""

    address: tuple[str, int]
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def usage(self) -> Usage:
        """Return what the server takes now (Linux: proc(5))."""
        pid = self.process.pid
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        return Usage(resident, len(family(pid)), len(list(Path(f"/proc/{pid}/fd").iterdir())))


def family(pid: int) -> list[int]:
    """Return ``pid`` and every process below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # ended meanwhile
            continue
        parents.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for known in found:
        found += parents.get(known, [])
    return found


@contextmanager
def house(folder: Path, *options: str, settings: Mapping[str, str] | None = None) -> Iterator[House]:
    """Serve on a free port of 127.0.0.1 until the end of the block; then nothing of it is left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    log = folder / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [
                *(str(Path(sys.executable).with_name("kg")), "serve", "--no-validate"),
                *("--host", "127.0.0.1", "--port", str(port), *options),
            ],
            env={**kept, **LIMITS, **(settings or {})},
            stderr=stream,
            stdout=stream,
            start_new_session=True,
        )
    found = House(("127.0.0.1", port), process, log)
    try:
        _await(found)
        yield found
    finally:
        _end(process)


def _await(found: House) -> None:
    end, last = time.monotonic() + 60, "nothing"
    ask = request("GET", "/sparql?query=ASK%7B%7D")
    while True:
        assert found.alive, f"the server did not start: {found.log.read_text()[-2000:]}"
        assert time.monotonic() < end, f"the server does not answer ({last}): {found.log.read_text()[-2000:]}"
        try:
            reply = exchange(found.address, ask)
        except OSError as error:
            last = repr(error)
        else:
            if reply.status == 200:
                return
            last = str(reply)
        time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    members = family(process.pid)
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
    end = time.monotonic() + 3
    while (left := [pid for pid in members if Path(f"/proc/{pid}").exists()]) and time.monotonic() < end:
        time.sleep(0.02)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left, f"processes outlived the server: {left}"
