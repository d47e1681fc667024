"""Parsed triples as the rdflib graphs that pySHACL works on."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Node

from kg.namespaces import PREFIXES

_XSD_STRING: Final = PREFIXES["xsd"] + "string"


class PreparingGraph(Graph):
    """A graph that parses each query text once: pySHACL asks the same one for every focus node."""

    def __init__(self, store: Store | str = "default") -> None:
        super().__init__(store)
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer as :meth:`rdflib.Graph.query`."""
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = prepareQuery(query_object, initNs=dict(self.namespaces()))
            query_object = self._prepared[query_object]
        return super().query(query_object, *args, **kwargs)


def to_rdflib(triples: Iterable[Triple]) -> Graph:
    """Return ``triples`` as an rdflib graph, literals with the lexical form they were written with."""
    graph = PreparingGraph()
    with quiet():
        for subject, predicate, term in triples:
            graph.add((to_node(subject), to_node(predicate), to_node(term)))
    return graph


def to_node(term: object) -> Node:
    """Return a term as rdflib has it; raises TypeError for a quoted triple."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"SHACL knows no {type(term).__name__}: {term}")
    plain = term.language or term.datatype.value == _XSD_STRING
    datatype = None if plain else URIRef(term.datatype.value)
    return RdfLiteral(term.value, lang=term.language, datatype=datatype, normalize=False)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib and pySHACL from writing to the log: what they notice becomes findings."""
    loggers = [logging.getLogger(name) for name in ("rdflib.term", "pyshacl", "pyshacl-validate")]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled
