"""The one mapper from a store to the domain: :func:`read` asks once for each class and builds a Snapshot.

The graph changes only when a file is loaded, so it is read whole, once; every answer after that is a look-up
in memory. The same queries run on any store behind the port.
"""

from __future__ import annotations

import hashlib

from kg.errors import DataInvalidError
from kg.model import Citation, Concept, Source, Text
from kg.repository import entities, properties, statements
from kg.repository.nodes import Node, nodes_of
from kg.snapshot import Snapshot
from kg.store.port import GraphStore

_CONCEPT_CLASSES = (
    "Role",
    "Status",
    "MechanismType",
    "InstrumentType",
    "ListStatus",
    "Unit",
    "Approximation",
    "Rank",
    "Stance",
)
_CLASSES = (
    "Dataset",
    "Source",
    "Citation",
    "State",
    "Territory",
    "Organization",
    "Mechanism",
    "Mandate",
    "Objective",
    "Membership",
    "MandateAssignment",
    "Claim",
    "Instrument",
    "Event",
    "Recommendation",
    "Region",
    *_CONCEPT_CLASSES,
)


def read(store: GraphStore) -> Snapshot:
    """Return everything that ``store`` says; raises DataInvalidError when its shape is not the ontology's."""
    try:
        return _snapshot(store, nodes_of(store, _CLASSES))
    except (KeyError, IndexError, ValueError) as error:
        raise DataInvalidError(
            f"the graph is not of the ontology's shape ({error}); run `kg validate`"
        ) from error


def _snapshot(store: GraphStore, nodes: dict[str, list[Node]]) -> Snapshot:
    sources = {node.ref.id: entities.source(node) for node in nodes["Source"]}
    citations = _citations(nodes["Citation"], sources)
    participants = [node for name in ("State", "Territory", "Organization") for node in nodes[name]]
    modified = nodes["Dataset"][0].one("dcterms:modified") if nodes["Dataset"] else None
    return Snapshot(
        version=_version(store, nodes["Dataset"]),
        modified=modified or "",
        title=nodes["Dataset"][0].text("dcterms:title") or Text("", "") if nodes["Dataset"] else Text("", ""),
        now=_year_now(modified),
        mechanisms={node.ref.id: entities.mechanism(node, citations) for node in nodes["Mechanism"]},
        participants={node.ref: entities.participant(node, citations) for node in participants},
        mandates={node.ref.id: entities.mandate(node) for node in nodes["Mandate"]},
        objectives={row.id: row for row in map(entities.objective, nodes["Objective"])},
        sources=sources,
        citations=citations,
        memberships=tuple(statements.membership(node, citations) for node in nodes["Membership"]),
        assignments=tuple(statements.assignment(node, citations) for node in nodes["MandateAssignment"]),
        claims=tuple(statements.claim(node, citations) for node in nodes["Claim"]),
        instruments={node.ref.id: entities.instrument(node, citations) for node in nodes["Instrument"]},
        events={node.ref.id: entities.event(node, citations) for node in nodes["Event"]},
        recommendations={
            node.ref.id: entities.recommendation(node, citations) for node in nodes["Recommendation"]
        },
        concepts=_concepts(nodes),
        properties=properties.labels(store),
        triples=len(store),
        regions={node.ref.id: entities.region(node, citations) for node in nodes["Region"]},
        property_kinds=properties.kinds(store),
        direct=properties.direct(store),
    )


def _citations(nodes: list[Node], sources: dict[str, Source]) -> dict[str, Citation]:
    return {node.ref.id: entities.citation(node, sources) for node in nodes}


def _concepts(nodes: dict[str, list[Node]]) -> dict[str, dict[str, Concept]]:
    lists: dict[str, dict[str, Concept]] = {}
    for name in _CONCEPT_CLASSES:
        for node in nodes[name]:
            kind = name.lower() if node.ref.kind == "term" else node.ref.kind
            lists.setdefault(kind, {})[node.ref.id] = entities.concept(node)
    return lists


def _year_now(modified: str | None) -> int:
    """The year that "now" means; raises DataInvalidError where the dataset does not say."""
    if not modified or not modified[:4].isdigit():
        raise DataInvalidError("the data hold no mm:Dataset node with dcterms:modified, the year of now")
    return int(modified[:4])


def _version(store: GraphStore, dataset: list[Node]) -> str:
    """Version number and a digest of the content: two graphs that differ never share a version.

    The names of graphs count beside the quads, which do not tell of empty graphs.
    """
    number = dataset[0].one("owl:versionInfo") if dataset else None
    lines = sorted(store.dump().splitlines())
    lines += [f"graph <{name}>".encode() for name in sorted(store.graph_names())]
    return f"{number or '0'}+{hashlib.sha256(b''.join(lines)).hexdigest()[:12]}"
