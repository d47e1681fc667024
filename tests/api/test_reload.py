"""The data read again while the server runs: by signal and by ``kg reload``, valid and not, under load."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

REPOSITORY = Path(__file__).parents[2]


class Running:
    """A ``kg serve`` of its own process over ``data``."""

    def __init__(self, process: subprocess.Popen[str], port: int, lines: list[dict[str, object]]) -> None:
        self.process, self.port, self.lines = process, port, lines
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)

    def heard(self, event: str, count: int = 1, seconds: float = 30.0) -> dict[str, object]:
        """Wait for the ``count``-th line of the log with ``event``."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = [line for line in list(self.lines) if line.get("event") == event]
            if len(found) >= count:
                return found[count - 1]
            time.sleep(0.02)
        raise AssertionError(f"{event} was not logged: {self.lines}")


@contextmanager
def running(folder: Path, *options: str, token: str = "") -> Iterator[Running]:
    port = free_port()
    environment = {
        **os.environ,
        "XDG_RUNTIME_DIR": str(folder),
        "KG_LOG_FORMAT": "json",
        "KG_UPDATE_TOKEN": token,
    }
    command = [sys.executable, "-m", "kg.cli", "serve", "--port", str(port), "--workers", "2", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY, env=environment)
    lines: list[dict[str, object]] = []
    reader = threading.Thread(target=lambda: lines.extend(map(json.loads, process.stderr or ())), daemon=True)
    reader.start()
    server = Running(process, port, lines)
    try:
        server.heard("ready")
        yield server
    finally:
        server.client.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        reader.join(5)
        assert process.stderr is not None
        process.stderr.close()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kg_reload(folder: Path, port: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", "reload", "--port", str(port), "--lang", "en"],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
        timeout=60,
    )


def rows(client: httpx.Client) -> list[str]:
    answer = client.get("/sparql", params={"query": "SELECT ?o { ?s ?p ?o } ORDER BY ?o"})
    assert answer.status_code == 200, answer.text
    return [row["o"]["value"] for row in answer.json()["results"]["bindings"]]


def test_reloading_loses_no_request(tmp_path):
    data = tmp_path / "any.nt"
    data.write_text('<urn:s> <urn:p> "0" .\n')
    with running(tmp_path, "--data", str(data), "--no-validate") as server:
        seen: list[str] = []
        stop = threading.Event()

        def ask() -> None:
            with httpx.Client(base_url=server.client.base_url, timeout=20) as client:
                while not stop.is_set():
                    seen.extend(rows(client))

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        for number in range(1, 6):
            data.write_text(f'<urn:s> <urn:p> "{number}" .\n')
            if number % 2:
                server.process.send_signal(signal.SIGHUP)
                server.heard("reloaded", number)
            else:
                told = kg_reload(tmp_path, server.port)
                assert told.returncode == 0, told.stderr
                assert "now serving" in told.stdout
            assert rows(server.client) == [str(number)]
        stop.set()
        for asker in askers:
            asker.join()
        assert set(seen) <= set("012345")
        assert seen == sorted(seen, key=int) or len(set(seen)) > 1
        assert len(seen) > 20

        data.write_text("this is no N-Triples")
        refused = kg_reload(tmp_path, server.port)
        assert refused.returncode == 2
        assert str(data) in refused.stderr
        assert "Traceback" not in refused.stderr
        assert rows(server.client) == ["5"]
        assert server.client.get("/readyz").status_code == 200
        metrics = server.client.get("/metrics").text
        assert 'kg_reloads_total{result="failed"} 1.0' in metrics or "failed" in metrics


def test_data_that_do_not_validate_leave_the_old_graph_serving(tmp_path):
    data = tmp_path / "small.ttl"
    whole = (REPOSITORY / "tests" / "data" / "small.ttl").read_text("utf-8")
    data.write_text(whole, "utf-8")
    with running(tmp_path, "--data", str(data)) as server:
        before = server.client.get("/api/v1/version").json()["dataset_version"]
        data.write_text(whole.replace("role:member", "role:nobody", 1), "utf-8")
        refused = kg_reload(tmp_path, server.port)
        assert refused.returncode == 2
        assert f"{data}:" in refused.stderr
        server.heard("not reloaded")
        assert server.client.get("/api/v1/version").json()["dataset_version"] == before
        assert server.client.get("/api/v1/mechanisms/river").status_code == 200


def test_without_a_server_the_command_says_so(tmp_path):
    told = kg_reload(tmp_path, free_port())
    assert told.returncode == 2
    assert "no running server" in told.stderr


def test_changes_in_memory_are_not_thrown_away(tmp_path):
    data = tmp_path / "any.nt"
    data.write_text('<urn:s> <urn:p> "0" .\n')
    token = {"authorization": "Bearer a-token-of-the-operator"}
    with running(tmp_path, "--data", str(data), "--no-validate", token=token["authorization"][7:]) as server:
        update = {"update": 'INSERT DATA { <urn:s> <urn:p> "1" }'}
        assert server.client.post("/sparql", data=update, headers=token).status_code == 204
        told = kg_reload(tmp_path, server.port)
        assert told.returncode == 2
        assert "would be lost" in told.stderr
        assert rows(server.client) == ["0", "1"]


def test_a_store_that_took_anything_is_looked_at_before_it_is_served_as_valid(tmp_path):
    store = tmp_path / "store"
    small = str(REPOSITORY / "tests" / "data" / "small.ttl")
    token = "a-token-of-the-operator"
    options = ("--data", small, "--store", str(store))
    with running(tmp_path, *options, "--no-validate", token=token) as server:
        update = {"update": "INSERT DATA { membership:bare a mm:Membership ; mm:mechanism mechanism:river }"}
        header = {"authorization": f"Bearer {token}"}
        assert server.client.post("/sparql", data=update, headers=header).status_code in (204, 422)
        kind = {"update": "INSERT DATA { mechanism:river mm:rank mm:normal }"}
        assert server.client.post("/sparql", data=kind, headers=header).status_code == 204
    command = [sys.executable, "-m", "kg.cli", "serve", "--port", str(free_port()), *options]
    told = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, timeout=90)
    assert told.returncode == 2
    assert "written while validation was off" in told.stderr
    assert "Traceback" not in told.stderr
