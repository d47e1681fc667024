"""``kg serve``: hand over to the web application, which this package never imports by itself."""

from __future__ import annotations

import gc
import importlib
import socket
from pathlib import Path
from types import ModuleType
from typing import Final

import click
from click.shell_completion import CompletionItem

from kg.cli.options import data_option
from kg.errors import ParameterError, UsageError

_STORE_HELP: Final = (
    "Where the triples are: memory; a folder, which keeps changes; or sparql+http://host:port/sparql, "
    "a server that speaks SPARQL."
)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 picks a free one."
)
@data_option
@click.option("--no-validate", is_flag=True, help="Serve the data without checking them first.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    show_default="KG_WORKERS, else 4",
    help="Processes that answer SPARQL.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1, max=3600),
    metavar="SECONDS",
    show_default="KG_QUERY_TIMEOUT, else 10",
    help="Stop a SPARQL query after this long.",
)
@click.option(
    "--base-url",
    metavar="URL",
    show_default="KG_BASE_URL, else that of each request",
    help="Public address, for a server behind a proxy.",
)
@click.option(
    "--store",
    metavar="memory|DIR|URL",
    show_default="KG_STORE, else memory",
    shell_complete=lambda *_: [CompletionItem("memory"), CompletionItem("", type="dir")],
    help=_STORE_HELP,
)
def serve_command(
    host: str,
    port: int,
    data: Path | None,
    no_validate: bool,
    workers: int | None,
    timeout: float | None,
    base_url: str | None,
    store: str | None,
) -> None:
    """Serve the explorer, the REST API and the SPARQL endpoint until interrupted.

    Further limits are read from the environment (KG_CACHE_BYTES, KG_MAX_RESULT, ...), and so is
    KG_UPDATE_TOKEN, the secret that opens SPARQL Update and the Graph Store Protocol.

    \b
    Examples:
      kg serve
      kg serve --host 0.0.0.0 --port 8080 --base-url https://example.org
      kg serve --data my.ttl --timeout 5
      kg serve --data any.nq --no-validate
      kg serve --store ./store
      kg serve --store sparql+http://127.0.0.1:7878/query
    """
    gc.disable()  # until the server is up: starting makes many objects and no garbage
    web, settings = _web("api.serve"), _web("api.settings")
    chosen = settings.from_environment(
        data=data,
        workers=workers,
        query_timeout=timeout,
        base_url=base_url,
        store=store,
        validate=False if no_validate else None,
    )
    _refuse_taken(host, port)
    try:
        web.run(host=host, port=port, settings=chosen)
    except SystemExit as stop:  # what went wrong stands in the server's own log
        if stop.code:
            raise UsageError("The server did not start; its log says why.") from stop


def _web(module: str) -> ModuleType:
    """Return a module of the web application; the error says which package is missing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The web server cannot start: the Python package {error.name!r} is not installed. "
            "Install migration-mechanisms-kg again with its dependencies."
        ) from error


def _refuse_taken(host: str, port: int) -> None:
    """Raise ParameterError where ``port`` cannot be listened on, before anything is loaded."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise ParameterError("host", f"{host!r} is not an address of this machine.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ParameterError("port", f"{host}:{port} cannot be used ({reason}); choose another.") from error
