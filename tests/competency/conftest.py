"""A server over the shipped graph."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from kg.graph import KnowledgeGraph
from tests.api.webserver import client_of, serving


@pytest.fixture(scope="module")
def server(real: KnowledgeGraph) -> Iterator[httpx.Client]:
    settings = Settings(query_timeout=3.0, workers=2)
    with serving(create_app(settings, real)) as address, client_of(address) as client:
        yield client
