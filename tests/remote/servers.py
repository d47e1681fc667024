"""Two SPARQL servers on free ports of this machine, each in a folder that is thrown away, with our graph."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

#: The graph of Virtuoso that holds ours; it has no other default graph.
GRAPH = "https://w3id.org/migration-mechanisms/"
_INI = """[Database]
DatabaseFile = data.db
ErrorLogFile = log
LockFile = lock
TransactionFile = transactions
xa_persistent_file = xa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.transactions
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 12
NumberOfBuffers = 6000
MaxDirtyBuffers = 4000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, probe: str) -> Iterator[None]:
    """Run a server until it answers at ``probe``, and end it afterwards."""
    log = folder / "output"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + 60
        while not _answers(probe):
            assert process.poll() is None, log.read_text("utf-8", "replace")[-2000:]
            assert time.monotonic() < end, f"{command[0]} does not answer"
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait(20)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5, trust_env=False).status_code < 500
    except httpx.TransportError:
        return False


@contextmanager
def oxigraph(folder: Path, ntriples: bytes) -> Iterator[str]:
    """Run ``oxigraph serve`` with ``ntriples`` in the default graph; yields what ``--store`` takes."""
    server = f"http://127.0.0.1:{free_port()}"
    program = Path(sys.executable).with_name("oxigraph")
    with running([str(program), "serve", "--bind", server.removeprefix("http://")], folder, server):
        answer = httpx.post(
            f"{server}/store?default",
            content=ntriples,
            headers={"content-type": "application/n-triples"},
            timeout=60,
            trust_env=False,
        )
        answer.raise_for_status()
        yield f"sparql+{server}/query"


@contextmanager
def virtuoso(folder: Path, ntriples: bytes, settings: str = "") -> Iterator[str]:
    """Run Virtuoso with ``ntriples`` in :data:`GRAPH`; the password is the one of every new database."""
    program = shutil.which("virtuoso-t")
    assert program, "Virtuoso is not installed; run scripts/ensure-test-tools"
    http = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=free_port(), http=http) + settings, "utf-8")
    server = f"http://127.0.0.1:{http}"
    with running([program, "-f", "+configfile", "virtuoso.ini"], folder, f"{server}/sparql"):
        answer = httpx.put(
            f"{server}/sparql-graph-crud-auth",
            params={"graph-uri": GRAPH},
            content=ntriples,
            headers={"content-type": "text/turtle"},
            auth=httpx.DigestAuth("dba", "dba"),
            timeout=60,
            trust_env=False,
        )
        answer.raise_for_status()
        yield f"sparql+{server}/sparql?default-graph-uri={GRAPH}"
