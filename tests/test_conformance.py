"""The yardstick of the conformance tests: when two answers are the same, and what the W3C's files say."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from conformance.comparing import difference
from conformance.protocol_cases import CASES
from conformance.results import Cell, Result, parsed

A, B = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b")
X, Y, Z = (ox.BlankNode(name) for name in "xyz")
XSD = "http://www.w3.org/2001/XMLSchema#"


def rows(*found: tuple[Cell, ...], ordered: bool = False) -> Result:
    return Result("rows", ("p", "q"), found, ordered=ordered)


def number(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        (rows((A, B), (B, A)), rows((B, A), (A, B)), True),
        (rows((A, B), (B, A), ordered=True), rows((B, A), (A, B)), False),
        (rows((A, B), (A, B)), rows((A, B)), False),  # a row came twice
        (rows((A, None)), rows((A, B)), False),
        (rows((X, A), (X, B)), rows((Z, B), (Z, A)), True),  # one node in both rows, by another name
        (rows((X, A), (X, B)), rows((Y, A), (Z, B)), False),  # two nodes where one was wanted
        (rows((X, A), (Y, B)), rows((Z, A), (Z, B)), False),  # one node where two were wanted
        (rows((X, Y), (Y, A)), rows((Y, X), (X, A)), True),  # the first guess (x is y) holds
        (rows((X, Y), (Y, X), (Z, Z)), rows((Z, Z), (X, Y), (Y, X)), True),
        (rows((number("1.0", "decimal"), A)), rows((number("1.00", "decimal"), A)), True),
        (rows((number("1", "integer"), A)), rows((number("1", "decimal"), A)), False),
        (rows((number("1E3", "double"), A)), rows((number("1000", "double"), A)), True),
    ],
)
def test_rows(wanted: Result, found: Result, same: bool) -> None:
    assert (difference(wanted, found) == "") is same


def test_reduced_may_drop_repetitions_but_no_row() -> None:
    wanted = rows((A, B), (A, B), (B, A))
    assert difference(wanted, rows((A, B), (B, A)), lax=True) == ""
    assert difference(wanted, rows((A, B)), lax=True)
    assert difference(wanted, rows((A, B), (A, B), (A, B), (B, A)), lax=True)


def test_graphs_are_the_same_up_to_blank_nodes() -> None:
    wanted = parsed(b"[] <http://e/p> [ <http://e/q> 1 ] .", "text/turtle", "http://e/")
    assert (
        difference(wanted, parsed(b"_:u <http://e/p> _:v . _:v <http://e/q> 1 .", "text/turtle", "http://e/"))
        == ""
    )
    assert difference(
        wanted, parsed(b"_:u <http://e/p> _:u . _:u <http://e/q> 1 .", "text/turtle", "http://e/")
    )


def test_the_protocol_has_34_tests_of_different_names() -> None:
    assert len(CASES) == len({case.name for case in CASES}) == 34
