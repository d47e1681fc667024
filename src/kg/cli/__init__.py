"""The command ``kg``: one module for each family of subcommands, imported only when it is called."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run ``kg`` with the arguments of the process and leave with its exit code."""
    from kg.cli.app import cli

    sys.stdout, sys.stderr = (_prepared(stream) for stream in (sys.stdout, sys.stderr))
    cli.main(prog_name="kg")


def _prepared(stream: object) -> object:
    """Return a standard stream that writes UTF-8 into files and pipes, and everything that it is given.

    A terminal that cannot show a character shows another. Under PYTHONUNBUFFERED the stream has no buffer,
    and Python drops what a full pipe does not take at once; so it gets one.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    encoding = stream.encoding if stream.isatty() else "utf-8"
    if not isinstance(stream.buffer, io.RawIOBase):
        stream.reconfigure(encoding=encoding, errors="replace")
        return stream
    raw = stream.detach()
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, "replace", line_buffering=True)
