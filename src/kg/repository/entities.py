"""Nodes → the things the graph names: sources, participants, mechanisms, mandates, instruments, events."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import (
    Citation,
    Concept,
    Event,
    Instrument,
    ListStatus,
    Mandate,
    Mechanism,
    Objective,
    Participant,
    Recommendation,
    Region,
    Source,
    Stance,
    Text,
)
from kg.repository.nodes import Node

Citations = Mapping[str, Citation]
_NOTHING = Text("", "")


def source(node: Node) -> Source:
    """Return the source that ``node`` describes."""
    title = node.terms("dcterms:title")
    return Source(
        id=node.ref.id,
        iri=node.iri,
        label=node.label(),
        title=title[0].value if title else node.label().en,
        creators=node.many("dcterms:creator"),
        publisher=node.one("dcterms:publisher"),
        issued=node.one("dcterms:issued"),
        year=node.integer("mm:year"),
        licence=node.one("dcterms:license"),
        file=node.one("mm:file"),
        url=node.one("mm:url"),
        language=node.one("dcterms:language"),
    )


def citation(node: Node, sources: Mapping[str, Source]) -> Citation:
    """Return the citation that ``node`` describes."""
    return Citation(
        id=node.ref.id,
        iri=node.iri,
        source=sources[node.local("mm:source") or ""],
        locator=node.one("mm:locator") or "",
        stance=Stance(node.local("mm:stance") or "supports"),
        section=node.one("mm:section"),
        paragraph=node.integer("mm:paragraph"),
    )


def cited(node: Node, citations: Citations) -> tuple[Citation, ...]:
    """Return the citations of ``node``: supporting ones first, then by source and place."""
    found = (citations[name] for name in node.locals("mm:citation") if name in citations)
    return tuple(sorted(found, key=_reading_order))


def _reading_order(cite: Citation) -> tuple[bool, str, int, str]:
    return (cite.stance is not Stance.SUPPORTS, cite.source.id, cite.paragraph or 0, cite.id)


def participant(node: Node, citations: Citations) -> Participant:
    """Return the state, territory or organization that ``node`` describes."""
    return Participant(
        ref=node.ref,
        iri=node.iri,
        label=node.label(),
        aliases=node.aliases(),
        acronym=node.one("mm:acronym"),
        iso2=node.one("mm:iso2"),
        iso3=node.one("mm:iso3"),
        wikidata=node.one("owl:sameAs"),
        citations=cited(node, citations),
    )


def region(node: Node, citations: Citations) -> Region:
    """Return the area that ``node`` describes."""
    return Region(
        id=node.ref.id,
        iri=node.iri,
        label=node.label(),
        aliases=node.aliases(),
        covers=node.refs("mm:covers"),
        citations=cited(node, citations),
    )


def mechanism(node: Node, citations: Citations) -> Mechanism:
    """Return the mechanism that ``node`` describes."""
    return Mechanism(
        id=node.ref.id,
        iri=node.iri,
        label=node.label(),
        description=node.text("dcterms:description", "skos:definition") or _NOTHING,
        type=node.local("mm:mechanismType") or "",
        status=node.local("mm:status"),
        list_status=ListStatus(node.local("mm:memberListStatus") or "unknown"),
        acronym=node.one("mm:acronym"),
        aliases=node.aliases(),
        complete_roles=frozenset(node.locals("mm:completeRoleList")),
        established=node.many("mm:established"),
        established_year=node.integer("mm:establishedYear"),
        ended=node.many("mm:ended"),
        ended_year=max(node.integers("mm:endedYear"), default=None),
        wikidata=node.one("owl:sameAs"),
        citations=cited(node, citations),
    )


def mandate(node: Node) -> Mandate:
    """Return the mandate that ``node`` describes."""
    return Mandate(
        id=node.ref.id,
        iri=node.iri,
        label=node.label(),
        definition=node.text("skos:definition") or _NOTHING,
        broader=node.locals("skos:broader"),
        narrower=node.locals("skos:narrower"),
        aliases=node.aliases(),
        close_match=node.many("skos:closeMatch"),
        broad_match=node.many("skos:broadMatch"),
    )


def objective(node: Node) -> Objective:
    """Return the objective of a global compact that ``node`` describes."""
    return Objective(
        compact=node.ref.kind.removesuffix("-objective"),
        number=int(node.ref.id),
        iri=node.iri,
        label=node.label(),
        definition=node.text("skos:definition") or _NOTHING,
        aliases=node.aliases(),
    )


def concept(node: Node) -> Concept:
    """Return the term of a controlled list that ``node`` describes."""
    return Concept(node.ref.id, node.iri, node.label(), node.text("skos:definition") or _NOTHING)


def instrument(node: Node, citations: Citations) -> Instrument:
    """Return the declaration, resolution, treaty or plan that ``node`` describes."""
    return Instrument(
        id=node.ref.id,
        iri=node.iri,
        label=node.label(),
        type=node.local("mm:instrumentType"),
        description=node.text("dcterms:description"),
        acronym=node.one("mm:acronym"),
        aliases=node.aliases(),
        adopted=node.one("mm:adopted"),
        adopted_year=node.integer("mm:adoptedYear"),
        citations=cited(node, citations),
    )


def event(node: Node, citations: Citations) -> Event:
    """Return the meeting, adoption or launch that ``node`` describes."""
    return Event(
        id=node.ref.id,
        iri=node.iri,
        label=node.label(),
        aliases=node.aliases(),
        date=node.one("mm:date"),
        year=node.integer("mm:year"),
        place=node.text("mm:place"),
        concerns=node.refs("mm:concerns"),
        citations=cited(node, citations),
    )


def recommendation(node: Node, citations: Citations) -> Recommendation:
    """Return the recommendation that ``node`` describes."""
    wholes = node.refs("dcterms:isPartOf")
    return Recommendation(
        id=node.ref.id,
        iri=node.iri,
        label=node.label(),
        description=node.text("dcterms:description"),
        number=node.one("skos:notation"),
        part_of=wholes[0] if wholes else None,
        addressees=node.refs("mm:addressee"),
        addressee_group=node.text("mm:addresseeGroup"),
        target=node.text("mm:target"),
        target_year=node.integer("mm:targetYear"),
        deadline=node.one("mm:deadline"),
        note=node.text("mm:note"),
        concerns=node.refs("mm:concerns"),
        citations=cited(node, citations),
    )
