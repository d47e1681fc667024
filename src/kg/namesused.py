"""Names as sources use them: claims of ``mm:nameUsed``, those whose :func:`kg.names.key` is one as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Citation, Claim, Rank, Ref
from kg.names import NAME_USED, key
from kg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class UsedName:
    """A name of a thing and the claims that sources call it so; ``text`` is the spelling most often cited."""

    text: str
    claims: tuple[Claim, ...]

    @property
    def key(self) -> str:
        """The name as it is compared: without case, accents, spaces and punctuation."""
        return key(self.text)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places that use the name, each once."""
        return tuple(dict.fromkeys(cite for row in self.claims for cite in row.supporting))


def names_used(snapshot: Snapshot, ref: Ref, sources: frozenset[str] | None = None) -> tuple[UsedName, ...]:
    """Return the names by which ``sources`` (None: all) call ``ref``, in their order; no deprecated ones."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for row in _claims(snapshot, ref, sources):
        groups[key(row.value.text)].append(row)
    found = (_used(rows) for rows in groups.values())
    return tuple(sorted(found, key=lambda used: (used.key, used.text)))


def _claims(snapshot: Snapshot, ref: Ref, sources: frozenset[str] | None) -> Iterator[Claim]:
    for row in snapshot.claims_by_subject.get(ref, ()):
        saying = {cite.source.id for cite in row.supporting}
        heard = saying if sources is None else saying & sources
        if row.property == NAME_USED and row.rank is not Rank.DEPRECATED and heard:
            yield row


def _used(rows: list[Claim]) -> UsedName:
    rows.sort(key=lambda row: (-len(row.supporting), row.value.text, row.id))
    return UsedName(rows[0].value.text, tuple(rows))
