"""Answers of the library: plain rows that become data frames, and the overlap of two mechanisms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.model import Ref, Text
from kg.overlap.pairs import Pair

if TYPE_CHECKING:
    import pandas


class Rows(list[dict[str, Any]]):
    """Rows of an answer: a list of plain dicts that also knows how to be a data frame."""

    def dicts(self) -> list[dict[str, Any]]:
        """Return the rows as a plain list of plain dicts."""
        return list(self)

    def frame(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame (raises ImportError where pandas is not installed)."""
        import pandas as pd

        return pd.DataFrame(list(self))


@dataclass(frozen=True, slots=True)
class Overlap(Pair):
    """A :class:`kg.overlap.pairs.Pair` that knows the names of what it holds."""

    labels: dict[Ref, Text] = field(default_factory=dict)

    @classmethod
    def of(cls, pair: Pair, labels: dict[Ref, Text]) -> Overlap:
        """Return ``pair`` with ``labels``, the names of everything in it."""
        return cls(**{name: getattr(pair, name) for name in Pair.__slots__}, labels=labels)

    def dict(self) -> dict[str, Any]:
        """Return the lists of ids and the measures as one plain dict."""
        values = {name: getattr(self, name) for name in Pair.__slots__}
        for name in ("shared", "only_a", "only_b"):
            values[name] = [ref.id for ref in values[name]]
        values["behind"] = {
            held.node.id: {"a": [ref.id for ref in held.a], "b": [ref.id for ref in held.b]}
            for held in self.behind
        }
        return values

    def rows(self, lang: str = "en") -> Rows:
        """Return one row for each node: its id, name, and whether ``a`` and ``b`` have it."""
        sides = ((self.shared, True, True), (self.only_a, True, False), (self.only_b, False, True))
        return Rows(
            {"id": ref.id, "type": ref.kind, "name": self.labels[ref].get(lang), self.a: in_a, self.b: in_b}
            for refs, in_a, in_b in sides
            for ref in refs
        )

    def frame(self, lang: str = "en") -> pandas.DataFrame:
        """Return :meth:`rows` as a pandas data frame."""
        return self.rows(lang).frame()
