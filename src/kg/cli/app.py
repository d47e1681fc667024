"""The command group: subcommands loaded on demand, and every failure one clean line and an exit code.

Exit codes: 0 done, 1 the data are not valid (``kg validate``, ``kg format --check``), 2 the command or its
input cannot be used, 130 interrupted, 141 the reader of the output left.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import click

from kg._version import __version__
from kg.cli.options import language
from kg.errors import AmbiguousNameError, KgError, UnknownIdError
from kg.texts import visible

INTERRUPTED: Final = 130
READER_LEFT: Final = 141
FAILED: Final = 2

#: Command → (module of kg.cli, one line of help), in the order in which help shows them.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "members": ("people", "Who belongs to a mechanism, in which role, in a year."),
    "states": ("people", "The states, or the mechanisms in which one of them takes part."),
    "mechanisms": ("people", "The mechanisms, by type, status, mandate, state or year."),
    "mechanism": ("mechanism", "All that the sources say about one mechanism."),
    "figures": ("figures", "Numbers and money: about what, of whom, when, how rounded."),
    "recommendations": ("recommendations", "What the sources advise, to whom, until when."),
    "overlap": ("compare", "What mechanisms share: members or mandates."),
    "objectives": ("objectives", "Who covers the objectives of the two global compacts."),
    "conflicts": ("conflicts", "Where the sources disagree, with every side."),
    "brief": ("brief", "Write a printable brief of a state, a mechanism or two of them."),
    "query": ("query", "Ask in SPARQL, or one of the named queries."),
    "export": ("files", "Write the graph as RDF, tables or a network."),
    "render": ("files", "Write the network view as one self-contained HTML file."),
    "audit": ("audit", "What rests on each paragraph of the sources, in reading order."),
    "validate": ("checks", "Check a data file: exit code 0 valid, 1 not, 2 not readable."),
    "format": ("checks", "Put data files into their canonical layout."),
    "serve": ("serve", "Serve the explorer, the REST API and the SPARQL endpoint."),
    "reload": ("reload", "Make a running server read its data again."),
    "backup": ("backup", "Copy the store of a server, running or not, into a new folder."),
    "completion": ("completion", "Print the completion script of a shell."),
}


class _ReaderLeft(Exception):  # noqa: N818  no error: nobody reads on
    """The reader of stdout closed it."""


class LazyGroup(click.Group):
    """A group whose subcommands are imported when called, so that help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the subcommands, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the subcommand, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command asked for; an unknown one fails with the nearest names."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=3)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand and flush, so that a reader that has left is met here and not at exit."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:  # click itself would take it for a failure
            raise _ReaderLeft from error
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit; standalone mode turns every foreseen failure into one line on stderr."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        sys.exit(self._run(args, prog_name or "kg", complete_var, extra))

    def _run(
        self, args: Sequence[str] | None, prog_name: str, complete_var: str | None, extra: dict[str, Any]
    ) -> int:
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            return FAILED
        except click.UsageError as error:
            return _usage(error)
        except click.ClickException as error:
            return _say(error.format_message())
        except UnknownIdError as error:
            from kg.cli.elsewhere import explained

            return _say(explained(error, _asked_for(args)))
        except AmbiguousNameError as error:
            return _say(error.spanish if _asked_for(args) == "es" else str(error))
        except KgError as error:
            return _say(str(error))
        except _ReaderLeft:
            _forget_stdout()
            return READER_LEFT
        except OSError as error:
            _forget_stdout()  # what is left in its buffer may be what could not be written
            return _say(f"{error.filename or 'the system'}: {error.strerror or error}")
        except (KeyboardInterrupt, click.Abort):
            return INTERRUPTED
        return code if isinstance(code, int) else 0


def _usage(error: click.UsageError) -> int:
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Try '{error.ctx.command_path} --help' for examples.", err=True)
    return _say(error.format_message())


def _asked_for(args: Sequence[str] | None) -> str:
    """Return the language that ``--lang`` names, else that of the locale: a failed command has no context."""
    given = list(sys.argv[1:] if args is None else args)
    named = [row.removeprefix("--lang=") for row in given if row.startswith("--lang=")]
    named += [after for before, after in pairwise(given) if before == "--lang"]
    return named[-1] if named else language(os.environ)


def _say(message: str) -> int:
    click.echo(f"kg: {visible(' '.join(message.split()))}", err=True)
    return FAILED


def _forget_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's own flush at exit does not fail again."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, sys.stdout.fileno())
    finally:
        os.close(devnull)


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def cli() -> None:
    """How the states of the Americas cooperate on migration: a sourced knowledge graph.

    Mechanisms, states and sources go by id, acronym or name, in English or Spanish. Every answer names its
    sources.

    \b
    Examples:
      kg members crm --year 2018
      kg states CRI --role any
      kg overlap crm quito-process
      kg query --list
      kg serve
    """
