"""SPARQL and REST side by side with ``oxigraph serve`` and rdflib-endpoint.

All servers hold the same graph and the same client drives them, in short rounds that alternate between them;
a ratio is the median of those of the rounds, against ``oxigraph serve`` in memory. ``--large`` measures on a
generated graph of two million triples instead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import contenders, generate
from benchmarks.attack import Lateness, runaways
from benchmarks.contenders import Graph, Running
from benchmarks.memory import listening, settle, tree
from benchmarks.questions import LIST, Row, questions
from benchmarks.rounds import AIMS, Table
from benchmarks.servers import ask_in_turn, drive, running

UVICORN = [sys.executable, "-m", "uvicorn", "--log-level", "critical", "--no-access-log", "--port", "{port}"]
CEILINGS = {"bare ASGI on uvicorn": "benchmarks.bare:app", "Starlette hello-world": "benchmarks.hello:app"}
Start = Callable[[Graph], AbstractContextManager[Running]]


def cached(graph: Graph) -> AbstractContextManager[Running]:
    """Ours as it is shipped."""
    return contenders.kg_serve(graph, cache=True)


def uncached(graph: Graph) -> AbstractContextManager[Running]:
    """Ours with the cache switched off."""
    return contenders.kg_serve(graph, cache=False)


def compare(graph: Graph, rounds: int, seconds: int, heavy: int) -> Table:
    """Measure every question on every server; ``heavy`` is the number of connections for large answers."""
    table = Table()
    with ExitStack() as stack:
        servers = {
            "memory": stack.enter_context(contenders.oxigraph_memory(graph)),
            "disk": stack.enter_context(contenders.oxigraph_disk(graph)),
            "rdflib": stack.enter_context(contenders.rdflib_endpoint(graph)),
            "cached": stack.enter_context(cached(graph)),
            "uncached": stack.enter_context(uncached(graph)),
        }
        rows = questions(servers, graph.mechanism, heavy, large=graph.data is not None)
        for name, app in CEILINGS.items():
            address, _ = stack.enter_context(running([*UVICORN, app], "/"))
            rows.append(Row("ceilings", name, address + "/"))
        for row in rows:
            if (
                row.connections > 1 and not row.varied
            ):  # the first answer of a process costs more than the rest
                ask_in_turn(row.url, 0, row.headers)
        for _ in range(rounds):
            for row in rows:
                table.add(row, measured(row, seconds))
                settle(_process(row.url))
        for server in servers.values():
            show_memory(server)
    return table


def measured(row: Row, seconds: int) -> dict[str, float]:
    """Return what one round of ``row`` finds."""
    if row.connections == 1:
        return ask_in_turn(row.url, seconds, row.headers)
    return drive(row.url, seconds, row.connections, row.headers, row.varied)


def show_memory(server: Running) -> None:
    """Print the memory of a server's processes, after what they have answered."""
    for memory in tree(_process(server.address)):
        print(
            f"  {server.name:<30} {memory.name:<8} resident {memory.resident:7.0f} MiB"
            f"  private {memory.private:7.0f} MiB  proportional share {memory.share:7.0f} MiB"
        )


def _process(url: str) -> int:
    """Return the process that answers at ``url``."""
    pid = listening(urlsplit(url).port or 80)
    if pid is None:
        raise SystemExit(f"nothing listens any more at {url}")
    return pid


def attack(graph: Graph, seconds: int, table: Table) -> dict[str, Lateness]:
    """Measure the small SELECT while two clients loop runaway queries; each server is started for it anew."""
    lateness: dict[str, Lateness] = {}
    limited = partial(contenders.oxigraph_memory, limited=True)
    disk = partial(contenders.oxigraph_disk, limited=True)
    starts: list[Start] = [contenders.oxigraph_memory, limited, disk, cached, uncached]
    starts += [] if graph.data else [contenders.rdflib_endpoint]
    for start in starts:
        with start(graph) as server:
            row = Row("under attack", server.name, server.address + server.sparql + LIST(graph.mechanism))
            with runaways(server) as found:
                table.add(row, drive(row.url, seconds, row.connections, row.headers))
            lateness[server.name] = found
    return lateness


def report(table: Table, lateness: dict[str, Lateness]) -> None:
    """Print all rows, how late runaways were answered, and each aim with whether it was met."""
    table.show()
    for name, found in lateness.items():
        print(f"  {name:<44} {found}")
    print("aims")
    for aim in AIMS:
        print(f"  {aim.shown(table)}")
    for name in ("kg serve", "kg serve, no cache"):
        met = "met" if lateness[name].in_time else "MISSED"
        print(f"  {name + ': runaways answered at the deadline ± 0.3 s':<62} {met}")


@contextmanager
def chosen_graph(large: bool, triples: int) -> Iterator[Graph]:
    """Yield the shipped graph or a generated one."""
    if not large:
        with contenders.graph(None, "crm") as shipped:
            yield shipped
        return
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data.nt"
        generate.write(data, triples)
        with contenders.graph(data, "mechanism-7") as generated:
            yield generated


def main(arguments: list[str] | None = None) -> None:
    """Run what the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.endpoint", description=__doc__)
    parser.add_argument("--large", action="store_true", help="on a generated graph")
    parser.add_argument("--triples", type=int, default=2_000_000, help="of the generated graph")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2, help="of each measurement")
    options = parser.parse_args(arguments)
    with chosen_graph(options.large, options.triples) as graph:
        lines = sum(1 for _ in graph.everything.open("rb"))
        print(f"SPARQL and REST, wrk with 16 connections, {lines} triples; memory after the rounds:")
        table = compare(graph, options.rounds, options.seconds, 1 if options.large else 16)
        report(table, attack(graph, 7, table))


if __name__ == "__main__":
    main()
