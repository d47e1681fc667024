"""Names that mislead: one acronym or name for two things, and one thing under several names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.model import Alias, Event, Instrument, Mechanism, Participant, Ref, Region, Text
from kg.names import key, normal
from kg.overlap.conflicts.model import Conflict, ConflictValue, outcome
from kg.snapshot import Snapshot

_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+)*")
_SHORTEST = 2
Named = Mechanism | Instrument | Participant | Event | Region
_AS_ID = Text("As an id it leads to", "Como id lleva a")
_NO_ID = Text(
    "Nothing has it as its id: a path asked by it answers with the candidates.",
    "Nada lo tiene por id: una ruta que lo use responde con los candidatos.",
)
_OWN_KIND = Text(
    "Each has it as its id among things of its kind: the path asked tells which is meant.",
    "Cada cosa lo tiene por id entre las de su clase: la ruta dice cuál se busca.",
)
_LABELS = Text("The labels are", "Las etiquetas son")


def acronyms(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the acronyms and names that stand for two things or more, however they are spelt."""
    meanings: dict[str, dict[Ref, Named]] = defaultdict(dict)
    spelt: dict[str, list[str]] = defaultdict(list)
    for ref, thing in _things(snapshot):
        for name in _all_names(thing):
            if key(name):
                meanings[key(name)][ref] = thing
                spelt[key(name)].append(name)
    for name, things in sorted(meanings.items()):
        if len(things) > 1:
            yield _ambiguous(min(spelt[name]), things)


def _ambiguous(name: str, things: dict[Ref, Named]) -> Conflict:
    refs = sorted(things)
    values = [
        ConflictValue(things[ref].label, None, things[ref].citations, followed=key(ref.id) == key(name))
        for ref in refs
    ]
    several = sum(side.followed for side in values) > 1  # Canada is CAN, the Andean Community is can
    word = "acronym" if _ACRONYM.fullmatch(name) else "label"
    return Conflict(
        id=f"acronym-{re.sub(r'[^a-z0-9]+', '-', normal(name))}",
        subject=refs[0],
        property=word,
        kind="acronym",
        values=tuple(values),
        note=Text(
            f"{name} stands for {len(refs)} things; ask by id or full name.",
            f"{name} designa {len(refs)} cosas; pregunte por id o por el nombre completo.",
        ),
        outcome=_OWN_KIND if several else outcome(values, _AS_ID, _NO_ID),
        about=Text(name, name),
        things=tuple(refs),
    )


def names(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the mechanisms that have several full names, or several acronyms, in one language."""
    for body in snapshot.mechanisms.values():
        found = _names_of(body)
        if any(len(_in_language(found, lang)) > 1 for lang in ("en", "es")):
            values = [_side(alias, body) for alias in found]
            yield Conflict(
                id=f"name-{body.id}",
                subject=body.ref,
                property="label",
                kind="name",
                values=tuple(values),
                note=Text(
                    f"One thing under {len(found)} names; the first of each language is the label used here.",
                    f"Una misma cosa con {len(found)} nombres; aquí se usa el primero de cada lengua.",
                ),
                outcome=outcome(values, _LABELS, _LABELS),
                things=(body.ref,),
            )


def _side(alias: Alias, body: Mechanism) -> ConflictValue:
    words = f"{alias.text} ({alias.lang})" if alias.lang else alias.text
    used = {(body.label.en, "en"), (body.label.es, "es"), (body.acronym, "")}
    followed = (alias.text, alias.lang) in used
    return ConflictValue(Text(words, words), None, body.citations, followed=followed)


def _names_of(body: Mechanism) -> list[Alias]:
    labels = [Alias(body.label.en, "en"), Alias(body.label.es, "es")]
    acronym = [Alias(body.acronym, "")] if body.acronym else []
    found: dict[tuple[str, str], Alias] = {}
    for alias in (*labels, *acronym, *body.aliases):
        # Case alone makes no other name, nor does an acronym that both languages use.
        lang = "" if alias.text == body.acronym else alias.lang
        found.setdefault((alias.text.casefold(), lang), Alias(alias.text, lang))
    return list(found.values())


def _in_language(found: list[Alias], lang: str) -> list[Alias]:
    return [alias for alias in found if alias.lang == lang and not _ACRONYM.fullmatch(alias.text)]


def _all_names(thing: Named) -> set[str]:
    """Every name of a thing; of a state its alpha-3 code too. One letter is no acronym."""
    found = {thing.label.en, thing.label.es}
    if not isinstance(thing, Event):
        found |= {alias.text for alias in thing.aliases}
    if isinstance(thing, Mechanism | Instrument | Participant) and thing.acronym:
        found.add(thing.acronym)
    if isinstance(thing, Participant) and thing.iso3:
        found.add(thing.iso3)
    return {name for name in found if len(name) >= _SHORTEST}


def _things(snapshot: Snapshot) -> Iterator[tuple[Ref, Named]]:
    for body in snapshot.mechanisms.values():
        yield body.ref, body
    for instrument in snapshot.instruments.values():
        yield Ref("instrument", instrument.id), instrument
    for event in snapshot.events.values():
        yield Ref("event", event.id), event
    yield from snapshot.participants.items()
    for region in snapshot.regions.values():
        yield region.ref, region
