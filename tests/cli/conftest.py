"""Running ``kg``: in this process for most tests, as a real process where pipes and signals matter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.app import cli

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "small.ttl"

Run = Callable[..., Result]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs ``kg`` on the small graph and gives exit code, stdout and stderr."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*args: str, data: Path | None = SMALL, stdin: bytes | str | None = None, **env: str) -> Result:
        given = [*args, "--data", str(data)] if data is not None else list(args)
        return CliRunner().invoke(cli, given, input=stdin, env=env, prog_name="kg")

    return run


def environment(**extra: str) -> dict[str, str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    return {**plain, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **extra}


def process(*args: str, stdin: bytes | None = None, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``kg`` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *args],
        input=stdin,
        capture_output=True,
        timeout=60,
        env=environment(**extra),
        check=False,
    )
