"""RDF comes back as it went: Turtle → store → every syntax → store, for the shipped graph and hostile terms.

Triples are compared term by term in Oxigraph, which keeps the spelling of literals, and as graphs in rdflib.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg import resources
from kg.errors import DataInvalidError, ParameterError
from kg.export import RDF, export
from kg.export.rdf import serialize
from kg.graph import KnowledgeGraph
from kg.namespaces import ONTOLOGY, PREFIXES, iri
from kg.store.embedded import EmbeddedStore
from tests.export.hostile import NOT_IN_XML, TEXTS

SYNTAX = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
OTHER_ENGINE = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
XSD = PREFIXES["xsd"]
NOTE = ox.NamedNode(ONTOLOGY + "note")
#: Spelling → datatype; none of them is the spelling that a number would get by itself, or all are extreme.
TYPED = [
    ("01", "integer"),
    ("-5", "integer"),
    ("+7", "integer"),
    ("123456789012345678901234567890", "integer"),
    ("50.0", "decimal"),
    ("-.5", "decimal"),
    ("0.10", "decimal"),
    ("1e3", "double"),
    ("INF", "double"),
    ("1", "boolean"),
    ("2021", "gYear"),
    ("-0044", "gYear"),
    ("2020-10", "gYearMonth"),
    ("2020-10-05", "date"),
    ("2020-10-05T00:00:00Z", "dateTime"),
    ("https://example.org/?a=1&b=<2>", "anyURI"),
    ("P1Y", "duration"),
]


def triple(number: int, value: ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(iri("claim", f"x{number}")), NOTE, value)


def literals() -> list[ox.Literal]:
    plain = [ox.Literal(text) for text in (*TEXTS, "")]
    tagged = [ox.Literal(text, language=lang) for text in TEXTS for lang in ("en", "es-CR")]
    typed = [ox.Literal(text, datatype=ox.NamedNode(XSD + kind)) for text, kind in TYPED]
    return [*plain, *tagged, *typed]


def parsed(content: bytes, form: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, format=SYNTAX[form])}


def test_every_rdf_form_is_tried() -> None:
    assert set(RDF) == set(SYNTAX)


@pytest.mark.parametrize("form", RDF)
def test_hostile_literals_come_back_as_they_are_spelt(form: str) -> None:
    data = {triple(number, value) for number, value in enumerate(literals())}
    assert parsed(serialize(data, form), form) == data


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader
@pytest.mark.parametrize("form", OTHER_ENGINE)
def test_another_engine_reads_hostile_literals_too(form: str) -> None:
    data = {triple(number, value) for number, value in enumerate(literals())}
    reference = rdflib.Graph().parse(data=serialize(data, "nt"), format="nt")
    found = rdflib.Graph().parse(data=serialize(data, form), format=OTHER_ENGINE[form])
    assert isomorphic(found, reference)


@cache
def shipped() -> EmbeddedStore:
    return EmbeddedStore.from_files([resources.data_file(), *resources.ontology_files()])


@pytest.mark.parametrize("form", RDF)
def test_the_shipped_graph_comes_back_from_a_store(form: str, tmp_path: Path) -> None:
    """Turtle → store → ``form`` → store: the same quads, the ontology included."""
    there = {quad.triple for quad in shipped().raw}
    path = tmp_path / f"graph.{form}"
    path.write_bytes(serialize(there, form, with_ontology=True))
    back = EmbeddedStore.from_files([path])
    assert {quad.triple for quad in back.raw} == there
    assert back.graph_names() == frozenset()


def test_the_dump_of_a_store_is_the_store(tmp_path: Path) -> None:
    path = tmp_path / "dump.nq"
    path.write_bytes(shipped().dump())
    assert set(EmbeddedStore.from_files([path]).raw) == set(shipped().raw)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("form", ["jsonld", "rdf"])
def test_the_shipped_graph_is_isomorphic_in_another_engine(form: str, real: KnowledgeGraph) -> None:
    reference = rdflib.Graph().parse(data=export(real, "nt", with_ontology=True), format="nt")
    content = export(real, form, with_ontology=True)
    assert isomorphic(rdflib.Graph().parse(data=content, format=OTHER_ENGINE[form]), reference)


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib's own readers
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("form", ["nt", "nq", "jsonld", "rdf"])
def test_blank_nodes_come_back(form: str) -> None:
    one, other = ox.BlankNode(), ox.BlankNode()
    data = {ox.Triple(one, NOTE, other), ox.Triple(other, NOTE, ox.Literal("x"))}
    reference = rdflib.Graph().parse(data=serialize(data, "nt"), format="nt")
    found = rdflib.Graph()
    found += (quad[:3] for quad in dataset(serialize(data, form), form))
    assert isomorphic(found, reference)


def dataset(content: bytes, form: str) -> rdflib.Dataset:
    return rdflib.Dataset().parse(data=content, format=OTHER_ENGINE.get(form, "nquads"))


def test_the_layout_of_the_data_file_has_no_blank_nodes() -> None:
    with pytest.raises(DataInvalidError, match="blank node"):
        serialize({ox.Triple(ox.BlankNode(), NOTE, ox.Literal("x"))}, "ttl")


@pytest.mark.parametrize("text", NOT_IN_XML)
def test_a_character_that_xml_forbids_is_refused_there_and_kept_elsewhere(text: str) -> None:
    data = {triple(0, ox.Literal(text))}
    for form in RDF:
        if form != "rdf":
            assert parsed(serialize(data, form), form) == data
    code = next(f"U+{ord(char):04X}" for char in text if ord(char) < 32 or ord(char) > 0xFFF0)
    with pytest.raises(
        ParameterError, match=f"RDF/XML is XML and cannot hold the character {code.replace('+', '.')}"
    ):
        serialize(data, "rdf")


@pytest.mark.parametrize(
    "name", ["https://example.org/1", "https://example.org/a/", "https://example.org/a?b=1"]
)
def test_a_property_without_a_name_is_refused_in_rdf_xml(name: str) -> None:
    data = {ox.Triple(ox.NamedNode(iri("claim", "x")), ox.NamedNode(name), ox.Literal("x"))}
    with pytest.raises(ParameterError) as caught:
        serialize(data, "rdf")
    assert f"<{name}>" in str(caught.value)
    assert parsed(serialize(data, "jsonld"), "jsonld") == data


def test_a_reserved_name_is_refused_in_rdf_xml() -> None:
    data = {ox.Triple(ox.NamedNode(iri("claim", "x")), ox.NamedNode(PREFIXES["rdf"] + "li"), ox.Literal("x"))}
    with pytest.raises(ParameterError, match="reserved"):
        serialize(data, "rdf")


def test_an_iri_that_reads_as_a_prefix_is_refused_in_json_ld() -> None:
    data = {ox.Triple(ox.NamedNode("state:CRI"), NOTE, ox.Literal("x"))}
    with pytest.raises(ParameterError, match="<state:CRI> would read as a prefix"):
        serialize(data, "jsonld")
    assert parsed(serialize(data, "rdf"), "rdf") == data
