"""``kg overlap`` and ``kg conflicts``: mechanisms beside mechanisms, sources beside sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from kg.asof import Selection, list_known, mandates_of, seats
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
from kg.cli.people import FORMS, short_titles
from kg.cli.words import sentence, word
from kg.errors import ParameterError
from kg.model import Citation, Ref
from kg.overlap.conflicts import KINDS, conflicts
from kg.overlap.incidence import mandates, members
from kg.overlap.pairs import Pair, pairs
from kg.rows.base import Row, cite_rows
from kg.rows.overlap import conflict_row, pair_row

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

By = Literal["members", "mandates"]


@click.command("overlap")
@click.argument("mechanism", nargs=-1, required=True, type=Name("mechanism"))
@click.option(
    "--by",
    type=click.Choice(("members", "mandates")),
    default="members",
    show_default=True,
    help="What to compare.",
)
@year_option
@role_option
@source_option
@format_option(*FORMS)
@lang_option
@data_option
def overlap_command(
    mechanism: tuple[str, ...],
    by: str,
    year: int | None,
    roles: tuple[str, ...],
    sources: tuple[str, ...],
    form: str,
    lang: str,
    data: Path | None,
) -> None:
    """What two or more mechanisms share, pair by pair.

    Two mechanisms are shown side by side with the sources of every seat; more than two as a table of pairs.
    Measures stay empty when a list is not known.

    \b
    Examples:
      kg overlap crm quito-process
      kg overlap crm csm mirps --year 2020
      kg overlap crm mirps --by mandates --format json
    """
    graph = graph_of(data)
    ids = list(dict.fromkeys(graph.names.mechanism(name) for name in mechanism))
    if len(ids) < 2:
        raise ParameterError("mechanism", "two different mechanisms are needed.")
    kind = cast(By, by)
    selection = graph.selection(year, roles, sources or None)
    compute = members if kind == "members" else mandates
    found = pairs(compute(graph.snapshot, selection, ids))
    notes = _notes(graph, ids, selection, lang) if kind == "members" else []
    if form != "table":
        answer = _pairs(graph, found, kind, notes, lang)
    elif len(found) == 1:
        answer = _side_by_side(graph, found[0], kind, selection, notes, lang)
    else:
        answer = _pairs(graph, found, kind, notes, lang)
    emit(answer, form, lang, short_titles(graph.snapshot, lang))


def _notes(graph: KnowledgeGraph, ids: Sequence[str], selection: Selection, lang: str) -> list[str]:
    notes: list[str] = []
    for name in ids:
        body = graph.snapshot.mechanisms[name]
        notes += about(graph.snapshot, body, selection, lang)
        if not list_known(body, selection):
            notes.append(sentence("bound", lang, short=body.short))
    return notes


def _pairs(graph: KnowledgeGraph, found: Sequence[Pair], by: By, notes: Sequence[str], lang: str) -> Answer:
    return Answer(
        rows=[pair_row(graph.snapshot, pair, by, lang) for pair in found],
        columns=(
            field("a"),
            field("b"),
            field("shared_count", "shared", right=True),
            field("union_count", "union", right=True),
            field("jaccard", right=True),
            field("overlap_coefficient", right=True),
            Column("in_all", _shared),
        ),
        version=graph.snapshot.version,
        notes=notes,
        extra=(("by", by),),
    )


def _shared(row: Row, _: str) -> str:
    return ", ".join(item.get("iso3") or item.get("label") or item["name"] for item in row["shared"])


def _side_by_side(
    graph: KnowledgeGraph, pair: Pair, by: By, selection: Selection, notes: Sequence[str], lang: str
) -> Answer:
    cited = _members_cited if by == "members" else _mandates_cited
    places = {name: cited(graph, name, selection) for name in (pair.a, pair.b)}
    refs = [*pair.shared, *pair.only_a, *pair.only_b]
    rows: list[Row] = [
        {
            "name": graph.label(ref, lang),
            pair.a: ref in places[pair.a],
            pair.b: ref in places[pair.b],
            "sources": cite_rows([*places[pair.a].get(ref, ()), *places[pair.b].get(ref, ())], lang),
        }
        for ref in refs
    ]
    body_a, body_b = graph.snapshot.mechanisms[pair.a], graph.snapshot.mechanisms[pair.b]
    return Answer(
        rows=rows,
        columns=(
            field("name", "participant" if by == "members" else "mandate"),
            _ticked(pair.a),
            _ticked(pair.b),
        ),
        version=graph.snapshot.version,
        title=f"{body_a.short} / {body_b.short}: {_measures(pair, lang)}",
        notes=notes,
    )


def _ticked(name: str) -> Column:
    return Column(name, lambda row, _: "●" if row[name] else "·")


def _measures(pair: Pair, lang: str) -> str:
    unknown = word("not_known", lang)
    jaccard = unknown if pair.jaccard is None else f"{pair.jaccard:.3f}"
    coefficient = unknown if pair.overlap_coefficient is None else f"{pair.overlap_coefficient:.3f}"
    return (
        f"{word('in_all', lang).lower()} {len(pair.shared)}, {word('jaccard', lang)} {jaccard}, "
        f"{word('overlap_coefficient', lang).lower()} {coefficient}"
    )


def _members_cited(graph: KnowledgeGraph, name: str, selection: Selection) -> dict[Ref, list[Citation]]:
    found: dict[Ref, list[Citation]] = {}
    for seat in seats(graph.snapshot, selection, mechanism=name):
        found.setdefault(seat.membership.participant, []).extend(seat.citations)
    return found


def _mandates_cited(graph: KnowledgeGraph, name: str, selection: Selection) -> dict[Ref, list[Citation]]:
    rows = mandates_of(graph.snapshot, name, selection.sources)
    return {Ref("mandate", row.mandate): list(row.citations) for row in rows}


@click.command("conflicts")
@click.argument("mechanism", required=False, type=Name("mechanism"))
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Kind of disagreement; repeatable."
)
@format_option(*FORMS)
@lang_option
@data_option
def conflicts_command(
    mechanism: str | None, kinds: tuple[str, ...], form: str, lang: str, data: Path | None
) -> None:
    """Where the sources disagree: values, memberships, acronyms, names, sums.

    \b
    Examples:
      kg conflicts
      kg conflicts quito-process
      kg conflicts --kind value --format json
    """
    graph = graph_of(data)
    wanted = Ref("mechanism", graph.names.mechanism(mechanism)) if mechanism else None
    found = [
        row
        for row in conflicts(graph.snapshot)
        if (not kinds or row.kind in kinds) and (wanted is None or row.subject == wanted)
    ]
    rows = [conflict_row(graph.snapshot, row, lang) for row in found]
    answer = Answer(
        rows=rows if form != "table" else [side for row in rows for side in _sides(row)],
        columns=(
            field("subject_name", "subject", once=True),
            Column("property", _property, once=True),
            field("value", "values"),
            field("note", once=True),
        ),
        version=graph.snapshot.version,
    )
    emit(answer, form, lang, short_titles(graph.snapshot, lang))


def _property(row: Row, lang: str) -> str:
    """Return the label of the ontology's property; names are labels of RDF Schema, which has none of ours."""
    return word("name", lang).lower() if row["property"] == "label" else str(row["property_label"])


def _sides(conflict: Row) -> list[Row]:
    """Return one row for each side of a conflict, so that every value stands beside its own sources."""
    about = {key: conflict[key] for key in ("subject_name", "property", "property_label", "kind", "note")}
    return [{"group": conflict["id"], **about, **side} for side in conflict["values"]]
