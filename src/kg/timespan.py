"""Years: spans whose ends may be unknown, and what "as of year Y" rests on.

The rule is the ontology's: a membership holds in Y when since ≤ Y (or since unknown) and Y ≤ until
(or until unknown). Its basis is *stated* when a since is stated, or when Y is at or after the first year
in which a dated source attests it; otherwise it is *assumed*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """How sure "belonged in year Y" is."""

    STATED = "stated"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class YearSpan:
    """A span of calendar years, both ends inclusive; None means unknown, never "always"."""

    since: int | None = None
    until: int | None = None

    def holds(self, year: int) -> bool:
        """Tell whether nothing known speaks against ``year``."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    def overlaps(self, other: YearSpan) -> bool:
        """Tell whether a year exists in which both hold."""
        starts = [end for end in (self.since, other.since) if end is not None]
        ends = [end for end in (self.until, other.until) if end is not None]
        return not starts or not ends or max(starts) <= min(ends)

    def basis(self, year: int, attested: Iterable[int] = ()) -> Basis:
        """Return what "holds in ``year``" rests on, given the years in which sources attest it."""
        if self.since is not None:
            return Basis.STATED
        first = min(attested, default=None)
        return Basis.STATED if first is not None and first <= year else Basis.ASSUMED


def period_words(start: str | None, end: str | None) -> str:
    """Return a period as its ends are written: ``2018-10–2019-09``, ``2019–`` if one is open, '' for none."""
    return (start or "") if start == end else f"{start or ''}–{end or ''}"
