"""Terms of the generated graph, written as N-Triples."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_ID: Final = "https://w3id.org/migration-mechanisms/id/"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_PREFIXES: Final = {
    "mm": "https://w3id.org/migration-mechanisms/ontology#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
}
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DATASET: Final = f"<{_ID}dataset>"


def iri(kind: str, name: str) -> str:
    """Return the IRI of a node of the graph."""
    return f"<{_ID}{kind}/{name}>"


def literal(text: str) -> str:
    """Return a plain literal; the texts here hold nothing to escape."""
    return f'"{text}"'


def pair(text: str) -> tuple[str, str]:
    """Return a text in English and Spanish (the same words: nobody reads them)."""
    return f'"{text}"@en', f'"{text} (es)"@es'


def date(text: str, kind: str) -> str:
    """Return a literal with a datatype of XML Schema."""
    return f'"{text}"^^<{_XSD}{kind}>'


@lru_cache(maxsize=4096)
def number(value: int) -> str:
    """Return an xsd:integer."""
    return date(str(value), "integer")


@lru_cache(maxsize=4096)
def year(value: int) -> str:
    """Return an xsd:gYear."""
    return date(str(value), "gYear")


@lru_cache(maxsize=4096)
def _expanded(name: str) -> str:
    if name == "a":
        return _TYPE
    prefix, _, local = name.partition(":")
    return f"<{_PREFIXES[prefix]}{local}>"


class Lines:
    """N-Triples in the making. Names of the ontology are written ``mm:…``, all other terms in full."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    @property
    def count(self) -> int:
        """How many triples there are."""
        return len(self._parts)

    def add(self, subject: str, predicate: str, *values: str) -> None:
        """Add a triple for each of ``values``."""
        start = f"{subject} {_expanded(predicate)} "
        for value in values:
            term = value if value[0] in '<"' else _expanded(value)
            self._parts.append(f"{start}{term} .\n")

    def text(self) -> str:
        """Return the lines."""
        return "".join(self._parts)
