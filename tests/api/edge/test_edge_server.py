"""The server as a process: it says when it is up, reloads on SIGHUP, ends on SIGTERM and loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from edgeserver import LONG, Raw, get

HERE = Path(__file__).parent
SCRIPT = """
import sys
sys.path[:0] = [{here!r}, {api!r}, {root!r}]
from edgeserver import Application, Served, layered
from api.logs import configure
from api.serve import server
from api.settings import Settings

served = Served()

async def reload():
    if served.version == "v3":
        raise ValueError("not valid")
    served.version = f"v{{int(served.version[1:]) + 1}}"

configure(Settings())
server(layered(Application(served), served), "127.0.0.1", 0, reload=reload).run()
"""


class Process:
    def __init__(self) -> None:
        script = SCRIPT.format(here=str(HERE), api=str(HERE.parent), root=str(HERE.parents[2]))
        self.process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True)
        self.said: list[dict] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.port = int(self.until("listening")["address"].rsplit(":", 1)[1])
        self.until("ready")

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(json.loads(line))

    def until(self, event: str, count: int = 1) -> dict:
        end = time.monotonic() + 15
        while time.monotonic() < end:
            found = [item for item in self.said if item["event"] == event]
            if len(found) >= count:
                return found[count - 1]
            time.sleep(0.01)
        raise AssertionError(f"{event} was not logged: {self.said}")


@pytest.fixture
def process() -> Iterator[Process]:
    running = Process()
    yield running
    running.process.kill()
    running.process.wait()
    running.reader.join(5)
    assert running.process.stderr is not None
    running.process.stderr.close()


def test_it_reloads_and_ends_as_it_is_told(process):
    with Raw(process.port) as raw, Raw(process.port) as under_way, Raw(process.port) as idle:
        raw.send(get("/kept"))
        assert raw.answer()[1] == b"v1" + LONG
        os.kill(process.process.pid, signal.SIGHUP)
        process.until("reload")
        time.sleep(0.05)
        raw.send(get("/kept"))
        assert raw.answer()[1] == b"v2" + LONG
        for _ in range(2):
            os.kill(process.process.pid, signal.SIGHUP)
            time.sleep(0.1)
        assert "ValueError: not valid" in process.until("reload failed")["traceback"]
        raw.send(get("/kept"))
        assert raw.answer()[1] == b"v3" + LONG  # what did not load left the old one serving

        under_way.send(get("/wait"))
        time.sleep(0.05)
        os.kill(process.process.pid, signal.SIGTERM)
        assert idle.ended(2)
        assert under_way.status() == 200
        assert under_way.ended(2)
    assert process.process.wait(10) == 0
    assert process.until("stopping")["in_flight"] == 1
    process.until("stopped")
