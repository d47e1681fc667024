"""``kg reload``: tell a running server to read its data again."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import lang_option
from kg.cli.words import sentence
from kg.resources import runtime_dir


@click.command("reload")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address that the server listens on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Its port.")
@click.option(
    "--store",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that the server serves, instead of host and port.",
)
@lang_option
def reload_command(host: str, port: int, store: Path | None, lang: str) -> None:
    """Make the server on this machine read its data again, without losing a request.

    The data are validated first; data that are not valid leave the old ones serving, and the command says why
    (exit code 2). The signal SIGHUP does the same, and the server's log tells how it went.

    \b
    Examples:
      kg reload
      kg reload --port 8080
    """
    from kg.store.disk.asking import ask

    told = ask(store or runtime_dir(host, port), "reload")
    click.echo(sentence("reloaded" if told["changed"] else "unchanged", lang, version=told["version"]))
