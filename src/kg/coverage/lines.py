"""Each thing that rests on a place as one line for a person: who, what, which value, when, how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.coverage.uses import Named, Thing, kind_of
from kg.coverage.words import word
from kg.model import (
    Alias,
    Citation,
    Claim,
    Event,
    Instrument,
    MandateAssignment,
    Mechanism,
    Membership,
    Participant,
    Recommendation,
    Ref,
    Region,
    Stance,
    Statement,
)
from kg.snapshot import Snapshot

_DASH: Final = " – "


def line_of(snapshot: Snapshot, thing: Thing, lang: str = "en") -> str:
    """Return ``thing`` as one line: subject – property – value, then what qualifies it, then its rank."""
    if isinstance(thing, Statement):
        rank = snapshot.label(Ref("rank", thing.rank.value)).get(lang)
        parts = [*_statement(snapshot, thing, lang), rank]
        if thing.inferred:
            parts.append(word("inferred", lang))
    else:
        parts = [word(kind_of(thing), lang) + _DASH + thing.label.get(lang), *_named(snapshot, thing, lang)]
    return "; ".join(" ".join(part.split()) for part in parts if part)


def stance_of(cite: Citation, lang: str = "en") -> str:
    """Return what the place does with the statement, in words; '' where it supports it."""
    return "" if cite.stance is Stance.SUPPORTS else word(cite.stance.value, lang)


def _statement(snapshot: Snapshot, row: Statement, lang: str) -> Iterator[str]:
    if isinstance(row, Membership):
        who = _name(snapshot, row.participant, lang)
        role = snapshot.label(Ref("role", row.role)).get(lang)
        yield _short(snapshot, Ref("mechanism", row.mechanism), lang) + _DASH + role + _DASH + who
        yield _years(row.since, row.until, lang)
        yield _said("attested", lang, map(str, row.attested))
    elif isinstance(row, MandateAssignment):
        mandate = snapshot.label(Ref("mandate", row.mandate)).get(lang)
        body = _short(snapshot, Ref("mechanism", row.mechanism), lang)
        yield body + _DASH + word("works_on", lang) + _DASH + mandate
        yield _said("attested", lang, map(str, row.attested))
    elif isinstance(row, Claim):
        label = snapshot.properties.get(row.property)
        about = label.get(lang) if label else row.property
        yield _short(snapshot, row.subject, lang) + _DASH + about + _DASH + _value(snapshot, row, lang)
        yield from _qualifiers(snapshot, row, lang)


def _value(snapshot: Snapshot, row: Claim, lang: str) -> str:
    value = row.value
    if value.ref:
        return _name(snapshot, value.ref, lang)
    if value.words:
        return value.words.get(lang)
    about = snapshot.label(Ref("approximation", row.approximation)).get(lang) if row.approximation else ""
    unit = snapshot.label(Ref("unit", row.unit)).get(lang) if row.unit else ""
    return " ".join(filter(None, (about, value.text, unit)))


def _qualifiers(snapshot: Snapshot, row: Claim, lang: str) -> Iterator[str]:
    yield str(row.year or "")
    if row.period_start or row.period_end:
        yield word("period", lang, f"{row.period_start or '…'}–{row.period_end or '…'}")
    if row.population:
        yield word("counted", lang, row.population.get(lang))
    yield _said("of", lang, _names(snapshot, row.concerns, lang))
    group = [row.contributor_group.get(lang)] if row.contributor_group else []
    yield _said("by", lang, [*_names(snapshot, (row.contributor,) if row.contributor else (), lang), *group])
    yield _said("field", lang, (snapshot.label(Ref("mandate", key)).get(lang) for key in row.mandates))
    if row.ordinal is not None:
        yield word("point", lang, row.ordinal)
    yield _said("follows", lang, (f"{ref.kind}/{ref.id}" for ref in row.follows))


def _named(snapshot: Snapshot, thing: Named, lang: str) -> Iterator[str]:
    if isinstance(thing, Mechanism):
        yield thing.acronym or ""
        yield snapshot.label(Ref("mechanism-type", thing.type)).get(lang)
        yield snapshot.label(Ref("status", thing.status)).get(lang) if thing.status else ""
        yield _aliases(thing.aliases, lang)
    elif isinstance(thing, Participant):
        yield thing.iso3 or thing.acronym or ""
        yield _aliases(thing.aliases, lang)
    elif isinstance(thing, Region):
        yield _said("covers", lang, (ref.id for ref in thing.covers))
        yield _aliases(thing.aliases, lang)
    elif isinstance(thing, Instrument):
        yield thing.acronym or ""
        yield snapshot.label(Ref("instrument-type", thing.type)).get(lang) if thing.type else ""
        yield word("adopted", lang, thing.adopted) if thing.adopted else ""
        yield _aliases(thing.aliases, lang)
    elif isinstance(thing, Event):
        yield thing.date or str(thing.year or "")
        yield thing.place.get(lang) if thing.place else ""
        yield _aliases(thing.aliases, lang)
        yield _said("concerns", lang, _names(snapshot, thing.concerns, lang))
    else:
        yield from _recommendation(snapshot, thing, lang)


def _recommendation(snapshot: Snapshot, row: Recommendation, lang: str) -> Iterator[str]:
    yield row.number or ""
    group = [row.addressee_group.get(lang)] if row.addressee_group else []
    yield _said("for", lang, [*_names(snapshot, row.addressees, lang), *group])
    yield row.description.get(lang).rstrip(".") if row.description else ""
    yield word("target", lang, row.target.get(lang)) if row.target else ""
    until = row.deadline or row.target_year
    yield word("until", lang, until) if until else ""
    yield _said("concerns", lang, _names(snapshot, row.concerns, lang))


def _short(snapshot: Snapshot, ref: Ref, lang: str) -> str:
    """Return the acronym of a mechanism that has one, else the name of ``ref``."""
    body = snapshot.mechanisms.get(ref.id) if ref.kind == "mechanism" else None
    return body.acronym if body and body.acronym else snapshot.label(ref).get(lang)


def _name(snapshot: Snapshot, ref: Ref, lang: str) -> str:
    name = snapshot.label(ref).get(lang)
    body = snapshot.mechanisms.get(ref.id) if ref.kind == "mechanism" else None
    return f"{name} ({body.acronym})" if body and body.acronym else name


def _names(snapshot: Snapshot, refs: Iterable[Ref], lang: str) -> list[str]:
    return [_name(snapshot, ref, lang) for ref in refs]


def _said(key: str, lang: str, values: Iterable[str]) -> str:
    joined = ", ".join(values)
    return word(key, lang, joined) if joined else ""


def _aliases(aliases: Iterable[Alias], lang: str) -> str:
    return _said("also", lang, dict.fromkeys(alias.text for alias in aliases if alias.lang in ("", lang)))


def _years(since: str | None, until: str | None, lang: str) -> str:
    if since and until:
        return f"{since}–{until}"
    return word("since", lang, since) if since else word("until", lang, until) if until else ""
