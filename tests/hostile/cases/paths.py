"""Paths out of the tree, and redirects to elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.case import Attack, Case, Scene, case, get
from tests.hostile.wire import Reply, exchange, request

path = partial(case, "path-of-a-file")


def cases() -> Iterator[Case]:
    """Files of the machine, and other hosts."""
    for name, target in (
        ("out-of-assets", "/sparql/assets/../../../../../etc/passwd"),
        ("out-of-assets-escaped", "/sparql/assets/..%2f..%2f..%2f..%2fetc%2fpasswd"),
        ("out-of-assets-twice-escaped", "/sparql/assets/%252e%252e%252f%252e%252e%252fetc%252fpasswd"),
        ("out-of-assets-backslash", "/sparql/assets/..\\..\\..\\etc\\passwd"),
        ("out-of-assets-absolute", "/sparql/assets//etc/passwd"),
        ("out-of-assets-null", "/sparql/assets/x.js%00.css"),
        ("out-of-ids", "/id/..%2f..%2fetc%2fpasswd"),
        ("out-of-the-interface", "/api/v1/mechanisms/..%2f..%2f..%2fetc%2fpasswd"),
        ("of-a-file", "/file:///etc/passwd"),
        ("of-the-sources", "/api/settings.py"),
        ("of-the-repository", "/.git/config"),
        ("of-the-environment", "/.env"),
    ):
        yield path(f"path-{name}", "a file of the machine", "absent unreadable", get(target))
    for name, target in (
        ("two-slashes", "//evil.example/"),
        ("two-slashes-deep", "//evil.example/api/v1/mechanisms/"),
        ("backslash", "/\\evil.example/"),
        ("escaped-slashes", "/id/%2f%2fevil.example"),
        ("slash-at-the-end", "/api/v1/mechanisms/%2f%2fevil.example/"),
        ("name-of-a-line", "/api/v1/mechanisms/CRM%0d%0aSet-Cookie:%20a=b"),
    ):
        yield path(
            f"redirect-{name}", "a redirect to elsewhere", "redirected absent unreadable", _staying(target)
        )


def _staying(target: str) -> Attack:
    def attack(scene: Scene) -> Reply:
        reply = exchange(scene.address, request("GET", target))
        location = reply.headers.get("location", "/")
        own = location.startswith("http://kg.test/") or (location[:1] == "/" and location[1:2] not in "/\\")
        assert own or location == "/", f"{target} leads to {location}"
        assert "set-cookie" not in reply.headers, reply
        return reply

    return attack
