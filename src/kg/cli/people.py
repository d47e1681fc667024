"""``kg members``, ``kg states``, ``kg mechanisms``: who takes part in what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.asof import Selection, mandates_of, seats, year_for
from kg.cli.notes import about
from kg.cli.options import (
    Name,
    data_option,
    format_option,
    graph_of,
    lang_option,
    role_option,
    source_option,
    year_option,
)
from kg.cli.output import Answer, Column, emit, field
from kg.cli.words import sentence, word
from kg.errors import ParameterError
from kg.model import Mechanism
from kg.objectives import mandates_called
from kg.rows.base import Row
from kg.rows.entities import state_row
from kg.rows.mechanisms import mechanism_row
from kg.rows.memberships import MEMBERSHIP_FIELDS, membership_row
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

FORMS: Final = ("table", "csv", "json")
_SPELL: Final = (
    field("role_label", "role"),
    field("since", narrow=True),
    field("until", narrow=True),
    Column("basis", lambda row, lang: word(row["basis"], lang)),
)


def short_titles(snapshot: Snapshot, lang: str) -> dict[str, str]:
    """Return the short title of each source."""
    return {key: source.label.get(lang) for key, source in snapshot.sources.items()}


@click.command("members")
@click.argument("mechanism", type=Name("mechanism"))
@year_option
@role_option
@source_option
@format_option(*FORMS)
@lang_option
@data_option
def members_command(
    mechanism: str,
    year: int | None,
    roles: tuple[str, ...],
    sources: tuple[str, ...],
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """Who belongs to MECHANISM, in which role, since when, and who says so.

    MECHANISM is an id, an acronym or a name. A list that no source gives is said to be unknown: it is never
    shown as empty.

    \b
    Examples:
      kg members crm --year 2018
      kg members "Proceso de Quito" --role any --lang es
      kg members mirps --source oas-cam-concept-note-2022 --format csv
    """
    graph = graph_of(data)
    selection = graph.selection(year, roles, sources or None)
    body = graph.snapshot.mechanisms[graph.names.mechanism(mechanism)]
    found = seats(graph.snapshot, selection, mechanism=body.id)
    asked = year_for(graph.snapshot, body, selection)
    answer = Answer(
        rows=[membership_row(graph.snapshot, seat, lang) for seat in found],
        columns=(field("participant_name", "participant"), field("iso3", narrow=True), *_SPELL),
        version=graph.snapshot.version,
        title=sentence("members_in", lang, name=body.label.get(lang), short=body.short, year=asked),
        notes=about(graph.snapshot, body, selection, lang),
        extra=(("mechanism", body.id), ("year", asked), ("member_list_status", str(body.list_status))),
        fields=MEMBERSHIP_FIELDS,
    )
    emit(answer, form, lang, short_titles(graph.snapshot, lang))


@click.command("states")
@click.argument("state", type=Name("state"), required=False)
@year_option
@role_option
@source_option
@format_option(*FORMS)
@lang_option
@data_option
def states_command(
    state: str | None,
    year: int | None,
    roles: tuple[str, ...],
    sources: tuple[str, ...],
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """The mechanisms in which STATE takes part; without STATE, all states and territories.

    STATE is an ISO 3166-1 code (CRI, CR) or a name.

    \b
    Examples:
      kg states
      kg states CRI --role any
      kg states México --year 2005 --lang es
    """
    graph = graph_of(data)
    selection = graph.selection(year, roles, sources or None)
    answer = _of_state(graph, state, selection, lang) if state else _all_states(graph, selection, lang)
    emit(answer, form, lang, short_titles(graph.snapshot, lang))


def _of_state(graph: KnowledgeGraph, state: str, selection: Selection, lang: str) -> Answer:
    ref = graph.names.participant(state)
    found = seats(graph.snapshot, selection, participant=ref)
    when = graph.snapshot.now if selection.year is None else selection.year
    return Answer(
        rows=[membership_row(graph.snapshot, seat, lang) for seat in found],
        columns=(field("mechanism", "id", narrow=True), field("mechanism_name", "mechanism"), *_SPELL),
        version=graph.snapshot.version,
        title=sentence("members_in", lang, name=graph.label(ref, lang), short=ref.id, year=when),
        extra=(("participant", ref.id), ("year", when)),
        fields=MEMBERSHIP_FIELDS,
    )


def _all_states(graph: KnowledgeGraph, selection: Selection, lang: str) -> Answer:
    return Answer(
        rows=[state_row(graph.snapshot, state, selection, lang) for state in graph.snapshot.states],
        columns=(
            field("iso3", narrow=True),
            field("name"),
            Column("type", lambda row, lang: word(row["type"], lang)),
            field("mechanism_count", right=True),
        ),
        version=graph.snapshot.version,
    )


@click.command("mechanisms")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Type, such as committee; repeatable.")
@click.option(
    "--status", "statuses", multiple=True, metavar="STATUS", help="Status, such as active; repeatable."
)
@click.option(
    "--mandate", type=Name("mandate"), metavar="ID", help="Those that work on this mandate or objective."
)
@click.option("--state", type=Name("state"), metavar="CODE", help="Those in which this state takes part.")
@year_option
@format_option(*FORMS)
@lang_option
@data_option
def mechanisms_command(
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    mandate: str | None,
    state: str | None,
    year: int | None,
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """The mechanisms, with the members known; with --year, those that existed then.

    \b
    Examples:
      kg mechanisms
      kg mechanisms --status active --state GTM
      kg mechanisms --mandate refugee-protection --format json
    """
    graph = graph_of(data)
    selection = graph.selection(year)
    chosen = _chosen(graph, selection, types, statuses)
    if mandate is not None:
        wanted = mandates_called(graph.names, graph.snapshot, mandate)
        holding = {body.id for body in chosen if _holds(graph.snapshot, body, wanted)}
        chosen = [body for body in chosen if body.id in holding]
    if state is not None:
        held = seats(graph.snapshot, selection, participant=graph.names.participant(state))
        homes = {seat.membership.mechanism for seat in held}
        chosen = [body for body in chosen if body.id in homes]
    emit(_mechanisms(graph, chosen, selection, lang), form, lang, short_titles(graph.snapshot, lang))


def _mechanisms(graph: KnowledgeGraph, chosen: list[Mechanism], selection: Selection, lang: str) -> Answer:
    return Answer(
        rows=[mechanism_row(graph.snapshot, body, selection, lang) for body in chosen],
        columns=(
            field("id", narrow=True),
            field("name"),
            field("type_label", "type"),
            Column("status", _status),
            Column("years", _years, narrow=True),
            Column("member_count", _count, right=True),
        ),
        version=graph.snapshot.version,
    )


def _status(row: Row, lang: str) -> str:
    return str(row["status_label"] or word("not_stated", lang))


def _count(row: Row, lang: str) -> str:
    return word("not_known", lang) if row["member_count"] is None else str(row["member_count"])


def _years(row: Row, _: str) -> str:
    return f"{row['established_year'] or '?'}–{row['ended_year'] or ''}"


def _chosen(
    graph: KnowledgeGraph, selection: Selection, types: tuple[str, ...], statuses: tuple[str, ...]
) -> list[Mechanism]:
    from kg.asof import existed

    _check(graph.snapshot, "type", "mechanism-type", types)
    _check(graph.snapshot, "status", "status", statuses)
    return [
        body
        for _, body in sorted(graph.snapshot.mechanisms.items())
        if (not types or body.type in types)
        and (not statuses or body.status in statuses)
        and (selection.year is None or existed(body, selection.year))
    ]


def _check(snapshot: Snapshot, option: str, kind: str, wanted: tuple[str, ...]) -> None:
    known = snapshot.concepts.get(kind, {})
    for name in wanted:
        if name not in known:
            raise ParameterError(option, f"{name!r} is not one of {', '.join(sorted(known))}.")


def _holds(snapshot: Snapshot, body: Mechanism, wanted: frozenset[str]) -> bool:
    return any(row.mandate in wanted for row in mandates_of(snapshot, body.id))
