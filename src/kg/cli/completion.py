"""``kg completion``: the script that makes a shell complete commands, options, ids and query names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from kg.errors import ParameterError

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def completion_command(shell: str) -> None:
    """Print the completion script of SHELL.

    \b
    Examples:
      eval "$(kg completion bash)"
      kg completion zsh > ~/.zfunc/_kg
      kg completion fish > ~/.config/fish/completions/kg.fish
    """
    from kg.cli.app import cli

    found = get_completion_class(shell)
    if found is None:
        raise ParameterError("shell", f"no completion for {shell}.")
    click.echo(found(cli, {}, "kg", "_KG_COMPLETE").source())
