"""HermiT finds the contradictions too, and says which axioms: run by ``make reason``, never skipped."""

from __future__ import annotations

import pytest

from reasoning import hermit
from tests.reasoning.contradictions import CONTRADICTIONS, EMPTY, Contradiction, axioms


def test_the_small_graph_is_consistent_and_no_class_is_empty() -> None:
    assert hermit.check(axioms()) == hermit.Verdict(True)


@pytest.mark.parametrize("case", CONTRADICTIONS, ids=lambda case: case.triples)
def test_each_contradiction_is_found(case: Contradiction) -> None:
    assert hermit.check(axioms(case.triples)) == hermit.Verdict(False)


@pytest.mark.parametrize("case", [CONTRADICTIONS[0], CONTRADICTIONS[3]], ids=lambda case: case.triples)
def test_a_contradiction_is_told_with_the_smallest_set_of_axioms(case: Contradiction) -> None:
    (found,) = hermit.clashes(axioms(case.triples))
    assert found.rule == "inconsistent"
    assert set(found.axioms) == {row for row in case.axioms if row != "mm:role a owl:FunctionalProperty"}


def test_a_class_in_which_nothing_can_be_is_told_with_its_axioms() -> None:
    (found,) = hermit.clashes(axioms(EMPTY))
    assert found.message.en == "HermiT: nothing can be a mm:Microstate."
    assert set(found.axioms) == {
        "mm:Microstate rdfs:subClassOf mm:State",
        "mm:Microstate rdfs:subClassOf mm:Territory",
        "mm:State owl:disjointWith mm:Territory",
    }


def test_a_property_that_is_also_a_node_keeps_both_meanings() -> None:
    """The class of a claim property still counts when its two uses are told apart for owlready2."""
    assert hermit.check(axioms("mm:partOf a mm:FigureProperty")) == hermit.Verdict(False)


def test_a_machine_without_java_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(hermit.MissingReasonerError, match="apt-get install default-jre-headless"):
        hermit.check(axioms())
