"""The page of disagreements: a card for each, its sides next to each other, the followed one marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote, urlencode

from kg.model import Ref
from kg.overlap.conflicts import KINDS, Conflict, Wanted, chosen
from kg.rows.base import Row
from kg.rows.conflicts import conflict_row
from kg.snapshot import Snapshot
from kg.views.page import Page
from kg.views.shell import asset, environment, shell
from kg.views.words import number, translator

_API: Final = "/api/v1"
_SHEET: Final = "conflicts"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source, its date, and the places in it that say the same."""

    id: str
    title: str
    date: str | None
    stance: str
    places: list[str]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card and who makes it."""

    row: Row
    speakers: Sequence[Speaker]


@dataclass(frozen=True, slots=True)
class Card:
    """A disagreement as the page shows it; ``speakers``: those of all sides, where they are the same."""

    row: Row
    sides: Sequence[Side]
    speakers: Sequence[Speaker]


def conflicts_page(
    snapshot: Snapshot,
    found: Sequence[Conflict],
    *,
    lang: str = "en",
    base_url: str = "",
    kind: str = "",
    mechanism: str = "",
) -> Page:
    """Return ``found`` as a page in ``lang``, narrowed to a kind and to the id of a mechanism ("": to none).

    The form narrows by the parameters ``kind`` and ``mechanism`` of the page's own address. Raises ValueError
    for a language without words.
    """
    t, base = translator(lang), base_url.rstrip("/")
    wanted = _wanted(kind, mechanism)
    shown = chosen(snapshot, found, wanted)
    groups = [(name, _cards(snapshot, shown, name, lang)) for name in KINDS]
    asked = {"kind": kind, "mechanism": mechanism}
    query = urlencode({name: value for name, value in asked.items() if value})
    context: dict[str, Any] = {
        "t": t,
        "lang": lang,
        "base": base,
        "groups": [(name, cards) for name, cards in groups if cards],
        "counts": [(name, number(_count(snapshot, found, wanted, name), lang)) for name in KINDS],
        "total": number(len(shown), lang),
        "all": number(len(found), lang),
        "kind": kind,
        "mechanism": mechanism,
        "mechanisms": _mechanisms(snapshot, found, lang),
        "api": f"{base}{_API}/conflicts?{urlencode({'lang': lang, **dict(_filled(asked))})}",
        "source_path": lambda key: f"{base}{_API}/sources/{quote(key)}?lang={lang}",
        "json_path": lambda key: f"{base}{_API}/conflicts/{quote(key)}?lang={lang}",
    }
    body = environment().get_template("conflicts.html.j2").render(context)
    return shell(
        t("conflicts.title"),
        body,
        lang,
        active="conflicts",
        base_url=base_url,
        description=t("conflicts.description"),
        extra_css=asset("css", f"{_SHEET}.css"),
        connect=True,
        query=query,
    )


def _filled(asked: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in asked.items() if value]


def _wanted(kind: str, mechanism: str) -> Wanted:
    things = {Ref("mechanism", mechanism)} if mechanism else set()
    return Wanted(frozenset({kind} if kind else ()), frozenset(things))


def _count(snapshot: Snapshot, found: Sequence[Conflict], wanted: Wanted, kind: str) -> int:
    """Return how many of a kind there are, whichever kind is asked for."""
    return len(chosen(snapshot, found, replace(wanted, kinds=frozenset({kind}))))


def _mechanisms(snapshot: Snapshot, found: Sequence[Conflict], lang: str) -> list[tuple[str, str]]:
    """Return id and name of the mechanisms that some conflict touches, by name."""
    ids = {ref.id for row in found for ref in row.things if ref.kind == "mechanism"}
    named = [(snapshot.label(Ref("mechanism", key)).get(lang), key) for key in ids]
    return [(key, name) for name, key in sorted(named, key=lambda pair: (pair[0].casefold(), pair[1]))]


def _cards(snapshot: Snapshot, shown: Sequence[Conflict], kind: str, lang: str) -> list[Card]:
    rows = [conflict_row(snapshot, row, lang) for row in shown if row.kind == kind]
    rows.sort(key=lambda row: (row["subject_name"].casefold(), row["id"]))
    return [_card(row) for row in rows]


def _card(row: Row) -> Card:
    speakers = [_speakers(side) for side in row["values"]]
    same = len(speakers) > 1 and all(found == speakers[0] for found in speakers)
    sides = [Side(side, [] if same else found) for side, found in zip(row["values"], speakers, strict=True)]
    return Card(row, sides, speakers[0] if same else [])


def _speakers(side: Row) -> list[Speaker]:
    """Return who supports a side and where; everybody cited where it consists in not saying so."""
    cites = [cite for cite in side["sources"] if cite["stance"] == "supports"] or side["sources"]
    found: dict[tuple[str, str], Speaker] = {}
    for cite in cites:
        speaker = Speaker(cite["id"], cite["title"], cite["date"], cite["stance"], [])
        found.setdefault((cite["id"], cite["stance"]), speaker).places.append(cite["locator"])
    return list(found.values())
