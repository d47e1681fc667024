"""The default store: Oxigraph in this process, in memory, loaded from files. For queries of our own.

A client's query never comes here: it is guarded (:mod:`kg.store.guard`) and evaluated in a worker process
that can be killed (:mod:`kg.store.isolated`), because Oxigraph has no deadline.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.namespaces import PREFIXES
from kg.store.complaints import syntax_error
from kg.store.patch import load_quads
from kg.store.port import Table, Term
from kg.store.reading import load_file
from kg.store.terms import plain


class EmbeddedStore:
    """A :class:`kg.store.port.GraphStore` over an Oxigraph store (``raw``)."""

    def __init__(self, raw: ox.Store | None = None) -> None:
        self.raw = raw if raw is not None else ox.Store()

    @classmethod
    def from_files(cls, paths: Iterable[Path]) -> EmbeddedStore:
        """Return a store holding the RDF files ``paths``; raises DataError naming file and line."""
        store = cls()
        for path in paths:
            store.load(path)
        return store

    @classmethod
    def from_quads(cls, nquads: bytes, graphs: Iterable[str] = ()) -> EmbeddedStore:
        """Return a store holding ``nquads`` (N-Quads, UTF-8; blank nodes keep their labels) and the named
        ``graphs`` (IRIs), which may be empty.
        """
        store = cls()
        for name in graphs:
            store.raw.add_graph(ox.NamedNode(name))
        load_quads(store.raw, nquads)
        return store

    def load(self, path: Path) -> None:
        """Add the RDF file ``path`` (format by its ending, ``.gz`` too; named graphs kept).

        Raises DataError, and DataSyntaxError with the line.
        """
        load_file(self.raw, path)

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT; raises QueryError for another form of query."""
        found = self._run(query)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("The query gives no rows: write a SELECT.")
        names = tuple(variable.value for variable in found.variables)
        known: dict[ox.NamedNode, Term] = {}  # IRIs come back in row after row
        return Table(names, tuple(tuple(plain(value, known) for value in row) for row in found))

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK."""
        return bool(self._run(query))

    def graph(self, query: str) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE as N-Triples (UTF-8)."""
        found = self._run(query)
        if not isinstance(found, ox.QueryTriples):
            raise StoreError("a CONSTRUCT or DESCRIBE was expected")
        return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b""

    def dump(self) -> bytes:
        """Return everything in the store as N-Quads (UTF-8)."""
        return self.raw.dump(format=ox.RdfFormat.N_QUADS) or b""

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs; those that a blank node names cannot be asked for."""
        return frozenset(name.value for name in self.raw.named_graphs() if isinstance(name, ox.NamedNode))

    def __len__(self) -> int:
        return len(self.raw)

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self.raw.query(query, prefixes=PREFIXES)
        except SyntaxError as error:
            raise syntax_error(str(error), query) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"the store could not answer: {error}") from error
