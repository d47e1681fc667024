"""Memory and processor time of a server and its children, as the kernel counts them (/proc, Linux)."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FIELD = re.compile(r"^(Rss|Pss|Private_Clean|Private_Dirty):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """MiB of one process: ``resident``, ``private`` (nobody shares it), ``share`` (its part of the sum)."""

    name: str
    resident: float
    private: float
    share: float


def listening(port: int) -> int | None:
    """Return the process that listens on ``port`` of the loopback interface."""
    wanted = f"0100007F:{port:04X}"
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    inodes = {line.split()[9] for line in lines if line.split()[1] == wanted and line.split()[3] == "0A"}
    for folder in Path("/proc").glob("[0-9]*"):
        links = set(_links(folder / "fd"))
        if any(f"socket:[{inode}]" in links for inode in inodes):
            return int(folder.name)
    return None


def _links(folder: Path) -> Iterator[str]:
    """Yield what the descriptors in ``folder`` are; they come and go while one looks."""
    with contextlib.suppress(OSError):
        for link in folder.iterdir():
            with contextlib.suppress(OSError):
                yield str(link.readlink())


def tree(pid: int, name: str = "server") -> list[Memory]:
    """Return the memory of process ``pid``, of the keeper of its workers and of these, parents first."""
    found = [_of(pid, name)]
    for child in _children(pid):
        found += tree(child, "keeper" if name == "server" else "worker")
    return found


def _children(pid: int) -> list[int]:
    """Return the processes that ``pid`` started, from whichever thread."""
    lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for text in lists for child in text.split()]


def settle(pid: int, patience: float = 10.0) -> None:
    """Wait until process ``pid`` and its children rest: what it still computes would slow the next server."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        before = _ticks(pid)
        time.sleep(0.1)
        if _ticks(pid) - before <= 1:
            return


def _ticks(pid: int) -> int:
    """Return the processor time of ``pid`` and its children, in ticks (a hundredth of a second)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        below = _children(pid)
    except OSError:
        return 0
    own = (int(fields[11]) + int(fields[12])) * 100 // os.sysconf("SC_CLK_TCK")
    return own + sum(map(_ticks, below))


def _of(pid: int, name: str) -> Memory:
    sizes = {
        key: int(value) / 1024 for key, value in _FIELD.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())
    }
    private = sizes["Private_Clean"] + sizes["Private_Dirty"]
    return Memory(name, sizes["Rss"], private, sizes["Pss"])
