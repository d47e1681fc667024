"""The manual: every command, option and named query stands in ``docs/command-line.md``."""

from __future__ import annotations

import re

import click

from kg.catalog import catalog
from kg.cli.app import COMMANDS, cli
from kg.export import FORMATS
from kg.export.tables import NAMES
from tests.cli.conftest import ROOT

MANUAL = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_every_command_and_option_is_in_the_manual() -> None:
    for name in COMMANDS:
        assert f"### kg {name}" in MANUAL
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        for parameter in command.params:
            long = [option for option in parameter.opts if option.startswith("--")]
            assert all(option in MANUAL for option in long), (name, long)


def test_every_named_query_is_in_the_manual_with_its_parameters() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|$", MANUAL, re.MULTILINE))
    assert rows.keys() == set(catalog())
    for query in catalog().values():
        shown = [row.name if row.required else f"[{row.name}]" for row in query.parameters]
        assert rows[query.name].split() == shown, query.name


def test_every_form_and_table_is_in_the_manual() -> None:
    for word in (*FORMATS, *NAMES):
        assert f"`{word}`" in MANUAL, word
