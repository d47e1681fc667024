"""The formats in which an answer can be written: rows, truth values, graphs."""

from __future__ import annotations

from enum import Enum

import pyoxigraph as ox


class ResultFormat(Enum):
    """A serialization; the value is the short name that a person types (``--format csv``).

    Rows and truth values: SPARQL 1.1 Query Results JSON, XML, CSV and TSV. Graphs: RDF 1.1 syntaxes.
    """

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"
    N_TRIPLES = "ntriples"
    RDF_XML = "rdfxml"
    JSON_LD = "jsonld"
    TRIG = "trig"
    N_QUADS = "nquads"

    __hash__ = object.__hash__  # members are single objects; Enum hashes the name, in Python

    @property
    def engine_format(self) -> ox.QueryResultsFormat | ox.RdfFormat:
        """The engine's name for the format."""
        return _ROWS[self] if self in _ROWS else _GRAPHS[self]

    @property
    def media_type(self) -> str:
        """The media type without parameters, as it stands in an ``Accept`` header."""
        return self.engine_format.media_type.partition(";")[0]

    @property
    def content_type(self) -> str:
        """The media type with its charset where it is text, as it stands in ``Content-Type``."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    @property
    def extension(self) -> str:
        """The usual extension of a file, without the dot."""
        return self.engine_format.file_extension

    @property
    def for_rows(self) -> bool:
        """True where the format can hold the answer to SELECT or ASK."""
        return self in _ROWS

    @property
    def for_graph(self) -> bool:
        """True where the format can hold the answer to CONSTRUCT or DESCRIBE."""
        return self in _GRAPHS


_ROWS = {
    ResultFormat.JSON: ox.QueryResultsFormat.JSON,
    ResultFormat.XML: ox.QueryResultsFormat.XML,
    ResultFormat.CSV: ox.QueryResultsFormat.CSV,
    ResultFormat.TSV: ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    ResultFormat.TURTLE: ox.RdfFormat.TURTLE,
    ResultFormat.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    ResultFormat.RDF_XML: ox.RdfFormat.RDF_XML,
    ResultFormat.JSON_LD: ox.RdfFormat.JSON_LD,
    ResultFormat.TRIG: ox.RdfFormat.TRIG,
    ResultFormat.N_QUADS: ox.RdfFormat.N_QUADS,
}
