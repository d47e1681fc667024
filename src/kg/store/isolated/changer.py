"""Evaluates one change on this process's own copy of the graph and tells what it did."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from kg.errors import DataSyntaxError, ParameterError
from kg.store.changes import Change, ChangeKind
from kg.store.complaints import syntax_error
from kg.store.isolated.errors import EvaluationError, UnknownGraphError
from kg.store.isolated.transition import Transition
from kg.store.patch import Patch

#: Entities that refer to each other grow without bound (“billion laughs”), and every parser expands them.
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_LINE: Final = re.compile(r"line (\d+)")


def pack_change(change: Change) -> tuple[str, bytes]:
    """Return the head of ``change`` as JSON, and its body."""
    return json.dumps([change.kind.value, change.text, change.graph, change.media_type]), change.body


def unpack_change(head: str, body: bytes, base: str) -> Change:
    """Return what :func:`pack_change` packed."""
    kind, text, graph, media_type = json.loads(head)
    return Change(ChangeKind(kind), text, graph, body, media_type, base)


def evaluate_change(store: ox.Store, change: Change, prefixes: Mapping[str, str]) -> Patch:
    """Carry out ``change`` in ``store``, which is not to be used afterwards, and return the difference.

    Raises QuerySyntaxError, DataSyntaxError (the upload), ParameterError (media type, graph),
    UnknownGraphError (DELETE of a graph that is not there), EvaluationError.
    """
    transition = Transition(store)
    try:
        if change.kind is ChangeKind.UPDATE:
            store.update(change.text, base_iri=change.base or None, prefixes=dict(prefixes))
        else:
            _change_graph(store, change)
        return transition.patch()
    except SyntaxError as error:
        raise syntax_error(str(error), change.text) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise EvaluationError(str(error)) from None


def _change_graph(store: ox.Store, change: Change) -> None:
    """PUT, POST and DELETE of SPARQL 1.1 Graph Store HTTP Protocol, sections 5.3 to 5.5."""
    graph = _graph(change)
    if change.kind is ChangeKind.DELETE:
        if isinstance(graph, ox.NamedNode) and not store.contains_named_graph(graph):
            raise UnknownGraphError(graph.value)
        store.remove_graph(graph)
        return
    quads = _upload(change, graph)
    if change.kind is ChangeKind.PUT:
        store.clear_graph(graph)
    if isinstance(graph, ox.NamedNode):
        store.add_graph(graph)
    store.extend(quads)


def _graph(change: Change) -> ox.NamedNode | ox.DefaultGraph:
    if change.graph is None:
        return ox.DefaultGraph()
    try:
        return ox.NamedNode(change.graph)
    except ValueError as error:
        raise ParameterError("graph", f"is not an absolute IRI ({error})") from None


def _upload(change: Change, graph: ox.NamedNode | ox.DefaultGraph) -> list[ox.Quad]:
    """Return the triples of the upload as quads of ``graph``, its blank nodes distinct from all others."""
    syntax = ox.RdfFormat.from_media_type(change.media_type)
    if syntax is None:
        raise ParameterError("Content-Type", f"{change.media_type!r} is no RDF syntax that is read here")
    if syntax == ox.RdfFormat.RDF_XML and _DOCTYPE.search(change.body.replace(b"\0", b"")):
        raise DataSyntaxError("A document type declaration (<!DOCTYPE) is not read here; remove it.")
    try:
        parsed = ox.parse(
            change.body,
            syntax,
            base_iri=change.base or None,
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
        return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    except SyntaxError as error:
        message = str(error)
        place = _LINE.search(message)
        line = error.lineno or (int(place[1]) if place else None)
        raise DataSyntaxError(f"The upload does not parse: {message}", None, line) from None
    except ValueError as error:
        raise DataSyntaxError(f"The upload does not parse: {error}") from None
