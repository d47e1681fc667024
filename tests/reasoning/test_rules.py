"""OWL 2 RL: no contradiction where there is none, each one found and told with what it follows from."""

from __future__ import annotations

import pytest
from rdflib import RDF, URIRef

from reasoning import closure
from reasoning.__main__ import main
from reasoning.inputs import logical, read
from tests.ontology.ontology_support import iri
from tests.reasoning.contradictions import CONTRADICTIONS, EMPTY, Contradiction, axioms

HEAD = "@prefix {0}: <https://w3id.org/migration-mechanisms/id/{0}/> .\n"


def test_the_small_graph_does_not_contradict_itself():
    assert closure.clashes(axioms()) == []


def test_the_shipped_record_does_not_contradict_itself():
    assert closure.clashes(logical(read()).graph) == []


@pytest.mark.parametrize(
    "triples",
    [
        "state:CRI a mm:Mechanism",
        "membership:alfa-CRI-member a mm:Claim",
        "source:report a mm:Citation",
        "role:member a mm:Status",
        "claim:bravo-established mm:sinceYear 2001",
        "mm:partOf a mm:FigureProperty",
        "mm:closedList a mm:RelationProperty",
        "region:isthmus a mm:State",
    ],
)
def test_classes_that_exclude_each_other_share_nothing(triples: str):
    assert "disjoint-classes" in {row.rule for row in closure.clashes(axioms(triples))}


@pytest.mark.parametrize("case", CONTRADICTIONS, ids=lambda case: case.triples)
def test_a_contradiction_is_told_with_its_axioms(case: Contradiction):
    found = [row for row in closure.clashes(axioms(case.triples)) if case.said in row.message.en]
    assert [row.rule for row in found] == [case.rule]
    assert set(found[0].axioms) == case.axioms
    assert found[0].message.es != found[0].message.en


def test_a_class_in_which_nothing_can_be():
    (found,) = closure.clashes(axioms(EMPTY))
    assert found.rule == "empty-class"
    assert found.message.en == "Nothing can be a mm:Microstate: mm:State and mm:Territory exclude each other."
    assert set(found.axioms) == {
        "mm:Microstate rdfs:subClassOf mm:State",
        "mm:Microstate rdfs:subClassOf mm:Territory",
        "mm:State owl:disjointWith mm:Territory",
    }


def test_a_member_of_the_empty_class():
    found = closure.clashes(axioms("state:CRI a owl:Nothing"))
    assert ("nothing", "state:CRI is put in the empty class.") in {
        (row.rule, row.message.en) for row in found
    }


def test_two_ids_may_not_come_out_as_one_even_where_nobody_says_that_they_differ():
    found = closure.clashes(axioms("membership:alfa-CRI-member mm:role role:observer"))
    assert [row.message.en for row in found] == [
        "role:member and role:observer come out as the same thing, and have an id each."
    ]


@pytest.mark.parametrize("value", ["1996", "1996.0", '"1996"^^xsd:int'])
def test_the_same_number_written_otherwise_is_no_second_value(value: str):
    rules = {row.rule for row in closure.clashes(axioms(f"membership:alfa-CRI-member mm:sinceYear {value}"))}
    assert "two-values" not in rules


def test_what_the_rules_add():
    closed = closure.close(axioms())
    state, country = URIRef(iri("state:CRI")), URIRef("https://schema.org/Country")
    assert (state, RDF.type, country) in closed
    assert (state, RDF.type, country) not in axioms()


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_command_tells_a_contradiction_and_exits_1(tmp_path, capsys, lang: str):
    path = tmp_path / "broken.ttl"
    path.write_text(
        HEAD.format("state") + "@prefix mm: <https://w3id.org/migration-mechanisms/ontology#> .\n"
        "state:ATL a mm:State , mm:Territory .\n",
        "utf-8",
    )
    assert main(["--only", "rl", "--data", str(path), "--lang", lang]) == 1
    told = capsys.readouterr().out
    said = {"en": "state:ATL is a mm:State and a mm:Territory", "es": "state:ATL es mm:State y mm:Territory"}
    assert f"[disjoint-classes] {said[lang]}" in told
    assert "\n      mm:State owl:disjointWith mm:Territory\n" in told


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "none.ttl")]) == 2
    assert capsys.readouterr().err.startswith("reasoning: ")
