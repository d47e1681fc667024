"""``kg figures``: numbers and money, with what narrows values."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.cli.options import Name, data_option, format_option, graph_of, lang_option, source_option
from kg.cli.output import Answer, Column, emit, field
from kg.cli.people import FORMS, short_titles
from kg.cli.words import word
from kg.figures import KINDS, figures, wanted
from kg.rows.base import Row
from kg.rows.claims import CLAIM_FIELDS, claim_row
from kg.timespan import period_words
from kg.views.words import number


def when(row: Row) -> str:
    """Return the period, else the year, of a claim row: "2018-10–2019-09"."""
    if period := period_words(row["period_start"], row["period_end"]):
        return period
    return "—" if row["year"] is None else str(row["year"])


def amount(row: Row, lang: str) -> str:
    """Return the value of a claim row as a person reads it: "more than 12,000 persons"."""
    value = row["value_name"] if row["value_name"] is not None else row["value"]
    if isinstance(value, bool):
        value = word("yes" if value else "no", lang)
    elif isinstance(value, int | float):
        value = number(int(value) if float(value).is_integer() else value, lang)
    parts = (row["approximation_label"], value, row["unit_label"])
    return " ".join(str(part) for part in parts if part is not None)


def whom(row: Row, _: str = "") -> str:
    """Return who is counted, or whose money it is: the population, the part, the giver."""
    parts = [row["population"], *(node["name"] for node in row["concerns"]), row["contributor_name"]]
    return "; ".join(str(part) for part in parts if part is not None) or "—"


_VALUE: Final = Column("value", amount)
_WHOM: Final = Column("whom", whom)
_WHEN: Final = Column("when", lambda row, _: when(row), narrow=True)


@click.command("figures")
@click.argument("subject", type=Name("subject"), required=False)
@click.option("--property", "properties", multiple=True, metavar="NAME", help="Property; repeatable.")
@click.option("--unit", "units", multiple=True, metavar="UNIT", help="Unit, such as persons; repeatable.")
@click.option("--year", type=int, metavar="YYYY", help="The year spoken of, or one that the period touches.")
@click.option("--concerns", multiple=True, type=Name("subject"), metavar="ID", help="Whom it counts in part.")
@click.option("--contributor", multiple=True, type=Name("subject"), metavar="ID", help="Who gives the money.")
@click.option("--mandate", multiple=True, type=Name("mandate"), metavar="ID", help="Field of work.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only counts, or only money.")
@click.option("--words", "text", metavar="TEXT", help="Words of subject, property, unit or population.")
@source_option
@format_option(*FORMS)
@lang_option
@data_option
def figures_command(
    subject: str | None,
    properties: tuple[str, ...],
    units: tuple[str, ...],
    year: int | None,
    concerns: tuple[str, ...],
    contributor: tuple[str, ...],
    mandate: tuple[str, ...],
    kinds: tuple[str, ...],
    text: str | None,
    sources: tuple[str, ...],
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """Numbers and money: about what, of whom, when, how the source rounds, who says so.

    SUBJECT is a mechanism, instrument, event, organization, state, territory or region, by id or name; where
    two ids are alike, state:CAN is Canada and mechanism:can the Andean Community.

    \b
    Examples:
      kg figures crm
      kg figures --concerns GTM --year 2019
      kg figures --unit percent --words remesas --lang es --format csv
    """
    graph = graph_of(data)
    selection = graph.selection(year, source=sources or None)
    asked = wanted(
        graph.snapshot,
        graph.names,
        subject=subject,
        property=properties,
        unit=units,
        year=selection.year,
        concerns=concerns,
        contributor=contributor,
        mandate=mandate,
        kind=kinds,
        sources=selection.sources,
        text=text,
    )
    found = figures(graph.snapshot, asked)
    answer = Answer(
        rows=[claim_row(graph.snapshot, row, lang, asked.sources) for row in found],
        columns=(
            field("subject_name", "subject"),
            field("property_label", "property"),
            _VALUE,
            _WHOM,
            _WHEN,
        ),
        version=graph.snapshot.version,
        fields=CLAIM_FIELDS,
    )
    emit(answer, form, lang, short_titles(graph.snapshot, lang))
