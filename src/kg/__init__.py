"""A sourced knowledge graph of how the states of the Americas cooperate on migration.

>>> import kg
>>> graph = kg.load()
>>> [row["iso3"] for row in graph.members("mirps", year=2018)]
['BLZ', 'CRI', 'GTM', 'HND', 'MEX', 'PAN']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg._version import __version__

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph, load

__all__ = ["KnowledgeGraph", "__version__", "load"]


def __getattr__(name: str) -> Any:
    """Import the graph only when it is asked for: ``kg --help`` should not wait for an RDF engine."""
    if name in ("KnowledgeGraph", "load"):
        from kg import graph

        return getattr(graph, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
