"""What is judged again after a change gives the findings of the full run: on the shipped graph, mutated."""

from __future__ import annotations

import random

from kg import resources
from kg.turtle.derive import derive, rulebook, split
from kg.turtle.syntax import parse_file
from kg.validation.candidate import whole_shapes
from kg.validation.tracking import ShapeChecker
from tests.validation.mutations import KINDS

MUTATIONS = 36


def test_after_each_of_many_changes_the_findings_are_those_of_a_full_run() -> None:
    """The changes add up, so that a result that was wrongly kept would show at the end."""
    lot = random.Random(11)
    asserted, _ = split(parse_file(resources.data_file()))
    sound = asserted | derive(asserted) | rulebook().ontology
    checker = ShapeChecker(resources.shape_files())
    assert checker.check(sound) == []
    asked = set(checker._askers)
    now = set(asserted)
    for number in range(1, MUTATIONS + 1):
        removed, added = KINDS[number % len(KINDS)](lot, sorted(now, key=str))
        now = (now - removed) | added
        graph = now | derive(now) | rulebook().ontology
        found = set(checker.check(graph))
    assert found == set(whole_shapes(graph))
    assert len({finding.rule for finding in found}) > 8
    assert checker.check(sound) == []
    assert set(checker._askers) == asked  # what was asked of other graphs alone is forgotten
