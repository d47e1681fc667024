"""A graph of nine statements with a ledger of its own; all numbers in these tests were counted by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli.app import cli
from kg.graph import KnowledgeGraph

DATA = Path(__file__).parent / "data"
LAKES = DATA / "lakes.ttl"

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def lakes() -> KnowledgeGraph:
    """The hand-made graph; ``charter-2019`` has a ledger, ``lake-page`` has none."""
    return kg.load(LAKES)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The data file in a folder of its own, with its ledgers beside it, to be broken."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data" / LAKES.name


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs ``kg`` on a data file and gives exit code, stdout and stderr."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: str, data: Path = LAKES) -> Result:
        return CliRunner().invoke(cli, [*args, "--data", str(data)], prog_name="kg")

    return invoke
