"""``kg recommendations``: what the sources advise, to whom, until when, about what."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.cli.options import Name, data_option, format_option, graph_of, lang_option
from kg.cli.output import Answer, Column, emit, field
from kg.cli.people import FORMS, short_titles
from kg.recommendations import asking, recommendations
from kg.rows.base import Row
from kg.rows.entities import recommendation_row

#: The fields of a recommendation row: the header of a table without rows.
_FIELDS: Final = (
    "id",
    "iri",
    "name",
    "number",
    "description",
    "part_of",
    "addressees",
    "addressee_nodes",
    "target",
    "target_year",
    "deadline",
    "note",
    "mechanisms",
    "mandates",
    "concerns",
    "sources",
)


@click.command("recommendations")
@click.option(
    "--mechanism",
    "mechanisms",
    multiple=True,
    type=Name("mechanism"),
    metavar="ID",
    help="About this mechanism.",
)
@click.option(
    "--mandate", "mandates", multiple=True, type=Name("mandate"), metavar="ID", help="About this mandate."
)
@click.option(
    "--addressee",
    "addressees",
    multiple=True,
    type=Name("addressee"),
    metavar="ID",
    help="State, territory, organization or mechanism that is to act.",
)
@click.option("--target-year", type=int, metavar="YYYY", help="With a deadline in this year.")
@click.option("--source", "sources", multiple=True, type=Name("source"), metavar="ID", help="Of this source.")
@format_option(*FORMS)
@lang_option
@data_option
def recommendations_command(
    mechanisms: tuple[str, ...],
    mandates: tuple[str, ...],
    addressees: tuple[str, ...],
    target_year: int | None,
    sources: tuple[str, ...],
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """What the sources advise: to whom, what to do, until when, about which mechanisms and mandates.

    Every filter may be repeated; the values of one are alternatives.

    \b
    Examples:
      kg recommendations
      kg recommendations --addressee USA --mandate refugee-protection
      kg recommendations --source wrmc-summary-2022 --format csv
    """
    graph = graph_of(data)
    asked = asking(
        graph.names,
        mechanism=mechanisms,
        mandate=mandates,
        addressee=addressees,
        source=sources,
        target_year=graph.selection(target_year).year,
    )
    found = recommendations(graph.snapshot, asked)
    answer = Answer(
        rows=[recommendation_row(graph.snapshot, row, lang) for row in found],
        columns=(
            field("number", narrow=True),
            Column("addressees", _addressees),
            Column("action", lambda row, _: row["description"] or row["name"]),
            Column("target", _target),
            Column("concerns", lambda row, _: "; ".join(node["name"] for node in row["concerns"]) or "—"),
        ),
        version=graph.snapshot.version,
        fields=_FIELDS,
    )
    emit(answer, form, lang, short_titles(graph.snapshot, lang))


def _target(row: Row, _: str) -> str:
    """Return what is to be reached, and the deadline: "a joint declaration (2022-06)"."""
    until = row["deadline"] or row["target_year"]
    if row["target"] is None:
        return "—" if until is None else str(until)
    return str(row["target"]) + (f" ({until})" if until is not None else "")


def _addressees(row: Row, _: str) -> str:
    return "; ".join(row["addressees"]) or "—"
