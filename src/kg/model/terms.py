"""The small values that everything else is made of: ranks, stances, words in two languages, references."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rank(StrEnum):
    """How a statement stands beside others on the same matter (Wikidata's three ranks)."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Stance(StrEnum):
    """What a source does with a statement."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    OMITS = "omits"


class ListStatus(StrEnum):
    """How much of a mechanism's member list the sources give; unknown is not zero."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and Spanish."""

    en: str
    es: str

    def get(self, lang: str) -> str:
        """Return the words in ``lang``, in English for a language we do not have."""
        return self.es if lang == "es" else self.en


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a thing, in the language in which it is used ('' where it has none)."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A node of the graph by kind and id: ``Ref("state", "CRI")``."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
