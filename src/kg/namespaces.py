"""The namespaces of the graph.

Kept free of rdflib so that the inner layers may use the strings.
"""

from __future__ import annotations

from typing import Final

ONTOLOGY: Final = "https://w3id.org/migration-mechanisms/ontology#"
BASE: Final = "https://w3id.org/migration-mechanisms/id/"
DATASET: Final = BASE + "dataset"

#: Kinds of node of the data, each with a namespace ``BASE + kind + "/"`` and a prefix of the same name.
KINDS: Final = (
    "mechanism",
    "state",
    "territory",
    "region",
    "organization",
    "mandate",
    "gcm-objective",
    "gcr-objective",
    "source",
    "instrument",
    "event",
    "membership",
    "assignment",
    "claim",
    "figure",
    "contribution",
    "citation",
    "recommendation",
    "role",
    "status",
    "mechanism-type",
    "instrument-type",
    "list-status",
    "unit",
    "approximation",
    "scheme",
)

#: Prefix → namespace IRI, in the order in which files declare them.
PREFIXES: Final[dict[str, str]] = {
    "mm": ONTOLOGY,
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def iri(kind: str, local: str) -> str:
    """Return the IRI of the ``kind`` called ``local``: ``iri("state", "CRI")``."""
    if kind not in KINDS:
        raise ValueError(f"no namespace for {kind!r}")
    return f"{BASE}{kind}/{local}"


def split(node: str) -> tuple[str, str] | None:
    """Return ``(kind, local)`` of a data IRI, or None for any other IRI."""
    if not node.startswith(BASE):
        return None
    kind, slash, local = node.removeprefix(BASE).partition("/")
    return (kind, local) if slash and local and kind in KINDS else None


def compact(node: str) -> str:
    """Return ``node`` as ``prefix:local`` where a prefix fits, else ``<node>``."""
    for prefix, namespace in PREFIXES.items():
        if node.startswith(namespace) and "/" not in node[len(namespace) :]:
            return f"{prefix}:{node[len(namespace) :]}"
    return f"<{node}>"


def prologue(*names: str) -> str:
    """Return SPARQL ``PREFIX`` lines for ``names`` (all when none is given)."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names or PREFIXES)
