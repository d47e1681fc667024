"""The generated graph: the same bytes for the same seed, as large as asked, and valid against the schema."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks.generate import Generator, write
from kg.validation import validate


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "small.ttl"
    write(path, 3000, seed=7)
    return path


def test_same_seed_gives_same_bytes(small: Path) -> None:
    assert "".join(Generator(3000, seed=7).lines()) == small.read_text(encoding="utf-8")
    assert "".join(Generator(3000, seed=8).lines()) != small.read_text(encoding="utf-8")


def test_every_line_is_a_triple_of_its_own(small: Path) -> None:
    lines = small.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 3000
    assert len(set(ox.parse(path=small, format=ox.RdfFormat.N_TRIPLES))) == len(lines)


def test_the_graph_is_valid_and_its_direct_triples_follow(small: Path) -> None:
    report = validate(small)
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    assert report.triples >= 3000
