"""The graph for Python users: rows, frames, overlap, queries; on the small graph, by hand."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import rdflib

import kg
from kg.errors import (
    DataInvalidError,
    DataSyntaxError,
    ParameterError,
    QueryError,
    QuerySyntaxError,
    UnknownIdError,
)
from kg.graph import KnowledgeGraph
from kg.store.embedded import EmbeddedStore


def test_members_are_plain_rows_with_their_sources(small: KnowledgeGraph):
    rows = small.members("Harbour Forum", year=2000)
    assert [(row["participant"], row["basis"]) for row in rows] == [
        ("BLZ", "stated"),
        ("CRI", "stated"),
        ("GTM", "assumed"),
    ]
    assert all(row["sources"] for row in rows)
    assert type(rows.dicts()) is list


def test_rows_become_data_frames(small: KnowledgeGraph):
    frame = small.members("harbour", year=2022).frame()
    assert list(frame["iso3"]) == ["BLZ", "CRI", "GTM", "HND", "MEX"]
    found = small.query("SELECT ?m WHERE { ?m a mm:Mechanism } ORDER BY ?m").frame()
    assert len(found) == 4


def test_mechanisms_of_a_state(small: KnowledgeGraph):
    assert [row["mechanism"] for row in small.mechanisms_of("cr", year=2022)] == ["harbour", "river"]
    assert [row["role"] for row in small.mechanisms_of("MEX", year=2022, role="any")] == ["member", "chair"]


def test_overlap_as_dict_rows_and_frame(small: KnowledgeGraph):
    found = small.overlap("harbour", "river", year=2022)
    assert found.dict() == {
        "a": "harbour",
        "b": "river",
        "shared": ["CRI", "GTM", "HND"],
        "only_a": ["BLZ", "MEX"],
        "only_b": [],
        "union_count": 5,
        "jaccard": 0.6,
        "overlap_coefficient": 1.0,
        "behind": {},
    }
    assert found.rows("es")[-1] == {
        "id": "MEX",
        "type": "state",
        "name": "México",
        "harbour": True,
        "river": False,
    }
    assert found.frame().shape == (5, 5)


def test_the_rdflib_graph_is_the_whole_graph(small: KnowledgeGraph):
    assert isinstance(small.graph, rdflib.Graph)
    assert len(small.graph) == len(small.store) == small.snapshot.triples


def test_networkx(small: KnowledgeGraph):
    assert isinstance(small.to_networkx(), nx.MultiDiGraph)


@pytest.mark.parametrize(
    ("wanted", "parameter"),
    [
        ({"year": 3018}, "year"),
        ({"year": 1799}, "year"),
        ({"year": "2018"}, "year"),
        ({"year": 2018.0}, "year"),
        ({"role": "boss"}, "role"),
    ],
)
def test_a_bad_parameter_is_named(small: KnowledgeGraph, wanted: dict[str, object], parameter: str):
    with pytest.raises(ParameterError) as caught:
        small.members("harbour", **wanted)  # type: ignore[arg-type]
    assert caught.value.parameter == parameter


def test_unknown_names_come_back_with_suggestions(small: KnowledgeGraph):
    with pytest.raises(UnknownIdError, match="Did you mean harbour"):
        small.members("harbor")


def test_a_query_that_does_not_parse_says_where(small: KnowledgeGraph):
    with pytest.raises(QuerySyntaxError) as caught:
        small.query("SELECT ?s\nWHERE { ?s ?p }")
    assert (caught.value.line, caught.value.column) == (2, 16)  # behind the brace that came too early


@pytest.mark.parametrize("text", ["ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_a_query_without_rows_says_what_to_write(small: KnowledgeGraph, text: str):
    with pytest.raises(QueryError, match="write a SELECT"):
        small.query(text)


def test_a_file_that_does_not_parse_says_which_line(tmp_path: Path):
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix a: <http://a/> .\na:x a:y .\n")
    with pytest.raises(DataSyntaxError) as caught:
        kg.load(broken)
    assert caught.value.line == 2
    assert str(caught.value).startswith(f"{broken}:2: This is not Turtle: ")


def test_two_graphs_that_differ_never_share_a_version(small: KnowledgeGraph, real: KnowledgeGraph):
    assert small.snapshot.version != real.snapshot.version
    assert kg.load().snapshot.version == real.snapshot.version
    dump = small.store.dump()
    names = ((), ("urn:empty",), ("urn:empty", "urn:too"), ("urn:emptyurn:too",))
    others = [KnowledgeGraph(EmbeddedStore.from_quads(dump, graphs)).snapshot.version for graphs in names]
    assert others[0] == small.snapshot.version
    assert len(set(others)) == 4


def test_a_file_without_a_dataset_is_named(tmp_path: Path):
    bare = tmp_path / "bare.ttl"
    bare.write_text("<http://a/s> <http://a/p> <http://a/o> .\n")
    with pytest.raises(DataInvalidError, match=r"bare\.ttl: the data hold no mm:Dataset node"):
        kg.load(bare)


@pytest.mark.parametrize(
    "literal",
    [
        pytest.param("1" * 5000, id="more digits than int() takes"),
        pytest.param("1" * 400, id="larger than a double"),
        pytest.param(f"{'1' * 400}.5", id="larger decimal"),
        '"NaN"^^xsd:double',
        '"INF"^^xsd:double',
        '"many"^^xsd:integer',
        '"1.5"^^xsd:integer',
        '"many"^^xsd:decimal',
    ],
)
def test_a_value_that_is_no_number_is_refused_in_one_line(tmp_path: Path, literal: str):
    """Such values passed unseen, and broke each list that holds one, or its JSON."""
    text = (Path(__file__).parent / "data" / "small.ttl").read_text("utf-8")
    assert text.count("mm:value 120 ;") == 1
    path = tmp_path / "odd.ttl"
    path.write_text(text.replace("mm:value 120 ;", f"mm:value {literal} ;"), "utf-8")
    with pytest.raises(DataInvalidError) as caught:
        kg.load(path).figures("HND")
    message = str(caught.value)
    assert "figure:HND-borderEncounters-2019 is no number" in message
    assert len(message) < 400


@pytest.mark.parametrize("literal", ['"soon"^^xsd:gYear', '"-0044"^^xsd:gYear', '"1"^^xsd:gYear'])
def test_a_period_that_begins_with_no_year_is_refused_in_one_line(tmp_path: Path, literal: str):
    text = (Path(__file__).parent / "data" / "small.ttl").read_text("utf-8")
    start = '"2018-10"^^xsd:gYearMonth'
    assert text.count(f"mm:periodStart {start}") == 1
    path = tmp_path / "odd.ttl"
    path.write_text(text.replace(f"mm:periodStart {start}", f"mm:periodStart {literal}"), "utf-8")
    with pytest.raises(DataInvalidError, match="mm:periodStart of figure:HND-borderEncounters-2019 is"):
        kg.load(path).figures("HND", year=2019)
