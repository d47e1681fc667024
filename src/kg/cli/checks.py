"""``kg validate`` and ``kg format``: is the data file right, and is it laid out as it should be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kg.cli.options import data_option, lang_option
from kg.errors import DataInvalidError, DataSyntaxError


@click.command("validate")
@data_option
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@lang_option
@click.pass_context
def validate_command(ctx: click.Context, data: Path | None, form: str, lang: str) -> None:
    """Check a data file: syntax, shapes, hygiene, derived triples, coverage ledgers, layout.

    Exit code 0: valid; 1: not valid; 2: the file cannot be read. Warnings do not make a file invalid.

    \b
    Examples:
      kg validate
      kg validate --data my.ttl --lang es
      kg validate --format json | jq .counts
    """
    from kg.validation import validate

    try:
        report = validate(data)
    except (DataSyntaxError, DataInvalidError) as error:
        if form == "json":
            body = {"ok": False, "file": error.path, "line": error.line, "error": error.detail}
            click.echo(json.dumps(body, ensure_ascii=False, indent=2))
        click.echo(f"kg: {error}", err=True)
        ctx.exit(1)
    if form == "json":
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    else:
        click.echo(report.as_text(lang, color=sys.stdout.isatty()))
    ctx.exit(0 if report.ok else 1)


@click.command("format")
@click.argument(
    "files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE]..."
)
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 where a file would change.")
@click.pass_context
def format_command(ctx: click.Context, files: tuple[Path, ...], check: bool) -> None:
    """Put data files (default: the shipped one) into canonical order and renew their derived triples.

    \b
    Examples:
      kg format
      kg format --check data/mechanisms.ttl
    """
    from kg import resources
    from kg.turtle.files import format_file

    changed = False
    for path in files or (resources.data_file(),):
        if format_file(path, check):
            changed = True
            click.echo(f"{path}: {'would change' if check else 'changed'}")
    ctx.exit(1 if check and changed else 0)
