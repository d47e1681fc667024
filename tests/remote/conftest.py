"""The two servers, started once for all tests, each on first use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.graph import KnowledgeGraph, connect
from kg.store.remote import RemoteStore, remote_address
from tests.remote import servers


@pytest.fixture(scope="session")
def oxigraph(real: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``oxigraph serve``, as ``--store`` takes it."""
    folder = tmp_path_factory.mktemp("oxigraph")
    with servers.oxigraph(folder, real.store.graph("CONSTRUCT WHERE { ?s ?p ?o }")) as store:
        yield store


@pytest.fixture(scope="session")
def virtuoso(real: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Virtuoso, as ``--store`` takes it."""
    folder = tmp_path_factory.mktemp("virtuoso")
    with servers.virtuoso(folder, real.store.graph("CONSTRUCT WHERE { ?s ?p ?o }")) as store:
        yield store


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def address(request: pytest.FixtureRequest) -> str:
    """Each of the servers in turn."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def remote(address: str) -> Iterator[RemoteStore]:
    store = RemoteStore(remote_address(address))
    yield store
    store.close()


@pytest.fixture(scope="session")
def graph(address: str) -> Iterator[KnowledgeGraph]:
    """The domain read from a server."""
    found = connect(address)
    yield found
    if isinstance(found.store, RemoteStore):
        found.store.close()
