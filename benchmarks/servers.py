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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

DEADLINE = 60.0
REQUESTS = re.compile(r"Requests/sec:\s+([\d.]+)")
LATENCY = re.compile(r"(50|99)%\s+([\d.]+)(us|ms|s|m)\b")
FAILED = re.compile(r"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)")
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
VARIED = Path(__file__).with_name("varied.lua")


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_answer(url: str, since: float, deadline: float = DEADLINE) -> float:
    """Wait until ``url`` answers 200; return the seconds since ``since``."""
    while time.perf_counter() - since < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                answer.read()
                return time.perf_counter() - since
        except urllib.error.HTTPError as error:
            if error.code != 503:  # 503: not ready yet
                raise SystemExit(f"{url} answered {error.code}") from error
            time.sleep(0.05)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.005)
    raise SystemExit(f"{url} did not answer within {deadline:g} s")


@contextmanager
def running(
    command: Sequence[str],
    path: str,
    environment: Mapping[str, str] | None = None,
    deadline: float = DEADLINE,
) -> Iterator[tuple[str, float]]:
    """Run ``command`` (``{port}`` is filled in); yield its address and the seconds to its first answer."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [part.replace("{port}", str(port)) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **(environment or {})},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        yield address, first_answer(address + path, started, deadline)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def ours(*options: str) -> list[str]:
    """The command that serves the shipped graph, or what ``options`` say."""
    return [sys.executable, "-m", "kg.cli", "serve", "--port", "{port}", *options]


def drive(
    url: str, seconds: int = 4, connections: int = 16, headers: Sequence[str] = (), varied: bool = False
) -> dict[str, float]:
    """Return requests per second, p50/p99 in ms and failures as wrk (one thread) measures them.

    ``varied``: a number is put after ``url``, another one for each request.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("benchmarks: wrk is missing. Run: apt-get install wrk")
    options = [f"-d{seconds}", "-t1", f"-c{connections}", "--latency", "--timeout", "20s"]
    extra = [part for header in headers for part in ("-H", header)]
    path = "/" + url.split("/", 3)[3]
    script = ["-s", str(VARIED), url, "--", path] if varied else [url]
    printed = subprocess.run(
        [wrk, *options, *extra, *script], capture_output=True, text=True, check=True
    ).stdout
    found = {"rps": float(REQUESTS.findall(printed)[0]), "p50": 0.0, "p99": 0.0}
    found |= {f"p{rank}": float(value) * UNITS[unit] for rank, value, unit in LATENCY.findall(printed)}
    found["failed"] = sum(map(float, FAILED.findall(printed)))
    return found


def ask_in_turn(
    url: str, seconds: int, headers: Sequence[str] = (), patience: float = 60.0
) -> dict[str, float]:
    """Return what :func:`drive` returns, for one client that asks for ``seconds`` and once at least."""
    asked = urllib.request.Request(url, headers=dict(header.split(": ", 1) for header in headers))
    times: list[float] = []
    failed = 0
    begun = time.perf_counter()
    while not (times or failed) or time.perf_counter() - begun < seconds:
        since = time.perf_counter()
        try:
            with urllib.request.urlopen(asked, timeout=patience) as answer:
                answer.read()
            times.append((time.perf_counter() - since) * 1e3)
        except OSError:
            failed += 1
            break
    times.sort()
    return {
        "rps": len(times) / (time.perf_counter() - begun),
        "p50": times[len(times) // 2] if times else 0.0,
        "p99": times[-1] if times else 0.0,
        "failed": float(failed),
    }
