"""Spans of years: unknown ends are unknown, never open by decree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.timespan import Basis, YearSpan, period_words

years = st.integers(1800, 2100)
ends = st.none() | years
spans = st.builds(YearSpan, ends, ends)


@pytest.mark.parametrize(
    ("span", "year", "holds"),
    [
        (YearSpan(1996, None), 1995, False),
        (YearSpan(1996, None), 1996, True),
        (YearSpan(None, 2006), 2006, True),
        (YearSpan(None, 2006), 2007, False),
        (YearSpan(None, None), 1800, True),
        (YearSpan(1973, 2006), 1990, True),
    ],
)
def test_both_ends_are_inclusive_and_an_unknown_end_excludes_nothing(span: YearSpan, year: int, holds: bool):
    assert span.holds(year) is holds


@pytest.mark.parametrize(
    ("span", "attested", "year", "basis"),
    [
        (YearSpan(2000, None), (), 2000, Basis.STATED),
        (YearSpan(None, None), (2015,), 2014, Basis.ASSUMED),
        (YearSpan(None, None), (2015,), 2015, Basis.STATED),
        (YearSpan(None, None), (2020, 2015), 2016, Basis.STATED),
        (YearSpan(None, None), (), 2022, Basis.ASSUMED),
    ],
)
def test_basis_is_stated_by_a_since_or_from_the_first_attested_year(
    span: YearSpan, attested: tuple[int, ...], year: int, basis: Basis
):
    assert span.basis(year, attested) is basis


@given(spans, spans, years)
def test_two_spans_that_hold_in_one_year_overlap(one: YearSpan, other: YearSpan, year: int):
    if one.holds(year) and other.holds(year):
        assert one.overlaps(other)
        assert other.overlaps(one)


@given(spans, spans)
def test_overlap_means_that_some_year_is_in_both(one: YearSpan, other: YearSpan):
    def real(span: YearSpan) -> bool:
        return span.since is None or span.until is None or span.since <= span.until

    if real(one) and real(other):
        shared = any(one.holds(year) and other.holds(year) for year in range(1799, 2102))
        assert one.overlaps(other) is shared


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018-10", "2019-09", "2018-10–2019-09"),
        ("2019", "2019", "2019"),
        ("2019", None, "2019–"),
        (None, "2019", "–2019"),
        (None, None, ""),
    ],
)
def test_a_period_is_written_with_its_open_end(start: str | None, end: str | None, words: str):
    assert period_words(start, end) == words
