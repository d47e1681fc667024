"""Seriation: blocks that were shuffled come back as blocks, always the same."""

from __future__ import annotations

from kg.explorer.seriation import beside, seriate, turned


def table(**rows: str) -> dict[str, frozenset[str]]:
    """Row → its columns, written as letters."""
    return {name: frozenset(columns) for name, columns in rows.items()}


#: Two blocks, {a, b, c} × {W, X} and {d, e, f} × {Y, Z}, that one row joins: m sits in X and in Y.
BLOCKS = table(e="YZ", a="WX", f="YZ", m="XY", c="WX", d="YZ", b="WX")


def test_two_blocks_and_what_joins_them_lie_in_one_line():
    found = seriate(BLOCKS)
    assert found.rows == ("a", "b", "c", "m", "d", "e", "f")
    assert found.columns == ("W", "X", "Y", "Z")


def test_the_smallest_word_says_which_end_comes_first():
    found = seriate(BLOCKS, dict(zip("abcdefm", "9887061", strict=True)))
    assert found.rows == ("e", "f", "d", "m", "b", "c", "a"), "within equal scores, by the word"
    assert found.columns == ("Z", "Y", "X", "W")


def test_a_staircase_comes_back_in_order():
    stairs = table(r3="CD", r1="AB", r4="DE", r2="BC", r5="EF")
    assert seriate(stairs).rows == ("r1", "r2", "r3", "r4", "r5")
    assert seriate(stairs).columns == ("A", "B", "C", "D", "E", "F")


def test_parts_that_share_nothing_stand_apart_the_larger_first():
    found = seriate(table(x="P", a="AB", b="AB", c="B", y="P"))
    assert found.rows[:3] == ("a", "b", "c")
    assert found.rows[3:] == ("x", "y")
    assert found.columns == ("A", "B", "P")


def test_rows_without_a_column_and_empty_tables_are_no_trouble():
    assert seriate({}).rows == ()
    assert seriate(table(a="", b="X")).rows == ("b",)
    assert seriate(table(a="X", b="X")).rows == ("a", "b")


def test_the_order_of_what_is_given_does_not_count():
    again = dict(reversed(BLOCKS.items()))
    assert seriate(again) == seriate(BLOCKS)


def test_what_is_placed_afterwards_stands_where_its_partners_stand():
    order = ("a", "b", "c", "d")
    assert beside(order, {"late": frozenset("cd"), "early": frozenset("ab"), "none": frozenset("z")}) == (
        "early",
        "late",
        "none",
    )


def test_turning_a_table_twice_gives_it_back():
    assert turned(turned(BLOCKS)) == BLOCKS
