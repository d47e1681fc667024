"""From triples to a graph that can be served, and to its successor."""

from __future__ import annotations

import hashlib
from pathlib import Path

from api.settings import Settings
from kg.errors import DataInvalidError
from kg.graph import KnowledgeGraph
from kg.resources import coverage_dir, data_file
from kg.snapshot import foreign
from kg.store.embedded import EmbeddedStore
from kg.store.loading import Loaded
from kg.store.port import GraphStore


def graph_of(loaded: Loaded, data: Path | None) -> KnowledgeGraph:
    """Return the graph over what was loaded from ``data``; of another kind than ours, without a snapshot."""
    if loaded.ours:
        return KnowledgeGraph(loaded.store, coverage_dir(data))
    return foreign_graph(loaded.store)


def foreign_graph(store: GraphStore) -> KnowledgeGraph:
    """Return the graph over ``store`` for SPARQL alone: nothing is read of what it says."""
    return KnowledgeGraph(store, None, foreign(_version(store), len(store)))


def successor(graph: KnowledgeGraph, store: EmbeddedStore) -> KnowledgeGraph:
    """Return the graph over ``store``, of the same kind and with the same ledgers as ``graph``.

    Raises DataInvalidError where the store no longer has the ontology's shape.
    """
    if graph.snapshot.foreign:
        return foreign_graph(store)
    return KnowledgeGraph(store, graph.ledgers)


def _version(store: GraphStore) -> str:
    """Return a digest of the content, as graphs of ours have in their version; empty graphs count."""
    lines = [*sorted(store.dump().splitlines()), *(name.encode() for name in sorted(store.graph_names()))]
    return hashlib.sha256(b"\n".join(lines)).hexdigest()[:12]


def refuse_unchecked(loaded: Loaded, settings: Settings) -> None:
    """Raise DataInvalidError where data of another kind are to be validated: they have no rules."""
    if settings.validate and not loaded.ours:
        raise DataInvalidError(
            "holds no mm:Dataset, so it is not a graph of this ontology and cannot be validated; "
            "serve it as it is with --no-validate",
            str(settings.data or data_file()),
        )
