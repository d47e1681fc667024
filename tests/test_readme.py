"""What the README shows is what a user gets: its Python and console blocks are run and compared."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.servers import ours, running

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands() -> list[tuple[str, str]]:
    """Each ``$ command`` of the README with the output shown under it."""
    found = []
    for block in BLOCK.findall(README.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            # A command goes on while a quote is open.
            lines = part.splitlines(keepends=True)
            end = 1
            while "".join(lines[:end]).count("'") % 2:
                end += 1
            found.append(("".join(lines[:end]).strip(), "".join(lines[end:])))
    return found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(ours(), "/healthz") as (address, _):
        yield address


def run(command: str, folder: Path) -> str:
    environment = {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("command", "output"), commands())
def test_a_command_prints_what_the_readme_shows(command: str, output: str, address: str, tmp_path: Path):
    assert run(command.replace(ADDRESS, address), tmp_path) == output


def test_the_readme_shows_commands():
    assert len(commands()) == 7


def test_the_python_examples():
    assert doctest.testfile(str(README), module_relative=False).failed == 0


def test_every_link_of_the_readme_leads_to_a_file():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8")):
        assert (ROOT / target).exists(), target
