"""``kg backup``: a copy of a store in a folder, also while a server runs on it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import lang_option
from kg.cli.words import sentence


@click.command("backup")
@click.option(
    "--store",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    envvar="KG_STORE",
    metavar="DIR",
    help="The store: the folder that `kg serve --store` was given.",
)
@click.argument("target", type=click.Path(path_type=Path), metavar="TARGET")
@lang_option
def backup_command(folder: Path, target: Path, lang: str) -> None:
    """Write a copy of a store, as of one moment, into the new folder TARGET.

    A server that runs on the store goes on serving. To go back, serve the backup or a copy of it.

    \b
    Examples:
      kg backup --store graph backups/2024-05-01
      kg serve --store backups/2024-05-01
    """
    from kg.store.disk.backing import back_up

    back_up(folder, target)
    click.echo(sentence("written", lang, path=target), err=True)
