"""The answers of SPARQL servers as the engine's own objects.

Everything is read by pyoxigraph's parsers, which are strict. What known servers write beside the standards
(SPARQL 1.1 Query Results JSON Format, 3.2.2; SPARQL Query Results XML Format, 2.3.1) is mended first, as
text: labels of blank nodes that are none (``nodeID://b1``), an empty ``xml:lang``, truth values spelt 1 and
0. Within a value every quotation mark (JSON) and every ``<`` (XML) is escaped, so no pattern matches there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final, cast

import pyoxigraph as ox

from kg.store.port import Table, Term
from kg.store.remote.errors import NotSparqlError
from kg.store.terms import plain

#: What rows and truth values are asked for as, and what graphs are.
JSON_ACCEPT: Final = "application/sparql-results+json, application/json;q=0.5"
XML_ACCEPT: Final = "application/sparql-results+xml"
GRAPH_ACCEPT: Final = "application/n-triples, text/turtle;q=0.8"
_ROWS_TYPES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
}
_GRAPH_TYPES: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
}
_BNODE: Final = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")([^"\\]*)"')
_BNODE_XML: Final = re.compile(rb"<bnode>([^<]*)</bnode>")
_SPACE_BEFORE: Final = re.compile(rb"(<literal(?: [^<>]*)?>)([ \t\r\n]+)")
_SPACE_BEHIND: Final = re.compile(rb"([ \t\r\n]+)(</literal>)")
_LABEL: Final = re.compile(rb"[A-Za-z0-9]+")
_NO_LANG: Final = re.compile(rb'"xml:lang"\s*:\s*""\s*,')
_XSD_BOOLEAN: Final = "http://www.w3.org/2001/XMLSchema#boolean"
_BOOLEAN: Final = re.compile(
    rb'("datatype"\s*:\s*"' + re.escape(_XSD_BOOLEAN).encode() + rb'"\s*,\s*"value"\s*:\s*)"([01])"'
)

Results = ox.QuerySolutions | ox.QueryBoolean


def rows(body: bytes | IO[bytes], media_type: str, address: str) -> Results:
    """Return the rows or the truth value in ``body``; raises NotSparqlError where it holds neither.

    A text is :func:`mended` here, a file is as it is.
    """
    form = _ROWS_TYPES.get(media_type)
    if form is None:
        raise NotSparqlError(address, f"asked for rows, it gives {media_type or 'no media type'}")
    try:
        return ox.parse_query_results(mended(body) if isinstance(body, bytes) else body, format=form)
    except (SyntaxError, ValueError) as error:
        raise broken(address, error) from error


def broken(address: str, error: Exception) -> NotSparqlError:
    """Return the error for an answer that breaks off or is not what its media type says."""
    return NotSparqlError(address, f"its answer does not parse ({error})")


def mended(body: bytes) -> bytes:
    """Return the rows ``body`` without what known servers write beside the standard."""
    if body.lstrip()[:1] == b"<" or b"</binding>" in body:
        return _mended_xml(body)
    if b"bnode" in body:
        body = _BNODE.sub(_labelled, body)
    if b'"xml:lang"' in body:
        body = _NO_LANG.sub(b"", body)
    return _BOOLEAN.sub(_spelt, body) if b"XMLSchema#boolean" in body else body


def _mended_xml(body: bytes) -> bytes:
    """Also spell white space at the ends of a literal, which the parser would take away."""
    if b"<bnode>" in body:
        body = _BNODE_XML.sub(lambda match: b"<bnode>" + _label(match[1]) + b"</bnode>", body)
    body = _SPACE_BEFORE.sub(lambda match: match[1] + _references(match[2]), body)
    return _SPACE_BEHIND.sub(lambda match: _references(match[1]) + match[2], body)


def _references(text: bytes) -> bytes:
    return b"".join(b"&#%d;" % character for character in text)


def _labelled(match: re.Match[bytes]) -> bytes:
    return match[1] + _label(match[2]) + b'"'


def _label(label: bytes) -> bytes:
    return label if _LABEL.fullmatch(label) else b"x" + label.hex().encode()


def _spelt(match: re.Match[bytes]) -> bytes:
    return match[1] + (b'"true"' if match[2] == b"1" else b'"false"')


def table(found: ox.QuerySolutions, address: str) -> Table:
    """Return the rows as plain terms; raises NotSparqlError where they break off."""
    names = tuple(variable.value for variable in found.variables)
    known: dict[ox.NamedNode, Term] = {}  # IRIs come back in row after row
    rows = solutions(found, address)
    return Table(names, tuple(tuple(plain(value, known) for value in row) for row in rows))


def solutions(found: Results, address: str) -> Iterator[ox.QuerySolution]:
    """Yield the rows; raises NotSparqlError where they break off or are none."""
    if isinstance(found, ox.QueryBoolean):
        raise NotSparqlError(address, "asked for rows, it gives a truth value")
    try:
        yield from found
    except (SyntaxError, ValueError) as error:
        raise broken(address, error) from error


def truth(found: Results) -> bool:
    """Return a truth value; Virtuoso gives some as one row with a number."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    values = [value for row in found for value in row]
    return any(isinstance(value, ox.Literal) and value.value in ("1", "true") for value in values)


def boolean(value: bool) -> ox.QueryBoolean:
    """Return a truth value as the engine has it."""
    text = b'{"head":{},"boolean":%s}' % (b"true" if value else b"false")
    return cast("ox.QueryBoolean", ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON))


def triples(body: bytes | IO[bytes], media_type: str, address: str) -> Iterator[ox.Triple]:
    """Yield the triples in ``body``; raises NotSparqlError where it is no graph."""
    form = _GRAPH_TYPES.get(media_type)
    if form is None:
        raise NotSparqlError(address, f"asked for a graph, it gives {media_type or 'no media type'}")
    try:
        for quad in ox.parse(body, format=form):
            yield _canonical(quad.triple)
    except (SyntaxError, ValueError) as error:
        raise NotSparqlError(address, f"its graph does not parse ({error})") from error


def ntriples(found: Iterable[ox.Triple]) -> bytes:
    """Return triples as N-Triples (UTF-8)."""
    return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b""


def _canonical(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if isinstance(value, ox.Literal) and value.value in ("0", "1") and value.datatype.value == _XSD_BOOLEAN:
        spelt = ox.Literal("true" if value.value == "1" else "false", datatype=value.datatype)
        return ox.Triple(triple.subject, triple.predicate, spelt)
    return triple
