"""Rows of the objectives of the global compacts: matched mandates, who covers them, whom that reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.asof import Selection, cited_by
from kg.model import MandateAssignment, Objective, Ref
from kg.objectives import Field, Reach, fields, holdings, reach
from kg.rows.base import Row, cite_rows, name_of, node_row
from kg.rows.mandates import assignment_row
from kg.rows.mechanisms import member_count
from kg.snapshot import Snapshot


def objective_row(
    snapshot: Snapshot, objective: Objective, selection: Selection | None = None, lang: str = "en"
) -> Row:
    """Return an objective with the ids of its mandates and of the mechanisms that hold one of them.

    ``set_by`` is the compact that sets it (None where the graph does not describe it): it need not be among
    ``mechanisms``, which are those that a source says to work on one of the mandates.
    ``state_count`` counts the states and territories in these as of the year of ``selection``; a lower bound
    where ``lists_unknown`` names mechanisms whose list no source gives; ``sources`` are of the holdings.
    """
    chosen = selection or Selection()
    held = holdings(snapshot, objective, chosen.sources)
    bodies = _bodies(held)
    reached = reach(snapshot, bodies, chosen)
    return {
        "id": objective.id,
        "iri": objective.iri,
        "compact": objective.compact,
        "number": objective.number,
        "set_by": _compact(snapshot, objective, lang),
        "label": objective.label.get(lang),
        "definition": objective.definition.get(lang),
        "mandates": [row.mandate.id for row in fields(snapshot, objective)],
        "mechanisms": bodies,
        "mechanism_count": len(bodies),
        "state_count": len(reached.states),
        "lists_unknown": list(reached.unknown),
        "sources": cite_rows(
            (cite for row in held for cite in cited_by(row.citations, chosen.sources)), lang
        ),
    }


def objective_detail(
    snapshot: Snapshot, objective: Objective, selection: Selection | None = None, lang: str = "en"
) -> Row:
    """Return :func:`objective_row` with each match, each holding with its sources, and the states reached."""
    chosen = selection or Selection()
    held = holdings(snapshot, objective, chosen.sources)
    reached = reach(snapshot, _bodies(held), chosen)
    found = fields(snapshot, objective)
    by_mandate = {row.mandate.id: row for row in found}
    return {
        **objective_row(snapshot, objective, chosen, lang),
        "as_of": reached.year,
        "aliases": [alias.text for alias in objective.aliases],
        "matches": [_match(row, lang) for row in found],
        "covered_by": [_body(snapshot, key, held, reached, chosen, lang) for key in _bodies(held)],
        "holdings": [
            {
                **assignment_row(snapshot, row, chosen.sources, lang),
                "match": by_mandate[row.mandate].match.value,
            }
            for row in held
        ],
        "states": [
            {
                "id": ref.id,
                "iso3": snapshot.participants[ref].iso3,
                "name": snapshot.label(ref).get(lang),
                "type": ref.kind,
                "mechanisms": list(dict.fromkeys(seat.membership.mechanism for seat in found_seats)),
            }
            for ref, found_seats in reached.states.items()
        ],
    }


def _compact(snapshot: Snapshot, objective: Objective, lang: str) -> Row | None:
    known = objective.compact in snapshot.mechanisms
    return node_row(snapshot, Ref("mechanism", objective.compact), lang) if known else None


def _match(row: Field, lang: str) -> Row:
    mandate = row.mandate
    return {
        "id": mandate.id,
        "iri": mandate.iri,
        "label": mandate.label.get(lang),
        "match": row.match.value,
        "through": list(row.through),
    }


def _body(
    snapshot: Snapshot,
    key: str,
    held: Sequence[MandateAssignment],
    reached: Reach,
    selection: Selection,
    lang: str,
) -> Row:
    body = snapshot.mechanisms[key]
    there = key not in reached.absent
    asked = Selection(reached.year, selection.roles, selection.sources)
    return {
        "id": body.id,
        "acronym": body.acronym,
        "name": body.label.get(lang),
        "status": body.status,
        "status_label": name_of(snapshot, "status", body.status, lang),
        "existed": there,
        "mandates": [row.mandate for row in held if row.mechanism == key],
        "member_count": member_count(snapshot, body, asked) if there else None,
        "member_list_status": body.list_status.value,
    }


def _bodies(held: Iterable[MandateAssignment]) -> list[str]:
    return list(dict.fromkeys(row.mechanism for row in held))
