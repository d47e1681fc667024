"""Where query workers get the graph from when they are started, the first time or again."""

from __future__ import annotations

from kg.graph import KnowledgeGraph


class Origin:
    """Gives the current graph as N-Quads; a pool calls it in a thread. Each generation sets ``graph``."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph

    def __call__(self) -> bytes:
        """Return the graph as N-Quads (UTF-8)."""
        return self.graph.store.dump()
