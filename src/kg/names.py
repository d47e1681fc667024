"""Names → nodes: any name or acronym, in any case and with or without accents, to the one thing it means.

A name that means several things is never resolved in silence: :class:`kg.errors.AmbiguousNameError` carries
the candidates. An id always wins over a name.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.errors import AmbiguousNameError, UnknownIdError
from kg.model import Alias, Mechanism, Participant, Rank, Ref, Text
from kg.snapshot import Snapshot

_PLACES = ("state", "territory")
#: The property of claims that a source calls something by a name.
NAME_USED = "nameUsed"
#: Kinds of which two may not share a name without saying so; the rule is ``ambiguous-name.rq``.
ENTITIES = ("mechanism", *_PLACES, "region", "organization", "instrument", "event")
_WORDS = re.compile(r"[^\W_]+")


def normal(text: str) -> str:
    """Return the words of ``text`` without accents, case and punctuation, as search compares them."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_WORDS.findall(bare.casefold()))


def key(text: str) -> str:
    """Return :func:`normal` without spaces: ``CA-4``, ``CA4`` and ``ca 4`` are one name."""
    return normal(text).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Hit:
    """A node found by search: ``matched`` is the name that matched, ``score`` is in 0..1."""

    ref: Ref
    label: Text
    matched: str
    score: float


class Names:
    """The names of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def mechanism(self, text: str) -> str:
        """Return the id of the mechanism called ``text``; raises UnknownIdError, AmbiguousNameError."""
        return self._resolve(text, ("mechanism",), "mechanism").id

    def state(self, text: str) -> Ref:
        """Return the state or territory called ``text`` (ISO 3166-1 alpha-3, alpha-2 or a name)."""
        return self._resolve(text, _PLACES, "state")

    def participant(self, text: str) -> Ref:
        """Return the participant called ``text``: a state or territory, else an organization or mechanism."""
        others = ("organization", "mechanism")
        try:
            return self.state(text)
        except UnknownIdError:
            return self._resolve(text, others, "participant", near=(*_PLACES, *others))

    def mandate(self, text: str) -> str:
        """Return the id of the mandate called ``text``."""
        return self._resolve(text, ("mandate",), "mandate").id

    def objective(self, text: str) -> str:
        """Return the id (``gcm-7``) of the objective called ``text``; a number alone names none."""
        try:
            return self._resolve(text, ("objective",), "objective").id
        except UnknownIdError as error:
            numbered = [row.id for row in self._snapshot.objectives.values() if str(row.number) == text]
            near = numbered or error.suggestions
            raise UnknownIdError("objective", text, near, error.elsewhere) from error

    def source(self, text: str) -> str:
        """Return the id of the source called ``text``."""
        return self._resolve(text, ("source",), "source").id

    def node(self, text: str, *kinds: str) -> Ref:
        """Return the node of ``kinds`` called ``text``; ``kind:id`` and an id as it is spelt are exact.

        Candidates of an ambiguous name are written ``kind:id``, since ids of two kinds may be alike: ``CAN``
        is Canada, ``can`` the Andean Community.
        """
        kind, colon, rest = text.partition(":")
        if colon and kind in kinds:
            return self._resolve(rest, (kind,), kind)
        exact = [ref for ref in self._ids.get(text.casefold(), ()) if ref.kind in kinds and ref.id == text]
        if len(exact) == 1:
            return exact[0]
        try:
            return self._resolve(text, kinds, kinds[0] if len(kinds) == 1 else "node")
        except AmbiguousNameError as error:
            if len(kinds) == 1:
                raise
            found = sorted(ref for ref in self._index.get(key(text), ()) if ref.kind in kinds)
            raise AmbiguousNameError(text, [str(ref) for ref in found], self._labels(found)) from error

    def may_also_mean(self, ref: Ref) -> tuple[Ref, ...]:
        """Return the other entities (see :data:`ENTITIES`) that a name of ``ref``, its id too, stands for."""
        found = {other for name in self._keys.get(ref, ()) for other in self._index[name]}
        return tuple(sorted(other for other in found - {ref} if other.kind in ENTITIES))

    def search(self, text: str, limit: int | None = 20, kinds: Iterable[str] | None = None) -> list[Hit]:
        """Return the nodes whose names fit ``text`` best: the same, then by beginnings, parts, likeness.

        ``limit`` None: all that fit.
        """
        wanted = normal(text)
        if not wanted:
            return []
        allowed = None if kinds is None else frozenset(kinds)
        best: dict[Ref, Hit] = {}
        for ref, name in self._names:
            if allowed is not None and ref.kind not in allowed:
                continue
            score = _score(wanted, normal(name))
            if score > 0 and (ref not in best or best[ref].score < score):
                best[ref] = Hit(ref, self._snapshot.label(ref), name, round(score, 3))
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.label.en, hit.ref))[:limit]

    def _resolve(self, text: str, kinds: tuple[str, ...], what: str, near: tuple[str, ...] = ()) -> Ref:
        """Return the one node of ``kinds`` called ``text``; ``near``: the kinds to suggest from."""
        by_id = [ref for ref in self._ids.get(text.casefold(), ()) if ref.kind in kinds]
        if len(by_id) == 1:
            return by_id[0]
        found = sorted(ref for ref in self._index.get(key(text), ()) if ref.kind in kinds)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(text, [ref.id for ref in found], self._labels(found))
        raise UnknownIdError(what, text, self._near(text, near or kinds), self._elsewhere(text))

    def _elsewhere(self, text: str) -> list[tuple[Ref, Text]]:
        """Return the nodes of any kind whose id or name ``text`` is."""
        found = self._ids.get(text.casefold()) or self._index.get(key(text), frozenset())
        return [(ref, self._snapshot.label(ref)) for ref in sorted(found)]

    def _labels(self, refs: Iterable[Ref]) -> list[Text]:
        return [self._snapshot.label(ref) for ref in refs]

    def _near(self, text: str, kinds: tuple[str, ...]) -> list[str]:
        names = {normal(name): ref.id for ref, name in self._names if ref.kind in kinds}
        wanted = normal(text)
        close = difflib.get_close_matches(wanted, names, n=8, cutoff=0.6)
        parts = [name for name in names if len(wanted) > 2 and wanted in name.split()]
        return list(dict.fromkeys(names[name] for name in [*close, *parts]))[:5]

    @cached_property
    def _names(self) -> tuple[tuple[Ref, str], ...]:
        return tuple(_all_names(self._snapshot))

    @cached_property
    def _index(self) -> Mapping[str, frozenset[Ref]]:
        index: defaultdict[str, set[Ref]] = defaultdict(set)
        for ref, names in self._keys.items():
            for name in names:
                index[name].add(ref)
        return {name: frozenset(refs) for name, refs in index.items()}

    @cached_property
    def _keys(self) -> Mapping[Ref, frozenset[str]]:
        """The names of each node, as they are compared; a name without letters or digits is none."""
        found: defaultdict[Ref, set[str]] = defaultdict(set)
        for ref, name in self._names:
            found[ref] |= {key(name)} - {""}
        return {ref: frozenset(names) for ref, names in found.items()}

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[Ref]]:
        index: defaultdict[str, set[Ref]] = defaultdict(set)
        for ref, _ in self._names:
            index[ref.id.casefold()].add(ref)
        return {name: frozenset(refs) for name, refs in index.items()}


def _score(wanted: str, name: str) -> float:
    if wanted.replace(" ", "") == name.replace(" ", ""):
        return 1.0
    if name.startswith(wanted):
        return 0.9
    if f" {wanted}" in f" {name}":
        return 0.8
    if len(wanted) > 2 and wanted in name:
        return 0.6
    if len(wanted) < 4:
        return 0.0
    likeness = difflib.SequenceMatcher(None, wanted, name)
    if likeness.real_quick_ratio() < 0.75 or likeness.quick_ratio() < 0.75:
        return 0.0
    ratio = likeness.ratio()
    return ratio / 2 if ratio >= 0.75 else 0.0


def _all_names(snapshot: Snapshot) -> Iterator[tuple[Ref, str]]:
    for body in snapshot.mechanisms.values():
        yield from _named(body.ref, body)
    for ref, participant in snapshot.participants.items():
        yield from _named(ref, participant)
    yield from _names_of_fields(snapshot)
    for instrument in snapshot.instruments.values():
        ref = Ref("instrument", instrument.id)
        yield from _words(ref, instrument.label, instrument.aliases, instrument.acronym)
    for source in snapshot.sources.values():
        yield from _words(Ref("source", source.id), source.label, (Alias(source.title, ""),))
    for event in snapshot.events.values():
        yield from _words(Ref("event", event.id), event.label, event.aliases)
    for recommendation in snapshot.recommendations.values():
        yield from _words(Ref("recommendation", recommendation.id), recommendation.label)
    for region in snapshot.regions.values():
        yield from _words(region.ref, region.label, region.aliases)
    yield from _names_used(snapshot)


def _names_of_fields(snapshot: Snapshot) -> Iterator[tuple[Ref, str]]:
    for mandate in snapshot.mandates.values():
        yield from _words(Ref("mandate", mandate.id), mandate.label, mandate.aliases)
    for objective in snapshot.objectives.values():
        yield from _words(objective.ref, objective.label, objective.aliases)


def _names_used(snapshot: Snapshot) -> Iterator[tuple[Ref, str]]:
    for claim in snapshot.claims:
        if claim.property == NAME_USED and claim.rank is not Rank.DEPRECATED:
            yield claim.subject, claim.value.text


def _named(ref: Ref, thing: Mechanism | Participant) -> Iterator[tuple[Ref, str]]:
    yield from _words(ref, thing.label, thing.aliases, thing.acronym)
    if isinstance(thing, Participant) and thing.iso2:
        yield ref, thing.iso2


def _words(
    ref: Ref, label: Text, aliases: Iterable[Alias] = (), acronym: str | None = None
) -> Iterator[tuple[Ref, str]]:
    yield ref, ref.id
    yield ref, label.en
    yield ref, label.es
    if acronym:
        yield ref, acronym
    for alias in aliases:
        yield ref, alias.text
