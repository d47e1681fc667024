"""What is tested: an endpoint that takes updates, ``kg serve`` started on each dataset, or the engine."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from conformance.exchange import Reply, send
from conformance.protocol_cases import QUERY, UPDATE

_START: Final = 30.0
Quads = Sequence[ox.Quad]


class Target(Protocol):
    """Something that holds one dataset at a time and answers queries about it."""

    def load(self, quads: Quads, graphs: Sequence[str]) -> str:
        """Hold ``quads`` and nothing else; ``graphs`` are to exist, even empty. Return what went wrong."""

    def ask(self, query: str, accept: str) -> Reply:
        """Return the answer to ``query``."""

    def close(self) -> None:
        """Let go of everything."""


class Writable:
    """An endpoint at ``address`` that takes updates with ``token``; what it holds is replaced."""

    def __init__(self, address: str, update: str = "", token: str = "") -> None:
        self._query, self._update = address, update or address
        self._authorization = {"Authorization": f"Bearer {token}"} if token else {}

    def load(self, quads: Quads, graphs: Sequence[str]) -> str:
        """Hold this dataset and nothing else; return what went wrong."""
        created = "".join(f"CREATE SILENT GRAPH <{graph}> ;\n" for graph in graphs)
        data = "\n".join(map(_as_data, quads))
        text = f"DROP ALL ;\n{created}INSERT DATA {{\n{data}\n}}"
        headers = {"Content-Type": UPDATE, **self._authorization}
        reply = send(self._update, "POST", headers, text.encode())
        return "" if reply.status < 300 else f"loading: status {reply.status}, {reply.body[:200]!r}"

    def ask(self, query: str, accept: str) -> Reply:
        """Return the answer to ``query``."""
        return send(self._query, "POST", {"Content-Type": QUERY, "Accept": accept}, query.encode())

    def close(self) -> None:
        """Let go of nothing."""


def _as_data(quad: ox.Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object} ."
    return (
        triple if isinstance(quad.graph_name, ox.DefaultGraph) else f"GRAPH {quad.graph_name} {{ {triple} }}"
    )


class Served:
    """``kg serve --data FILE --no-validate``, started anew for each dataset."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._address = f"http://127.0.0.1:{port}/sparql"
        self._scratch = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[bytes] | None = None

    def load(self, quads: Quads, graphs: Sequence[str]) -> str:  # noqa: ARG002 (a file holds no empty graph)
        """Hold this dataset and nothing else; return what went wrong."""
        self._stop()
        path = Path(self._scratch.name) / "data.nq"
        path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
        command = [sys.executable, "-m", "kg.cli", "serve", "--port", str(self._port)]
        with (Path(self._scratch.name) / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [*command, "--no-validate", "--data", str(path)], stdout=log, stderr=log
            )
        return self._wait()

    def _wait(self) -> str:
        assert self._process is not None
        since = time.monotonic()
        while time.monotonic() - since < _START and self._process.poll() is None:
            try:
                send(self._address)
                return ""
            except OSError:
                time.sleep(0.02)
        return (Path(self._scratch.name) / "log").read_text()[-300:] or "the server did not start"

    def ask(self, query: str, accept: str) -> Reply:
        """Return the answer to ``query``."""
        return send(self._address, "POST", {"Content-Type": QUERY, "Accept": accept}, query.encode())

    def _stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)
            self._process = None

    def close(self) -> None:
        """Let go of everything."""
        self._stop()
        self._scratch.cleanup()


class Engine:
    """The engine in this process, with no guard and no server: tells whose a failure is."""

    def load(self, quads: Quads, graphs: Sequence[str]) -> str:
        """Hold this dataset and nothing else; return what went wrong."""
        self._store = ox.Store()
        self._store.extend(quads)
        for graph in graphs:
            self._store.add_graph(ox.NamedNode(graph))
        return ""

    def ask(self, query: str, accept: str) -> Reply:
        """Return the answer to ``query``."""
        try:
            found = self._store.query(query)
            if isinstance(found, ox.QueryTriples):
                media = "application/n-triples"
                body = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
            else:
                form = ox.QueryResultsFormat.from_media_type(accept) or ox.QueryResultsFormat.JSON
                media = form.media_type
                body = found.serialize(format=form)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            return Reply(400, {}, str(error).encode())
        return Reply(200, {"content-type": media}, body or b"")

    def close(self) -> None:
        """Let go of nothing."""
