"""``kg serve``: what it hands to the web application, and what it says when it cannot start."""

from __future__ import annotations

import importlib
import socket
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import SMALL, Run


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Put a recorder in the place of the server; settings stay those of the application."""
    calls: list[dict[str, Any]] = []
    real = importlib.import_module

    def fake(name: str, package: str | None = None) -> Any:
        if name == "api.serve":
            return SimpleNamespace(run=lambda **given: calls.append(given))
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", fake)
    return calls


def test_defaults(kg: Run, web: list[dict[str, Any]]) -> None:
    assert kg("serve", "--port", "0", data=None).exit_code == 0
    (given,) = web
    assert (given["host"], given["port"]) == ("127.0.0.1", 0)
    assert given["settings"].validate is True
    assert given["settings"].data is None


def test_options_reach_the_settings(kg: Run, web: list[dict[str, Any]]) -> None:
    found = kg(
        *("serve", "--port", "0", "--no-validate", "--workers", "2", "--timeout", "3.5"),
        *("--base-url", "https://example.org", "--store", "memory"),
    )
    assert found.exit_code == 0, found.stderr
    settings = web[0]["settings"]
    assert (settings.data, settings.workers, settings.query_timeout) == (SMALL, 2, 3.5)
    assert settings.base_url == "https://example.org"
    assert settings.validate is False


def test_the_environment_is_the_default(kg: Run, web: list[dict[str, Any]]) -> None:
    kg("serve", "--port", "0", data=None, KG_WORKERS="7")
    assert web[0]["settings"].workers == 7


def test_a_taken_port_is_said_before_anything_is_loaded(kg: Run, web: list[dict[str, Any]]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = kg("serve", "--port", str(port), data=None)
    assert found.exit_code == 2
    assert found.stderr.startswith(f"kg: port: 127.0.0.1:{port} cannot be used (")
    assert web == []


def test_without_the_web_packages_the_error_says_what_is_missing(
    kg: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def missing(name: str, package: str | None = None) -> Any:
        if name.startswith("api."):
            raise ModuleNotFoundError("No module named 'fastapi'", name="fastapi")
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", missing)
    found = kg("serve", data=None)
    assert found.exit_code == 2
    assert found.stderr.startswith(
        "kg: The web server cannot start: the Python package 'fastapi' is not installed."
    )


def test_a_server_that_fails_to_start_is_exit_code_2(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def stop(**_: object) -> None:
        raise SystemExit(3)

    def fake(name: str, package: str | None = None) -> Any:
        return SimpleNamespace(run=stop) if name == "api.serve" else real(name, package)

    monkeypatch.setattr(importlib, "import_module", fake)
    found = kg("serve", "--port", "0", data=None)
    assert (found.exit_code, found.stderr) == (2, "kg: The server did not start; its log says why.\n")
