"""The servers that are compared, each started on the same graph (the ontology and the data)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks.servers import ours, running
from kg import resources

#: Where the others are installed (requirements-bench.lock), apart from what is measured.
BENCH = Path(sys.prefix) / "bench" / "bin"
#: Seconds after which a query has to stop, where a server can do that.
LIMIT = 3
#: A graph of millions of triples takes a while to load.
START = 300.0
_LIMITED = ["--timeout-s", str(LIMIT)]


@dataclass(frozen=True)
class Graph:
    """The graph in the forms that servers take. ``data``: what ours is told to serve (None: as shipped)."""

    everything: Path
    data: Path | None
    mechanism: str


@dataclass(frozen=True)
class Running:
    """A server that answers: where its SPARQL is, how it is told to stop early, and its process group."""

    name: str
    address: str
    sparql: str
    limit: str = ""


@contextmanager
def graph(data: Path | None, mechanism: str) -> Iterator[Graph]:
    """Write the ontology and ``data`` (None: as shipped) into one file; yield where it is."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "graph.nt"
        with path.open("wb") as file:
            for source in [*resources.ontology_files(), data or resources.data_file()]:
                if source.suffix == ".nt":
                    file.write(source.read_bytes())
                else:
                    ox.serialize(
                        ox.parse(path=source, rename_blank_nodes=True), file, format=ox.RdfFormat.N_TRIPLES
                    )
        yield Graph(path, data, mechanism)


@contextmanager
def oxigraph_memory(graph: Graph, limited: bool = False) -> Iterator[Running]:
    """``oxigraph serve`` in memory: the yardstick.

    ``limited``: with its deadline, for which it starts a thread a query that sleeps as long: at some thousand
    queries a second the threads run out and it ends (0.5.13). So only attacks are measured with it.
    """
    command = [str(BENCH / "oxigraph"), "serve", "--bind", "127.0.0.1:{port}"]
    with running(command + _LIMITED * limited, "/") as (address, _):
        with graph.everything.open("rb") as file:
            request = urllib.request.Request(
                f"{address}/store?default&no_transaction",
                data=file,
                headers={"Content-Type": "application/n-triples", "Content-Length": str(_size(graph))},
            )
            urllib.request.urlopen(request, timeout=START).close()
        name = "oxigraph serve, in memory" + (", with deadline" if limited else "")
        yield Running(name, address, "/query?query=")


def _size(graph: Graph) -> int:
    return graph.everything.stat().st_size


@contextmanager
def oxigraph_disk(graph: Graph, limited: bool = False) -> Iterator[Running]:
    """``oxigraph serve`` on disk, its default; ``limited`` as in memory."""
    with tempfile.TemporaryDirectory() as folder:
        load = [str(BENCH / "oxigraph"), "load", "--location", folder, "--file", str(graph.everything)]
        subprocess.run(load, check=True, capture_output=True)
        serve = [str(BENCH / "oxigraph"), "serve", "--location", folder, "--bind", "127.0.0.1:{port}"]
        with running(serve + _LIMITED * limited, "/") as (address, _):
            name = "oxigraph serve, on disk" + (", with deadline" if limited else "")
            yield Running(name, address, "/query?query=")


@contextmanager
def rdflib_endpoint(graph: Graph) -> Iterator[Running]:
    """rdflib-endpoint, which has no deadline."""
    command = [str(BENCH / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", "{port}"]
    with running([*command, str(graph.everything)], "/?query=ASK%7B%7D", deadline=START) as (
        address,
        _,
    ):
        yield Running("rdflib-endpoint", address, "/?query=")


@contextmanager
def kg_serve(graph: Graph, cache: bool) -> Iterator[Running]:
    """Ours, with or without its cache of answers."""
    data = [] if graph.data is None else ["--data", str(graph.data)]
    settings = {} if cache else {"KG_CACHE_BYTES": "0"}
    with running(ours("--no-validate", *data), "/readyz", settings, START) as (address, _):
        name = "kg serve" if cache else "kg serve, no cache"
        yield Running(name, address, "/sparql?query=", f"&timeout={LIMIT}")
