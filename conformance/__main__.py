"""``python -m conformance``: every test of the W3C, on ``kg serve`` started for it."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.servers import ours, running
from conformance import protocol, queries, suites


def main() -> int:
    """Start a server that takes updates, run all tests, print what they found; return the exit status."""
    suites.folder()
    token = secrets.token_urlsafe()
    settings = {"KG_UPDATE_TOKEN": token, "KG_CACHE_BYTES": "0"}
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "empty.nq"
        data.touch()
        with running(ours("--data", str(data), "--no-validate"), "/healthz", settings) as (address, _):
            failed = 0
            for path in ("/sparql", "/sparql/"):
                failed |= protocol.main([address + path, "--token", token])
            return failed | queries.main(["--address", f"{address}/sparql", "--token", token])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"conformance: {error}")
