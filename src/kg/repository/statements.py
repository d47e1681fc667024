"""Nodes → statements: memberships, mandate assignments and claims with rank and citations."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final, TypedDict

from kg.errors import short
from kg.model import (
    Citation,
    Claim,
    MandateAssignment,
    Membership,
    Rank,
    Text,
    Value,
)
from kg.namespaces import compact, split
from kg.repository.entities import Citations, cited
from kg.repository.nodes import Node, ref_of
from kg.timespan import YearSpan

_YEAR: Final = re.compile(r"[0-9]{4}(?:-|Z|\+|$)")
#: Datatypes whose values are handed out as numbers.
_NUMBERS: Final = frozenset({"integer", "decimal", "double", "float"})


class _Common(TypedDict):
    id: str
    iri: str
    rank: Rank
    citations: tuple[Citation, ...]
    rank_reason: Text | None
    note: Text | None
    inferred: bool


def _common(node: Node, citations: Citations) -> _Common:
    return {
        "id": node.ref.id,
        "iri": node.iri,
        "rank": Rank(node.local("mm:rank") or "normal"),
        "citations": cited(node, citations),
        "rank_reason": node.text("mm:rankReason"),
        "note": node.text("mm:note"),
        "inferred": any(term.python is True for term in node.terms("mm:inferred")),
    }


def membership(node: Node, citations: Citations) -> Membership:
    """Return the membership that ``node`` describes."""
    return Membership(
        mechanism=node.local("mm:mechanism") or "",
        participant=node.refs("mm:participant")[0],
        role=node.local("mm:role") or "",
        span=YearSpan(node.integer("mm:sinceYear"), node.integer("mm:untilYear")),
        since=node.one("mm:since") or node.one("mm:sinceYear"),
        until=node.one("mm:until") or node.one("mm:untilYear"),
        attested=node.integers("mm:attestedYear"),
        **_common(node, citations),
    )


def assignment(node: Node, citations: Citations) -> MandateAssignment:
    """Return the mandate assignment that ``node`` describes."""
    return MandateAssignment(
        mechanism=node.local("mm:mechanism") or "",
        mandate=node.local("mm:mandate") or "",
        attested=node.integers("mm:attestedYear"),
        **_common(node, citations),
    )


def claim(node: Node, citations: Citations) -> Claim:
    """Return the claim, count or sum of money that ``node`` describes."""
    types = node.locals("rdf:type")
    contributors = node.refs("mm:contributor")
    return Claim(
        subject=node.refs("mm:subject")[0],
        property=node.local("mm:property") or "",
        value=_value(node),
        kind="figure" if "Figure" in types else "contribution" if "Contribution" in types else "claim",
        unit=node.local("mm:unit"),
        year=node.integer("mm:year"),
        contributor=contributors[0] if contributors else None,
        contributor_group=node.text("mm:contributorGroup"),
        concerns=node.refs("mm:concerns"),
        population=node.text("mm:population"),
        period_start=_end(node, "mm:periodStart"),
        period_end=_end(node, "mm:periodEnd"),
        approximation=node.local("mm:approximation"),
        ordinal=node.integer("mm:ordinal"),
        follows=node.refs("mm:follows"),
        mandates=node.locals("mm:mandate"),
        **_common(node, citations),
    )


def _end(node: Node, name: str) -> str | None:
    """Return an end of a period: a date, month or year; raises ValueError where it begins with no year."""
    text = node.one(name)
    if text is not None and not _YEAR.match(text):
        raise ValueError(f"{name} of {node.ref} is {short(text)!r}, not a date, a month or a year")
    return text


def _value(node: Node) -> Value:
    term = node.terms("mm:value")[0]
    if term.kind == "iri":
        ref = ref_of(term.value)
        return Value(text=ref.id, ref=ref if split(term.value) else None, iri=term.value)
    words = node.text("mm:value")
    if term.lang and words is not None:
        return Value(text=words.en, words=words)
    datatype = compact(term.datatype).removeprefix("xsd:") if term.datatype else None
    if datatype in _NUMBERS and not _is_finite(term.value, datatype):
        raise ValueError(f"the value {short(term.value)!r} of {node.ref} is no number, or too large a one")
    return Value(text=term.value, datatype=datatype)


def _is_finite(text: str, datatype: str) -> bool:
    """Tell whether ``text`` is a number of ``datatype`` that a double can hold: JSON has no others."""
    try:
        return isfinite(int(text) if datatype == "integer" else float(text))
    except (ValueError, OverflowError):
        return False
