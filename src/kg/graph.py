"""The graph for Python users: :func:`load` it, ask it; answers are plain rows that become data frames."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg import rows
from kg.answers import Overlap, Rows
from kg.asof import Selection, seats
from kg.coverage import Coverage
from kg.coverage import load as load_coverage
from kg.errors import DataInvalidError, ParameterError
from kg.figures import Many, figures, wanted
from kg.model import Ref
from kg.names import Names
from kg.overlap.conflicts import conflicts
from kg.overlap.incidence import mandates, members
from kg.overlap.network import Network, network
from kg.overlap.pairs import pair
from kg.recommendations import asking, recommendations
from kg.repository import read
from kg.resources import coverage_dir
from kg.snapshot import Snapshot
from kg.store.loading import open_store
from kg.store.port import GraphStore, Table

if TYPE_CHECKING:
    import rdflib

Role = str | Iterable[str] | None
ANY = "any"
FIRST_YEAR, LAST_YEAR = 1800, 2100


class KnowledgeGraph:
    """The graph: its store, its domain snapshot in memory, and the questions people ask most."""

    def __init__(
        self, store: GraphStore, ledgers: Path | None = None, snapshot: Snapshot | None = None
    ) -> None:
        """Read ``store`` (``snapshot``: what it says, where that is known already).

        Raises DataInvalidError where its shape is not the ontology's.
        """
        self.store = store
        self.ledgers = ledgers
        self.snapshot: Snapshot = snapshot or read(store)
        self.names = Names(self.snapshot)

    def members(
        self,
        mechanism: str,
        year: int | None = None,
        role: Role = "member",
        source: str | Iterable[str] | None = None,
        lang: str = "en",
    ) -> Rows:
        """Return who holds ``role`` in ``mechanism`` in ``year``, one row for each seat, with sources.

        ``year`` None is now; ``role`` is one, several, or "any"; ``source`` answers as if only these had
        spoken. Raises UnknownIdError, AmbiguousNameError, ParameterError.
        """
        selection = self.selection(year, role, source)
        found = seats(self.snapshot, selection, mechanism=self.names.mechanism(mechanism))
        return Rows(rows.membership_row(self.snapshot, seat, lang) for seat in found)

    def mechanisms_of(
        self,
        state: str,
        year: int | None = None,
        role: Role = "member",
        source: str | Iterable[str] | None = None,
        lang: str = "en",
    ) -> Rows:
        """Return the seats that ``state`` (code or name) holds in ``year``; as :meth:`members`."""
        selection = self.selection(year, role, source)
        found = seats(self.snapshot, selection, participant=self.names.participant(state))
        return Rows(rows.membership_row(self.snapshot, seat, lang) for seat in found)

    def overlap(
        self,
        a: str,
        b: str,
        year: int | None = None,
        by: Literal["members", "mandates"] = "members",
        role: Role = "member",
        source: str | Iterable[str] | None = None,
    ) -> Overlap:
        """Return what mechanisms ``a`` and ``b`` share; measures are None when a list is unknown.

        By mandates, a broader one that either holds stands for all its narrower ones (``behind`` has these).
        """
        if by not in ("members", "mandates"):
            raise ParameterError("by", f"{by!r} is not members or mandates")
        both: Sequence[str] = (self.names.mechanism(a), self.names.mechanism(b))
        compute = members if by == "members" else mandates
        found = pair(compute(self.snapshot, self.selection(year, role, source), both), *both)
        refs = {*found.shared, *found.only_a, *found.only_b}
        refs |= {ref for held in found.behind for ref in (*held.a, *held.b)}
        return Overlap.of(found, {ref: self.snapshot.label(ref) for ref in refs})

    def conflicts(self, lang: str = "en") -> Rows:
        """Return every disagreement of the sources, each side with its sources."""
        return Rows(rows.conflict_row(self.snapshot, row, lang) for row in conflicts(self.snapshot))

    def figures(
        self,
        subject: Many = None,
        year: int | None = None,
        source: str | Iterable[str] | None = None,
        lang: str = "en",
        *,
        property: Many = None,  # noqa: A002  the ontology's word
        unit: Many = None,
        concerns: Many = None,
        contributor: Many = None,
        mandate: Many = None,
        kind: Many = None,
    ) -> Rows:
        """Return the numbers and sums of money, of every rank, about ``subject`` (default: about anything).

        ``year`` finds a figure of that year and one whose period touches it; ``concerns`` is what is counted
        in part, ``kind`` figure or contribution. Raises UnknownIdError, AmbiguousNameError, ParameterError.
        """
        chosen = self.selection(year, source=source)
        asked = wanted(
            self.snapshot,
            self.names,
            subject=subject,
            property=property,
            unit=unit,
            year=chosen.year,
            concerns=concerns,
            contributor=contributor,
            mandate=mandate,
            kind=kind,
            sources=chosen.sources,
        )
        found = figures(self.snapshot, asked)
        return Rows(rows.claim_row(self.snapshot, row, lang, chosen.sources) for row in found)

    def recommendations(self, target_year: int | None = None, lang: str = "en", **narrowed: Many) -> Rows:
        """Return what the sources advise: to whom, what to do, until when, about what.

        ``narrowed`` takes ``mechanism``, ``mandate``, ``addressee``, ``source``, one or several. Raises
        UnknownIdError, AmbiguousNameError, ParameterError.
        """
        asked = asking(self.names, target_year=_year(target_year), **narrowed)
        found = recommendations(self.snapshot, asked)
        return Rows(rows.recommendation_row(self.snapshot, row, lang) for row in found)

    def query(self, text: str) -> Table:
        """Return the rows of a SPARQL SELECT of your own (:attr:`graph` answers the other forms).

        Raises QuerySyntaxError with line and column, QueryError for a query that gives no rows.
        """
        return self.store.select(text)

    def to_networkx(self, year: int | None = None, role: Role = ANY) -> Network:
        """Return the membership network as a networkx multigraph, one edge for each seat."""
        return network(self.snapshot, self.selection(year, role))

    @cached_property
    def coverage(self) -> Coverage:
        """The coverage ledgers beside the data file; raises DataError where one cannot be understood."""
        return load_coverage(self.ledgers) if self.ledgers else Coverage()

    @cached_property
    def graph(self) -> rdflib.Graph:
        """The whole graph, ontology included, as an rdflib Graph (a copy: changes do not come back)."""
        import rdflib

        return rdflib.Graph().parse(data=self.store.graph("CONSTRUCT WHERE { ?s ?p ?o }"), format="nt")

    def selection(
        self,
        year: int | None = None,
        role: Role = "member",
        source: str | Iterable[str] | None = None,
    ) -> Selection:
        """Return the checked form of what is asked; raises ParameterError naming the parameter."""
        return Selection(year=_year(year), roles=self._roles(role), sources=self._sources(source))

    def _roles(self, role: Role) -> frozenset[str] | None:
        wanted = frozenset([role] if isinstance(role, str) else role or [ANY])
        if ANY in wanted:
            return None
        known = self.snapshot.concepts.get("role", {})
        for name in sorted(wanted - known.keys()):
            raise ParameterError("role", f"{name!r} is not one of {', '.join(sorted(known))}, {ANY}")
        return wanted

    def _sources(self, source: str | Iterable[str] | None) -> frozenset[str] | None:
        if source is None:
            return None
        wanted = [source] if isinstance(source, str) else source
        return frozenset(map(self.names.source, wanted)) or None

    def label(self, ref: Ref, lang: str = "en") -> str:
        """Return the name of a node."""
        return self.snapshot.label(ref).get(lang)


def _year(year: int | None) -> int | None:
    """Return ``year`` as an int (NumPy's too); raises ParameterError for what is no year here."""
    if year is None:
        return None
    try:
        whole = operator.index(year)
    except TypeError:
        raise ParameterError("year", f"{year!r} is not a whole number") from None
    if not FIRST_YEAR <= whole <= LAST_YEAR:
        raise ParameterError("year", f"{whole} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return whole


def connect(store: str) -> KnowledgeGraph:
    """Return the graph that a SPARQL server holds (``sparql+http://host:port/path``), read from it now.

    Credentials come from KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN. Raises ParameterError for an
    address that is none, StoreError saying what the server did, DataInvalidError where the shape of its
    graph is not the ontology's.
    """
    from kg.store.remote import RemoteStore, remote_address

    address = remote_address(store)
    try:
        return KnowledgeGraph(RemoteStore(address), coverage_dir())
    except DataInvalidError as error:
        raise DataInvalidError(error.detail, address.shown) from error


def load(data: str | Path | None = None) -> KnowledgeGraph:
    """Return the graph of ``data`` (a Turtle file of statements; default: the shipped one).

    Raises DataSyntaxError naming file and line, DataInvalidError where the shape is not the ontology's.
    """
    path = Path(data) if data is not None else None
    store = open_store(path)
    try:
        return KnowledgeGraph(store, coverage_dir(path))
    except DataInvalidError as error:
        raise DataInvalidError(error.detail, str(path) if path else error.path, error.line) from error
