"""Hostile text that comes back: in pages, in problems, in answers that a cache keeps for others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Final
from urllib.parse import quote

from tests.hostile.case import Attack, Case, Scene, case
from tests.hostile.wire import Reply, request

_SCRIPT: Final = "\"'></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>"
_MARK: Final = quote(_SCRIPT, safe="")

reflect, poison = partial(case, "reflection"), partial(case, "cache")


def cases() -> Iterator[Case]:
    """Markup in everything that a page may repeat; requests that try to change what others get."""
    yield from _reflected()
    yield from _poisoned()


def _reflected() -> Iterator[Case]:
    some = "answered unreadable invalid not-acceptable absent redirected"
    literal = quote(f"SELECT ({_literal(_SCRIPT)} AS ?x) {{}}", safe="")
    iri = quote("SELECT (<javascript:alert(1)> AS ?x) {}", safe="")
    for name, target in (
        ("query-that-fails", f"/sparql?query={_MARK}"),
        ("query-that-answers", f"/sparql?query={literal}"),
        ("address-of-a-script", f"/sparql?query={iri}"),
        ("query-to-edit", f"/sparql?edit={_MARK}"),
        ("example", f"/sparql?example={_MARK}"),
        ("format", f"/sparql?query=ASK%7B%7D&format={_MARK}"),
        ("language", f"/sparql?lang={_MARK}"),
        ("language-of-a-page", f"/network?lang={_MARK}"),
        ("year-of-a-page", f"/network?year={_MARK}"),
        ("kind-of-a-page", f"/conflicts?kind={_MARK}"),
        ("mechanism-of-a-page", f"/conflicts?mechanism={_MARK}"),
        ("path", f"/{_MARK}"),
        ("id", f"/id/mechanism/{_MARK}"),
        ("name", f"/api/v1/mechanisms/{_MARK}"),
        ("search", f"/api/v1/search?q={_MARK}"),
        ("parameter-name", f"/api/v1/mechanisms?{_MARK}=1"),
        ("callback", f"/api/v1/mechanisms?callback={_MARK}"),
        ("docs", f"/docs?lang={_MARK}"),
        ("questions", f"/questions?q={_MARK}"),
        ("timeout", f"/sparql?query=ASK%7B%7D&timeout={_MARK}"),
        ("graph", f"/sparql?query=ASK%7B%7D&default-graph-uri={_MARK}"),
    ):
        yield reflect(f"script-in-{name}", "text that could become a script", some, _inert(target))


def _poisoned() -> Iterator[Case]:
    for name, headers in (
        ("host", {"Host": "evil.example"}),
        ("forwarded-host", {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "evil"}),
        ("forwarded", {"Forwarded": "host=evil.example;proto=evil"}),
        ("prefix", {"X-Forwarded-Prefix": "/evil.example"}),
        ("original-url", {"X-Original-URL": "/evil.example", "X-Rewrite-URL": "/evil.example"}),
        ("language", {"Accept-Language": "evil.example"}),
        ("encoding", {"Accept-Encoding": "evil.example, *;q=0"}),
        ("range", {"Range": "bytes=0-1"}),
        ("method", {"X-HTTP-Method-Override": "HEAD"}),
        ("token", {"Authorization": "Bearer evil.example"}),
        ("no-cache", {"Cache-Control": "no-cache", "Pragma": "no-cache"}),
        ("length", {"Content-Length": "0", "Expect": "evil.example"}),
    ):
        yield poison(f"poison-by-{name}", "an answer kept for others", "answered", _unpoisoned(headers))
    yield poison("poison-by-head", "an answer without a body kept for others", "answered", _head_first)


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _inert(target: str) -> Attack:
    """Ask as a browser does: markup comes back as text, or in an answer that no browser takes for a page."""

    def attack(scene: Scene) -> list[Reply]:
        found = [scene.get(target, Accept=accept) for accept in ("text/html,*/*;q=0.8", "*/*")]
        for reply in found:
            if reply.headers.get("content-type", "").startswith(("text/html", "image/svg")):
                assert b"<script>alert" not in reply.body, reply.body[:2000]
                assert b"<img src=x" not in reply.body, reply.body[:2000]
                assert b'href="javascript:' not in reply.body, reply.body[:2000]
                policy = reply.headers["content-security-policy"]
                assert "'unsafe-eval'" not in policy, policy
                assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0], policy
            assert reply.headers.get("x-content-type-options") == "nosniff", reply.headers
        return found

    return attack


def _unpoisoned(headers: dict[str, str]) -> Attack:
    """After the hostile request, everyone gets what was there before."""

    def attack(scene: Scene) -> list[Reply]:
        target = f"/api/v1/memberships?limit=3&offset={sum(map(ord, ''.join(headers))) % 90}"
        host = headers.get("Host", "kg.test")
        scene.send(request("GET", target, {k: v for k, v in headers.items() if k != "Host"}, host=host))
        after, twin = scene.get(target), scene.get(f"{target}&lang=en")
        assert b"evil.example" not in after.body, after
        assert "evil" not in str(after.headers), after.headers
        assert len(after.body) > 100, after
        assert json.loads(after.body)["items"] == json.loads(twin.body)["items"], (after, twin)
        return [after]

    return attack


def _head_first(scene: Scene) -> Reply:
    target = "/api/v1/memberships?limit=7"
    scene.send(request("HEAD", target), "HEAD")
    reply = scene.get(target)
    assert len(reply.body) > 100, reply
    return reply
