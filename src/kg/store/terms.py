"""The engine's terms as the plain terms of :mod:`kg.store.port`."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.port import Term

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def plain(node: Node | None, known: dict[ox.NamedNode, Term]) -> Term | None:
    """Return ``node`` as a plain term; IRIs, which come back in row after row, are kept in ``known``."""
    if isinstance(node, ox.NamedNode):
        return known.get(node) or known.setdefault(node, Term("iri", node.value))
    if isinstance(node, ox.Literal):
        return Term("literal", node.value, node.datatype.value, node.language)
    return None if node is None else Term("bnode", str(node))
