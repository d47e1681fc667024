"""RDF terms and triples as Turtle text (RDF 1.1 Turtle, sections 2.4, 2.5 and 6.4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.errors import DataInvalidError
from kg.namespaces import PREFIXES
from kg.texts import natural

#: What a triple of the data may have as its object.
Term: TypeAlias = NamedNode | Literal

_XSD: Final = PREFIXES["xsd"]
_LANGUAGES: Final = {"en": 0, "es": 1, "": 3}
_OTHER_LANGUAGE: Final = 2
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_SHORTHAND: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Unseen characters are written as escapes so that a reviewer sees them: controls, format (among them the ones
# that turn the reading direction), line and paragraph separators, private use.
_UNSEEN: Final = ("Cc", "Cf", "Zl", "Zp", "Co")
_PLAIN: Final = re.compile(r"[ !#-\[\]-~]*")


def plain(rows: Iterable[Triple | Quad]) -> set[Triple]:
    """Return ``rows`` as a set of triples.

    Raises:
        DataInvalidError: a blank node, a quoted triple or a named graph: the data file holds none.
    """
    found = set()
    for row in rows:
        if isinstance(row, Quad) and not isinstance(row.graph_name, DefaultGraph):
            raise DataInvalidError(
                f"The data has no named graphs; found {row.graph_name}. Use the default graph."
            )
        triple = row.triple if isinstance(row, Quad) else row
        if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode | Literal):
            raise DataInvalidError(
                f"Every node of the data needs an IRI, so that it can be found and compared: {triple}. "
                "Give the blank node one."
            )
        found.add(triple)
    return found


def text_of(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """Return the IRI of a node, the text of a literal, '' for nothing."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value


def parts(triple: Triple) -> tuple[str, str, Term]:
    """Return subject, predicate and object of a triple that :func:`plain` let through."""
    term = triple.object
    if not isinstance(term, NamedNode | Literal):
        raise TypeError(f"no term of the data: {term}")
    return text_of(triple.subject), triple.predicate.value, term


def write_triple(triple: Triple) -> str:
    """Return a triple as people write it, without the dot: ``mechanism:crm mm:hasMember state:CRI``."""
    subject, predicate, term = parts(triple)
    return f"{write_iri(subject)} {write_iri(predicate)} {write_term(term)}"


def write_iri(value: str) -> str:
    """Return an IRI as ``prefix:local``, or in angle brackets where no prefix fits safely."""
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix = _BY_NAMESPACE.get(value[:cut])
    if prefix is not None and _LOCAL.fullmatch(value, cut):
        return f"{prefix}:{value[cut:]}"
    return f"<{''.join(_iri_char(char) for char in value)}>"


_BY_NAMESPACE: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def write_term(term: Term) -> str:
    """Return a node or literal as Turtle; numbers and booleans short where they read back the same."""
    if isinstance(term, NamedNode):
        return write_iri(term.value)
    short = _SHORTHAND.get(term.datatype.value)
    if short is not None and short.fullmatch(term.value):
        return term.value
    text = f'"{_escape(term.value)}"'
    if term.language:
        return f"{text}@{term.language}{_direction(term)}"
    return text if term.datatype.value == f"{_XSD}string" else f"{text}^^{write_iri(term.datatype.value)}"


def _direction(term: Literal) -> str:
    """Return the base direction of RDF 1.2 (``--ltr``, ``--rtl``), which only its own text form tells."""
    return str(term).rpartition(f"@{term.language}")[2]


def _escape(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    return "".join(_ESCAPES.get(char) or _iri_char(char) for char in value)


def _iri_char(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    if unicodedata.category(char) not in _UNSEEN:
        return char
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"


def object_key(term: Term) -> tuple[object, ...]:
    """Return the sort key of an object: nodes first, then text with English before Spanish, then the rest."""
    if isinstance(term, NamedNode):
        return (0, 0, natural(write_iri(term.value)), term.value)
    language = _LANGUAGES.get(term.language or "", _OTHER_LANGUAGE)
    return (1, language, natural(term.value.casefold()), term.value, str(term))
