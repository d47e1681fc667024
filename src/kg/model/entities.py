"""The things the graph names: sources, participants, mechanisms, mandates, instruments, events."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.terms import Alias, ListStatus, Ref, Stance, Text


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
    """A field of work; ``broader`` and ``narrower`` are mandate ids.

    ``close_match`` and ``broad_match`` are IRIs of objectives: as wide as the field, or wider than it.
    """

    id: str
    iri: str
    label: Text
    definition: Text
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    close_match: tuple[str, ...] = ()
    broad_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A numbered objective of a global compact, ``gcm`` (migration) or ``gcr`` (refugees): ``gcm-7``."""

    compact: str
    number: int
    iri: str
    label: Text
    definition: Text
    aliases: tuple[Alias, ...] = ()

    @property
    def id(self) -> str:
        """Compact and number: numbers alone would mean two things."""
        return f"{self.compact}-{self.number}"

    @property
    def ref(self) -> Ref:
        """The objective as answers name it."""
        return Ref("objective", self.id)

    @property
    def node(self) -> Ref:
        """The node of the graph."""
        return Ref(f"{self.compact}-objective", str(self.number))


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
class Region:
    """An area that a figure or finding speaks of, not a participant; it ``covers`` states and territories."""

    id: str
    iri: str
    label: Text
    aliases: tuple[Alias, ...] = ()
    covers: tuple[Ref, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def ref(self) -> Ref:
        """The node of this region."""
        return Ref("region", self.id)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A body, process, platform, compact … through which states cooperate on migration.

    ``status`` is None where no source says whether it is at work.
    """

    id: str
    iri: str
    label: Text
    description: Text
    type: str
    status: str | None
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
    aliases: tuple[Alias, ...] = ()
    date: str | None = None
    year: int | None = None
    place: Text | None = None
    concerns: tuple[Ref, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What somebody advises somebody to do.

    ``addressees`` are nodes; ``addressee_group`` names in words those that are none. ``deadline`` is the day,
    month or year by whose end it asks to be done, as precise as the source, ``target_year`` its year.
    """

    id: str
    iri: str
    label: Text
    description: Text | None = None
    number: str | None = None
    part_of: Ref | None = None
    addressees: tuple[Ref, ...] = ()
    addressee_group: Text | None = None
    target: Text | None = None
    target_year: int | None = None
    deadline: str | None = None
    note: Text | None = None
    concerns: tuple[Ref, ...] = ()
    citations: tuple[Citation, ...] = ()
