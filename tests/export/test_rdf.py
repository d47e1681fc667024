"""RDF exports: the same triples in every form, derived ones included, nothing fetched to read them."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import ParameterError
from kg.export import export
from kg.export.rdf import serialize
from kg.graph import KnowledgeGraph
from kg.turtle.derive import split
from kg.turtle.syntax import parse_file

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader
def test_every_form_holds_the_same_triples() -> None:
    data = parse_file(SMALL)
    lines = serialize(data, "nt")
    reference = rdflib.Graph().parse(data=lines, format="nt")
    assert len(reference) == 736
    assert isomorphic(reference, rdflib.Graph().parse(data=serialize(data, "ttl"), format="turtle"))
    assert isomorphic(reference, rdflib.Graph().parse(data=serialize(data, "jsonld"), format="json-ld"))


def test_another_engine_reads_the_same() -> None:
    data = parse_file(SMALL)
    expected = set(data)
    for form, syntax in (("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)):
        assert {quad.triple for quad in ox.parse(serialize(data, form), format=syntax)} == expected


def test_direct_triples_are_derived_anew() -> None:
    statements, derived = split(parse_file(SMALL))
    assert derived
    assert serialize(statements, "nt") == serialize([*statements, *derived], "nt")


def test_the_graph_of_a_store_leaves_the_ontology_out(small: KnowledgeGraph) -> None:
    lines = export(small, "nt")
    assert lines.count(b"\n") == 736
    assert b"owl#Class" not in lines
    assert b"owl#Class" in export(small, "nt", with_ontology=True)


def test_the_same_graph_gives_the_same_bytes(small: KnowledgeGraph) -> None:
    for form in ("ttl", "nt", "jsonld", "csv", "graphml", "gexf"):
        assert export(small, form) == export(small, form), form


def test_what_says_that_two_are_different_is_kept_in_every_form() -> None:
    ridge, river = (
        ox.NamedNode(f"https://w3id.org/migration-mechanisms/id/mechanism/{name}")
        for name in ("ridge", "river")
    )
    said = ox.Triple(ridge, ox.NamedNode("http://www.w3.org/2002/07/owl#differentFrom"), river)
    syntaxes = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    for form, syntax in syntaxes.items():
        assert said in {quad.triple for quad in ox.parse(serialize(parse_file(SMALL), form), format=syntax)}
    node = next(
        node
        for node in json.loads(serialize(parse_file(SMALL), "jsonld"))["@graph"]
        if node["@id"] == "mechanism:ridge"
    )
    assert node["owl:differentFrom"] in ({"@id": "mechanism:river"}, [{"@id": "mechanism:river"}])


def test_json_ld_carries_its_context_inside() -> None:
    document = json.loads(serialize(parse_file(SMALL), "jsonld"))
    assert all(isinstance(value, str | dict) for value in document["@context"].values())
    assert document["@context"]["mm"] == "https://w3id.org/migration-mechanisms/ontology#"
    harbour = next(node for node in document["@graph"] if node["@id"] == "mechanism:harbour")
    assert {"@language": "es", "@value": "Foro del Puerto"} in harbour["rdfs:label"]


def test_an_unknown_form_is_refused(small: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="'pdf' is not one of ttl, nt"):
        export(small, "pdf")
    with pytest.raises(ParameterError):
        serialize([], "pdf")
