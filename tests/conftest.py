"""The two graphs of the tests: a small one whose answers were worked out by hand, and the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.graph import KnowledgeGraph

SMALL = Path(__file__).parent / "data" / "small.ttl"
CLOSED = SMALL.with_name("closed.ttl")


@pytest.fixture(scope="session")
def small() -> KnowledgeGraph:
    """The hand-made graph of ``tests/data/small.ttl``; its "now" is 2022."""
    return kg.load(SMALL)


@pytest.fixture(scope="session")
def closed(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The small graph with the closed lists of ``tests/data/closed.ttl``."""
    path = tmp_path_factory.mktemp("closed") / "closed.ttl"
    path.write_text(SMALL.read_text("utf-8") + CLOSED.read_text("utf-8"), "utf-8")
    return kg.load(path)


@pytest.fixture(scope="session")
def real() -> KnowledgeGraph:
    """The graph that is shipped."""
    return kg.load()
