"""Requests that are whole as HTTP and wrong as SPARQL Protocol."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from tests.hostile.case import FORM, QUERY, UPDATE, Attack, Case, Scene, get, post
from tests.hostile.wire import Reply, request

_ASK: Final = "/sparql?query=ASK%7B%7D"
_REFUSED: Final = ("unreadable", "parameter", "invalid")


def _named(parameter: str, value: str) -> Attack:
    """Ask for everything in a graph named by the protocol."""

    def attack(scene: Scene) -> Reply:
        graph = quote(scene.filled(value), safe="")
        return scene.get(f"/sparql?query=SELECT%20*%7B?s%20?p%20?o%7D&{parameter}={graph}&format=csv")

    return attack


def cases() -> Iterator[Case]:
    """Repeated and senseless parameters, graphs named by the protocol."""
    yield from _parameters()
    yield from _graphs()
    yield from _forms()


def _parameters() -> Iterator[Case]:
    kind = "parameter"
    for name, value in (
        ("nan", "NaN"),
        ("negative", "-1"),
        ("infinite", "inf"),
        ("zero", "0"),
        ("words", "soon"),
        ("signs", "1_0e--1"),
        ("many-digits", "9" * 5000),
    ):
        yield Case(
            f"timeout-{name}",
            kind,
            "a time that is none",
            (*_REFUSED, "answered") if name == "many-digits" else _REFUSED,
            get(f"{_ASK}&timeout={value}"),
        )
    # A server may take the most that it allows for one that asks for more.
    yield Case(
        "timeout-1e99", kind, "a time without end", (*_REFUSED, "answered"), get(f"{_ASK}&timeout=1e99")
    )
    yield Case(
        "timeout-twice",
        kind,
        "which of the two counts?",
        (*_REFUSED, "answered"),
        get(f"{_ASK}&timeout=0.1&timeout=1e9"),
    )
    yield Case(
        "query-twice",
        kind,
        "which of the two is checked?",
        _REFUSED,
        get(f"{_ASK}&query=SELECT%20*%7BSERVICE%20%3Chttp://127.0.0.1:9/%3E%7B%7D%7D"),
    )
    yield Case(
        "query-in-address-and-body",
        kind,
        "which of the two is checked?",
        _REFUSED,
        post(FORM, b"query=ASK%7B%7D", _ASK),
    )
    yield Case(
        "format-of-a-path",
        kind,
        "a format that is a path",
        ("not-acceptable", *_REFUSED),
        get(f"{_ASK}&format=../../etc/passwd"),
    )
    yield Case(
        "limit-without-end",
        kind,
        "more rows than there may be",
        ("invalid",),
        get("/api/v1/memberships?limit=99999999999999999999"),
    )
    yield Case(
        "offset-without-end",
        kind,
        "a place beyond every number",
        ("invalid", "answered"),
        get("/api/v1/memberships?offset=" + "9" * 4000),
    )
    yield Case(
        "year-without-end",
        kind,
        "a year beyond every calendar",
        ("invalid",),
        get("/api/v1/mechanisms/crm/members?year=" + "9" * 4000),
    )
    yield Case(
        "digits-of-another-script",
        kind,
        "a number in other digits",
        ("invalid", "answered"),
        get("/api/v1/memberships?limit=" + quote("٣٣")),
    )
    yield Case(
        "search-of-10-kb",
        kind,
        "a search without end",
        ("invalid", "answered"),
        get("/api/v1/search?q=" + "a%20" * 2500),
    )


def _graphs() -> Iterator[Case]:
    kind = "reach"
    expect = ("answered", "forbidden", *_REFUSED)
    for parameter in ("default-graph-uri", "named-graph-uri"):
        yield Case(
            f"{parameter}-of-a-file",
            kind,
            "a file named by the protocol",
            expect,
            _named(parameter, "file://SECRET_FILE"),
        )
        yield Case(
            f"{parameter}-of-a-server",
            kind,
            "an address named by the protocol",
            expect,
            _named(parameter, "http://127.0.0.1:9/data.ttl"),
        )
        yield Case(
            f"{parameter}-senseless",
            kind,
            "no address at all",
            expect,
            _named(parameter, "> } SERVICE <http://127.0.0.1:9/> {"),
        )
    yield Case(
        "graph-flood", kind, "two hundred graphs", expect, get(_ASK + "&default-graph-uri=http://a/" * 200)
    )


def _forms() -> Iterator[Case]:
    kind = "protocol"
    closed = ("forbidden", "unauthorized", "no-method", *_REFUSED)
    yield Case(
        "update-by-form",
        kind,
        "a change where changes are closed",
        closed,
        post(FORM, b"update=INSERT+DATA+%7B%3Ca%3E%3Cb%3E%3Cc%3E%7D"),
    )
    yield Case("update-by-body", kind, "a change where changes are closed", closed, post(UPDATE, b"DROP ALL"))
    yield Case("update-by-get", kind, "a change by an address", closed, get("/sparql?update=DROP%20ALL"))
    yield Case(
        "update-beside-query",
        kind,
        "which of the two is done?",
        closed,
        post(FORM, b"query=ASK%7B%7D&update=DROP+ALL"),
    )
    yield Case("query-as-update", kind, "a question sent as a change", closed, post(UPDATE, b"ASK {}"))
    yield Case(
        "xml-as-query",
        kind,
        "another type",
        ("media-type",),
        post("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    )
    yield Case(
        "multipart-as-query",
        kind,
        "a form in parts",
        ("media-type",),
        post("multipart/form-data; boundary=" + "a" * 5000, b"--a\r\n\r\nx"),
    )
    yield Case(
        "no-type",
        kind,
        "a body without a type",
        ("media-type", *_REFUSED),
        lambda scene: scene.send(request("POST", "/sparql", body=b"ASK {}")),
    )
    yield Case(
        "type-without-end",
        kind,
        "a type with a thousand parts",
        ("media-type", "answered", *_REFUSED),
        post(QUERY + ";a=b" * 1000, b"ASK {}"),
    )
    yield Case(
        "gzip-body-as-query",
        kind,
        "a compressed query",
        ("media-type", "syntax", "answered", *_REFUSED),
        post(QUERY, b"\x1f\x8b\x08\0garbage", Content_Encoding="gzip"),
    )
