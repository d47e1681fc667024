"""A SPARQL server as a :class:`kg.store.port.GraphStore`: for queries of our own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import httpx
import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.port import Table
from kg.store.remote import results
from kg.store.remote.address import Credentials, RemoteAddress
from kg.store.remote.asking import Exchange
from kg.store.remote.dialects import PROBE, Dialect, dialect_of
from kg.store.remote.errors import RemoteCutError, RemoteSlowError
from kg.store.remote.faults import PATIENT, Patience, media_type
from kg.store.remote.prologue import declared

_NAMES: Final = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_COUNT: Final = "SELECT (COUNT(*) AS ?n) WHERE {{ {} }}"
_DEFAULT: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_GRAPH: Final = "SELECT ?s ?p ?o WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"


class RemoteStore:
    """The graph that the server at ``address`` holds; nothing is kept here.

    The graph is the dataset that the address chooses, else the server's default graph and its named graphs.
    ``credentials`` None: those of the environment. Every method raises RemoteError and its subclasses, and
    EvaluationError where the server gave up.
    """

    def __init__(
        self, address: RemoteAddress, credentials: Credentials | None = None, patience: Patience = PATIENT
    ) -> None:
        self.address = address
        self.credentials = Credentials.from_environment() if credentials is None else credentials
        self._patience = patience
        self._exchange = Exchange(address, self.credentials, patience)

    @cached_property
    def dialect(self) -> Dialect:
        """What the server is, found out by a first query; raises where nobody answers it."""
        answer = self._exchange.ask(PROBE, results.JSON_ACCEPT)
        results.rows(answer.content, media_type(answer.headers), self.address.shown)
        return dialect_of(answer.headers, answer.content)

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT; raises QueryError for another form of query."""
        found = self.rows(query)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("The query gives no rows: write a SELECT.")
        return results.table(found, self.address.shown)

    def truth(self, query: str) -> ox.QueryBoolean:
        """Return the truth of an ASK as the engine's own object."""
        return results.boolean(self.ask(query))

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK."""
        return results.truth(self.rows(query))

    def graph(self, query: str) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE as N-Triples (UTF-8)."""
        return results.ntriples(self.triples(query))

    def rows(self, query: str) -> results.Results:
        """Return the answer to a SELECT or ASK as the engine's own object."""
        answer = self._ask(query, self.dialect.rows_accept)
        return results.rows(answer.content, media_type(answer.headers), self.address.shown)

    def triples(self, query: str) -> Iterator[ox.Triple]:
        """Return the answer to a CONSTRUCT or DESCRIBE."""
        answer = self._ask(query, results.GRAPH_ACCEPT)
        return results.triples(answer.content, media_type(answer.headers), self.address.shown)

    def dump(self) -> bytes:
        """Return everything in the store as N-Quads (UTF-8).

        Where a server's default graph is the union of its named graphs, their triples come twice.
        """
        parts = [ox.serialize(self._all(_DEFAULT), format=ox.RdfFormat.N_QUADS)]
        for name in sorted(self.graph_names()):
            quads = self._quads(ox.NamedNode(name))
            parts.append(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))
        return b"".join(part or b"" for part in parts)

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs: those of the address where it chooses a dataset."""
        if self.address.default_graphs or self.address.named_graphs:
            return frozenset(self.address.named_graphs)
        rows = self.select(_NAMES).rows
        return frozenset(name.value for (name,) in rows if name is not None and name.kind == "iri")

    def __len__(self) -> int:
        """Return the number of triples in the default graph and the named ones, as in :meth:`dump`."""
        queries = [_COUNT.format("?s ?p ?o")]
        queries += [_COUNT.format(f"GRAPH <{name}> {{ ?s ?p ?o }}") for name in self.graph_names()]
        return sum(self._count(query) for query in queries)

    def close(self) -> None:
        """Close the connections."""
        self._exchange.close()

    def _count(self, query: str) -> int:
        term = self.select(query).rows[0][0]
        return int(term.value) if term is not None else 0

    def _all(self, query: str) -> Iterator[ox.Triple]:
        found = self.rows(query)
        for row in results.solutions(found, self.address.shown):
            yield ox.Triple(row["s"], row["p"], row["o"])

    def _quads(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        for triple in self._all(_GRAPH.format(graph.value)):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    def _ask(self, query: str, accept: str) -> httpx.Response:
        """Return a whole answer: one that a limit of the server's own has cut is an error."""
        dialect, patience = self.dialect, self._patience
        text = dialect.rewritten(declared(query))
        answer = self._exchange.ask(text, accept, dialect.parameters(patience.read, chosen=False))
        if dialect.interrupted(answer.headers):
            raise RemoteSlowError(self.address.shown, patience.read)
        limit = dialect.rows_limit(answer.headers)
        if limit is not None:
            raise RemoteCutError(self.address.shown, limit, dialect.limit_advice)
        return answer
