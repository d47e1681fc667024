"""Accept, Accept-Language, Accept-Encoding (RFC 9110, section 12)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api import negotiation
from api.negotiation import CSV, JSON, JSON_LD, ROWS, TURTLE, accepts_gzip, by_name, choose, language


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/turtle", TURTLE),
        ("application/x-turtle", TURTLE),
        ("application/ld+json", JSON_LD),
        ("text/*", CSV),
        ("application/*", JSON),
        ("text/csv;q=0.5, text/turtle;q=0.8", TURTLE),
        ("text/csv;q=0.8, text/turtle;q=0.8", CSV),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", JSON),
        ("*/*, application/json;q=0", CSV),
        ("text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5", TURTLE),
        ("application/json;q=0.001, text/csv;q=0", JSON),
        ("text/csv;charset=utf-8", CSV),
        ("text/csv;charset=latin-1, */*;q=0.1", JSON),
        ("text/csv;q=2, text/turtle", TURTLE),
        ("text/csv;q=oops, application/ld+json;q=0.2", JSON_LD),
        (" , ,text/csv", CSV),
        ("image/png", None),
        ("application/json;q=0", None),
        ("*/*;q=0", None),
        ("text/plain", None),
    ],
)
def test_the_preferred_offer(accept, expected):
    assert choose(accept, ROWS) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("csv", CSV), ("CSV", CSV), (" ttl ", TURTLE), ("text/turtle", TURTLE), ("xml", None), ("", None)],
)
def test_a_format_by_name(name, expected):
    assert by_name(name, ROWS) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "en"),
        ("", "en"),
        ("es", "es"),
        ("es-CR", "es"),
        ("ES", "es"),
        ("fr, de", "en"),
        ("fr, es;q=0.3", "es"),
        ("en;q=0.4, es;q=0.6", "es"),
        ("en, es", "en"),
        ("es;q=0", "en"),
        ("*", "en"),
        ("esperanto", "en"),
    ],
)
def test_the_language(header, expected):
    assert language(header) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        ("gzip", True),
        ("gzip;q=0", False),
        ("br, gzip;q=0.1", True),
        ("*", True),
        ("*, gzip;q=0", False),
        ("identity", False),
    ],
)
def test_whether_gzip_is_wanted(header, expected):
    assert accepts_gzip(header) is expected


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='abcxyz/*;,=q01.5 \t"+-', max_size=60))
def test_no_header_breaks_the_parser(header):
    chosen = choose(header, ROWS)
    assert chosen is None or chosen in ROWS
    assert language(header) in negotiation.LANGUAGES
    assert all(0 <= item.q <= 1 for item in negotiation.parse(header))


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("application/sparql-results+json;q=0, */*;q=0.1", "xml"),
        ("application/json;q=0, application/sparql-results+json", "json"),
        ("application/json", "json"),
        ("text/*", "csv"),
        ("text/xml", "xml"),
        ("application/*;q=0.2, text/csv;q=0.1", "json"),
    ],
)
def test_an_alias_is_asked_for_by_its_own_name_only(accept, name):
    from api.sparql.offers import ROWS

    found = choose(accept, ROWS)
    assert found is not None
    assert found.name == name
