"""What the graph says of its own properties: labels, the kinds of claim property, the direct triples."""

from __future__ import annotations

from collections import defaultdict

from kg.model import Ref, Text
from kg.namespaces import ONTOLOGY, prologue
from kg.repository.nodes import ref_of
from kg.store.port import GraphStore, Term


def labels(store: GraphStore) -> dict[str, Text]:
    """Labels of the ontology's own properties by local name."""
    rows = store.select(
        "SELECT ?term ?label WHERE { ?term a ?type ; <http://www.w3.org/2000/01/rdf-schema#label> ?label "
        "VALUES ?type { <http://www.w3.org/2002/07/owl#ObjectProperty> "
        "<http://www.w3.org/2002/07/owl#DatatypeProperty> "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Property> } "
        f'FILTER(STRSTARTS(STR(?term), "{ONTOLOGY}")) }}'
    ).rows
    words: dict[str, dict[str, str]] = {}
    for term, label, *_ in rows:
        if term is not None and label is not None:
            words.setdefault(ref_of(term.value).id, {})[label.lang or "en"] = label.value
    return {
        name: Text(both.get("en", name), both.get("es", both.get("en", name))) for name, both in words.items()
    }


def kinds(store: GraphStore) -> dict[str, frozenset[str]]:
    """Return the kinds of claim property that the ontology gives each property, the wider ones too."""
    rows = store.select(
        prologue("mm", "rdfs") + "SELECT ?term ?kind WHERE { "
        "?kind rdfs:subClassOf+ mm:ClaimProperty . ?narrow rdfs:subClassOf* ?kind . ?term a ?narrow }"
    ).rows
    found: dict[str, set[str]] = defaultdict(set)
    for term, kind, *_ in rows:
        if term is not None and kind is not None:
            found[ref_of(term.value).id].add(ref_of(kind.value).id)
    return {name: frozenset(names) for name, names in found.items()}


def direct(store: GraphStore) -> frozenset[tuple[Ref, str, str]]:
    """Return the direct triples of claim properties; of words in two languages, the English ones."""
    rows = store.select(
        prologue("mm", "rdfs") + "SELECT ?subject ?term ?value WHERE { "
        "?kind rdfs:subClassOf+ mm:ClaimProperty . ?term a ?kind . ?subject ?term ?value }"
    ).rows
    return frozenset(
        (ref_of(subject.value), ref_of(term.value).id, _text(value))
        for subject, term, value, *_ in rows
        if subject is not None and term is not None and value is not None and value.lang != "es"
    )


def _text(value: Term) -> str:
    return ref_of(value.value).id if value.kind == "iri" else value.value
