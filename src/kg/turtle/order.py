"""In which order the properties of a node stand in the data file."""

from __future__ import annotations

from typing import Final

from kg.namespaces import PREFIXES

_NAMES: Final = ("rdf:type", "rdfs:label", "mm:acronym", "skos:altLabel")
_SOURCE: Final = (
    "dcterms:title",
    "dcterms:creator",
    "dcterms:publisher",
    "dcterms:issued",
    "dcterms:language",
    "mm:file",
    "mm:url",
    "dcterms:license",
    "dcterms:description",
)
_ENTITY: Final = (
    "mm:iso3",
    "mm:iso2",
    "mm:geonames",
    "owl:sameAs",
    "owl:differentFrom",
    "mm:covers",
    "mm:mechanismType",
    "mm:instrumentType",
    "mm:status",
    "mm:memberListStatus",
    "mm:completeRoleList",
    "mm:adopted",
    "mm:adoptedYear",
    "mm:date",
    "mm:place",
    "mm:concerns",
)
_STATEMENT: Final = (
    "mm:subject",
    "mm:property",
    "mm:mechanism",
    "mm:participant",
    "mm:role",
    "mm:mandate",
    "mm:contributor",
    "mm:contributorGroup",
    "mm:ordinal",
    "mm:value",
    "mm:approximation",
    "mm:unit",
    "mm:population",
    "mm:year",
    "mm:periodStart",
    "mm:periodEnd",
    "mm:sinceYear",
    "mm:since",
    "mm:untilYear",
    "mm:until",
    "mm:attestedYear",
)
_CITATION: Final = ("mm:source", "mm:section", "mm:paragraph", "mm:locator", "mm:stance")
_DERIVED: Final = ("mm:established", "mm:establishedYear", "mm:ended", "mm:endedYear")
_FIRST: Final = (*_NAMES, *_SOURCE, *_ENTITY, *_STATEMENT, *_CITATION, *_DERIVED)
_LAST: Final = (
    "mm:follows",
    "mm:citation",
    "mm:rank",
    "mm:rankReason",
    "mm:inferred",
    "mm:note",
    "skos:editorialNote",
)
_MIDDLE: Final = len(_FIRST)


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


_PLACES: Final = {
    **{_expand(name): place for place, name in enumerate(_FIRST)},
    **{_expand(name): _MIDDLE + 1 + place for place, name in enumerate(_LAST)},
}


def predicate_key(predicate: str) -> tuple[int, str]:
    """Return the sort key of a predicate: the known ones in reading order, the others between by name."""
    return _PLACES.get(predicate, _MIDDLE), predicate
