"""Recommendations: those about a mechanism or mandate, to an addressee, of a source, with a deadline."""

from __future__ import annotations

from dataclasses import dataclass

from kg.figures import Many, many
from kg.model import Recommendation, Ref
from kg.names import Names
from kg.snapshot import Snapshot
from kg.texts import natural

#: Whom a recommendation can ask to act.
ADDRESSEES = ("state", "territory", "organization", "mechanism")


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked; an empty field asks for nothing, the values of one field are alternatives."""

    mechanisms: frozenset[str] = frozenset()
    mandates: frozenset[str] = frozenset()
    addressees: frozenset[Ref] = frozenset()
    sources: frozenset[str] = frozenset()
    target_year: int | None = None

    def fits(self, row: Recommendation) -> bool:
        """Tell whether ``row`` is asked for."""
        mechanisms, mandates = concerned(row, "mechanism"), concerned(row, "mandate")
        cited = {cite.source.id for cite in row.citations}
        return (
            (not self.mechanisms or not self.mechanisms.isdisjoint(mechanisms))
            and (not self.mandates or not self.mandates.isdisjoint(mandates))
            and (not self.addressees or not self.addressees.isdisjoint(row.addressees))
            and (not self.sources or not self.sources.isdisjoint(cited))
            and (self.target_year is None or row.target_year == self.target_year)
        )


def asking(
    names: Names,
    *,
    mechanism: Many = None,
    mandate: Many = None,
    addressee: Many = None,
    source: Many = None,
    target_year: int | None = None,
) -> Asking:
    """Return what is asked, names as ids; each argument takes one value or several.

    Raises UnknownIdError, AmbiguousNameError.
    """
    return Asking(
        mechanisms=frozenset(map(names.mechanism, many(mechanism))),
        mandates=frozenset(map(names.mandate, many(mandate))),
        addressees=frozenset(names.node(name, *ADDRESSEES) for name in many(addressee)),
        sources=frozenset(map(names.source, many(source))),
        target_year=target_year,
    )


def recommendations(snapshot: Snapshot, asked: Asking | None = None) -> list[Recommendation]:
    """Return the recommendations asked for (default: all), by id, number 2 before number 10."""
    wanted = asked or Asking()
    found = (row for row in snapshot.recommendations.values() if wanted.fits(row))
    return sorted(found, key=lambda row: natural(row.id))


def touching(snapshot: Snapshot, ref: Ref, sources: frozenset[str] | None = None) -> list[Recommendation]:
    """Return the recommendations of ``sources`` (None: all) that are about ``ref`` or ask it to act."""
    asked = Asking(sources=sources or frozenset())
    return [row for row in recommendations(snapshot, asked) if ref in (*row.concerns, *row.addressees)]


def concerned(row: Recommendation, kind: str) -> list[str]:
    """Return the ids of the nodes of ``kind`` that a recommendation is about."""
    return [ref.id for ref in row.concerns if ref.kind == kind]
