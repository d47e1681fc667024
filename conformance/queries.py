"""The W3C's tests of SPARQL 1.1 (and 1.0) Query, asked over HTTP.

``python -m conformance.queries`` starts ``kg serve`` on the data of each test. ``--address URL --token
SECRET`` asks a running endpoint instead, and EVERYTHING IN ITS STORE IS LOST. Each failure says whether the
engine alone, with no guard and no server, fails too. Exit status 1: something fails that the engine passes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from benchmarks.servers import free_port
from conformance import suites
from conformance.comparing import difference
from conformance.known import REASONS
from conformance.manifest import Test, iri, read
from conformance.results import GRAPH_FORMATS, ROW_FORMATS, Result, expected, parsed
from conformance.targets import Engine, Served, Target, Writable

_GRAPH: Final = "application/n-triples"
_ROWS: Final = "application/sparql-results+json"


@dataclass(frozen=True)
class Outcome:
    """How a test ended: ``wrong`` is empty when it passed; ``engine`` is what the bare engine did wrong."""

    test: Test
    wrong: str
    engine: str = ""


def _data(test: Test, root: Path) -> list[ox.Quad]:
    quads: list[ox.Quad] = []
    for path in test.data:
        quads += _parsed(path, root, None)
    for name, path in test.graphs:
        quads += _parsed(path, root, ox.NamedNode(name))
    return quads


def _parsed(path: Path, root: Path, graph: ox.NamedNode | None) -> Iterator[ox.Quad]:
    form = GRAPH_FORMATS[path.suffix]
    found = ox.parse(path.read_bytes(), format=form, base_iri=iri(path, root), rename_blank_nodes=True)
    return (ox.Quad(quad.subject, quad.predicate, quad.object, graph or quad.graph_name) for quad in found)


def judge(test: Test, target: Target) -> str:
    """Return how the answer of ``target``, which holds the data of ``test``, is wrong."""
    wanted = None if test.kind != "answer" else _expected(test)
    accept = _accept(test, wanted)
    reply = target.ask(test.text(), accept)
    said = f"status {reply.status}: {reply.body[:300].decode('utf-8', 'replace')}"
    if test.kind == "refuses":
        return "" if reply.status == 400 else said
    if reply.status != 200:
        return said
    if wanted is None:
        return ""
    try:
        return difference(wanted, parsed(reply.body, reply.media_type, test.base), test.lax)
    except (ValueError, SyntaxError) as error:
        return f"the answer cannot be read: {error}"


def _expected(test: Test) -> Result:
    assert test.result is not None
    return expected(test.result, test.base)


def _accept(test: Test, wanted: Result | None) -> str:
    if wanted is None:
        return "*/*"
    if wanted.form == "graph":
        return _GRAPH
    suffix = test.result.suffix if test.result else ""
    return ROW_FORMATS.get(suffix, _ROWS)


def run(tests: list[Test], target: Target, root: Path) -> Iterator[Outcome]:
    """Yield the outcome of each test; tests with the same data are asked together."""
    engine = Engine()

    def dataset(test: Test) -> tuple[object, object]:
        return (test.data, test.graphs)

    for _, group in groupby(sorted(tests, key=lambda test: str(dataset(test))), key=dataset):
        together = list(group)
        quads, names = _data(together[0], root), [name for name, _ in together[0].graphs]
        failed = target.load(quads, names)
        engine.load(quads, names)
        for test in together:
            wrong = failed or judge(test, target)
            yield Outcome(test, wrong, judge(test, engine) if wrong else "")


def report(outcomes: list[Outcome]) -> int:
    """Print a line a manifest and a line a failure; return the exit status."""
    total = Counter(outcome.test.group for outcome in outcomes)
    passed = Counter(outcome.test.group for outcome in outcomes if not outcome.wrong)
    for group in total:
        print(f"{group:<44}{passed[group]:>4} of {total[group]:>4}")
    failures = [outcome for outcome in outcomes if outcome.wrong]
    for outcome in failures:
        name = f"{outcome.test.group}/{outcome.test.name}"
        reason = REASONS.get(name, "not explained") if outcome.engine else "NOT THE ENGINE"
        print(f"failed  {name}: {reason} [{outcome.wrong}]")
    for part in ("sparql11", "dawg-data-r2"):
        mine = [outcome for outcome in outcomes if outcome.test.group.startswith(part)]
        if mine:
            print(f"{part}: {sum(1 for outcome in mine if not outcome.wrong)} of {len(mine)} passed")
    ours = sum(1 for outcome in failures if not outcome.engine)
    print(f"{ours} of {len(failures)} failures are not the engine's")
    return 1 if ours else 0


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m conformance.queries", description=__doc__)
    parser.add_argument("--suites", type=Path, help="folder with sparql11 and dawg-data-r2, if at hand")
    parser.add_argument("--address", default="", help="a running endpoint that takes updates")
    parser.add_argument("--update", default="", help="where its updates go, if elsewhere")
    parser.add_argument("--token", default="", help="bearer token of updates")
    parser.add_argument("--engine", action="store_true", help="test the bare engine")
    parser.add_argument("--only", default="", help="manifests or tests whose name holds this")
    chosen = parser.parse_args(arguments)
    root = suites.folder(chosen.suites)
    tests = [test for path in suites.manifests(root) for test in read(path, root)]
    tests = [test for test in tests if chosen.only in f"{test.group}/{test.name}"]
    target: Target = Engine() if chosen.engine else Served(free_port())
    if chosen.address:
        target = Writable(chosen.address, chosen.update, chosen.token)
    try:
        outcomes = list(run(tests, target, root))
    finally:
        target.close()
    order = {(test.group, test.name): place for place, test in enumerate(tests)}
    return report(sorted(outcomes, key=lambda o: order[o.test.group, o.test.name]))


if __name__ == "__main__":
    sys.exit(main())
