"""The explorer's document of the graph in use, made once, with what the page knows beside the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from threading import Lock
from typing import Any, Final

from kg.explorer import Surroundings, document, packed
from kg.explorer.neighbours import neighbours
from kg.explorer.places import places
from kg.model import Text
from kg.overlap.conflicts import Conflict, conflicts
from kg.snapshot import Snapshot
from kg.views.regions import SIDES
from kg.views.words import LANGUAGES, explorer_catalogue

#: The member of the document that comes after the first picture.
DETAILS: Final = "details"


@dataclass(frozen=True)
class _Made:
    """The document of one snapshot, and its JSON."""

    snapshot: Snapshot
    document: Mapping[str, Any]

    @cached_property
    def packed(self) -> bytes:
        return packed(self.document)

    @cached_property
    def first(self) -> bytes:
        return packed({name: value for name, value in self.document.items() if name != DETAILS})


_LATEST: list[_Made] = []
#: Held while a document is made: whoever comes meanwhile waits for it and does not make another.
_MAKING = Lock()


def document_of(snapshot: Snapshot, found: Sequence[Conflict] | None = None) -> Mapping[str, Any]:
    """Return the document of ``snapshot``, made once for as long as it is the one in use.

    ``found`` are its disagreements (None: found here).
    """
    return _made(snapshot, found).document


def packed_of(snapshot: Snapshot, found: Sequence[Conflict] | None = None) -> bytes:
    """Return :func:`document_of` as JSON in UTF-8."""
    return _made(snapshot, found).packed


def first_of(snapshot: Snapshot, found: Sequence[Conflict] | None = None) -> bytes:
    """Return what :func:`packed_of` returns without the long texts, which the first picture does not need."""
    return _made(snapshot, found).first


def part_of(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the members ``names`` of a document, and which dataset they are of."""
    return {name: document[name] for name in dict.fromkeys(("dataset_version", *names))}


def map_text() -> str:
    """Return the map that is shipped, as JSON."""
    return (files("kg.views") / "assets" / "explorer" / "map.json").read_text("utf-8").strip()


def _made(snapshot: Snapshot, found: Sequence[Conflict] | None) -> _Made:
    with _MAKING:
        for known in _LATEST:
            if known.snapshot is snapshot:
                return known
        disagreements = conflicts(snapshot) if found is None else found
        fresh = _Made(snapshot, document(snapshot, disagreements, _around(snapshot)))
        _LATEST[:] = [fresh]
        return fresh


def _around(snapshot: Snapshot) -> Surroundings:
    words = {lang: explorer_catalogue(lang) for lang in LANGUAGES}
    keys = {name: f"plain.group.{name}" for side in SIDES.values() for name in side}
    return Surroundings(
        neighbours=neighbours(),
        groups={name: Text(words["en"][key], words["es"][key]) for name, key in keys.items()},
        places=places(snapshot),
    )
