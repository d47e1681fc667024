"""How pairs read: each case of the rule by hand, then the small and the real graph."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.overlap.incidence import Incidence
from kg.overlap.pairs import Pair, pair
from kg.overlap.reading import RULE, Kind, Level, Rule, reading, readings
from kg.rows.readings import reading_cells, reading_row


def two(left: str, right: str, *unknown: str) -> Pair:
    """The pair of two lists, one letter for each thing: ``two("abc", "bcd")`` shares two of three."""
    sets = {
        "a": frozenset(Ref("state", one) for one in left),
        "b": frozenset(Ref("state", one) for one in right),
    }
    return pair(Incidence(sets, frozenset(unknown)), "a", "b")


MUCH, HALF, LITTLE, NOTHING = (
    two("abcd", "bcde"),
    two("abcd", "abxyz"),
    two("abcd", "axyz"),
    two("abc", "xyz"),
)


@pytest.mark.parametrize(
    ("members", "mandates", "kind"),
    [
        (LITTLE, MUCH, Kind.GAP),
        (NOTHING, MUCH, Kind.GAP),
        (MUCH, LITTLE, Kind.COMPLEMENT),
        (HALF, NOTHING, Kind.COMPLEMENT),
        (MUCH, MUCH, Kind.DUPLICATION),
        (HALF, MUCH, Kind.DUPLICATION),
        (LITTLE, NOTHING, Kind.SEPARATE),
        (MUCH, HALF, Kind.UNKNOWN),  # half of the mandates, but only two of them
        (two("abcd", "bcde", "a"), MUCH, Kind.UNKNOWN),
        (MUCH, two("abcd", "bcde", "b"), Kind.UNKNOWN),
        (two("", "abc"), MUCH, Kind.UNKNOWN),
        (LITTLE, two("", ""), Kind.UNKNOWN),
    ],
)
def test_the_rule(members: Pair, mandates: Pair, kind: Kind):
    assert reading(members, mandates).kind is kind


def test_the_measure_is_against_the_smaller_list():
    """Two of two, of a body of twenty: much, though the Jaccard index is a tenth."""
    small_in_large = two("ab", "abcdefghijklmnopqrst")
    assert small_in_large.jaccard == 0.1
    assert reading(small_in_large, NOTHING).members is Level.HIGH


def test_a_level_is_told_beside_the_kind():
    found = reading(LITTLE, HALF)
    assert (found.members, found.mandates, found.kind) == (Level.LOW, Level.FEW, Kind.UNKNOWN)


def test_another_rule_reads_otherwise():
    assert reading(MUCH, HALF, Rule(min_mandates=2)).kind is Kind.DUPLICATION
    assert reading(MUCH, MUCH, Rule(members=0.8)).kind is Kind.GAP
    assert reading(MUCH, MUCH, Rule(mandates=0.8)).kind is Kind.COMPLEMENT


def test_the_figures_in_words():
    assert reading(LITTLE, MUCH).reason.en == (
        "Participants shared: 1 of 4 in the smaller list (25%, below 50%). "
        "Mandates shared: 3 of 4 in the smaller list (75%, at least 50%)."
    )
    assert reading(MUCH, HALF).reason.es == (
        "Participantes en común: 3 de 4 en la lista menor (75 %, 50 % o más). "
        "Mandatos en común: 2 de 4 en la lista menor (50 %, 50 % o más). Menos de 3 dicen demasiado poco."
    )


def test_missing_lists_in_words():
    assert reading(two("ab", "bc", "a"), two("", "abc", "a")).reason.en == (
        "Participants shared: at least 1, a list is missing. Mandates shared: unknown, a list is missing."
    )
    assert reading(two("", "abc"), NOTHING).reason.en.startswith(
        "Participants shared: none can be, one of the two lists is empty."
    )


def test_a_share_is_never_rounded_up_to_the_bound():
    """Five of eleven is 45.45 %: written 45, not 46; 49.9 % would be written 49."""
    five_of_eleven = two("abcdefghijk", "abcdeuvwxyz")
    assert "(45%, below 50%)" in reading(five_of_eleven, MUCH).reason.en


def test_the_small_graph(small: KnowledgeGraph):
    """Harbour and River share 3 of 3 members and 1 of 2 mandates; Ridge has neither list."""
    found = {(row.members.a, row.members.b): row.reading for row in readings(small.snapshot)}
    assert {pair_: one.kind for pair_, one in found.items()} == {
        ("harbour", "ridge"): Kind.UNKNOWN,
        ("harbour", "river"): Kind.UNKNOWN,
        ("ridge", "river"): Kind.UNKNOWN,
    }
    assert found["harbour", "river"].mandates is Level.FEW
    looser = readings(small.snapshot, mechanisms=["river", "harbour"], rule=Rule(min_mandates=1))
    assert [(row.members.a, row.reading.kind) for row in looser] == [("river", Kind.DUPLICATION)]


def test_the_real_graph_reads_as_the_decision_records(real: KnowledgeGraph):
    found = {(row.members.a, row.members.b): row.reading for row in readings(real.snapshot)}
    assert Counter(one.kind for one in found.values() if one.kind is not Kind.UNKNOWN) == {
        Kind.GAP: 10,
        Kind.DUPLICATION: 4,
        Kind.COMPLEMENT: 4,
        Kind.SEPARATE: 12,
    }
    assert {key for key, one in found.items() if one.kind is Kind.DUPLICATION} == {
        ("crm", "mirps"),
        ("crm", "sica"),
        ("csm", "quito-process"),
        ("mirps", "sica"),
    }
    assert found["crm", "quito-process"].kind is Kind.GAP
    assert found["ca4", "crm"].kind is Kind.COMPLEMENT
    assert found["oas", "sica"].mandates is Level.FEW
    assert found["crm", "gcm"].members is Level.UNKNOWN


def test_years_roles_and_sources_reach_both_overlaps(real: KnowledgeGraph):
    def crm_sica(selection: Selection) -> Kind:
        return readings(real.snapshot, selection, ["crm", "sica"])[0].reading.kind

    assert crm_sica(Selection(year=2010)) is Kind.DUPLICATION
    assert crm_sica(Selection(year=1980)) is Kind.UNKNOWN
    assert crm_sica(Selection(roles=frozenset({"observer"}))) is Kind.DUPLICATION
    assert crm_sica(Selection(sources=frozenset({"iom-cmc"}))) is Kind.UNKNOWN


def test_a_row_and_its_cells(real: KnowledgeGraph):
    found = readings(real.snapshot, mechanisms=["crm", "quito-process"])[0]
    row = reading_row(found, "es")
    assert (row["a"], row["b"], row["reading"]) == ("crm", "quito-process", "gap")
    assert row["reason"] == found.reading.reason.es
    assert row["members"] == {
        "shared_count": 4,
        "union_count": 20,
        "jaccard": 0.2,
        "overlap_coefficient": 0.363636,
        "level": "low",
    }
    assert reading_cells(row)["mandates_overlap_coefficient"] == 0.75


def test_the_rule_that_is_in_force():
    assert (RULE.members, RULE.mandates, RULE.min_mandates) == (0.5, 0.5, 3)
