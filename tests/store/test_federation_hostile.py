"""The client of other endpoints against servers and names that mean ill."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore
import pytest

from kg.store.federation import (
    ClientLimits,
    EndpointAddressError,
    EndpointTimeoutError,
    FederationClient,
    FederationError,
)
from kg.store.federation.addresses import is_public
from tests.store.federation_support import JSON, Handler, Request, answering, serving

LIMITS = ClientLimits(seconds=5, max_bytes=100_000, max_rows=10)
QUERY = "SELECT * WHERE { ?s ?p ?o }"


def _select(handler: Handler, deadline: float | None = None) -> Any:
    async def run() -> Any:
        async with serving(handler) as server:
            return await FederationClient(LIMITS).select(server.endpoint(), QUERY, deadline)

    return asyncio.run(run())


def _results(bindings: Sequence[Any], names: Sequence[Any] = ("x",)) -> bytes:
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": list(bindings)}}).encode()


def _term(**term: Any) -> bytes:
    return _results([{"x": {name.replace("_", ":"): value for name, value in term.items()}}])


_GOOD = _term(type="literal", value="1", datatype="http://e.org/t")


def test_a_good_answer_is_read() -> None:
    assert _select(answering(_GOOD)).rows == (('"1"^^<http://e.org/t>',),)
    assert (
        _select(answering(_results([{}], ["año", "b_1"]))).values()
        == "{ VALUES (?año ?b_1) { (UNDEF UNDEF) } }"
    )


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (answering(b"", "302 Found", ["Location: http://127.0.0.1:1/"]), "redirects"),
        (answering(b"", "307 Temporary Redirect", ["Location: file:///etc/passwd"]), "redirects"),
        (answering(_GOOD, "404 Not Found"), "status 404"),
        (answering(_GOOD, "206 Partial Content"), "status 206"),
        (answering(b"<html>", headers=["Content-Type: text/html"]), "answered with text/html"),
        (answering(_GOOD, headers=[]), "no media type"),
        (
            answering(gzip.compress(_GOOD), headers=[f"Content-Type: {JSON}", "Content-Encoding: gzip"]),
            "compressed",
        ),
        (answering(b" " * 100_001), "longer than 100,000 bytes"),
        (answering(b"{"), "no JSON"),
        (answering(b"[" * 90_000), "no JSON"),
        (answering(b"\xff\xfe"), "no JSON"),
        (answering(b'{"head": NaN}'), "no JSON"),
        (answering(b"[]"), "no 'head'"),
        (answering(b'{"head": {}, "boolean": true}'), "no 'vars'"),
        (answering(_results([{}] * 11)), "11 rows and at most 10"),
        (answering(_results([], ["x) { } #"])), "names of the variables"),
        (answering(_results([], ["x", "x"])), "names of the variables"),
        (answering(_results([], [1])), "names of the variables"),
        (answering(_results([{"y": {"type": "uri", "value": "http://x/"}}])), "no variable"),
        (answering(_results(["x"])), "no variable"),
        (answering(_results([{"x": "http://x/"}])), "no object"),
        (answering(_term(type="uri", value="http://x/> } SERVICE <http://y/> {")), "no absolute IRI"),
        (answering(_term(type="uri", value="relative")), "no absolute IRI"),
        (answering(_term(type="uri", value=1)), "no 'value'"),
        (answering(_term(type="triple", value="")), "type 'triple'"),
        (answering(_term(type="literal", value="a\0b")), "null character"),
        (answering(_term(type="literal", value="\ud800")), "surrogate"),
        (answering(_term(type="literal", value="a", xml_lang="en> x")), "language tag"),
        (answering(_term(type="literal", value="a", datatype="x")), "no absolute IRI"),
    ],
)
def test_an_answer_that_is_none_is_an_error_that_says_why(handler: Handler, reason: str) -> None:
    with pytest.raises(FederationError, match=reason) as refusal:
        _select(handler)
    assert str(refusal.value).startswith("SERVICE <http://127.0.0.1:")


def test_what_a_literal_says_stays_a_literal() -> None:
    value = "\" } SERVICE <http://x/> { \\\" '''\n\r\t\\u0022"
    table = _select(answering(_term(type="literal", value=value)))
    assert table.rows == (('"\\" } SERVICE <http://x/> { \\\\\\" \'\'\'\\n\\r\\t\\\\u0022"',),)


async def _endless(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n\r\n".encode())
    for _ in range(1000):
        writer.write(b" " * 10_000)
        await writer.drain()


async def _drip(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n\r\n".encode())
    for _ in range(100):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _silent(request: Request, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3)


async def _headers(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(20_000):
        writer.write(f"X-{number}: {'x' * 100}\r\n".encode())
        await writer.drain()


async def _cut(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 1000\r\n\r\n{{".encode())
    await writer.drain()


@pytest.mark.parametrize(
    ("handler", "reason"),
    [(_endless, "longer than"), (_headers, "cannot be asked"), (_cut, "cannot be asked")],
)
def test_an_answer_without_end_is_not_read_to_its_end(handler: Handler, reason: str) -> None:
    with pytest.raises(FederationError, match=reason):
        _select(handler)


@pytest.mark.parametrize("handler", [_drip, _silent])
def test_a_slow_answer_ends_at_the_deadline(handler: Handler) -> None:
    begun = time.monotonic()
    with pytest.raises(EndpointTimeoutError, match=r"within 0\.3 s"):
        _select(handler, deadline=0.3)
    assert time.monotonic() - begun < 1.5


def test_a_server_that_is_down_is_told() -> None:
    async def run() -> None:
        async with serving(answering(b"")) as server:
            endpoint = server.endpoint()
        await FederationClient(LIMITS).select(endpoint, QUERY)

    with pytest.raises(FederationError, match="cannot be asked"):
        asyncio.run(run())


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_spelling_of_the_loopback_is_called(host: str) -> None:
    async def run() -> int:
        async with serving(answering(_GOOD)) as server:
            with pytest.raises(FederationError):
                await FederationClient(LIMITS).select(server.endpoint(host, private=False), QUERY)
            return len(server.requests)

    assert asyncio.run(run()) == 0


class _Recorder(httpcore.AsyncNetworkBackend):
    """Notes where a connection would go, and opens none."""

    def __init__(self) -> None:
        self.called: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.called.append(host)
        raise httpcore.ConnectError("not here")


def _resolved(*answers: Sequence[str]) -> tuple[list[str], Exception]:
    """Call a name whose successive look-ups give ``answers``; return where connections went."""
    asked = iter(answers)
    recorder = _Recorder()

    async def resolver(host: str, port: int) -> Sequence[str]:
        return next(asked)

    async def run() -> Exception:
        client = FederationClient(LIMITS, resolver=resolver, network=recorder)
        async with serving(answering(_GOOD)) as server:
            with pytest.raises(FederationError) as refusal:
                await client.select(server.endpoint("rebind.example", private=False), QUERY)
        return refusal.value

    return recorder.called, asyncio.run(run())


def test_a_name_with_one_address_inside_is_not_called_at_all() -> None:
    called, error = _resolved(["8.8.8.8", "10.0.0.1"])
    assert called == []
    assert isinstance(error, EndpointAddressError)
    assert "private:http://rebind.example:" in str(error)


def test_the_address_that_was_checked_is_the_one_that_is_called() -> None:
    """DNS rebinding: a second look-up would give the loopback, and there is none."""
    called, error = _resolved(["8.8.8.8", "2606:4700::1111"], ["127.0.0.1"])
    assert called == ["8.8.8.8", "2606:4700::1111"]
    assert "cannot be asked" in str(error)


def test_a_private_name_is_called_by_its_address_and_told_its_name() -> None:
    async def resolver(host: str, port: int) -> Sequence[str]:
        assert host == "graph.internal"
        return ["127.0.0.1"]

    async def run() -> str:
        async with serving(answering(_GOOD)) as server:
            await FederationClient(LIMITS, resolver=resolver).select(server.endpoint("graph.internal"), QUERY)
            return server.requests[0].headers["host"].replace(str(server.port), "PORT")

    assert asyncio.run(run()) == "graph.internal:PORT"


_INSIDE = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
100.127.255.255
224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 192.88.99.1
192.0.0.8 ::1 :: fe80::1 fe80::1%eth0 2606:4700::1%eth0 fc00::1 fd12::1 ff02::1 ff0e::1
::ffff:8.8.8.8 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1::
2001:0:7f00:1:: 2001:db8::1 fec0::1 100::1 3fff::1 5f00::1 localhost 8.8.8 08.8.8.8
"""


@pytest.mark.parametrize("address", _INSIDE.split())
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_an_address_outside_is_public(address: str) -> None:
    assert is_public(address)


def test_limits_have_their_say_before_a_deadline_that_is_later() -> None:
    async def run() -> None:
        async with serving(_silent) as server:
            client = FederationClient(ClientLimits(seconds=0.2))
            await client.select(server.endpoint(), QUERY, 60)

    with pytest.raises(EndpointTimeoutError, match=r"0\.2 s"):
        asyncio.run(run())
