"""The graph's vocabulary for the editor's completion: names with their labels, by kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox

from kg import resources
from kg.model import Alias, Text
from kg.namespaces import BASE, ONTOLOGY, compact
from kg.snapshot import Snapshot

#: prefixed name (or ``<iri>``), label, kind, further names
Term = tuple[str, str, str, tuple[str, ...]]

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_KINDS: Final = {
    "class": Text("class", "clase"),
    "property": Text("property", "propiedad"),
    "mechanism": Text("mechanism", "mecanismo"),
    "state": Text("state", "Estado"),
    "territory": Text("territory", "territorio"),
    "organization": Text("organization", "organización"),
    "region": Text("region", "región"),
    "mandate": Text("mandate", "mandato"),
    "objective": Text("objective", "objetivo"),
    "source": Text("source", "fuente"),
    "instrument": Text("instrument", "instrumento"),
    "event": Text("event", "acontecimiento"),
    "recommendation": Text("recommendation", "recomendación"),
    "concept": Text("concept", "concepto"),
}
#: Terms of other vocabularies that queries over this graph need.
_STANDARD: Final = {
    "rdf:type": ("property", Text("type (a)", "tipo (a)")),
    "rdfs:label": ("property", Text("name", "nombre")),
    "rdfs:subClassOf": ("property", Text("subclass of", "subclase de")),
    "rdfs:domain": ("property", Text("domain", "dominio")),
    "rdfs:range": ("property", Text("range", "rango")),
    "rdfs:comment": ("property", Text("comment", "comentario")),
    "skos:prefLabel": ("property", Text("preferred label", "etiqueta preferida")),
    "skos:altLabel": ("property", Text("other name", "otro nombre")),
    "skos:definition": ("property", Text("definition", "definición")),
    "skos:broader": ("property", Text("broader", "más amplio")),
    "skos:narrower": ("property", Text("narrower", "más específico")),
    "skos:closeMatch": ("property", Text("close match", "correspondencia cercana")),
    "skos:broadMatch": ("property", Text("broader match", "correspondencia más amplia")),
    "skos:notation": ("property", Text("notation", "notación")),
    "skos:inScheme": ("property", Text("in scheme", "en el esquema")),
    "skos:Concept": ("class", Text("concept", "concepto")),
    "dcterms:title": ("property", Text("title", "título")),
    "dcterms:description": ("property", Text("description", "descripción")),
    "dcterms:creator": ("property", Text("creator", "autor")),
    "dcterms:publisher": ("property", Text("publisher", "editor")),
    "dcterms:issued": ("property", Text("issued", "publicado")),
    "dcterms:language": ("property", Text("language", "idioma")),
    "dcterms:license": ("property", Text("licence", "licencia")),
    "owl:sameAs": ("property", Text("same as", "igual a")),
}


#: The answers over the snapshot that was asked for last, by language: (snapshot, {lang: answer}).
_kept: list[tuple[Snapshot, dict[str, bytes]]] = []


def terms(snapshot: Snapshot, lang: str) -> bytes:
    """Return ``{"terms": [[name, label, kind, [other name, …]], …]}`` as UTF-8 JSON, labels in ``lang``.

    The ontology's terms are left out for data that were loaded without the ontology.
    """
    kept = next((found for known, found in _kept if known is snapshot), None)
    if kept is None:
        kept = {}
        _kept[:] = [(snapshot, kept)]
    if lang not in kept:
        found = {row[0]: row for row in _all(snapshot, lang)}
        rows = [found[name] for name in sorted(found)]
        kept[lang] = json.dumps({"terms": rows}, ensure_ascii=False, separators=(",", ":")).encode()
    return kept[lang]


def _all(snapshot: Snapshot, lang: str) -> Iterator[Term]:
    for name, (kind, label) in _STANDARD.items():
        yield _term(name, label, kind, lang)
    if snapshot.properties:
        for node, kind, label in _declared():
            yield _term(compact(node), label, kind, lang)
    yield from _bodies(snapshot, lang)
    yield from _records(snapshot, lang)
    for concepts in snapshot.concepts.values():
        for concept in concepts.values():
            yield _term(compact(concept.iri), concept.label, "concept", lang)


def _bodies(snapshot: Snapshot, lang: str) -> Iterator[Term]:
    for mechanism in snapshot.mechanisms.values():
        yield _named(mechanism.iri, mechanism, "mechanism", lang, mechanism.acronym)
    for ref, participant in snapshot.participants.items():
        yield _named(participant.iri, participant, ref.kind, lang, participant.acronym, participant.iso2)
    for region in snapshot.regions.values():
        yield _named(region.iri, region, "region", lang)
    for mandate in snapshot.mandates.values():
        yield _named(mandate.iri, mandate, "mandate", lang)
    for objective in snapshot.objectives.values():
        yield _named(objective.iri, objective, "objective", lang)


def _records(snapshot: Snapshot, lang: str) -> Iterator[Term]:
    for source in snapshot.sources.values():
        yield _term(compact(source.iri), source.label, "source", lang, [source.title])
    for instrument in snapshot.instruments.values():
        yield _named(instrument.iri, instrument, "instrument", lang, instrument.acronym)
    for event in snapshot.events.values():
        yield _named(event.iri, event, "event", lang)
    for row in snapshot.recommendations.values():
        yield _term(compact(row.iri), row.label, "recommendation", lang)


def _named(node: str, thing: Any, kind: str, lang: str, *also: str | None) -> Term:
    aliases: Iterable[Alias] = thing.aliases
    names = [name for name in also if name]
    return _term(compact(node), thing.label, kind, lang, [*names, *(alias.text for alias in aliases)])


def _term(name: str, label: Text, kind: str, lang: str, also: Sequence[str] = ()) -> Term:
    """Return the row of a term; its label in the other language is among its further names."""
    shown = label.get(lang)
    others = dict.fromkeys(text for text in (label.en, label.es, *also) if text != shown)
    word = _KINDS[kind].get(lang) if kind in _KINDS else kind
    return name, shown, word, tuple(others)


@lru_cache(maxsize=1)
def _declared() -> tuple[tuple[str, str, Text], ...]:
    """Return (iri, "class" or "property", label) of the terms that the ontology declares."""
    store = ox.Store()
    for path in resources.ontology_files():
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    kinds = {
        _OWL + "Class": "class",
        _OWL + "ObjectProperty": "property",
        _OWL + "DatatypeProperty": "property",
        _OWL + "AnnotationProperty": "property",
    }
    found: dict[str, tuple[str, str, Text]] = {}
    for declared, kind in kinds.items():
        for quad in store.quads_for_pattern(None, ox.NamedNode(_RDF + "type"), ox.NamedNode(declared)):
            node = quad.subject
            if isinstance(node, ox.NamedNode) and node.value.startswith(ONTOLOGY):
                found[node.value] = (node.value, kind, _label(store, node))
    return tuple(found.values())


def _label(store: ox.Store, node: ox.NamedNode) -> Text:
    words = {"en": node.value.removeprefix(ONTOLOGY).removeprefix(BASE)}
    for quad in store.quads_for_pattern(node, ox.NamedNode(_RDFS + "label"), None):
        if isinstance(quad.object, ox.Literal) and quad.object.language in ("en", "es"):
            words[quad.object.language] = quad.object.value
    return Text(words["en"], words.get("es", words["en"]))
