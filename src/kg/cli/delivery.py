"""Where a command's file goes: to a path, whole or not at all, or to stdout."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.words import sentence
from kg.errors import ParameterError


def deliver(content: bytes, target: Path | None, lang: str, *, text: bool) -> None:
    """Write ``content`` to ``target`` (None: stdout), and say so; raises DataError where it cannot.

    Raises ParameterError where what is not ``text`` would fill a terminal.
    """
    if target is not None:
        from kg.atomic import write_bytes

        write_bytes(target, content)
        click.echo(sentence("written", lang, path=target), err=True)
        return
    if not text and sys.stdout.isatty():
        raise ParameterError("output", "this form is not text: give -o FILE, or send it into a pipe.")
    sys.stdout.buffer.write(content)
