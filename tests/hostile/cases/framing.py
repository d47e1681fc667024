"""Requests that lie about where they end, or that never do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import Final

from tests.hostile.case import Attack, Case, Scene, case, raw
from tests.hostile.wire import Reply, connected, request

_POST: Final = b"POST /sparql HTTP/1.1\r\nHost: kg.test\r\nContent-Type: application/sparql-query\r\n"
_CHUNKED: Final = _POST + b"Transfer-Encoding: chunked\r\n\r\n"
_HIDDEN: Final = b"GET /hidden-request HTTP/1.1\r\nHost: kg.test\r\n\r\n"
#: What ends a request whose frame cannot be trusted.
_BROKEN: Final = "unreadable closed"
_LATE: Final = "too-slow closed"

chunk, length, smuggle, slow = (partial(case, kind) for kind in ("chunks", "length", "smuggling", "slow"))


def cases() -> Iterator[Case]:
    """Wrong chunks, wrong lengths, hidden requests, slow ones."""
    yield from _chunks()
    yield from _lengths()
    yield from _smuggling()
    yield from _slow()


def _chunks() -> Iterator[Case]:
    yield chunk("chunk-size-of-letters", "no number", _BROKEN, raw(_CHUNKED + b"zz\r\nASK {}\r\n0\r\n\r\n"))
    yield chunk(
        "chunk-size-negative", "less than nothing", _BROKEN, raw(_CHUNKED + b"-6\r\nASK {}\r\n0\r\n\r\n")
    )
    yield chunk(
        "chunk-size-overflow",
        "beyond 64 bits",
        f"{_BROKEN} too-large",
        raw(_CHUNKED + b"F" * 17 + b"\r\nASK {}"),
    )
    yield chunk(
        "chunk-shorter-than-said", "6 are said, 3 come", _BROKEN, raw(_CHUNKED + b"6\r\nASK\r\n0\r\n\r\n")
    )
    yield chunk(
        "chunk-longer-than-said", "3 are said, 6 come", _BROKEN, raw(_CHUNKED + b"3\r\nASK {}\r\n0\r\n\r\n")
    )
    yield chunk(
        "chunk-extension-without-end",
        "a megabyte beside one byte",
        f"{_BROKEN} too-large header-too-large answered",
        raw(_CHUNKED + b"6;" + b"a" * 1_000_000 + b"\r\nASK {}\r\n0\r\n\r\n"),
    )
    yield chunk(
        "chunk-trailer-flood",
        "headers behind the body",
        f"{_BROKEN} too-large header-too-large answered",
        raw(_CHUNKED + b"6\r\nASK {}\r\n0\r\n" + b"X-A: b\r\n" * 50_000 + b"\r\n"),
    )
    yield chunk("chunks-without-end", "a body that goes on", "too-large closed", _endless_chunks, seconds=8)
    yield chunk(
        "chunks-of-one-byte",
        "each byte with a frame of its own",
        "answered too-large closed",
        raw(_CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in b"ASK {}" + b" " * 20_000) + b"0\r\n\r\n"),
    )


def _lengths() -> Iterator[Case]:
    for name, value in (
        ("negative", b"-1"),
        ("with-sign", b"+6"),
        ("hexadecimal", b"0x6"),
        ("beyond-64-bits", b"9" * 30),
        ("of-letters", b"six"),
        ("of-two-numbers", b"6, 7"),
        ("with-underscore", b"1_0"),
    ):
        data = _POST + b"Content-Length: " + value + b"\r\n\r\nASK {}"
        yield length(f"length-{name}", "a length that is none", f"{_BROKEN} too-large", raw(data))
    twice = _POST + b"Content-Length: 6\r\nContent-Length: 60\r\n\r\nASK {}"
    yield length("length-twice", "two lengths", _BROKEN, raw(twice))
    huge = _POST + b"Content-Length: 1000000000000\r\n\r\nASK {}"
    yield length("length-of-a-terabyte", "said, never sent", f"too-large {_LATE}", raw(huge))
    yield length("length-longer-then-gone", "the client leaves in the middle", _BROKEN, _leaving)
    yield length("body-with-get", "a body where none belongs", f"answered {_BROKEN}", _body_with_get)


def _smuggling() -> Iterator[Case]:
    """Two readings of where a request ends: what is hidden behind must not be answered as a request."""
    both = b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    swapped = b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
    for name, headers in (
        ("length-and-chunks", both),
        ("chunks-and-length", swapped),
        ("chunks-not-last", b"Transfer-Encoding: chunked, identity\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ("chunks-misspelt", b"Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ("chunks-with-space", b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ("chunks-with-tab", b"Transfer-Encoding:\tchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ("chunks-twice", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
        ("chunks-quoted", b'Transfer-Encoding: "chunked"\r\nContent-Length: 5\r\n\r\n0\r\n\r\n'),
        ("chunks-folded", b"Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ("length-folded", b"Content-Length:\r\n 5\r\n\r\n0\r\n\r\n"),
        ("length-with-null", b"Content-Length: 5\0\r\n\r\n0\r\n\r\n"),
        ("bare-carriage-return", b"X: a\rContent-Length: 0\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ("bare-line-feed", b"X: a\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
    ):
        yield smuggle(
            f"smuggling-{name}",
            "two ways to read it",
            f"{_BROKEN} media-type",
            _hiding(_POST + headers + _HIDDEN),
        )
    forwarded = (
        b"GET /healthz HTTP/1.1\r\nHost: kg.test\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"
    )
    yield smuggle(
        "upgrade-to-http-2",
        "another protocol in the middle",
        f"answered {_BROKEN}",
        raw(forwarded + b"HTTP2-Settings: AAMAAABk\r\n\r\n"),
    )


def _slow() -> Iterator[Case]:
    yield slow(
        "slow-header",
        "a byte at a time, without end",
        _LATE,
        _dripping(b"GET /healthz HTTP/1.1\r\nX: ", b"a"),
        seconds=6,
    )
    body = _POST + b"Content-Length: 60000\r\n\r\n"
    yield slow("slow-body", "a byte at a time, without end", _LATE, _dripping(body, b"#"), seconds=6)
    yield slow(
        "slow-chunks", "a chunk at a time, without end", _LATE, _dripping(_CHUNKED, b"1\r\n#\r\n"), seconds=6
    )
    stall = _POST + b"Expect: 100-continue\r\nContent-Length: 6\r\n\r\n"
    yield slow("continue-stall", "a body is announced and never sent", _LATE, _silent(stall), seconds=6)
    yield slow(
        "half-a-request",
        "a request without its end, and silence",
        _LATE,
        _silent(b"GET /healthz HT"),
        seconds=6,
    )
    yield slow("silence", "a connection without a word", _LATE, _silent(b""), seconds=20, patient=True)
    yield slow("twenty-slow-bodies", "many at once", _LATE, _many_slow, seconds=8)


def _endless_chunks(scene: Scene) -> Reply:
    with connected(scene.address) as wire:
        wire.send(_CHUNKED)
        piece = b"1000\r\n" + b"#" * 4096 + b"\r\n"
        for _ in range(20_000):  # 80 MB at most
            if not wire.send(piece * 4):
                break
        return wire.reply()


def _leaving(scene: Scene) -> Reply:
    with connected(scene.address) as wire:
        wire.send(_POST + b"Content-Length: 600\r\n\r\nASK {}")
        wire.finish()
        return wire.reply()


def _body_with_get(scene: Scene) -> list[Reply]:
    with connected(scene.address) as wire:
        wire.send(request("GET", "/healthz", {"Content-Length": "5", "Connection": "close"}) + b"xxxxx")
        return wire.replies()


def _hiding(data: bytes) -> Attack:
    def attack(scene: Scene) -> list[Reply]:
        with connected(scene.address, timeout=4) as wire:
            wire.send(data)
            wire.finish()
            return wire.replies()

    return attack


def _dripping(start: bytes, drop: bytes) -> Attack:
    def attack(scene: Scene) -> Reply:
        begun = time.monotonic()
        with connected(scene.address) as wire:
            going = wire.send(start)
            while going and time.monotonic() - begun < 5:
                time.sleep(0.1)
                going = wire.send(drop)
            return wire.reply() if not going else Reply(-1, body=b"still reading after 5 s")

    return attack


def _silent(start: bytes) -> Attack:
    def attack(scene: Scene) -> list[Reply]:
        with connected(scene.address, timeout=18) as wire:
            wire.send(start)
            first = wire.reply()
            return [wire.reply() if first.status == 100 else first]

    return attack


def _many_slow(scene: Scene) -> list[Reply]:
    """Twenty at once; meanwhile an honest request is answered at once."""
    with ExitStack() as stack:
        wires = [stack.enter_context(connected(scene.address)) for _ in range(20)]
        for wire in wires:
            wire.send(_POST + b"Content-Length: 60000\r\n\r\nASK")
        honest = scene.get("/healthz")
        assert honest.status == 200, honest
        assert honest.seconds < 1, honest
        return [wire.reply() for wire in wires]
