"""What the tests of the ontology share: its files, the small graph, and both engines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
MINIMAL = Path(__file__).parent / "minimal"
TERMS = [ONTOLOGY / f"{name}.ttl" for name in ("migration-mechanisms", "vocabularies", "alignments")]
VALID = MINIMAL / "valid.ttl"
DERIVED = MINIMAL / "derived.ttl"

MM = Namespace("https://w3id.org/migration-mechanisms/ontology#")
MMSH = Namespace("https://w3id.org/migration-mechanisms/shapes#")
BASE = "https://w3id.org/migration-mechanisms/id/"


@cache
def prefixes() -> dict[str, str]:
    """Prefix → namespace, as the small graph declares them, with that of the shapes."""
    found = dict(re.findall(r"^@prefix ([\w-]+): <([^>]+)> \.", VALID.read_text("utf-8"), re.MULTILINE))
    return found | {"mmsh": str(MMSH), "rdf": str(RDF)}


def prologue() -> str:
    """SPARQL PREFIX lines for everything a test writes in short form."""
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes().items())


def iri(short: str) -> str:
    """The full IRI of ``prefix:local``; anything else stays as it is."""
    prefix, colon, local = short.partition(":")
    return prefixes()[prefix] + local if colon and prefix in prefixes() else short


def rdflib_graph(files: Iterable[Path]) -> Graph:
    """One rdflib graph of all ``files`` (Turtle)."""
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def oxigraph_store(files: Iterable[Path]) -> ox.Store:
    """One Oxigraph store of all ``files`` (Turtle), in its default graph."""
    store = ox.Store()
    for file in files:
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


class Result(NamedTuple):
    """One SHACL result: shape and path as IRIs (path empty where there is none)."""

    shape: str
    focus: str
    path: str
    severity: str


def shacl(data: Graph, shapes: Graph) -> list[Result]:
    """Validate ``data`` and return the results.

    The whole graph is validated each time: with ``focus_nodes`` pyshacl also drops the values that nested
    shapes look at, and a shape with ``sh:or`` or ``sh:node`` never fires.
    """
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=True, inplace=True)
    assert isinstance(report, Graph)
    return [
        Result(*(named(report.value(node, part)) for part in PARTS))
        for node in report.objects(None, SH.result)
    ]


def named(term: Node | None) -> str:
    """The IRI of ``term``; empty where there is none, as for a path that is a sequence."""
    return str(term) if isinstance(term, URIRef) else ""


PARTS = (SH.sourceShape, SH.focusNode, SH.resultPath, SH.resultSeverity)


def header(query: str) -> dict[str, str]:
    """The ``# key: value`` lines of a query, repeated keys joined by a space."""
    found: dict[str, str] = {}
    for key, value in re.findall(r"^# ([a-z]+): (.+)$", query, re.MULTILINE):
        found[key] = f"{found[key]} {value}" if key in found else value
    return found
