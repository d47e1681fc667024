"""Many of what is harmless alone: connections, requests, departures."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import Final
from urllib.parse import quote

from tests.hostile.case import Case, Scene, case
from tests.hostile.wire import Reply, connected, request

_ENDLESS: Final = quote("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
_CONNECTIONS: Final = 300

flood = partial(case, "flood")


def cases() -> Iterator[Case]:
    """Idle connections, pipelines, resets, clients that ask for much and leave."""
    yield flood("three-hundred-connections", "held open without a word", "answered", _idle, seconds=6)
    yield flood(
        "five-hundred-in-one-packet",
        "requests without waiting for answers",
        "answered closed too-large full",
        _pipelined,
        seconds=8,
    )
    yield flood(
        "pipeline-behind-a-runaway",
        "requests that wait for an endless one",
        "deadline answered full closed",
        _behind,
        seconds=6,
    )
    yield flood("two-hundred-resets", "connections opened and broken", "answered", _resets, seconds=6)
    yield flood(
        "twelve-that-leave", "endless queries whose clients are gone", "answered", _leaving, seconds=6
    )
    yield flood("sixty-at-once", "more queries than the queue holds", "deadline full", _crowd, seconds=8)
    yield flood("unread-answers", "large answers that nobody reads", "answered", _unread, seconds=8)


def _idle(scene: Scene) -> Reply:
    with ExitStack() as stack:
        for _ in range(_CONNECTIONS):
            stack.enter_context(connected(scene.address))
        return scene.get("/healthz")


def _pipelined(scene: Scene) -> list[Reply]:
    with connected(scene.address) as wire:
        wire.send(request("GET", "/healthz") * 499 + request("GET", "/healthz", {"Connection": "close"}))
        return wire.replies(501)


def _behind(scene: Scene) -> list[Reply]:
    with connected(scene.address) as wire:
        first = request("GET", f"/sparql?timeout={scene.deadline or 2:g}&query={_ENDLESS}")
        wire.send(first + request("GET", "/healthz") * 20)
        return [wire.reply() for _ in range(21)]


def _resets(scene: Scene) -> Reply:
    for _ in range(200):
        connection = socket.create_connection(scene.address, 5)
        connection.sendall(b"GET /api/v1/mechanisms HTTP/1.1\r\nHost: kg.test\r\n\r\n")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    return scene.get("/healthz")


def _leaving(scene: Scene) -> Reply:
    for _ in range(12):
        with connected(scene.address) as wire:
            wire.send(request("GET", f"/sparql?timeout=2&query={_ENDLESS}"))
    return scene.ask("ASK {}", timeout="2")


def _crowd(scene: Scene) -> list[Reply]:
    target = f"/sparql?timeout={scene.deadline or 2:g}&query={_ENDLESS}"
    with ThreadPoolExecutor(60) as pool:
        return list(pool.map(lambda number: scene.get(f"{target}%23{number}"), range(60)))


def _unread(scene: Scene) -> Reply:
    """Eight clients ask for all statements as JSON and do not read; others are answered all the same."""
    target = "/sparql?query=" + quote("SELECT * WHERE { ?s ?p ?o }")
    with ExitStack() as stack:
        for _ in range(8):
            stack.enter_context(connected(scene.address)).send(request("GET", target))
        return scene.ask("ASK {}", timeout="2")
