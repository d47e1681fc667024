"""Starting servers on a free port of this machine, and driving them with wrk."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

DEADLINE = 60.0
REQUESTS = re.compile(r"Requests/sec:\s+([\d.]+)")
LATENCY = re.compile(r"(50|99)%\s+([\d.]+)(us|ms|s)")
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_answer(url: str, since: float) -> float:
    """Wait until ``url`` answers 200; return the seconds since ``since``."""
    while time.perf_counter() - since < DEADLINE:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                answer.read()
                return time.perf_counter() - since
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.005)
    raise SystemExit(f"{url} did not answer within {DEADLINE:g} s")


@contextmanager
def running(command: Sequence[str], path: str) -> Iterator[tuple[str, float]]:
    """Run ``command`` (``{port}`` is filled in); yield its address and the seconds to its first answer."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [part.format(port=port) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        yield address, first_answer(address + path, started)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def ours() -> list[str]:
    """The command that serves the shipped graph."""
    return [sys.executable, "-m", "kg.cli", "serve", "--port", "{port}"]


def drive(url: str, seconds: int = 4, connections: int = 16, headers: Sequence[str] = ()) -> dict[str, float]:
    """Return requests per second and p50/p99 in ms as wrk (one thread) measures them."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("benchmarks: wrk is missing. Run: apt-get install wrk")
    options = [f"-d{seconds}", "-t1", f"-c{connections}", "--latency"]
    extra = [part for header in headers for part in ("-H", header)]
    printed = subprocess.run([wrk, *options, *extra, url], capture_output=True, text=True, check=True).stdout
    found = {"rps": float(REQUESTS.findall(printed)[0])}
    found |= {f"p{rank}": float(value) * UNITS[unit] for rank, value, unit in LATENCY.findall(printed)}
    return found
