"""What the graph speaks about, as frozen objects: no RDF, no web, no I/O.

Ids are the local names of the graph's IRIs (``crm``, ``CRI``, ``unhcr``). Where an id alone could mean two
things (Canada is ``CAN``, the Andean Community is ``can``), a :class:`Ref` carries the kind beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.timespan import YearSpan


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


@dataclass(frozen=True, slots=True)
class Source:
    """A document or page that says something."""

    id: str
    iri: str
    label: Text
    title: str
    creators: tuple[str, ...] = ()
    publisher: str | None = None
    issued: str | None = None
    year: int | None = None
    licence: str | None = None
    file: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source and its stance towards a statement."""

    id: str
    iri: str
    source: Source
    locator: str
    stance: Stance = Stance.SUPPORTS
    section: str | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a controlled list: a role, a status, a type, a unit."""

    id: str
    iri: str
    label: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class Mandate:
    """A field of work; ``broader`` and ``narrower`` are mandate ids."""

    id: str
    iri: str
    label: Text
    definition: Text
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    close_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """A state, territory or organization that can take part in a mechanism."""

    ref: Ref
    iri: str
    label: Text
    aliases: tuple[Alias, ...] = ()
    acronym: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    wikidata: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def id(self) -> str:
        """The local id, an ISO 3166-1 alpha-3 code for states and territories."""
        return self.ref.id


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A body, process, platform, compact … through which states cooperate on migration."""

    id: str
    iri: str
    label: Text
    description: Text
    type: str
    status: str
    list_status: ListStatus
    acronym: str | None = None
    aliases: tuple[Alias, ...] = ()
    complete_roles: frozenset[str] = frozenset()
    established: tuple[str, ...] = ()
    established_year: int | None = None
    ended: tuple[str, ...] = ()
    ended_year: int | None = None
    wikidata: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def ref(self) -> Ref:
        """The node of this mechanism."""
        return Ref("mechanism", self.id)

    @property
    def short(self) -> str:
        """The shortest name in use: the acronym, else the English name."""
        return self.acronym or self.label.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing as one or more sources say it."""

    id: str
    iri: str
    rank: Rank = Rank.NORMAL
    citations: tuple[Citation, ...] = ()
    rank_reason: Text | None = None
    note: Text | None = None
    inferred: bool = False

    @property
    def supporting(self) -> tuple[Citation, ...]:
        """The citations that support the statement."""
        return tuple(cite for cite in self.citations if cite.stance is Stance.SUPPORTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Statement):
    """Somebody's role in a mechanism over a span of years; ``since``/``until`` as precise as the source."""

    mechanism: str
    participant: Ref
    role: str
    span: YearSpan = field(default_factory=YearSpan)
    since: str | None = None
    until: str | None = None
    attested: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateAssignment(Statement):
    """A mechanism works on a mandate."""

    mechanism: str
    mandate: str
    attested: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a claim: a node (``ref``), words in two languages (``words``), or a typed literal."""

    text: str
    datatype: str | None = None
    words: Text | None = None
    ref: Ref | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Statement):
    """Any other contestable value; ``kind`` is claim, figure (a count) or contribution (money)."""

    subject: Ref
    property: str
    value: Value
    kind: str = "claim"
    unit: str | None = None
    year: int | None = None
    contributor: Ref | None = None
    contributor_group: Text | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A declaration, resolution, treaty or plan."""

    id: str
    iri: str
    label: Text
    type: str | None = None
    description: Text | None = None
    acronym: str | None = None
    aliases: tuple[Alias, ...] = ()
    adopted: str | None = None
    adopted_year: int | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, adoption or launch; ``concerns`` are the nodes it is about."""

    id: str
    iri: str
    label: Text
    date: str | None = None
    year: int | None = None
    place: Text | None = None
    concerns: tuple[Ref, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What somebody advises somebody to do."""

    id: str
    iri: str
    label: Text
    number: str | None = None
    addressees: tuple[str, ...] = ()
    concerns: tuple[Ref, ...] = ()
    citations: tuple[Citation, ...] = ()
