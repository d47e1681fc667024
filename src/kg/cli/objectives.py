"""``kg objectives``: who covers the objectives of the two global compacts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.asof import Selection
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
from kg.cli.people import FORMS, short_titles
from kg.cli.words import sentence, word
from kg.objectives import ordered
from kg.rows.base import Row, name_of
from kg.rows.objectives import objective_detail, objective_row
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@click.command("objectives")
@click.argument("objective", type=Name("objective"), required=False)
@year_option
@role_option
@source_option
@format_option(*FORMS)
@lang_option
@data_option
def objectives_command(
    objective: str | None,
    year: int | None,
    roles: tuple[str, ...],
    sources: tuple[str, ...],
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """Who covers OBJECTIVE, by which mandate, and which states that reaches; without OBJECTIVE, all of them.

    OBJECTIVE is an id, compact and number: gcm-1 to gcm-23 (migration), gcr-1 to gcr-4 (refugees), or a name.

    \b
    Examples:
      kg objectives
      kg objectives gcm-7
      kg objectives gcr-3 --year 1990 --format json
    """
    graph = graph_of(data)
    selection = graph.selection(year, roles, sources or None)
    if objective is None:
        answer = _all(graph, selection, lang)
    else:
        answer = _one(graph, graph.names.objective(objective), selection, lang, form == "table")
    emit(answer, form, lang, short_titles(graph.snapshot, lang))


def _all(graph: KnowledgeGraph, selection: Selection, lang: str) -> Answer:
    return Answer(
        rows=[objective_row(graph.snapshot, row, selection, lang) for row in ordered(graph.snapshot)],
        columns=(
            field("id", narrow=True),
            field("label", "objective"),
            Column("set_by", lambda row, _: _set_by(graph.snapshot, row), narrow=True),
            field("mechanism_count", right=True),
            Column("state_count", _count, right=True),
            Column("mechanisms_held", lambda row, _: ", ".join(row["mechanisms"])),
        ),
        version=graph.snapshot.version,
    )


def _one(graph: KnowledgeGraph, key: str, selection: Selection, lang: str, people: bool) -> Answer:
    """Return the objective: for people one line for each mechanism and mandate, else the whole document."""
    found = objective_detail(graph.snapshot, graph.snapshot.objectives[key], selection, lang)
    bodies = {row["id"]: row for row in found["covered_by"]}
    rows = [{**row, "body": bodies[row["mechanism"]], "group": row["mechanism"]} for row in found["holdings"]]
    return Answer(
        rows=rows if people else [found],
        columns=(
            field("mechanism", "id", narrow=True, once=True),
            field("mechanism_name", "mechanism", once=True),
            field("mandate_label", "mandate"),
            Column("match", lambda row, lang: word(f"match_{row['match']}", lang)),
            Column("member_count", _members, right=True, once=True),
        ),
        version=graph.snapshot.version,
        title=f"{found['id']} · {found['label']}, {found['as_of']}",
        notes=_notes(graph.snapshot, found, lang),
    )


def _notes(snapshot: Snapshot, found: Row, lang: str) -> list[str]:
    """Return what must not be missed: who sets it, whom it reaches, lists that nobody gives."""
    setting = found["set_by"]
    notes = (
        [sentence("set_by", lang, name=setting["name"], short=_short(snapshot, setting["id"]))]
        if setting
        else []
    )
    if not found["mandates"]:
        return [*notes, sentence("no_mandate", lang, objective=found["id"])]
    if not found["holdings"]:
        return [*notes, sentence("not_covered", lang, objective=found["id"])]
    names = ", ".join(row["iso3"] or row["name"] for row in found["states"])
    notes += [sentence("reached", lang, number=found["state_count"], year=found["as_of"], names=names or "—")]
    notes += [sentence("list_unknown", lang, short=_short(snapshot, key)) for key in found["lists_unknown"]]
    gone = [_short(snapshot, row["id"]) for row in found["covered_by"] if not row["existed"]]
    if gone:
        notes.append(sentence("absent", lang, names=", ".join(gone), year=found["as_of"]))
    return notes


def _set_by(snapshot: Snapshot, row: Row) -> str:
    return _short(snapshot, row["set_by"]["id"]) if row["set_by"] else "—"


def _short(snapshot: Snapshot, key: str) -> str:
    body = snapshot.mechanisms[key]
    return body.acronym or str(name_of(snapshot, "mechanism", key, "en"))


def _count(row: Row, _: str) -> str:
    """Return the number of states, as a lower bound where a list is not known."""
    return f"≥ {row['state_count']}" if row["lists_unknown"] else str(row["state_count"])


def _members(row: Row, lang: str) -> str:
    body = row["body"]
    return word("not_known", lang) if body["member_count"] is None else str(body["member_count"])
