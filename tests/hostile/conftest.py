"""The servers under attack and those who watch over them, once for the whole set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.case import Scene
from tests.hostile.house import House, house
from tests.hostile.watch import Canary, SecretFile

TOKEN = "a-secret-of-the-tests-0123456789"


@pytest.fixture(scope="session")
def canary() -> Iterator[Canary]:
    """A listener that nobody may call."""
    found = Canary()
    yield found
    found.close()


@pytest.fixture(scope="session")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretFile]:
    """A file that nobody may open."""
    found = SecretFile(tmp_path_factory.mktemp("secret") / "secret.ttl")
    yield found
    found.close()


@pytest.fixture(scope="session")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server over the shipped graph that takes no updates."""
    with house(tmp_path_factory.mktemp("closed")) as found:
        yield found


@pytest.fixture(scope="session")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server over the shipped graph on disk that takes updates from those who have the token."""
    folder = tmp_path_factory.mktemp("writable")
    settings = {"KG_UPDATE_TOKEN": TOKEN, "KG_WORKERS": "2", "KG_QUERY_TIMEOUT": "1", "KG_MAX_TIMEOUT": "1"}
    with house(folder, "--store", str(folder / "store"), settings=settings) as found:
        yield found


@pytest.fixture(scope="session")
def scene(closed: House, canary: Canary, secret: SecretFile) -> Scene:
    """The server that takes no updates."""
    return Scene(closed.address, canary.address, secret.path)


@pytest.fixture(scope="session")
def writing_scene(writable: House, canary: Canary, secret: SecretFile) -> Scene:
    """The server that takes updates."""
    return Scene(writable.address, canary.address, secret.path, TOKEN)
