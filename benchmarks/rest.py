"""REST requests per second beside a bare Starlette hello-world, same client, same run."""

from __future__ import annotations

import sys

from benchmarks.servers import drive, ours, running

UVICORN = [sys.executable, "-m", "uvicorn", "--log-level", "critical", "--no-access-log"]
HELLO = [*UVICORN, "benchmarks.hello:app", "--port", "{port}"]
PATHS = {
    "list of mechanisms": "/api/v1/mechanisms",
    "members of the CRM": "/api/v1/mechanisms/crm/members",
    "members in 2018": "/api/v1/mechanisms/crm/members?year=2018",
    "all pairs": "/api/v1/overlap/pairs",
}


def main() -> None:
    """Print requests per second and the ratio to the hello-world of this run."""
    with running(HELLO, "/") as (address, _):
        hello = drive(address + "/")
    print("REST, wrk with 16 connections (x = bare Starlette hello-world of this run)")
    print(f"  {'bare Starlette hello-world':<34} {hello['rps']:9.0f}/s   1.00 x  p99 {hello['p99']:7.2f} ms")
    with running(ours(), PATHS["members of the CRM"]) as (address, _):
        for name, path in PATHS.items():
            found = drive(address + path)
            ratio = found["rps"] / hello["rps"]
            print(f"  {name:<34} {found['rps']:9.0f}/s {ratio:6.2f} x  p99 {found['p99']:7.2f} ms")


if __name__ == "__main__":
    main()
