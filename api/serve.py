"""The server: an application, validated data, uvicorn with limits. ``kg serve`` calls :func:`run`."""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import logging
import math
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from api.app import create_app, layered
from api.edge.observe import Observe
from api.edge.server import Reload, Server
from api.live import Live
from api.live.stores import MEMORY, kind_of
from api.logs import configure
from api.logs.formats import FIELDS
from api.metrics.served import Served
from api.settings import Settings, from_environment
from kg._version import __version__
from kg.errors import DataInvalidError
from kg.resources import runtime_dir
from kg.validation import ensure_valid

log = logging.getLogger("api.server")

#: Seconds that an idle connection stays open.
_KEEP_ALIVE = 15
#: Seconds that requests under way have at least to end when the server is told to stop.
_GRACE = 10
#: Seconds after which a thread that computes lets the event loop have its turn (Python's own: 0.005).
_TURN = 0.001


def run(
    host: str = "127.0.0.1",
    port: int = 8000,
    data: Path | None = None,
    validate: bool | None = None,
    settings: Settings | None = None,
) -> None:
    """Serve until the process is told to stop (SIGINT, SIGTERM); SIGHUP reads the data again.

    ``data`` and ``validate`` win over ``settings``, which default to the environment. Raises DataError before
    anything listens when the data cannot be read or, unless they are not to be validated, are not valid;
    StoreError for a store that cannot be opened, ParameterError for a setting that makes no sense.
    """
    chosen = settings or from_environment()
    chosen = replace(
        chosen,
        data=data or chosen.data,
        validate=chosen.validate if validate is None else validate,
        runtime=chosen.runtime or (runtime_dir(host, port) if port else None),
    )
    configure(chosen)
    if hasattr(signal, "SIGHUP"):  # there is nothing to read again yet, and it must not end the server
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    log.info("starting", extra={FIELDS: {"version": __version__, **_from(chosen)}})
    app = _application(chosen)
    gc.freeze()  # what is loaded now lives as long as the server: the collector need not look at it again
    gc.enable()
    gc.set_threshold(20_000, 50, 100)  # a request makes many objects and hardly any cycle
    sys.setswitchinterval(_TURN)
    server(app, host, port, chosen, app.state.live.reload).run()


def _from(settings: Settings) -> dict[str, str]:
    """Return where the graph comes from, for the log."""
    data = str(settings.data or "shipped")
    return (
        {"data": data} if kind_of(settings.store) == MEMORY else {"store": settings.store.partition("?")[0]}
    )


def _application(settings: Settings) -> FastAPI:
    """Return the application over valid data; what is wrong with a file is said in the validator's words."""
    checked = settings.validate and kind_of(settings.store) == MEMORY
    try:
        app = create_app(settings)
    except DataInvalidError:
        if checked:
            ensure_valid(settings.data)
        raise
    if checked:
        ensure_valid(settings.data)
    return app


def server(
    app: ASGIApp, host: str, port: int, settings: Settings | None = None, reload: Reload | None = None
) -> Server:
    """Return the server of ``app``, not yet started."""
    observed = observing(app, settings)
    return Server(configuration(observed, host, port), observed, reload)


def configuration(app: ASGIApp, host: str, port: int, settings: Settings | None = None) -> uvicorn.Config:
    """Return how ``app`` is served: fast loop and parser where they are installed, bounded, no banner.

    ``app`` is served within an :class:`Observe`, unless it is one.
    """
    observed = observing(app, settings)
    chosen = observed.settings
    return uvicorn.Config(
        observed,
        host=host,
        port=port,
        loop="uvloop" if _installed("uvloop") else "asyncio",
        http=_protocol(observed) if _installed("httptools") else "h11",
        ws="none",
        lifespan="on",
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="warning",
        limit_concurrency=chosen.max_connections,
        backlog=512,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=max(_GRACE, math.ceil(chosen.max_timeout) + 1),
        h11_max_incomplete_event_size=chosen.max_headers,
    )


def observing(app: ASGIApp, settings: Settings | None = None) -> Observe:
    """Return ``app`` (of :func:`create_app`, or any other) within the outermost layer, unless it is one."""
    if isinstance(app, Observe):
        return app
    if not isinstance(app, FastAPI) or not hasattr(app.state, "live"):
        return Observe(app, settings or Settings())
    live: Live = app.state.live
    return Observe(layered(app), settings or live.settings, Served(live), app.state.cache_stats)


def _protocol(observe: Observe) -> type[asyncio.Protocol]:
    """Return the class of this server's connections (uvicorn makes one object of it for each)."""
    from api.edge.fastprotocol import FastProtocol

    members: dict[str, Any] = {"observe": observe}
    return type("Connection", (FastProtocol,), members)


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
