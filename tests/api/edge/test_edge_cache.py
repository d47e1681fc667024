"""The cache of finished answers: generations, streams, what is shared and what is nobody else's."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.edge.cache import AnswerCache
from api.edge.memory import Stored

BODY = b"one line of text that repeats itself\n" * 100
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Asked:
    """One request and what came back."""

    def __init__(self, path: str = "/", method: str = "GET", **fields: str) -> None:
        self.messages: list[Message] = []
        headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in fields.items()]
        self.scope: Scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": headers,
        }

    async def of(self, app: App) -> Asked:
        await app(self.scope, self._receive, self._send)
        return self

    async def _receive(self) -> Message:
        await asyncio.sleep(10)
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        return self.messages[0]["status"]

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.messages[0]["headers"])

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])


class Inner:
    """Answers with what it is told to, and counts how often it was asked."""

    def __init__(self, *headers: tuple[bytes, bytes], status: int = 200, parts: tuple[bytes, ...] = (BODY,)):
        self.headers = [(b"content-type", b"text/plain"), *headers]
        self.status = status
        self.parts = parts
        self.calls = 0
        self.gate: asyncio.Event | None = None
        self.failing: BaseException | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        failing = self.failing
        if self.gate is not None:
            await self.gate.wait()
        if failing is not None:
            raise failing
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        for part in self.parts[:-1]:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": self.parts[-1]})


ETAG = (b"etag", b'"e"')


def cached(inner: App, version: str | Callable[[], str] = "v", limit: int = 1 << 20) -> AnswerCache:
    return AnswerCache(inner, version, limit)


async def twice(cache: AnswerCache, **fields: str) -> tuple[Asked, Asked]:
    return await Asked(**fields).of(cache), await Asked(**fields).of(cache)


def test_an_answer_is_computed_once_and_counted():
    async def run() -> None:
        inner = Inner(ETAG)
        cache = cached(inner)
        one, other = await twice(cache)
        assert one.messages == other.messages
        assert (one.body, inner.calls) == (BODY, 1)
        assert (cache.stats.hits, cache.stats.misses, cache.stats.entries) == (1, 1, 1)
        assert cache.stats.bytes > len(BODY)

    asyncio.run(run())


def test_a_new_version_empties_the_memory():
    async def run() -> None:
        current = ["v1"]
        inner = Inner(ETAG)
        cache = cached(inner, lambda: current[0])
        await Asked("/a").of(cache)
        await Asked("/b").of(cache)
        current[0] = "v2"
        await Asked("/a").of(cache)
        assert (inner.calls, cache.stats.entries, cache.stats.evictions) == (3, 1, 0)

    asyncio.run(run())


def test_an_answer_that_was_begun_before_the_change_is_not_kept():
    async def run() -> None:
        current = ["v1"]
        inner = Inner(ETAG)
        inner.gate = asyncio.Event()
        cache = cached(inner, lambda: current[0])
        begun = asyncio.ensure_future(Asked().of(cache))
        await asyncio.sleep(0)
        current[0] = "v2"
        inner.gate.set()
        assert (await begun).body == BODY
        current[0] = "v1"
        await Asked().of(cache)
        assert inner.calls == 2

    asyncio.run(run())


@pytest.mark.parametrize(
    "inner",
    [
        Inner(),
        Inner((b"etag", b'W/"weak"')),
        Inner(ETAG, (b"cache-control", b"private, No-Store")),
        Inner(ETAG, status=404),
        Inner(ETAG, status=503),
        Inner(ETAG, parts=(b"a", b"b")),
        Inner(ETAG, (b"content-length", b"5"), parts=(b"a" * (1 << 18),)),
    ],
    ids=["no validator", "weak", "no-store", "404", "503", "stream", "too heavy"],
)
def test_what_is_not_kept(inner):
    async def run() -> None:
        cache = cached(inner)
        one, other = await twice(cache)
        assert one.status == other.status == inner.status
        assert one.body == other.body == b"".join(inner.parts)
        assert cache.stats.entries == 0
        assert cache.stats.hits == 0

    inner.calls = 0
    asyncio.run(run())
    assert inner.calls == 2


@pytest.mark.parametrize(
    "fields", [{"cache_control": "no-cache"}, {"pragma": "no-cache", "cache_control": "no-store"}]
)
def test_clients_cannot_buy_work(fields):
    async def run() -> None:
        inner = Inner(ETAG)
        await twice(cached(inner), **fields)
        assert inner.calls == 1

    asyncio.run(run())


def test_what_a_token_brings_is_nobody_elses():
    async def run() -> None:
        inner = Inner(ETAG)
        cache = cached(inner)
        await twice(cache, authorization="Bearer x")
        assert (inner.calls, cache.stats.entries) == (2, 0)
        posted = await Asked(method="POST").of(cache)
        assert (posted.body, inner.calls, cache.stats.entries) == (BODY, 3, 0)
        head = await Asked(method="HEAD", authorization="Bearer x").of(cache)
        assert head.body == b""
        assert head.headers[b"content-length"] == str(len(BODY)).encode()

    asyncio.run(run())


def test_a_stream_of_known_length_is_collected_and_kept():
    async def run() -> None:
        inner = Inner(ETAG, (b"content-length", str(2 * len(BODY)).encode()), parts=(BODY, BODY, b""))
        cache = cached(inner)
        one, other = await twice(cache)
        assert one.body == other.body == BODY + BODY
        assert inner.calls == 1

    asyncio.run(run())


def test_what_is_known_already_keeps_its_policy():
    """A client puts the headers of a 304 in the place of those that it keeps."""

    async def run() -> None:
        policy = (b"content-security-policy", b"default-src 'none'; script-src 'sha256-x'")
        cross = (b"cross-origin-resource-policy", b"same-origin")
        edge = cached(Inner(ETAG, policy, cross))
        for number in range(2):  # made, and out of the memory
            known = await Asked(if_none_match='"e"').of(edge)
            assert known.status == 304, number
            assert (known.headers[policy[0]], known.headers[cross[0]]) == (policy[1], cross[1]), number

    asyncio.run(run())


def test_a_stream_goes_out_as_it_comes():
    async def run() -> None:
        sent: list[bytes] = []

        async def inner(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": [ETAG]})
            for number in range(3):
                await send({"type": "http.response.body", "body": b"%d" % number, "more_body": True})
                sent.append(asked.body)
            await send({"type": "http.response.body", "body": b""})

        asked = Asked()
        await asked.of(cached(inner))
        assert sent == [b"0", b"01", b"012"]
        assert b"content-length" not in asked.headers
        known = await Asked(if_none_match='"e"').of(cached(inner))
        assert (known.status, known.body, known.headers[b"etag"]) == (304, b"", b'"e"')

    asyncio.run(run())


def test_a_stream_is_packed_as_it_goes():
    async def run() -> None:
        big = bytes(range(256)) * 400  # more than is packed on the event loop
        inner = Inner(ETAG, parts=(BODY, big, BODY, b""))
        asked = await Asked(accept_encoding="gzip").of(cached(inner))
        assert asked.headers[b"content-encoding"] == b"gzip"
        assert asked.headers[b"etag"] == b'"e-gzip"'
        assert b"Accept-Encoding" in asked.headers[b"vary"]
        assert zlib.decompress(asked.body, 31) == BODY + big + BODY
        head = await Asked(method="HEAD", accept_encoding="gzip").of(cached(inner))
        assert (head.body, head.headers[b"content-encoding"]) == (b"", b"gzip")

    asyncio.run(run())


def test_answers_that_are_not_kept_are_packed_too():
    async def run() -> None:
        for inner in (Inner(), Inner(parts=(BODY * 50,))):
            for method in ("GET", "POST"):
                asked = await Asked(method=method, accept_encoding="gzip").of(cached(inner))
                assert gzip.decompress(asked.body) == inner.parts[0]
                assert asked.headers[b"content-length"] == str(len(asked.body)).encode()
        packed = Inner((b"content-encoding", b"br"))
        assert (await Asked(accept_encoding="gzip").of(cached(packed))).body == BODY
        image = Inner()
        image.headers = [(b"content-type", b"image/png"), ETAG]
        assert (await Asked(accept_encoding="gzip").of(cached(image))).body == BODY

    asyncio.run(run())


def test_a_large_body_is_packed_once_for_all_who_wait():
    async def run() -> None:
        found = Stored([], b'"e"', BODY * 1000)
        forms = await asyncio.gather(*(found.pack() for _ in range(5)))
        assert all(form is forms[0] for form in forms)
        assert gzip.decompress(forms[0]) == found.body

    asyncio.run(run())


async def at_once(cache: AnswerCache, inner: Inner, followers: int) -> list[asyncio.Task[Asked]]:
    inner.gate = asyncio.Event()
    tasks = [asyncio.create_task(Asked().of(cache)) for _ in range(1 + followers)]
    for _ in range(3):
        await asyncio.sleep(0)
    assert inner.calls == 1
    return tasks


@pytest.mark.parametrize("limit", [1 << 20, 0])
def test_equal_questions_at_once_are_computed_once(limit):
    async def run() -> None:
        inner = Inner(ETAG)
        tasks = await at_once(cached(inner, limit=limit), inner, 5)
        assert inner.gate is not None
        inner.gate.set()
        assert {(await task).body for task in tasks} == {BODY}
        assert inner.calls == 1

    asyncio.run(run())


def test_when_the_first_client_leaves_another_computes():
    async def run() -> None:
        inner = Inner(ETAG)
        cache = cached(inner)
        leader, *followers = await at_once(cache, inner, 4)
        leader.cancel()
        for _ in range(4):
            await asyncio.sleep(0)
        assert inner.calls == 2  # one of them, not all
        assert inner.gate is not None
        inner.gate.set()
        assert {(await task).body for task in followers} == {BODY}
        assert inner.calls == 2

    asyncio.run(run())


def test_when_the_first_client_leaves_without_a_word_another_computes():
    async def run() -> None:
        calls, gate = [0], asyncio.Event()

        async def inner(scope: Scope, receive: Receive, send: Send) -> None:
            calls[0] += 1
            first = calls[0] == 1
            await gate.wait()
            if not first:  # the first returns without an answer: nobody is there to read it
                await Inner(ETAG)(scope, receive, send)

        cache = cached(inner)
        tasks = [asyncio.create_task(Asked().of(cache)) for _ in range(4)]
        await asyncio.sleep(0)
        gate.set()
        answers = [await task for task in tasks]
        assert [len(asked.messages) for asked in answers] == [0, 2, 2, 2]
        assert calls[0] == 2

    asyncio.run(run())


@pytest.mark.parametrize("failure", [RuntimeError("x"), None])
def test_a_failure_is_its_own_clients(failure):
    async def run() -> None:
        inner = Inner(ETAG, status=200 if failure else 503)
        inner.failing = failure
        tasks = await at_once(cached(inner), inner, 3)
        inner.failing = None
        assert inner.gate is not None
        inner.gate.set()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert inner.calls >= 2
        if failure:
            assert found[0] is failure
            assert all(isinstance(item, Asked) and item.body == BODY for item in found[1:])
        else:
            assert all(isinstance(item, Asked) and item.status == 503 for item in found)
            assert inner.calls == 4  # an error is not shared: each had a time of its own to run in

    asyncio.run(run())
