"""Compact JSON-LD 1.1, its context written inside: nothing is fetched to read it.

Literals keep their spelling: made into numbers, ``01`` would become ``1`` and ``INF`` no JSON at all, so
every typed value stands as text with its type.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from kg.errors import ParameterError
from kg.namespaces import PREFIXES, compact

_TYPE: Final = PREFIXES["rdf"] + "type"
_STRING: Final = PREFIXES["xsd"] + "string"


def json_ld(triples: Iterable[ox.Triple]) -> bytes:
    """Return ``triples`` as one document (UTF-8), nodes by ``@id``.

    Raises ParameterError for an IRI that reads as one of the prefixes of the context.
    """
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        name = _name(triple.subject)
        node = nodes.setdefault(name, {"@id": name})
        if triple.predicate.value == _TYPE and not isinstance(triple.object, ox.Literal):
            node.setdefault("@type", []).append(_name(triple.object))
        else:
            node.setdefault(_name(triple.predicate), []).append(_value(triple.object))
    document = {"@context": PREFIXES, "@graph": [_plain(nodes[name]) for name in sorted(nodes)]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(node: dict[str, Any]) -> dict[str, Any]:
    """Return ``node`` with single values out of their lists."""
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()
    }


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str | dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == _STRING:
        return term.value
    return {"@type": _name(term.datatype), "@value": term.value}


def _name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if not isinstance(term, ox.NamedNode):
        raise ParameterError("format", f"JSON-LD cannot hold {term} in this place; take another.")
    short = compact(term.value)
    if not short.startswith("<"):
        return short
    if term.value.partition(":")[0] in PREFIXES:
        raise ParameterError("format", f"in JSON-LD <{term.value}> would read as a prefix; take another.")
    return term.value
