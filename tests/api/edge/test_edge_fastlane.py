"""The fast lane answers what the layers answer, byte for byte, and only what it may."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from edgeserver import LONG, Application, Raw, Served, get, layered, running

from api.app import create_app
from api.edge.fastlane import FastLane, Ready
from api.edge.observe import Observe
from api.metrics.numbers import Cell
from api.serve import observing
from api.settings import Settings
from kg.graph import KnowledgeGraph

CHANGING = re.compile(rb"(?m)^(date|x-request-id): .*$")
V1 = "/api/v1"


def same(one: tuple[bytes, bytes], other: tuple[bytes, bytes]) -> bool:
    return CHANGING.sub(b"", one[0]) == CHANGING.sub(b"", other[0]) and one[1] == other[1]


@pytest.fixture(scope="module")
def graph(small: KnowledgeGraph) -> Iterator[tuple[Observe, int]]:
    """The application itself over the hand-made graph."""
    observe = observing(create_app(Settings(workers=1), small))
    with running(observe) as port:
        yield observe, port


@pytest.fixture
def kept() -> Iterator[tuple[Observe, Application, Served, int]]:
    served = Served()
    app = Application(served)
    observe = layered(app, served)
    with running(observe) as port:
        yield observe, app, served, port


REQUESTS = [
    get(path, *fields, method=method)
    for path, fields in [
        (V1 + "/mechanisms", ()),
        (V1 + "/mechanisms", ("Accept: text/csv",)),
        (V1 + "/mechanisms", ("Accept-Encoding: gzip, br",)),
        (V1 + "/mechanisms", ("Accept-Encoding: gzip;q=0",)),
        (V1 + "/mechanisms", ("Accept-Language: es",)),
        (V1 + "/mechanisms", ("Origin: https://other.example",)),
        (V1 + "/mechanisms", ("If-None-Match: *",)),
        (V1 + "/mechanisms", ("If-None-Match: *", "Accept-Encoding: gzip")),
        (V1 + "/mechanisms", ("Cache-Control: no-cache", "Pragma: no-cache")),
        (V1 + "/mechanisms", ("Connection: keep-alive", "User-Agent: somebody/1.0")),
        (V1 + "/memberships?limit=2&offset=1", ("X-Forwarded-Proto: https",)),
        (V1 + "/mechanisms/river/members?format=ttl", ()),
        ("/network", ("Accept: text/html",)),
        ("/sparql?query=SELECT%20%2A%20%7B%3Fs%20%3Fp%20%3Fo%7D%20ORDER%20BY%20%3Fs%20%3Fp%20%3Fo", ()),
        ("/sparql?query=ASK%7B%7D&format=xml", ()),
    ]
    for method in ("GET", "HEAD")
]


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_fast_and_slow_answers_are_the_same_bytes(graph, request_):
    observe, port = graph
    head = request_.startswith(b"HEAD")
    with Raw(port) as raw:
        for _ in range(2):  # the first computes, the second comes from memory
            raw.send(request_)
            first = raw.answer(head)
        before = observe.numbers.fast
        raw.send(request_)
        fast = raw.answer(head)
        assert observe.numbers.fast == before + 1
        raw.split(request_)
        slow = raw.answer(head)
        assert observe.numbers.fast == before + 1
    assert same(fast, slow)
    assert same(first, slow)
    assert b"\r\nx-request-id: " in fast[0]
    assert fast[0].split(b"x-request-id: ")[1] != slow[0].split(b"x-request-id: ")[1]


UNSUITED = [
    get("/kept", "Authorization: Bearer x"),
    get("/kept", "X-Request-Id: mine"),
    get("/kept", "Connection: close"),
    get("/kept", "Content-Length: 0"),
    get("/kept", method="OPTIONS"),
    get("/echo"),
    get("/stream"),
    get("/healthz"),
    b"GET /kept HTTP/1.0\r\nHost: kg.example\r\n\r\n",
    get("/kept", "X-Long: " + "x" * 5000),
]


def test_what_may_not_enter_the_lane_does_not(kept):
    observe, _, _, port = kept
    for request in UNSUITED:
        for _ in range(3):
            with Raw(port) as raw:
                raw.send(request)
                assert raw.status() == 200
        assert observe.numbers.fast == len(observe.lane) == 0, request


def test_after_a_change_of_the_data_no_old_answer_is_served(kept):
    observe, app, served, port = kept
    with Raw(port) as raw:
        for _ in range(3):
            raw.send(get("/kept"))
            assert raw.answer()[1] == b"v1" + LONG
        assert observe.numbers.fast == 1
        served.version = "v2"
        for _ in range(3):
            raw.send(get("/kept"))
            assert raw.answer()[1] == b"v2" + LONG
    assert app.calls == ["/kept", "/kept"]
    assert observe.numbers.fast == 2


def test_a_body_is_never_taken_for_a_request(kept):
    observe, _, _, port = kept
    known = get("/kept")
    with Raw(port) as raw:
        for _ in range(3):
            raw.send(known)
            raw.answer()
        raw.send(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(known))
        time.sleep(0.05)
        raw.send(known)  # the bytes of a known request, as a body
        assert raw.answer()[1] == known
        raw.send(b"GET /echo HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(known))
        time.sleep(0.05)
        raw.send(known)
        assert raw.answer()[1] == known
    assert observe.numbers.fast == 1


def test_answers_come_in_the_order_of_the_requests(kept):
    observe, _, _, port = kept
    known = get("/kept")
    with Raw(port) as raw:
        for _ in range(2):
            raw.send(known)
            raw.answer()
        raw.send(get("/wait"))
        time.sleep(0.05)
        raw.send(known)  # while the other is under way
        assert raw.answer()[1] == b""
        assert raw.answer()[1] == b"v1" + LONG
        raw.send(known + get("/echo") + known)  # three in one packet
        assert [raw.answer()[1] for _ in range(3)] == [b"v1" + LONG, b"", b"v1" + LONG]
        assert observe.numbers.fast == 0
        raw.send(known)
        assert raw.answer()[1] == b"v1" + LONG
    assert observe.numbers.fast == 1


def test_however_requests_are_cut_into_packets_the_answers_are_the_same(kept):
    observe, _, _, port = kept
    chance = random.Random(7)
    known = get("/kept")
    posted = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(known) + known
    kinds = [(known, b"v1" + LONG), (posted, known), (get("/fields"), b"host"), (get("/kept2"), b"v1" + LONG)]
    with Raw(port) as raw:
        for _ in range(60):
            asked = [chance.choice(kinds) for _ in range(chance.randint(1, 6))]
            data = b"".join(request for request, _ in asked)
            cuts = sorted(chance.sample(range(1, len(data)), chance.randint(0, 4)))
            ends = [len(request) for request, _ in asked]
            if chance.random() < 0.5:  # at the boundaries of the requests
                cuts = [sum(ends[: number + 1]) for number in range(len(ends) - 1)]
            for start, end in pairwise([0, *cuts, len(data)]):
                raw.send(data[start:end])
                time.sleep(chance.choice((0, 0, 0.002)))
            assert [raw.answer()[1] for _ in asked] == [body for _, body in asked]
    assert observe.numbers.fast > 5
    assert observe.numbers.refused == {}


def test_what_a_trusted_proxy_says_does_not_reach_others(kept):
    observe, _, _, port = kept
    said = get("/scheme", "X-Forwarded-Proto: https")
    with Raw(port) as proxy, Raw(port, "127.0.0.2") as stranger:
        for _ in range(3):
            proxy.send(said)
            assert proxy.answer()[1] == b"https"
        assert observe.numbers.fast == 1
        for _ in range(3):
            stranger.send(said)
            assert stranger.answer()[1] == b"http"


def test_an_idle_connection_ends_though_the_lane_has_answered():
    served = Served()
    observe = layered(Application(served), served)
    with running(observe, keep_alive=0.5) as port, Raw(port) as raw:
        begun = time.monotonic()
        for _ in range(6):
            raw.send(get("/kept"))
            raw.answer()
            time.sleep(0.12)
        assert time.monotonic() - begun > 0.6  # it stayed open as long as it was used
        assert observe.numbers.fast >= 4
        assert raw.ended(2)
        assert time.monotonic() - begun > 1.0


def test_the_lane_counts_as_the_layers_do(kept):
    observe, _, _, port = kept
    with Raw(port) as raw:
        for _ in range(5):
            raw.send(get("/kept"))
            raw.answer()
    cell = observe.numbers.cells["other", "GET", "2xx"]
    assert sum(cell.buckets) == 5
    assert cell.bytes == 5 * (2 + len(LONG))
    assert observe.numbers.in_flight == 0


def ready(size: int) -> Ready:
    return Ready(200, [(b"etag", b'"x"')], b"x" * size, Cell(), "")


def test_the_lane_is_bounded_and_spares_what_is_used():
    lane = FastLane(100_000, lambda: "v1")
    for number in range(20):
        lane.keep(b"%d" % number, ready(4_000), "v1")
        found = lane.find(b"0")
        assert found is not None
        found.used = True
    assert lane.used <= 100_000
    for number in range(20, 60):
        lane.keep(b"%d" % number, ready(4_000), "v1")
        found = lane.find(b"0")
        assert found is not None
        found.used = True
    assert lane.used <= 100_000
    assert lane.find(b"20") is None
    lane.keep(b"big", ready(20_000), "v1")
    assert lane.find(b"big") is None
    lane.keep(b"old", ready(10), "v0")  # computed before the data changed
    assert lane.find(b"old") is None
    lane.clear()
    assert (len(lane), lane.used) == (0, 0)


def test_without_memory_there_is_no_lane():
    served = Served()
    observe = layered(Application(served), served, Settings(cache_bytes=0))
    with running(observe) as port, Raw(port) as raw:
        for _ in range(4):
            raw.send(get("/kept"))
            assert raw.answer()[1] == b"v1" + LONG
    assert observe.numbers.fast == 0


def test_without_memory_the_lane_is_shut(small: KnowledgeGraph) -> None:
    observe = observing(create_app(Settings(workers=1, cache_bytes=0), small))
    assert not observe.lane.open
    with running(observe) as port, Raw(port) as client:
        answers = []
        for _ in range(2):
            client.send(get(V1 + "/mechanisms"))
            answers.append(client.answer())
    assert same(*answers)
    assert len(observe.lane) == 0
    assert observe.numbers.fast == 0
