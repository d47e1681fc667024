"""The landing page: what the graph holds, and one live example of each way to use it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.asof import Selection, seats
from kg.errors import ParameterError
from kg.namespaces import prologue
from kg.overlap.conflicts import conflicts as find_conflicts
from kg.overlap.incidence import members
from kg.overlap.pairs import Pair, pairs
from kg.rows import membership_row
from kg.snapshot import Snapshot
from kg.views.page import Page, inline, policy
from kg.views.payload import years_of
from kg.views.picture import role_colours, still
from kg.views.shell import environment, frame, styles
from kg.views.words import LANGUAGES, number, translator

_ROWS = 5
_FIELDS = ("mechanism", "participant", "role", "since", "until", "year", "basis", "rank")


@dataclass(frozen=True, slots=True)
class QueryExample:
    """A SPARQL query, the mechanisms it is about, its first rows and their whole number."""

    text: str
    a: str
    b: str
    rows: tuple[tuple[str, str], ...]
    total: int

    @property
    def address(self) -> str:
        """The query as the parameter of an address."""
        return urlencode({"query": self.text})


@dataclass(frozen=True, slots=True)
class RestExample:
    """A path of the API, the first item of its answer in part, and how many items there are."""

    path: str
    excerpt: str
    total: int


def landing_page(
    snapshot: Snapshot, *, lang: str = "en", base_url: str = "", conflicts: int | None = None
) -> Page:
    """Return the landing page in ``lang``; ``conflicts`` is their number (None: counted here).

    Raises ParameterError for a language without words.
    """
    if lang not in LANGUAGES:
        raise ParameterError("lang", f"must be one of {', '.join(LANGUAGES)}.")
    css = styles("landing") + role_colours()
    best = best_pair(snapshot)
    context = {
        "figures": figures(snapshot, lang, conflicts),
        "query": query_example(snapshot, best, lang) if best else None,
        "rest": rest_example(snapshot, best, lang, base_url) if best else None,
        "still": still(years_of(snapshot), snapshot.now, lang),
        "snapshot": snapshot,
        "css": inline(css),
        "title": snapshot.title.get(lang) or translator(lang)("shell.brand"),
        **frame(lang, base_url),
    }
    html = environment().get_template("landing.html.j2").render(context)
    return Page(html, policy((), [css]))


def figures(snapshot: Snapshot, lang: str, conflicts: int | None = None) -> tuple[tuple[str, str], ...]:
    """Return (number as ``lang`` writes it, key of its words) for what the graph holds."""
    found = len(find_conflicts(snapshot)) if conflicts is None else conflicts
    counts = {
        "mechanisms": len(snapshot.mechanisms),
        "states": len(snapshot.states),
        "memberships": len(snapshot.memberships),
        "statements": sum(1 for _ in snapshot.statements),
        "sources": len(snapshot.sources),
        "conflicts": found,
        "triples": snapshot.triples,
    }
    return tuple((number(count, lang), f"landing.figure.{name}") for name, count in counts.items())


def best_pair(snapshot: Snapshot) -> Pair | None:
    """Return the largest overlap of two member lists that each hold somebody more, large bodies left out."""
    incidence = members(snapshot)
    everyone = {ref for found in incidence.sets.values() for ref in found}
    small = {name for name, found in incidence.sets.items() if 2 * len(found) <= len(everyone)}
    real = [
        pair
        for pair in pairs(incidence)
        if pair.shared and pair.only_a and pair.only_b and pair.jaccard and {pair.a, pair.b} <= small
    ]
    return max(real, key=lambda pair: (len(pair.shared), pair.jaccard or 0, pair.a, pair.b), default=None)


def query_example(snapshot: Snapshot, pair: Pair, lang: str) -> QueryExample:
    """Return the query "who is in both", with the answer that the graph gives."""
    text = (
        f"{prologue('mm', 'mechanism', 'rdfs')}\nSELECT ?state ?name WHERE {{\n"
        f"  mechanism:{pair.a} mm:hasMember ?state .\n  mechanism:{pair.b} mm:hasMember ?state .\n"
        f'  ?state rdfs:label ?name .\n  FILTER (lang(?name) = "{lang}")\n}}\nORDER BY ?name'
    )
    rows = sorted((snapshot.label(ref).get(lang), str(ref)) for ref in pair.shared)
    names = [snapshot.mechanisms[name].label.get(lang) for name in (pair.a, pair.b)]
    return QueryExample(text, names[0], names[1], tuple(rows[:_ROWS]), len(rows))


def rest_example(snapshot: Snapshot, pair: Pair, lang: str, base_url: str) -> RestExample:
    """Return the memberships of the first state of the overlap, as the API answers."""
    state = pair.shared[0]
    held = seats(snapshot, Selection(roles=None), participant=state)
    row = membership_row(snapshot, held[0], lang)
    part = {name: row[name] for name in _FIELDS} | {"sources": row["sources"][:1]}
    path = f"{base_url.rstrip('/')}/api/v1/states/{state.id}/mechanisms?role=any&lang={lang}"
    return RestExample(path, json.dumps(part, ensure_ascii=False, indent=2), len(held))
