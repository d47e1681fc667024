"""The W3C tests of SPARQL 1.1 Protocol and Service Description, on any endpoint.

``python -m conformance.protocol http://127.0.0.1:8000/sparql --token SECRET`` prints a line a test and leaves
1 behind when one fails. With a token (or ``--update``) the data are put in place by updates, and EVERYTHING
IN THE STORE IS LOST; without one, serve the file that ``--write-data`` writes, and tests of updates fail.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from conformance import description
from conformance.exchange import Reply, send
from conformance.protocol_cases import CASES, DATASET, SETUP, UPDATE, Ask, Case


class Endpoint:
    """Where queries and updates go, and the bearer token that updates carry."""

    def __init__(self, query: str, update: str = "", token: str = "") -> None:
        self.query, self.update, self.token = query, update or query, token
        self.writable = bool(token or update)

    def send(self, ask: Ask) -> Reply:
        """Return the answer to ``ask``."""
        address = self.update if ask.update else self.query
        headers = {"Content-Type": ask.media} if ask.media is not None else {}
        if ask.update and self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        target = f"{address}?{ask.target}" if ask.url else address
        return send(target, ask.method, headers, ask.body)

    def prepare(self) -> str:
        """Put the documents of the tests into their graphs; return what went wrong."""
        reply = self.send(Ask("ok", "POST", (), SETUP.encode(), UPDATE, update=True))
        return "" if reply.status < 400 else f"the data could not be put in place: status {reply.status}"


def run(endpoint: Endpoint) -> dict[str, str]:
    """Return test → what is wrong (empty: passed), for protocol and service description."""
    found = description.run(endpoint.query)
    return {case.name: _case(case, endpoint) for case in CASES} | found


def _case(case: Case, endpoint: Endpoint) -> str:
    try:
        if case.data and endpoint.writable and (wrong := endpoint.prepare()):
            return wrong
        return next((wrong for ask in case.asks if (wrong := _judge(ask, endpoint.send(ask)))), "")
    except (OSError, ValueError, SyntaxError) as error:
        return str(error) or type(error).__name__


def _judge(ask: Ask, reply: Reply) -> str:
    """Return how ``reply`` differs from what ``ask`` wants."""
    said = f"status {reply.status}: {reply.body[:160].decode('utf-8', 'replace')!r}"
    if ask.wanted == "refused":
        # The W3C takes any 4xx; 401 and 403 would hide whether the request was understood to be wrong.
        return "" if 400 <= reply.status < 500 and reply.status not in (401, 403) else said
    if not 200 <= reply.status < 400:
        return said
    if ask.wanted == "ok":
        return ""
    if ask.wanted == "graph":
        list(reply.quads())
        return ""
    return _results(ask.wanted, reply.results())


def _results(wanted: str, found: ox.QuerySolutions | ox.QueryBoolean) -> str:
    if wanted in ("true", "truth"):
        if not isinstance(found, ox.QueryBoolean):
            return "rows, where a truth value was wanted"
        return "false" if wanted == "true" and not bool(found) else ""
    if isinstance(found, ox.QueryBoolean):
        return "a truth value, where rows were wanted"
    rows = list(found)
    if wanted == "rows":
        return ""
    value = rows[0][0] if len(rows) == 1 else None
    resolved = isinstance(value, ox.NamedNode) and bool(urlsplit(value.value).scheme)
    return "" if resolved else f"{len(rows)} rows, value {value}"


_WIDTH: Final = 36


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m conformance.protocol", description=__doc__)
    parser.add_argument("address", help="the endpoint, for instance http://127.0.0.1:8000/sparql")
    parser.add_argument("--update", default="", help="where updates go, if elsewhere")
    parser.add_argument("--token", default="", help="bearer token of updates")
    parser.add_argument(
        "--write-data", type=Path, metavar="FILE", help="write the data of the tests, then end"
    )
    chosen = parser.parse_args(arguments)
    if chosen.write_data:
        chosen.write_data.write_text(DATASET, encoding="utf-8")
        return 0
    try:
        found = run(Endpoint(chosen.address, chosen.update, chosen.token))
    except OSError as error:
        sys.exit(f"{chosen.address} cannot be reached: {error}")
    for name, wrong in found.items():
        print(f"{'failed' if wrong else 'passed'}  {name:<{_WIDTH}}{wrong}".rstrip())
    failed = sum(1 for wrong in found.values() if wrong)
    print(f"{chosen.address}: {len(found) - failed} of {len(found)} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
