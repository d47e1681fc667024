"""Names that mislead: one acronym or name for two things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.model import Event, Instrument, Mechanism, Participant, Ref, Region, Text
from kg.names import key, normal
from kg.namesused import UsedName, names_used
from kg.overlap.conflicts.model import NO_SOURCE, Conflict, ConflictValue, outcome
from kg.snapshot import Snapshot

ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+)*")
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


def acronyms(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the acronyms and names that stand for two things or more, however they are spelt."""
    meanings: dict[str, set[Ref]] = defaultdict(set)
    spelt: dict[str, list[str]] = defaultdict(list)
    used = {ref: names_used(snapshot, ref) for ref in things(snapshot)}
    for ref, thing in things(snapshot).items():
        for name in _all_names(thing, used[ref]):
            if key(name):
                meanings[key(name)].add(ref)
                spelt[key(name)].append(name)
    for name, refs in sorted(meanings.items()):
        if len(refs) > 1:
            yield _ambiguous(snapshot, min(spelt[name]), sorted(refs), used)


def _ambiguous(
    snapshot: Snapshot, name: str, refs: list[Ref], used: Mapping[Ref, tuple[UsedName, ...]]
) -> Conflict:
    values = [_meaning(snapshot, name, ref, used[ref]) for ref in refs]
    several = sum(side.followed for side in values) > 1  # Canada is CAN, the Andean Community is can
    word = "acronym" if ACRONYM.fullmatch(name) else "label"
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


def _meaning(snapshot: Snapshot, name: str, ref: Ref, used: tuple[UsedName, ...]) -> ConflictValue:
    """Return what ``name`` may stand for, with the sources that call it so; that none does is said."""
    same = [row for row in used if key(row.text) == key(name)]
    return ConflictValue(
        snapshot.label(ref),
        citations=tuple(dict.fromkeys(cite for row in same for cite in row.citations)),
        statements=tuple(claim.id for row in same for claim in row.claims),
        followed=key(ref.id) == key(name),
        used_as=None if same else NO_SOURCE,
    )


def _all_names(thing: Named, used: tuple[UsedName, ...]) -> set[str]:
    """Every name of a thing; of a state its alpha-3 code too. One letter is no acronym."""
    found = {thing.label.en, thing.label.es, *(row.text for row in used)}
    found |= {alias.text for alias in thing.aliases}
    if isinstance(thing, Mechanism | Instrument | Participant) and thing.acronym:
        found.add(thing.acronym)
    if isinstance(thing, Participant) and thing.iso3:
        found.add(thing.iso3)
    return {name for name in found if len(name) >= _SHORTEST}


def things(snapshot: Snapshot) -> Mapping[Ref, Named]:
    """Return whatever may bear an acronym, by node."""
    return {
        **{body.ref: body for body in snapshot.mechanisms.values()},
        **{Ref("instrument", row.id): row for row in snapshot.instruments.values()},
        **{Ref("event", row.id): row for row in snapshot.events.values()},
        **snapshot.participants,
        **{region.ref: region for region in snapshot.regions.values()},
    }
