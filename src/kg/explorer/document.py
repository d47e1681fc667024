"""The document of the overlap explorer: everything that its page shows, as plain values ready for JSON.

Texts are ``[English, Spanish]``; ``cites`` and ``alone`` hold places in the lists ``cites`` and ``sources``.
Each year's answer is asked of :mod:`kg.asof` and written as runs of years (:mod:`kg.explorer.spells`), so
that the page never applies the rule itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.asof import Selection
from kg.explorer.citing import Citations, two
from kg.explorer.details import set_apart
from kg.explorer.ordering import Places, places
from kg.explorer.questions import questions
from kg.explorer.roles import roles
from kg.explorer.said import assignment, dispute, seat
from kg.explorer.spells import Spells, holdings, spells
from kg.explorer.things import labels, mandates, mechanism, participant
from kg.model import Text
from kg.namespaces import BASE, DATASET
from kg.overlap.conflicts import Conflict
from kg.overlap.reading import RULE
from kg.overlap.timeline import timeline
from kg.snapshot import Snapshot

LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page knows beside the graph.

    ``neighbours`` by land are alpha-3 codes by alpha-3 code, ``groups`` the words of each subregion,
    ``places`` where the nodes of the network stand, by node key.
    """

    neighbours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    groups: Mapping[str, Text] = field(default_factory=dict)
    places: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def document(
    snapshot: Snapshot, conflicts: Sequence[Conflict], around: Surroundings | None = None
) -> dict[str, Any]:
    """Return the document of ``snapshot`` and of the disagreements found in it.

    Mechanisms and participants stand in the order in which they are drawn in every year
    (:mod:`kg.explorer.ordering`); ``seats`` and ``assignments`` are all of the graph, by id as the graph has
    them, each with the years or the sources that answer it. ``details`` holds the long texts of all of them
    (:mod:`kg.explorer.details`).
    """
    given, cites = around or Surroundings(), Citations()
    years = span(snapshot)
    when = spells(snapshot, years)
    order = places(snapshot, [row for row in snapshot.memberships if row.id in when.together])
    found = {
        **_head(snapshot, years),
        "roles": roles(snapshot, (row.role for row in snapshot.memberships)),
        **_words(snapshot, given),
        **_things(snapshot, order, when, given, cites),
        **_said(snapshot, conflicts, when, cites),
    }
    kept, details = set_apart(found)
    return {
        **kept,
        "cites": cites.rows,
        "sources": cites.sources,
        "queries": questions(),
        "places": {key: list(place) for key, place in given.places.items()},
        "reading": _rule(),
        "details": details,
    }


def span(snapshot: Snapshot) -> range:
    """Return the years that the explorer knows: from the first founding on record to the dataset's year."""
    return range(min(timeline(snapshot, Selection(roles=None)).first, snapshot.now), snapshot.now + 1)


def _head(snapshot: Snapshot, years: range) -> dict[str, Any]:
    return {
        "dataset_version": snapshot.version,
        "modified": snapshot.modified,
        "title": two(snapshot.title),
        "iri": DATASET,
        "base": BASE,
        "license": LICENSE,
        "now": snapshot.now,
        "first": years.start,
    }


def _words(snapshot: Snapshot, given: Surroundings) -> dict[str, Any]:
    bodies = snapshot.mechanisms.values()
    return {
        "types": labels(snapshot, "mechanism-type", (body.type for body in bodies)),
        "statuses": labels(snapshot, "status", (body.status for body in bodies)),
        "groups": {name: two(text) for name, text in given.groups.items()},
    }


def _things(
    snapshot: Snapshot, order: Places, when: Spells, given: Surroundings, cites: Citations
) -> dict[str, Any]:
    seated = {row.mechanism for row in snapshot.memberships if row.id in when.together}
    bodies = [snapshot.mechanisms[name] for name in order.mechanisms]
    return {
        "mechanisms": [mechanism(snapshot, body, body.id in seated, cites) for body in bodies],
        "participants": [participant(snapshot, ref, given.neighbours, cites) for ref in order.participants],
    }


def _said(
    snapshot: Snapshot, conflicts: Sequence[Conflict], when: Spells, cites: Citations
) -> dict[str, Any]:
    held = holdings(snapshot)
    return {
        "seats": [seat(row, when, cites) for row in snapshot.memberships],
        "mandates": mandates(snapshot),
        "assignments": [assignment(row, held, cites) for row in snapshot.assignments],
        "conflicts": [dispute(snapshot, row, cites) for row in conflicts],
    }


def _rule() -> dict[str, Any]:
    return {"members": RULE.members, "mandates": RULE.mandates, "min_mandates": RULE.min_mandates}
