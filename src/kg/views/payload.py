"""What the network page's script needs to know: nodes, seats by year, words of the graph, sources.

Every year's answer is asked of :mod:`kg.asof` (through :func:`kg.overlap.network.network`) and written as
runs of years, so that the page never applies the rule itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.asof import Selection
from kg.model import Citation, ListStatus, Mechanism, Membership, Rank, Ref, Statement, Text
from kg.overlap.network import Network, network
from kg.overlap.timeline import timeline
from kg.snapshot import Snapshot
from kg.views.figures import figures_of
from kg.views.layout import Place, is_quiet, layout
from kg.views.roles import order_of, stroke_of
from kg.views.short import short_in

Runs = list[list[int]]


@dataclass(frozen=True)
class Years:
    """The network of every year from the first founding to now."""

    snapshot: Snapshot

    @cached_property
    def first(self) -> int:
        """The first year in which a mechanism of the graph was founded."""
        return min(timeline(self.snapshot, Selection(roles=None)).first, self.snapshot.now)

    @property
    def last(self) -> int:
        """The dataset's year."""
        return self.snapshot.now

    @cached_property
    def graphs(self) -> Mapping[int, Network]:
        """The network of each year, every role."""
        years = range(self.first, self.last + 1)
        return {year: network(self.snapshot, Selection(year=year, roles=None)) for year in years}

    @cached_property
    def union(self) -> Network:
        """Everybody who ever took part, one edge for each membership that ever held."""
        import networkx as nx  # here: slow to import, and the server starts without it

        whole: Network = nx.compose_all(list(self.graphs.values()))
        return whole

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where the nodes of the union stand."""
        listed = {str(body.ref) for body in self.snapshot.mechanisms.values() if is_listed(body)}
        return layout(self.union, listed)

    @cached_property
    def seat_runs(self) -> Mapping[str, Runs]:
        """Membership id → ``[[from, to, 1 if stated else 0], ...]``, years inclusive."""
        found: dict[str, Runs] = {}
        for year, graph in self.graphs.items():
            for _, _, key, edge in graph.edges(keys=True, data=True):
                _extend(found.setdefault(key, []), year, int(edge["basis"] == "stated"))
        return found

    @cached_property
    def body_runs(self) -> Mapping[str, Runs]:
        """Mechanism key → ``[[from, to, 1], ...]``: the years in which it existed, as far as is known."""
        found: dict[str, Runs] = {}
        for year, graph in self.graphs.items():
            for key in graph:
                if graph.nodes[key]["kind"] == "mechanism":
                    _extend(found.setdefault(key, []), year, 1)
        return found


_LATEST: list[Years] = []


def years_of(snapshot: Snapshot) -> Years:
    """Return the years of ``snapshot``, computed once for as long as it is the one in use."""
    for known in _LATEST:
        if known.snapshot is snapshot:
            return known
    fresh = Years(snapshot)
    _LATEST[:] = [fresh]
    return fresh


def is_listed(body: Mechanism) -> bool:
    """Tell whether the sources list those who take part, as members or in another role."""
    return body.list_status is not ListStatus.UNKNOWN or bool(body.complete_roles)


def payload(years: Years) -> dict[str, Any]:
    """Return the page's data, ready for JSON."""
    snapshot = years.snapshot
    cites = _Citations()
    seats = [row for row in snapshot.memberships if row.id in years.seat_runs]
    matters = {(row.mechanism, row.participant) for row in seats}
    others = [
        row
        for row in snapshot.memberships
        if row.id not in years.seat_runs and (row.mechanism, row.participant) in matters
    ]
    found = {
        "version": snapshot.version,
        "now": snapshot.now,
        "first": years.first,
        "roles": _roles(snapshot, seats + others),
        "nodes": {key: _node(years, key, cites) for key in sorted(years.union.nodes)},
        "seats": [{**_membership(row, cites), "runs": years.seat_runs[row.id]} for row in seats],
        "others": [_membership(row, cites) for row in others],
    }
    return {**found, "cites": cites.rows, "sources": cites.sources}


def two(text: Text | None) -> list[str] | None:
    """Return a text as ``[English, Spanish]``."""
    return [text.en, text.es] if text is not None else None


class _Citations:
    """Citations and their sources, each written once and then spoken of by number."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.sources: list[dict[str, Any]] = []
        self._row: dict[str, int] = {}
        self._source: dict[str, int] = {}

    def numbers(self, citations: Iterable[Citation]) -> list[int]:
        return [self._number(cite) for cite in citations]

    def _number(self, cite: Citation) -> int:
        if cite.id not in self._row:
            self._row[cite.id] = len(self.rows)
            self.rows.append([self._source_number(cite), cite.locator, str(cite.stance)])
        return self._row[cite.id]

    def _source_number(self, cite: Citation) -> int:
        source = cite.source
        if source.id not in self._source:
            self._source[source.id] = len(self.sources)
            self.sources.append(
                {"id": source.id, "title": source.title, "label": two(source.label), "url": source.url}
                | {"year": source.year, "publisher": source.publisher, "language": source.language}
            )
        return self._source[source.id]


def _extend(runs: Runs, year: int, flag: int) -> None:
    if runs and runs[-1][1] == year - 1 and runs[-1][2] == flag:
        runs[-1][1] = year
    else:
        runs.append([year, year, flag])


def _roles(snapshot: Snapshot, rows: Iterable[Membership]) -> list[dict[str, Any]]:
    found = []
    for n, role in enumerate(sorted({row.role for row in rows}, key=order_of)):
        stroke = stroke_of(role, n)
        concept = snapshot.concepts.get("role", {}).get(role)
        found.append(
            {"id": role, "label": two(snapshot.label(Ref("role", role)))}
            | {"about": two(concept.definition) if concept else None}
            | {"light": stroke.light, "dark": stroke.dark, "dash": list(stroke.dash), "width": stroke.width}
        )
    return found


def _node(years: Years, key: str, cites: _Citations) -> dict[str, Any]:
    node, place = years.union.nodes[key], years.places[key]
    common = {
        "kind": node["kind"],
        "id": node["local"],
        "name": [node["label_en"], node["label_es"]],
        "short": two(_short(years.snapshot, Ref(node["kind"], node["local"]))),
        "side": place.side,
        "group": place.group,
        "order": place.order,
        "single": place.single,
    }
    if node["kind"] != "mechanism":
        return common
    body = years.snapshot.mechanisms[node["local"]]
    return common | _body(years, body, key, cites)


def _short(snapshot: Snapshot, ref: Ref) -> Text:
    found = snapshot.participants.get(ref)
    return short_in(snapshot, found if found is not None else snapshot.mechanisms[ref.id])


def _body(years: Years, body: Mechanism, key: str, cites: _Citations) -> dict[str, Any]:
    snapshot = years.snapshot
    return {
        "about": two(body.description),
        "type": two(snapshot.label(Ref("mechanism-type", body.type))),
        "status": body.status,
        "statusName": two(snapshot.label(Ref("status", body.status))) if body.status else None,
        "list": str(body.list_status) if not body.complete_roles else "complete",
        "founded": list(body.established),
        "ended": list(body.ended),
        "runs": years.body_runs[key],
        "quiet": is_quiet(years.union, key),
        "figures": [
            {"name": two(row.name), "value": row.value, "unit": two(row.unit), "year": row.year}
            | {"of": two(row.claim.population), "period": row.period, "approx": two(row.approximation)}
            | {"headline": row.headline, "cites": cites.numbers(row.claim.citations)}
            for row in figures_of(snapshot, body.ref)
        ],
    }


def _membership(row: Membership, cites: _Citations) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": row.id,
        "p": str(row.participant),
        "m": str(Ref("mechanism", row.mechanism)),
        "role": row.role,
        "cites": cites.numbers(row.citations),
    }
    return found | {name: value for name, value in _remarks(row).items() if value}


def _remarks(row: Membership) -> dict[str, Any]:
    return {
        "since": row.since,
        "until": row.until,
        "rank": _rank(row),
        "reason": two(row.rank_reason),
        "note": two(row.note),
        "inferred": row.inferred,
    }


def _rank(row: Statement) -> str | None:
    return None if row.rank is Rank.NORMAL else str(row.rank)
