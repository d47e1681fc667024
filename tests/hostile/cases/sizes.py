"""Requests larger than anyone needs, and bytes that are no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.hostile.case import FORM, QUERY, Case, get, post

_ASK: Final = "/sparql?query=ASK%7B%7D"
_REFUSED: Final = ("unreadable", "parameter", "invalid")


def cases() -> Iterator[Case]:
    """Sizes and encodings."""
    yield from _sizes()
    yield from _encodings()


def _sizes() -> Iterator[Case]:
    kind = "size"
    yield Case(
        "url-of-100-kb",
        kind,
        "an address without end",
        ("uri-too-long", "header-too-large"),
        get("/sparql?query=" + "a" * 100_000),
    )
    yield Case(
        "path-of-100-kb",
        kind,
        "a path without end",
        ("uri-too-long", "header-too-large"),
        get("/" + "a/" * 50_000),
    )
    yield Case(
        "query-of-10-mb",
        kind,
        "a query without end",
        ("too-large", "closed"),
        post(QUERY, b"ASK {} #" + b"a" * 10_000_000),
    )
    yield Case(
        "form-of-10-mb",
        kind,
        "a form without end",
        ("too-large", "closed"),
        post(FORM, b"query=" + b"%20" * 3_333_333),
    )
    yield Case(
        "literal-of-1-mb",
        kind,
        "one literal",
        ("too-large",),
        post(QUERY, b'ASK { ?s ?p "' + b"a" * 1_000_000 + b'" }'),
    )
    yield Case(
        "parameter-flood",
        kind,
        "ten thousand fields in a form",
        ("unreadable", "too-large"),
        post(FORM, b"&".join(b"a%d=1" % i for i in range(10_000))),
    )
    yield Case(
        "parameter-flood-in-the-address",
        kind,
        "three thousand fields in an address",
        (*_REFUSED, "answered", "uri-too-long"),
        get(_ASK + "&a=1" * 3000),
    )
    yield Case(
        "parameter-flood-rest",
        kind,
        "three thousand unknown fields",
        ("invalid", "uri-too-long"),
        get("/api/v1/mechanisms?" + "&a=1" * 3000),
    )
    yield Case(
        "repeated-parameter-flood",
        kind,
        "one field three thousand times",
        ("invalid", "uri-too-long"),
        get("/api/v1/overlap/pairs?" + "&mechanism=crm" * 1100),
    )


def _encodings() -> Iterator[Case]:
    kind = "encoding"
    yield Case(
        "invalid-utf-8-in-the-address",
        kind,
        "bytes that are no text",
        (*_REFUSED, "syntax"),
        get("/sparql?query=ASK%7B?s%20?p%20%22%FF%FE%22%7D"),
    )
    yield Case(
        "invalid-utf-8-body",
        kind,
        "bytes that are no text",
        _REFUSED,
        post(QUERY, b'ASK { ?s ?p "\xff\xfe" }'),
    )
    yield Case(
        "invalid-utf-8-form", kind, "bytes that are no text", _REFUSED, post(FORM, b"query=ASK%7B%7D%FF")
    )
    yield Case(
        "utf-16-body", kind, "another encoding", (*_REFUSED, "syntax"), post(QUERY, "ASK {}".encode("utf-16"))
    )
    yield Case(
        "utf-16-declared",
        kind,
        "another encoding, said so",
        (*_REFUSED, "media-type"),
        post(QUERY + "; charset=utf-16", "ASK {}".encode("utf-16")),
    )
    yield Case(
        "utf-7-declared",
        kind,
        "an encoding that hides letters",
        (*_REFUSED, "media-type"),
        post(QUERY + "; charset=utf-7", b"ASK +AHsAfQ-"),
    )
    yield Case(
        "null-in-a-query", kind, "a null character", ("syntax", *_REFUSED), get("/sparql?query=ASK%00%7B%7D")
    )
    yield Case(
        "null-in-a-body", kind, "a null character", ("syntax", *_REFUSED), post(QUERY, b"ASK {} #\0 SERVICE")
    )
    yield Case(
        "surrogate-in-utf-8",
        kind,
        "half of a pair",
        ("syntax", *_REFUSED),
        post(QUERY, b'ASK { ?s ?p "\xed\xa0\x80" }'),
    )
    yield Case(
        "surrogate-escaped",
        kind,
        "half of a pair as an escape",
        ("syntax", *_REFUSED),
        post(QUERY, b'ASK { ?s ?p "\\uD800" }'),
    )
    yield Case(
        "overlong-utf-8",
        kind,
        "a slash in two bytes",
        ("syntax", *_REFUSED),
        post(QUERY, b"ASK {} #\xc0\xaf"),
    )
    yield Case(
        "byte-order-mark",
        kind,
        "a mark before the text",
        ("answered", "syntax"),
        post(QUERY, b"\xef\xbb\xbfASK {}"),
    )
    yield Case(
        "percent-signs",
        kind,
        "escapes that are none",
        ("syntax", *_REFUSED),
        get("/sparql?query=%%%zz%u0041"),
    )
