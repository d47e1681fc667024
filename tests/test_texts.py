"""Sort keys and what a terminal is shown, each by hand."""

from __future__ import annotations

from kg.texts import natural, visible


def test_numbers_sort_by_size_and_before_letters():
    names = ["p10", "p2b", "p2", "p", "2", "p\u00b2", "pa"]
    assert sorted(names, key=natural) == ["2", "p", "p2", "p2b", "p10", "pa", "p\u00b2"]


def test_digits_that_int_refuses_sort_too():
    # Runs of more than a thousand digits are compared piece by piece.
    assert natural("9" * 5000) > natural("8" * 5000)
    assert sorted(["1\u00b22", "1" + "0" * 5000, "\u0663" * 5000], key=natural)[0] == "1\u00b22"


def test_controls_become_visible_and_line_ends_stay():
    assert visible("a\x1b]0;t\x07b\x9b2J\x00\x7f") == "a\ufffd]0;t\ufffdb\ufffd2J\ufffd\ufffd"
    assert visible("one\r\ntwo\tthree\nñ – ¶") == "one\r\ntwo\tthree\nñ – ¶"
    assert visible("shown\rhidden") == "shown\ufffdhidden"
