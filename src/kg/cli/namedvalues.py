"""Values for named queries: any name of a node, to the node of the graph that it means.

A query that is given an id of nothing answers with no rows, which reads as "nobody"; here it is an error.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.binding import OPEN, Parameter
from kg.errors import UnknownIdError
from kg.model import Ref
from kg.namespaces import split

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def resolved(parameter: Parameter, value: str, opened: Callable[[], KnowledgeGraph]) -> str | Ref:
    """Return ``value`` as ``parameter`` takes it: the node that it names, other values as they are.

    ``opened`` gives the graph, and is called only where a node is named.

    Raises:
        UnknownIdError: nothing of that kind is called so; carries the nearest names.
        AmbiguousNameError: several things are.
    """
    if value in OPEN or parameter.type not in ("iri", "iso3"):
        return value
    graph = opened()
    if parameter.type == "iso3":
        return graph.names.state(value).id
    if "gcm-objective" in parameter.choices:
        return _objective(graph, value)
    if len(parameter.choices) > 1:
        return graph.names.node(":".join(split(value) or (value,)), *parameter.choices)
    kind = parameter.choices[0]
    return Ref(kind, _local(graph, kind, _bare(kind, value)))


def _objective(graph: KnowledgeGraph, value: str) -> Ref:
    """Return the node of the objective called ``value``: an id (``gcm-7``), a name, or the node itself."""
    objectives = graph.snapshot.objectives
    nodes = {name: row.node for row in objectives.values() for name in (row.iri, str(row.node))}
    return nodes.get(value) or objectives[graph.names.objective(value)].node


def _bare(kind: str, value: str) -> str:
    """Return ``value`` without the IRI's beginning, or the prefix, of its kind."""
    known = split(value)
    if known is not None and known[0] == kind:
        return known[1]
    return value.removeprefix(f"{kind}:")


def _local(graph: KnowledgeGraph, kind: str, name: str) -> str:
    """Return the id of the node of ``kind`` called ``name``."""
    if kind == "mechanism":
        return graph.names.mechanism(name)
    if kind == "mandate":
        return graph.names.mandate(name)
    if kind == "source":
        return graph.names.source(name)
    concepts = graph.snapshot.concepts.get(kind, {})
    if name not in concepts:
        raise UnknownIdError(kind, name, difflib.get_close_matches(name, concepts, n=3, cutoff=0.5))
    return name
