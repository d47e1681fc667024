"""The server: an application, validated data, uvicorn with limits. ``kg serve`` calls :func:`run`."""

from __future__ import annotations

import gc
import importlib.util
from dataclasses import replace
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings, from_environment
from kg.validation import ensure_valid


def run(
    host: str = "127.0.0.1",
    port: int = 8000,
    data: Path | None = None,
    validate: bool = True,
    settings: Settings | None = None,
) -> None:
    """Serve until the process is told to stop (SIGINT, SIGTERM).

    ``data``: a statements file instead of the shipped one; ``settings`` default to the environment. Raises
    DataError before anything listens when ``validate`` finds the data invalid or it cannot be read, and
    ParameterError for a setting that makes no sense.
    """
    chosen = settings or from_environment()
    if data is not None:
        chosen = replace(chosen, data=data)
    if validate:
        ensure_valid(chosen.data)
    app = create_app(chosen)
    gc.freeze()  # what is loaded now lives as long as the server: the collector need not look at it again
    gc.enable()
    uvicorn.Server(configuration(app, host, port)).run()


def configuration(app: FastAPI, host: str, port: int) -> uvicorn.Config:
    """Return how ``app`` is served: fast loop and parser where they are installed, bounded, no banner."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="uvloop" if _installed("uvloop") else "asyncio",
        http="httptools" if _installed("httptools") else "h11",
        ws="none",
        lifespan="on",
        server_header=False,
        access_log=False,
        log_level="warning",
        limit_concurrency=512,
        backlog=512,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=32 * 1024,
    )


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
