"""Names that mislead: one acronym for two things, and one thing under several names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.model import Alias, Citation, Instrument, Mechanism, Participant, Ref, Text
from kg.overlap.conflicts.model import Conflict, ConflictValue
from kg.snapshot import Snapshot

_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+)*")
_SHORTEST = 2
Named = Mechanism | Instrument | Participant


def acronyms(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the acronyms that stand for two things or more."""
    meanings: dict[str, dict[Ref, Named]] = defaultdict(dict)
    for ref, thing in _things(snapshot):
        for acronym in _acronyms_of(thing):
            meanings[acronym][ref] = thing
    for acronym, things in sorted(meanings.items()):
        if len(things) > 1:
            yield Conflict(
                id=f"acronym-{acronym.lower()}",
                subject=min(things),
                property="acronym",
                kind="acronym",
                values=tuple(ConflictValue(thing.label, None, thing.citations) for thing in things.values()),
                note=Text(
                    f"{acronym} stands for {len(things)} things; ask by id or full name.",
                    f"{acronym} designa {len(things)} cosas; pregunte por id o por el nombre completo.",
                ),
            )


def names(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the mechanisms that have several full names, or several acronyms, in one language."""
    for body in snapshot.mechanisms.values():
        found = _names_of(body)
        if any(len(_in_language(found, lang)) > 1 for lang in ("en", "es")):
            yield Conflict(
                id=f"name-{body.id}",
                subject=body.ref,
                property="label",
                kind="name",
                values=tuple(_side(alias, body.citations) for alias in found),
                note=Text(
                    f"One thing under {len(found)} names; the first of each language is the label used here.",
                    f"Una misma cosa con {len(found)} nombres; aquí se usa el primero de cada lengua.",
                ),
            )


def _side(alias: Alias, citations: tuple[Citation, ...]) -> ConflictValue:
    words = f"{alias.text} ({alias.lang})" if alias.lang else alias.text
    return ConflictValue(Text(words, words), None, citations)


def _names_of(body: Mechanism) -> list[Alias]:
    labels = [Alias(body.label.en, "en"), Alias(body.label.es, "es")]
    acronym = [Alias(body.acronym, "")] if body.acronym else []
    found: dict[tuple[str, str], Alias] = {}
    for alias in (*labels, *acronym, *body.aliases):
        # Case alone makes no other name, nor does an acronym that both languages use.
        lang = "" if alias.text == body.acronym else alias.lang
        found.setdefault((alias.text.casefold(), lang), alias)
    return list(found.values())


def _in_language(found: list[Alias], lang: str) -> list[Alias]:
    return [alias for alias in found if alias.lang == lang and not _ACRONYM.fullmatch(alias.text)]


def _acronyms_of(thing: Named) -> set[str]:
    found = {alias.text for alias in thing.aliases if _ACRONYM.fullmatch(alias.text)}
    found |= {thing.acronym} if thing.acronym else set()
    return {acronym for acronym in found if len(acronym) >= _SHORTEST}


def _things(snapshot: Snapshot) -> Iterator[tuple[Ref, Named]]:
    for body in snapshot.mechanisms.values():
        yield body.ref, body
    for instrument in snapshot.instruments.values():
        yield Ref("instrument", instrument.id), instrument
    yield from snapshot.participants.items()
