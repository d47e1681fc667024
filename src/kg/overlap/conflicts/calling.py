"""One thing under several names: those that sources use, and which of them are used here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Event, Rank, Ref, Region, Text
from kg.names import key
from kg.namesused import UsedName, names_used
from kg.overlap.conflicts.model import NO_SOURCE, Conflict, ConflictValue, outcome
from kg.overlap.conflicts.naming import ACRONYM, Named, things
from kg.snapshot import Snapshot

_USED_HERE = Text("The names used here are", "Los nombres usados aquí son")
_ENGLISH = Text("label in English", "etiqueta en inglés")
_SPANISH = Text("label in Spanish", "etiqueta en español")
_BOTH = Text("label in English and Spanish", "etiqueta en inglés y en español")
_ACRONYM = Text("acronym", "sigla")


def names(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the things for which sources use two full names or more, of any language, or two acronyms."""
    known = things(snapshot)
    for ref in sorted({row.subject for row in snapshot.claims}):
        used = names_used(snapshot, ref)
        short = sum(ACRONYM.fullmatch(row.text) is not None for row in used)
        if max(short, len(used) - short) > 1:
            yield _called(ref, used, _ours(snapshot, ref, known.get(ref)))


def _called(ref: Ref, used: Sequence[UsedName], ours: dict[str, Text]) -> Conflict:
    values = list(_sides(used, ours))
    return Conflict(
        id=f"name-{ref.id}",
        subject=ref,
        property="label",
        kind="name",
        values=tuple(values),
        note=Text(
            f"The sources call one thing by {len(used)} names.",
            f"Las fuentes llaman a una misma cosa con {len(used)} nombres.",
        ),
        outcome=outcome(values, _USED_HERE, _USED_HERE),
        things=(ref,),
    )


def _sides(used: Sequence[UsedName], ours: dict[str, Text]) -> Iterator[ConflictValue]:
    """Yield the names used here first, whether or not a source uses them too, then the other ones."""
    by_key = {row.key: row for row in used}
    for name, words in ours.items():
        row = by_key.pop(key(name), None)
        if row is not None:
            yield _side(row, name, words)
        else:
            unsaid = Text(f"{words.en}; {NO_SOURCE.en}", f"{words.es}; {NO_SOURCE.es}")
            yield ConflictValue(Text(name, name), followed=True, used_as=unsaid)
    for row in by_key.values():
        yield _side(row, row.text, None)


def _side(row: UsedName, text: str, used_as: Text | None) -> ConflictValue:
    return ConflictValue(
        value=Text(text, text),
        rank=min((claim.rank for claim in row.claims), key=list(Rank).index),
        citations=row.citations,
        statements=tuple(claim.id for claim in row.claims),
        followed=used_as is not None,
        used_as=used_as,
    )


def _ours(snapshot: Snapshot, ref: Ref, thing: Named | None) -> dict[str, Text]:
    """Return the names used here, each with what it is used as; an acronym that is the label is no other."""
    label = snapshot.label(ref)
    acronym = None if thing is None or isinstance(thing, Event | Region) else thing.acronym
    same = key(label.en) == key(label.es)
    found = {label.en: _BOTH} if same else {label.en: _ENGLISH, label.es: _SPANISH}
    if acronym and key(acronym) not in map(key, found):
        found[acronym] = _ACRONYM
    return found
