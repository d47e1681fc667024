"""Two servers on free ports of this machine: over the hand-made graph, and over the shipped one."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from webserver import client_of, serving

from api.app import create_app
from api.settings import Settings
from kg.graph import KnowledgeGraph

SETTINGS = Settings(query_timeout=3.0, workers=3)


@pytest.fixture(scope="session")
def web(small: KnowledgeGraph) -> Iterator[httpx.Client]:
    """A client of a server over the hand-made graph ("now" is 2022)."""
    with serving(create_app(SETTINGS, small)) as address, client_of(address) as client:
        yield client


@pytest.fixture(scope="session")
def live(real: KnowledgeGraph) -> Iterator[httpx.Client]:
    """A client of a server over the shipped graph."""
    with serving(create_app(SETTINGS, real)) as address, client_of(address) as client:
        yield client
