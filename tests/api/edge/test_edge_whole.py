"""Whole answers in one call: the same bytes as the two messages of ASGI give, and no forged header."""

from __future__ import annotations

import re

import pytest
from edgeserver import Raw, Served, get, layered, lifespan, running
from starlette.types import Receive, Scope, Send

from api.edge.headers import Block, lines_of
from api.edge.whole import as_messages, send_whole
from api.settings import Settings

BODY = b"a line that is said again and again\n" * 40
BIG = b"0123456789" * 100_000


class Answers:
    """``/s/404`` answers 404, ``/big`` a megabyte, ``/bad`` with a forged header, ``/close`` closes.

    ``whole``: in one call, else in messages.
    """

    def __init__(self, whole: bool) -> None:
        self.whole = whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        path = scope["path"]
        status = int(path[3:]) if path.startswith("/s/") else 200
        body = BIG if path == "/big" else b"" if status in (204, 304) else BODY
        headers = [(b"content-type", b"text/plain"), (b"vary", b"Accept")]
        if path == "/kept":
            headers.append((b"etag", b'"1"'))
        if path == "/bad":
            headers.append((b"x-note", b"a\r\nset-cookie: b"))
        if path == "/close":
            headers.append((b"connection", b"close"))
        if status not in (204, 304):
            headers.append((b"content-length", b"%d" % len(body)))
        sent = b"" if scope["method"] == "HEAD" else body
        await (send_whole if self.whole else as_messages)(send, status, headers, sent)


REQUESTS = [
    get("/s/200"),
    get("/s/200", "Accept-Encoding: gzip"),
    get("/s/200", method="HEAD"),
    get("/s/200", method="POST"),
    get("/s/200", "Authorization: Bearer x"),
    get("/s/200", "X-Request-Id: mine"),
    get("/s/204"),
    get("/s/404"),
    get("/s/503"),
    get("/kept"),
    get("/kept"),
    get("/kept", method="HEAD"),
    get("/kept", 'If-None-Match: "1"'),
    get("/kept", 'If-None-Match: "1-gzip"', "Accept-Encoding: gzip"),
    get("/kept", "Accept-Encoding: gzip"),
    get("/big"),
    get("/close"),
    get("/s/200", "Connection: close"),
    b"GET /s/200 HTTP/1.0\r\nHost: kg.example\r\n\r\n",
]


def told(port: int, request: bytes) -> bytes:
    """What the server says, without the date and the id that it chose."""
    with Raw(port) as raw:
        raw.send(request)
        head, body = raw.answer(head=request.startswith(b"HEAD"))
        ends = raw.ended(0.2 if b"connection: close" in head else 0.01)
    head = re.sub(rb"date: [^\r]*", b"date: -", head)
    head = re.sub(rb"x-request-id: [0-9a-f]+-[0-9a-f]+", b"x-request-id: -", head)
    return b"\r\n".join([*head.split(b"\r\n"), b"", body, b"ended" if ends else b"open"])


def test_one_call_says_what_two_messages_say():
    said = []
    for whole in (True, False):
        with running(layered(Answers(whole), Served(), Settings(log_requests=False))) as port:
            said.append([told(port, request) for request in REQUESTS])
    for request, one, two in zip(REQUESTS, *said, strict=True):
        assert one == two, request
    assert sum(answer.startswith(b"HTTP/1.1 200") for answer in said[0]) == 14
    assert sum(answer.endswith(b"ended") for answer in said[0]) == 3


def test_each_is_answered_in_its_turn():
    with running(layered(Answers(True), Served())) as port, Raw(port) as raw:
        raw.send(get("/s/404") + get("/kept") + get("/s/204") + get("/big") + get("/s/200"))
        assert [raw.status() for _ in range(5)] == [404, 200, 204, 200, 200]
        raw.send(get("/s/404"))
        assert raw.status() == 404


def test_a_forged_header_is_not_sent():
    with running(layered(Answers(True), Served())) as port, Raw(port) as raw:
        raw.send(get("/bad"))
        assert raw.ended()
        assert raw.rest == b""


def test_one_call_is_counted_once():
    observe = layered(Answers(True), Served())
    with running(observe) as port, Raw(port) as raw:
        for _ in range(3):
            raw.send(get("/s/404"))
            raw.answer()
    cell = observe.numbers.cell("other", "GET", "4xx")
    assert (sum(cell.buckets), cell.bytes) == (3, 3 * len(BODY))
    assert observe.numbers.in_flight == 0


@pytest.mark.parametrize(
    "pair",
    [
        (b"x", b"a\r\nb"),
        (b"x", b"a\nb"),
        (b"x", b"\x00"),
        (b"x", b"\x7f"),
        (b"x y", b"a"),
        (b"x\r\ny", b"a"),
        (b"", b"a"),
        (b"connection", b"close"),
        (b"Transfer-Encoding", b"chunked"),
    ],
)
def test_no_lines_are_made_of(pair):
    assert lines_of([(b"vary", b"Accept"), pair]) is None
    assert lines_of([pair]) is None


def test_lines():
    pairs = [(b"vary", b"Accept"), (b"X-Note", "ñ".encode("latin-1")), (b"vary", b"a\tb")]
    expected = b"vary: Accept\r\nx-note: \xf1\r\nvary: a\tb\r\n"
    assert lines_of(pairs) == lines_of(pairs) == expected
    assert lines_of([]) == b""
    assert Block([(b"a", b"b")]).lines == b"a: b\r\n"


def test_any_number_of_names_can_be_written():
    for number in range(600):
        name = b"x-%d" % number
        assert lines_of([(name, b"1")]) == name + b": 1\r\n"
    assert lines_of([(b"x-599", b"1"), (b"vary", b"b")]) == b"x-599: 1\r\nvary: b\r\n"
