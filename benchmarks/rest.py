"""REST and SPARQL requests per second beside a bare Starlette hello-world, same client, same run."""

from __future__ import annotations

import sys
import urllib.request
from urllib.parse import quote

from benchmarks.servers import drive, ours, running

UVICORN = [sys.executable, "-m", "uvicorn", "--log-level", "critical", "--no-access-log"]
HELLO = [*UVICORN, "benchmarks.hello:app", "--port", "{port}"]
PATHS = {
    "list of mechanisms": "/api/v1/mechanisms",
    "members of the CRM": "/api/v1/mechanisms/crm/members",
    "members in 2018": "/api/v1/mechanisms/crm/members?year=2018",
    "all pairs": "/api/v1/overlap/pairs",
    "SPARQL, repeated": "/sparql?format=json&query=" + quote("SELECT ?s { mechanism:crm mm:hasMember ?s }"),
    # An answer with NOW() in it is never kept, so a worker evaluates each.
    "SPARQL, evaluated in a worker": "/sparql?format=json&query="
    + quote("SELECT ?s (NOW() AS ?at) { mechanism:crm mm:hasMember ?s }"),
}


def main() -> None:
    """Print requests per second and the ratio to the hello-world of this run."""
    with running(HELLO, "/") as (address, _):
        hello = drive(address + "/", seconds=2)
    print("web, wrk with 16 connections (x = bare Starlette hello-world of this run)")
    show("bare Starlette hello-world", hello, hello)
    with running(ours(), PATHS["members of the CRM"]) as (address, _):
        for name, path in PATHS.items():
            show(name, drive(address + path, seconds=2), hello)
        members = address + PATHS["members of the CRM"]
        with urllib.request.urlopen(members) as answer:
            known = f"If-None-Match: {answer.headers['ETag']}"
        show("members of the CRM, 304", drive(members, seconds=2, headers=[known]), hello)


def show(name: str, found: dict[str, float], hello: dict[str, float]) -> None:
    """Print a line of the table."""
    ratio = found["rps"] / hello["rps"]
    print(f"  {name:<34} {found['rps']:9.0f}/s {ratio:6.2f} x  p99 {found['p99']:7.2f} ms")


if __name__ == "__main__":
    main()
