"""``kg overlap``: mechanisms beside mechanisms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from kg.asof import Selection, cited_by, list_known, mandates_of, seats
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
from kg.overlap.incidence import mandates, members
from kg.overlap.pairs import Pair, pairs
from kg.rows.base import Row, cite_rows
from kg.rows.overlap import pair_row

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
    Measures stay empty when a list is not known. By mandates, a broader one that one of the two holds stands
    for its narrower ones.

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
    behind = {held.node: held for held in pair.behind}
    rows: list[Row] = []
    for ref in (*pair.shared, *pair.only_a, *pair.only_b):
        held = behind.get(ref)
        sides = {pair.a: held.a, pair.b: held.b} if held else {pair.a: (ref,), pair.b: (ref,)}
        cites = {name: [places[name].get(other, []) for other in refs] for name, refs in sides.items()}
        rows.append(
            {
                "name": graph.label(ref, lang),
                **{name: any(found) for name, found in cites.items()},
                "narrower": {
                    name: [graph.label(other, lang) for other in refs if other != ref]
                    for name, refs in sides.items()
                },
                "sources": cite_rows(chain.from_iterable(chain(*cites.values())), lang),
            }
        )
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
    """Return the column of a side: a mark, and the narrower mandates for which a broader one stands."""

    def show(row: Row, _: str) -> str:
        if not row[name]:
            return "·"
        return f"● ({', '.join(row['narrower'][name])})" if row["narrower"][name] else "●"

    return Column(name, show)


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
    return {Ref("mandate", row.mandate): list(cited_by(row.citations, selection.sources)) for row in rows}
