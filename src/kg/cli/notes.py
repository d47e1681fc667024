"""What must be said beside an answer: a list unknown or partial, a year in which nothing was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.asof import MEMBER, Selection, list_known, seats, year_for
from kg.cli.words import sentence
from kg.model import Claim, ListStatus, Mechanism, Rank, Ref
from kg.snapshot import Snapshot

#: Counts that stand for a list of participants.
COUNTS: Final = frozenset(
    {
        "memberCount",
        "partnerCount",
        "countryCount",
        "governmentCount",
        "organizationCount",
        "signatoryCount",
        "foundingMemberCount",
        "observerCount",
        "attendeeCount",
    }
)


def about(snapshot: Snapshot, body: Mechanism, selection: Selection, lang: str) -> list[str]:
    """Return the sentences that an answer about the members of ``body`` needs."""
    return [*_years(snapshot, body, selection, lang), *_list(snapshot, body, selection, lang)]


def _list(snapshot: Snapshot, body: Mechanism, selection: Selection, lang: str) -> Iterator[str]:
    asks_members = selection.wants(MEMBER)
    narrowed = replace(selection, roles=frozenset({MEMBER})) if selection.roles is None else selection
    if not list_known(body, narrowed):
        yield sentence("list_unknown", lang, short=body.short)
        numbers = _numbers(snapshot, body, lang)
        if numbers:
            yield sentence("numbers", lang, numbers=numbers)
        others = _elsewhere(snapshot, body, selection, lang)
        if others:
            yield sentence("other_roles", lang, roles=others)
    elif asks_members and body.list_status is ListStatus.PARTIAL:
        yield sentence("list_partial", lang, short=body.short)


def _numbers(snapshot: Snapshot, body: Mechanism, lang: str) -> str:
    rows = snapshot.claims_by_subject.get(body.ref, ())
    counts = [row for row in rows if row.property in COUNTS and row.rank is not Rank.DEPRECATED]
    counts.sort(key=lambda row: (row.property, row.year or 0))
    return "; ".join(_number(snapshot, row, lang) for row in counts)


def _number(snapshot: Snapshot, row: Claim, lang: str) -> str:
    label = snapshot.properties.get(row.property)
    name = label.get(lang) if label else row.property
    year = f" ({row.year})" if row.year is not None else ""
    said = ", ".join(dict.fromkeys(cite.source.id for cite in row.supporting))
    return f"{name} {row.value.text}{year} [{said}]"


def _elsewhere(snapshot: Snapshot, body: Mechanism, selection: Selection, lang: str) -> str:
    """Return the roles not asked for in which somebody is known, with how many: "host country 17"."""
    if selection.roles is None:
        return ""
    everybody = seats(snapshot, replace(selection, roles=None), mechanism=body.id)
    known = Counter(seat.membership.role for seat in everybody)
    others = sorted((role, count) for role, count in known.items() if role not in selection.roles)
    return ", ".join(f"{snapshot.label(Ref('role', role)).get(lang)} {count}" for role, count in others)


def _years(snapshot: Snapshot, body: Mechanism, selection: Selection, lang: str) -> Iterator[str]:
    year = year_for(snapshot, body, selection)
    founded, ended = body.established_year, body.ended_year
    if founded is not None and year < founded:
        yield sentence("not_yet", lang, short=body.short, year=year, established=founded)
    elif ended is not None and year > ended:
        yield sentence("no_longer", lang, short=body.short, year=year, ended=ended)
    elif ended is not None and selection.year is None and year == ended < snapshot.now:
        yield sentence("last_year", lang, short=body.short, ended=ended)
