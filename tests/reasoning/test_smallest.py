"""The smallest contradictory part, on sets whose conflict is known."""

from __future__ import annotations

import pytest

from reasoning.hermit import smallest


@pytest.mark.parametrize("conflict", [{7}, {3, 60}, {0, 1, 2}, {99, 50, 5, 20}])
def test_only_the_conflict_is_left_and_few_questions_are_asked(conflict: set[int]):
    asked = 0

    def contradictory(some: list[int]) -> bool:
        nonlocal asked
        asked += 1
        return conflict <= set(some)

    assert set(smallest(range(100), contradictory)) == conflict
    assert asked <= 2 * len(conflict) * 7 + 2 * len(conflict) + 2


def test_nothing_is_needed_where_the_rest_contradicts_itself():
    assert smallest([1, 2, 3], lambda _: True) == []


def test_one_item():
    assert smallest([1], lambda some: bool(some)) == [1]
