"""Hostile request lines and headers: floods, injections, names of other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from tests.hostile.case import JSON, Attack, Case, Scene, case, get, raw
from tests.hostile.wire import Reply, request

_ASK: Final = "/sparql?query=ASK%7B%7D"
_BAD: Final = "unreadable closed"

flood, line, host, path, ident = (
    partial(case, kind) for kind in ("headers", "line", "host", "path", "identity")
)


def cases() -> Iterator[Case]:
    """Floods, request lines, hosts, claimed identities."""
    yield from _floods()
    yield from _lines()
    yield from _hosts()
    yield from _identities()


def _floods() -> Iterator[Case]:
    many = request("GET", _ASK, {f"X-{i}": "a" for i in range(2000)})
    yield flood("headers-two-thousand", "one header after the other", f"header-too-large {_BAD}", raw(many))
    large = request("GET", _ASK, {"X": "a" * 1_000_000})
    yield flood("header-of-1-mb", "one header", f"header-too-large {_BAD}", raw(large))
    cookies = request("GET", _ASK, {"Cookie": "a=b; " * 4000})
    yield flood("cookies", "cookies that nobody asked for", f"header-too-large answered {_BAD}", raw(cookies))
    endless = b"GET / HTTP/1.1\r\nHost: kg.test\r\n" + b"X: a\r\n" * 200_000
    yield flood(
        "header-without-end",
        "headers, and never the end",
        f"header-too-large too-slow {_BAD}",
        raw(endless),
        seconds=6,
    )
    ranges = ", ".join(f"text/x-{i};q=0.{i % 1000}" for i in range(1400))
    yield flood(
        "accept-of-ranges",
        "what is accepted, at length",
        "answered not-acceptable header-too-large",
        get(_ASK, Accept=ranges),
    )
    yield flood(
        "accept-senseless",
        "weights that are none",
        "answered not-acceptable unreadable",
        get(_ASK, Accept=f"{JSON};q=NaN, */*;q=1e9, a/;q=-1, ;;,,=,"),
    )
    yield flood(
        "accept-nothing-here", "nothing that is offered", "not-acceptable", get(_ASK, Accept="image/png")
    )
    yield flood(
        "accept-language-flood",
        "languages at length",
        "answered header-too-large",
        get("/api/v1/mechanisms/crm", Accept_Language=", ".join(["x-" + "a" * 8] * 2500)),
    )
    tags = ", ".join(f'"{i:032x}"' for i in range(800))
    yield flood(
        "if-none-match-flood",
        "versions at length",
        "answered header-too-large",
        get("/api/v1/mechanisms/crm", If_None_Match=tags),
    )
    yield flood(
        "if-none-match-senseless",
        "versions that do not end",
        "answered unreadable",
        get("/api/v1/mechanisms/crm", If_None_Match='"' * 5001 + "W/W/W/"),
    )
    spans = "bytes=" + ",".join(f"{i}-" for i in range(3000))
    yield flood(
        "range-flood",
        "the same parts again and again",
        "answered header-too-large",
        get("/api/v1/memberships", Range=spans),
    )
    yield flood(
        "encodings-flood",
        "codings at length",
        "answered header-too-large",
        get("/api/v1/mechanisms", Accept_Encoding="gzip;q=0.1, " * 2000),
    )


def _lines() -> Iterator[Case]:
    for name, data in (
        ("http-0.9", b"GET /healthz\r\n\r\n"),
        ("http-9.9", b"GET /healthz HTTP/9.9\r\nHost: kg.test\r\n\r\n"),
        ("http-2-preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        ("tls-hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 500),
        ("garbage", bytes(range(256)) * 20 + b"\r\n\r\n"),
        ("null-in-target", b"GET /healthz\0 HTTP/1.1\r\nHost: kg.test\r\n\r\n"),
        ("null-in-header", b"GET /healthz HTTP/1.1\r\nHost: kg.test\r\nX: a\0b\r\n\r\n"),
        ("space-in-header-name", b"GET /healthz HTTP/1.1\r\nHost: kg.test\r\nX y: a\r\n\r\n"),
        ("header-without-colon", b"GET /healthz HTTP/1.1\r\nHost: kg.test\r\nnonsense\r\n\r\n"),
        ("no-method", b" / HTTP/1.1\r\nHost: kg.test\r\n\r\n"),
        ("method-without-end", b"A" * 100_000 + b" / HTTP/1.1\r\nHost: kg.test\r\n\r\n"),
    ):
        more = " no-method header-too-large too-slow"
        yield line(f"line-{name}", "no request of HTTP/1.1", _BAD + more, raw(data))
    for method in ("TRACE", "DELETE", "PUT", "PATCH", "PROPFIND", "SEARCH"):
        data = request(method, "/sparql", body=b"x")
        yield line(
            f"method-{method.lower()}", "a method that is not offered", f"no-method {_BAD}", raw(data, method)
        )
    yield line("method-connect", "a tunnel to another host", f"no-method absent {_BAD}", _tunnel)
    yield line("target-of-another-server", "a proxy request", f"absent answered {_BAD}", _proxy)
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "a" * 16,
        "Sec-WebSocket-Version": "13",
    }
    yield line(
        "upgrade-to-websocket",
        "another protocol",
        f"answered {_BAD}",
        raw(request("GET", "/healthz", upgrade)),
    )


def _hosts() -> Iterator[Case]:
    yield host("no-host", "whose server is meant?", f"answered {_BAD}", raw(b"GET /healthz HTTP/1.1\r\n\r\n"))
    for name, value in (
        ("with-user", "kg.test@evil.example"),
        ("with-path", "kg.test/evil"),
        ("with-port-of-letters", "kg.test:evil"),
        ("with-markup", '"><script>alert(1)</script>'),
        ("with-spaces", "kg.test evil.example"),
        ("empty", ""),
        ("of-64-kb", "a" * 20_000),
    ):
        expect = f"{_BAD} header-too-large" if name != "empty" else f"answered {_BAD}"
        yield host(f"host-{name}", "no name of a host", expect, raw(request("GET", "/sparql", host=value)))
    twice = b"GET /sparql HTTP/1.1\r\nHost: kg.test\r\nHost: evil.example\r\n\r\n"
    yield host("host-twice", "two hosts: a cache and the server may take different ones", _BAD, raw(twice))
    yield host("forwarded-host", "a host that only a header claims", "answered", _unclaimed)


def _identities() -> Iterator[Case]:
    yield ident(
        "request-id-injection",
        "a header inside a header",
        "answered",
        _injecting("X-Request-Id", "a%0d%0aSet-Cookie: a=b"),
    )
    yield ident(
        "request-id-of-markup",
        "markup in a name",
        "answered",
        _injecting("X-Request-Id", '"><script>alert(1)</script>'),
    )
    yield ident(
        "request-id-of-20-kb",
        "a name without end",
        "answered header-too-large",
        _injecting("X-Request-Id", "a" * 20_000),
    )
    folded = b"GET /healthz HTTP/1.1\r\nHost: kg.test\r\nX-Request-Id: a\r\n Set-Cookie: b=c\r\n\r\n"
    yield ident("request-id-folded", "a header over two lines", f"answered {_BAD}", raw(folded))
    claims = {
        "X_Forwarded_For": "127.0.0.1, ::1",
        "X_Real_IP": "127.0.0.1",
        "Forwarded": "for=127.0.0.1;host=evil.example",
    }
    yield ident("forwarded-for", "somebody else's address", "answered", get(_ASK, **claims))
    yield ident(
        "method-override",
        "another method in a header",
        "answered",
        get(_ASK, X_HTTP_Method_Override="DELETE"),
    )
    yield ident(
        "url-override",
        "another path in a header",
        "answered",
        get("/api/v1/version", X_Original_URL="/metrics", X_Rewrite_URL="/etc/passwd"),
    )
    origins = {"Origin": "https://evil.example", "Cookie": "a=b"}
    yield ident(
        "foreign-origin",
        "a page of somebody else, with credentials",
        "answered",
        _without_credentials(origins),
    )


def _tunnel(scene: Scene) -> Reply:
    target = scene.canary.removeprefix("http://").encode()
    return scene.send(b"CONNECT " + target + b" HTTP/1.1\r\nHost: " + target + b"\r\n\r\n", "GET")


def _proxy(scene: Scene) -> Reply:
    return scene.get(f"{scene.canary}/healthz")


def _unclaimed(scene: Scene) -> Reply:
    reply = scene.get(
        "/sparql", X_Forwarded_Host="evil.example", Forwarded="host=evil.example", Accept="text/turtle"
    )
    assert b"evil.example" not in reply.body, reply
    return reply


def _injecting(name: str, value: str) -> Attack:
    def attack(scene: Scene) -> Reply:
        reply = scene.send(request("GET", "/healthz", {name: value}))
        assert "set-cookie" not in reply.headers, reply.headers
        assert not any("<script" in given or len(given) > 2000 for given in reply.headers.values()), (
            reply.headers
        )
        return reply

    return attack


def _without_credentials(headers: dict[str, str]) -> Attack:
    def attack(scene: Scene) -> Reply:
        reply = scene.get(_ASK, **headers)
        assert reply.headers.get("access-control-allow-origin") in ("*", None), reply.headers
        assert "access-control-allow-credentials" not in reply.headers, reply.headers
        return reply

    return attack
