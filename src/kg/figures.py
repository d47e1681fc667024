"""Figures and other claims: which of them speak about a node, a year, a unit, as some sources give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import ParameterError
from kg.model import Claim, Mechanism, Participant, Ref, Text
from kg.names import Names, normal
from kg.snapshot import Snapshot

Sources = frozenset[str] | None
Many = str | Iterable[str] | None

#: What a figure, or any other claim, can be about.
SUBJECTS = ("mechanism", "instrument", "event", "organization", "state", "territory", "region")
#: Who can give money.
CONTRIBUTORS = ("state", "territory", "organization", "mechanism")
#: The kinds of claim that give a number.
KINDS = ("figure", "contribution")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the figures; an empty field asks for nothing, values of one field are alternatives.

    ``year`` is the year that a figure speaks of: its own, or one that its period touches. ``words`` must all
    occur in the names of what a figure is about, of its property and unit, or in whom it counts.
    """

    kinds: frozenset[str] = frozenset()
    subjects: frozenset[Ref] = frozenset()
    properties: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    year: int | None = None
    concerns: frozenset[Ref] = frozenset()
    contributors: frozenset[Ref] = frozenset()
    mandates: frozenset[str] = frozenset()
    sources: Sources = None
    words: tuple[str, ...] = ()

    def fits(self, row: Claim) -> bool:
        """Tell whether ``row`` is asked for, the words left aside."""
        return (
            row.kind in (self.kinds or KINDS)
            and (not self.subjects or row.subject in self.subjects)
            and (not self.properties or row.property in self.properties)
            and (not self.units or row.unit in self.units)
            and (self.year is None or row.speaks_of(self.year))
            and (not self.concerns or not self.concerns.isdisjoint(row.concerns))
            and (not self.contributors or row.contributor in self.contributors)
            and (not self.mandates or not self.mandates.isdisjoint(row.mandates))
            and supported(row, self.sources)
        )


def wanted(
    snapshot: Snapshot,
    names: Names,
    *,
    subject: Many = None,
    property: Many = None,  # noqa: A002  the ontology's word
    unit: Many = None,
    year: int | None = None,
    concerns: Many = None,
    contributor: Many = None,
    mandate: Many = None,
    kind: Many = None,
    sources: Sources = None,
    text: str | None = None,
) -> Wanted:
    """Return what is asked of the figures, names as ids; each argument takes one value or several.

    Raises UnknownIdError, AmbiguousNameError, and ParameterError for an unknown property, unit or kind.
    """
    return Wanted(
        kinds=_among("kind", kind, KINDS),
        subjects=frozenset(names.node(name, *SUBJECTS) for name in many(subject)),
        properties=_among("property", property, measures(snapshot)),
        units=_among("unit", unit, snapshot.concepts.get("unit", {})),
        year=year,
        concerns=frozenset(names.node(name, *SUBJECTS) for name in many(concerns)),
        contributors=frozenset(names.node(name, *CONTRIBUTORS) for name in many(contributor)),
        mandates=frozenset(map(names.mandate, many(mandate))),
        sources=sources,
        words=words(text),
    )


def many(values: Many) -> tuple[str, ...]:
    """Return one value, several or none as a tuple."""
    return (values,) if isinstance(values, str) else tuple(values or ())


def _among(parameter: str, given: Many, known: Iterable[str]) -> frozenset[str]:
    allowed = sorted(known)
    for name in many(given):
        if name not in allowed:
            raise ParameterError(parameter, f"{name!r} is not one of {', '.join(allowed)}.")
    return frozenset(many(given))


def measures(snapshot: Snapshot) -> frozenset[str]:
    """Return the properties whose values are numbers or money, by local name."""
    wanted = {"FigureProperty", "VoteCountProperty", "MoneyProperty"}
    return frozenset(name for name, kinds in snapshot.property_kinds.items() if kinds & wanted)


def words(text: str | None) -> tuple[str, ...]:
    """Return the words of ``text`` as names are compared: without case, accents and punctuation."""
    return tuple(dict.fromkeys(normal(text or "").split()))


def figures(snapshot: Snapshot, wanted: Wanted | None = None) -> list[Claim]:
    """Return the figures and contributions asked for (default: all), of every rank, by subject."""
    asked = wanted or Wanted()
    found = [row for row in snapshot.claims if asked.fits(row) and _holds(snapshot, row, asked.words)]
    return sorted(found, key=_order)


def supported(row: Claim, sources: Sources) -> bool:
    """Tell whether one of ``sources`` (None: any) supports the claim."""
    return sources is None or any(cite.source.id in sources for cite in row.supporting)


def about(snapshot: Snapshot, ref: Ref, sources: Sources = None) -> list[Claim]:
    """Return the claims about ``ref`` and those that concern it, in the order of :func:`figures`.

    A claim concerns a node that is its value, that it counts a part of, or that gives the money.
    """
    found = (row for row in snapshot.claims if ref in touched(row) and supported(row, sources))
    return sorted(found, key=_order)


def touched(row: Claim) -> set[Ref]:
    """Return the nodes that a claim is about or concerns."""
    return {ref for ref in (row.subject, row.value.ref, row.contributor, *row.concerns) if ref is not None}


def _order(row: Claim) -> tuple[str, str, str, int, int, str]:
    return row.subject.kind, row.subject.id, row.property, row.ordinal or 0, row.year or 0, row.id


def _holds(snapshot: Snapshot, row: Claim, wanted: Iterable[str]) -> bool:
    sought = tuple(wanted)
    if not sought:
        return True
    texts = [normal(text) for text in _texts(snapshot, row)]
    return all(any(word in text for text in texts) for word in sought)


def _texts(snapshot: Snapshot, row: Claim) -> Iterator[str]:
    for ref in filter(None, (row.subject, row.contributor, *row.concerns)):
        yield from _names(snapshot, ref)
    unit = snapshot.label(Ref("unit", row.unit)) if row.unit else None
    for text in (snapshot.properties.get(row.property), unit, row.population, row.contributor_group):
        yield from _both(text)


def _names(snapshot: Snapshot, ref: Ref) -> Iterator[str]:
    yield from _both(snapshot.label(ref))
    thing = snapshot.mechanisms.get(ref.id) if ref.kind == "mechanism" else snapshot.participants.get(ref)
    if isinstance(thing, Mechanism | Participant):
        yield thing.acronym or ""
        yield from (alias.text for alias in thing.aliases)


def _both(text: Text | None) -> Iterator[str]:
    if text is not None:
        yield text.en
        yield text.es
