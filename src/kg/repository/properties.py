"""What the graph says of its own properties: labels, the kinds of claim property, the direct triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

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
    return {
        ref_of(term).id: frozenset(ref_of(kind).id for kind in kinds)
        for term, kinds in _claim_properties(store).items()
    }


def direct(store: GraphStore) -> frozenset[tuple[Ref, str, str]]:
    """Return the direct triples of claim properties; of words in two languages, the English ones."""
    terms = _iris(_claim_properties(store))
    rows = store.select(
        f"SELECT ?subject ?term ?value WHERE {{ VALUES ?term {{ {terms} }} ?subject ?term ?value }}"
    )
    return frozenset(
        (ref_of(subject.value), ref_of(term.value).id, _text(value))
        for subject, term, value, *_ in rows.rows
        if subject is not None and term is not None and value is not None and value.lang != "es"
    )


def _claim_properties(store: GraphStore) -> dict[str, set[str]]:
    """Return the IRIs of the claim properties, each with its kinds: classes below mm:ClaimProperty.

    The steps of the hierarchy are followed here: engines do not agree on paths between two variables.
    """
    narrower: dict[str, set[str]] = defaultdict(set)
    pairs = prologue("rdfs") + "SELECT ?narrow ?wide WHERE { ?narrow rdfs:subClassOf ?wide }"
    for narrow, wide, *_ in store.select(pairs).rows:
        if narrow is not None and wide is not None and narrow.kind == wide.kind == "iri":
            narrower[wide.value].add(narrow.value)
    wider: dict[str, set[str]] = defaultdict(set)
    for kind in _below(ONTOLOGY + "ClaimProperty", narrower):
        for name in {kind, *_below(kind, narrower)}:
            wider[name].add(kind)
    found: dict[str, set[str]] = defaultdict(set)
    typed = f"SELECT ?term ?type WHERE {{ VALUES ?type {{ {_iris(wider)} }} ?term a ?type }}"
    for term, type_, *_ in store.select(typed).rows:
        if term is not None and type_ is not None:
            found[term.value] |= wider[type_.value]
    return found


def _below(top: str, narrower: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [top]
    while waiting:
        fresh = narrower.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _iris(names: Iterable[str]) -> str:
    return " ".join(f"<{name}>" for name in sorted(names))


def _text(value: Term) -> str:
    return ref_of(value.value).id if value.kind == "iri" else value.value
