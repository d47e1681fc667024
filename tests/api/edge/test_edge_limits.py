"""What a connection refuses, with bytes as attackers send them: problem documents, in turn, then the end."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator

import pytest
from edgeserver import Application, Raw, Served, get, layered, running

from api.edge.observe import Observe
from api.settings import Settings

SLOW = 0.6
SETTINGS = Settings(receive_timeout=SLOW, max_headers=8192, max_url=2048, max_connections=6)
POST = b"POST /echo HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture(scope="module")
def limited() -> Iterator[tuple[Observe, int]]:
    served = Served()
    observe = layered(Application(served), served, SETTINGS)
    with running(observe) as port:
        yield observe, port


def refused(port: int, data: bytes, status: int, name: str) -> None:
    with Raw(port) as raw:
        raw.send(data)
        head, body = raw.answer()
        assert head.split()[1] == str(status).encode(), head
        fields = head.lower()
        assert b"connection: close" in fields
        assert b"content-type: application/problem+json" in fields
        assert b"content-security-policy: default-src 'none'" in fields
        assert b"x-request-id: " in fields
        problem = json.loads(body)
        assert problem["status"] == status
        assert problem["type"].endswith("#problem-" + name)
        assert raw.ended()


@pytest.mark.parametrize(
    "data",
    [
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        POST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde",
        POST + b"Content-Length: +5\r\n\r\nabcde",
        POST + b"Content-Length: 5, 5\r\n\r\nabcde",
        POST + b"Transfer-Encoding: gzip\r\n\r\nabcde",
        POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
        b"POST /echo HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        POST + b"Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nabc",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\nHost: a\n\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nx: \x00\r\n\r\n",
        b"GET / HTTP/2.0\r\nHost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /\r\n\r\n",
        b"NONSENSE / HTTP/1.1\r\nHost: a\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=range(28),
)
def test_what_can_be_read_in_two_ways_is_refused(limited, data):
    refused(limited[1], data, 400, "bad-request")


def test_heads_have_a_size(limited):
    _, port = limited
    refused(port, get("/", "X: " + "x" * 9000), 431, "header-too-large")
    refused(port, get("/", *(f"X-{n}: y" for n in range(120))), 431, "header-too-large")
    refused(port, get("/" + "x" * 9000), 414, "uri-too-long")
    with Raw(port) as raw:
        raw.send(get("/", *(f"X-{n}: y" for n in range(99))))  # with Host, 100
        assert raw.status() == 200
        raw.send(get("/?" + "x" * 3000))  # read whole, and refused by the policy
        assert raw.status() == 414
        raw.send(get("/"))
        assert raw.status() == 200


def test_a_header_that_never_ends_is_not_collected(limited):
    _, port = limited
    with Raw(port) as raw:
        raw.send(b"GET / HTTP/1.1\r\nHost: a\r\nX: ")
        for _ in range(6):
            time.sleep(0.01)
            raw.send(b"x" * 3000)
        assert raw.status() == 431


def test_the_reason_is_given_in_the_language_that_was_asked_for(limited):
    with Raw(limited[1]) as raw:
        raw.send(get("/", "Accept-Language: es", *(f"X-{n}: y" for n in range(120))))
        assert json.loads(raw.answer()[1])["title"] == "La cabecera es demasiado grande"


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /",
        b"GET / HTTP/1.1\r\nHost: a\r\nX-",
        POST + b"Content-Length: 10\r\n\r\nabc",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
    ],
    ids=range(4),
)
def test_what_does_not_arrive_in_time_is_408(limited, begun):
    observe, port = limited
    before = observe.numbers.refused.get("too-slow", 0)
    started = time.monotonic()
    with Raw(port) as raw:
        raw.send(begun)
        time.sleep(SLOW / 2)
        raw.send(b"x")  # a byte now and then does not help
        head, body = raw.answer()
        assert SLOW - 0.1 < time.monotonic() - started < SLOW + 0.5
        assert head.split()[1] == b"408"
        assert json.loads(body)["type"].endswith("#problem-too-slow")
        assert raw.ended()
    assert observe.numbers.refused["too-slow"] == before + 1
    assert observe.numbers.in_flight == 0


def test_time_that_the_server_takes_is_not_the_clients(limited):
    _, port = limited
    with Raw(port) as raw:
        raw.send(get("/wait") + b"GET /echo HT")  # half of the next one waits behind half a second of work
        assert raw.status() == 200
        time.sleep(SLOW / 2)
        raw.send(b"TP/1.1\r\nHost: a\r\n\r\n")
        assert raw.status() == 200


def test_what_is_under_way_is_answered_before_the_refusal(limited):
    _, port = limited
    with Raw(port) as raw:
        raw.send(get("/wait") + get("/fields") + b"\x00garbage\r\n\r\n")
        assert raw.status() == 200
        assert raw.answer()[1] == b"host"
        assert raw.ended()


def test_an_upgrade_is_ignored(limited):
    with Raw(limited[1]) as raw:
        raw.send(get("/fields", "Connection: Upgrade", "Upgrade: h2c"))
        head, body = raw.answer()
        assert body == b"host,connection,upgrade"
        assert b"connection: close" in head
        assert raw.ended()


def test_trailers_are_not_headers(limited):
    with Raw(limited[1]) as raw:
        raw.send(b"POST /fields HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        raw.send(b"1\r\na\r\n0\r\nAuthorization: Bearer x\r\n\r\n")
        assert raw.answer()[1] == b"host,transfer-encoding"


def test_a_flood_of_pipelined_requests_ends(limited):
    with Raw(limited[1]) as raw:
        raw.send(get("/fields") * 200)
        answered = 0
        while raw.rest or not raw.ended(0.2):
            assert raw.status() == 200
            answered += 1
            if answered > 18:
                break
        assert answered == 17  # one under way, 16 behind it


def test_a_few_pipelined_requests_are_answered_in_order(limited):
    with Raw(limited[1]) as raw:
        raw.send(get("/wait") + get("/fields") * 15)
        assert [raw.status() for _ in range(16)] == [200] * 16


def test_idle_connections_give_way_and_busy_ones_do_not(limited):
    observe, port = limited
    time.sleep(0.1)
    idle = [Raw(port) for _ in range(SETTINGS.max_connections)]
    with Raw(port) as early:  # all are new: nobody has been silent long enough
        early.send(get("/fields"))
        head, body = early.answer()
        assert head.split()[1] == b"503"
        assert b"retry-after: 2" in head
        assert json.loads(body)["type"].endswith("#problem-overloaded")
        assert early.ended()
    time.sleep(1.1)
    with Raw(port) as late:
        late.send(get("/fields"))
        assert late.answer()[1] == b"host"
    assert any(raw.ended(0.1) for raw in idle)
    for raw in idle:
        raw.socket.close()
    assert observe.numbers.refused["overloaded"] >= 1


def test_connections_beyond_twice_the_limit_are_dropped(limited):
    _, port = limited
    time.sleep(0.2)
    many = [Raw(port) for _ in range(2 * SETTINGS.max_connections + 4)]
    dropped = sum(raw.ended(0.03) for raw in many)
    for raw in many:
        raw.socket.close()
    assert dropped >= 4


def test_slow_heads_do_not_keep_others_out():
    settings = Settings(receive_timeout=20, max_connections=4)
    served = Served()
    observe = layered(Application(served), served, settings)
    with running(observe) as port:
        slow = [Raw(port) for _ in range(4)]
        for raw in slow:
            raw.send(b"GET / HTTP/1.1\r\nX: ")
        time.sleep(1.1)
        with Raw(port) as raw:
            raw.send(get("/fields"))
            assert raw.answer()[1] == b"host"
        for raw in slow:
            raw.socket.close()


def test_a_client_that_closes_early_costs_nothing(limited):
    observe, port = limited
    time.sleep(0.2)

    def leave() -> None:
        with Raw(port) as raw:
            raw.send(POST + b"Content-Length: 10\r\n\r\nabc")

    threads = [threading.Thread(target=leave) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(0.2)
    assert observe.numbers.in_flight == 0
    assert observe.numbers.cells["other", "POST", "left"].buckets[0] >= 1


def test_a_client_that_reads_nothing_of_its_answer_is_dropped(limited, monkeypatch):
    observe, port = limited
    monkeypatch.setattr("api.edge.limits._UNREAD", 0.3)
    with Raw(port) as raw:
        raw.send(get("/big"))
        time.sleep(0.6)
        received = 0
        with contextlib.suppress(ConnectionError):
            while data := raw.socket.recv(1 << 20):
                received += len(data)
        assert received < 3200 * 8000
    time.sleep(0.1)
    assert observe.numbers.in_flight == 0


def test_without_the_fast_parser_there_are_the_layers_alone(monkeypatch):
    monkeypatch.setattr("api.serve._installed", lambda _: False)
    served = Served()
    observe = layered(Application(served), served, SETTINGS)
    with running(observe) as port, Raw(port) as raw:
        for _ in range(3):
            raw.send(get("/kept"))
            head, body = raw.answer()
            assert body.startswith(b"v1")
            assert b"x-request-id: " in head
    assert observe.numbers.fast == 0
