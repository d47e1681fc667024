"""What a hostile case is: who it hurts, how, and which ends are good ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.hostile.wire import BROKEN, CLOSED, Reply, exchange, request

#: Ends by name: the statuses and, where one kind of problem is meant, its name.
OUTCOMES: Mapping[str, tuple[tuple[int, ...], str]] = {
    "answered": ((200, 201, 204), ""),
    "redirected": ((301, 302, 303, 307, 308), ""),
    "forbidden": ((403,), "query-forbidden"),
    "syntax": ((400,), "query-syntax"),
    "failed": ((400,), "query-failed"),
    "unreadable": ((400,), ""),
    "unauthorized": ((401, 403), ""),
    "absent": ((404,), ""),
    "no-method": ((405, 501), ""),
    "misplaced": ((400,), "wrong-operation"),
    "not-acceptable": ((406,), ""),
    "too-slow": ((408,), ""),
    "too-large": ((413,), ""),
    "uri-too-long": ((414,), ""),
    "media-type": ((415,), ""),
    "invalid": ((422,), ""),
    "costly": ((422,), "query-costly"),
    "parameter": ((422,), "parameter"),
    "header-too-large": ((431,), ""),
    "deadline": ((503,), "deadline"),
    "full": ((503,), ""),
    "closed": ((CLOSED,), ""),
    "broken-off": ((BROKEN,), ""),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """The server under attack and what must never be touched."""

    address: tuple[str, int]
    canary: str
    """Address of a listener that nobody may call (``http://127.0.0.1:…``)."""
    secret: Path
    """A file that nobody may open; it holds :data:`SECRET`."""
    token: str = ""
    """The secret of those who may write."""
    deadline: float = 0.3
    """What runaway queries ask for in ``timeout=``; 0: the server's own."""

    source: str = ""
    """The attacker's own address, one of this machine; empty: any."""

    def send(self, data: bytes, method: str = "GET", timeout: float = 10.0) -> Reply:
        """Send raw bytes and return the first answer."""
        return exchange(self.address, data, method, timeout, self.source)

    def get(self, target: str | bytes, **headers: str) -> Reply:
        """GET ``target``; header names have ``_`` for ``-``."""
        return self.send(request("GET", target, named(headers)))

    def post(self, target: str, kind: str, body: bytes, method: str = "POST", **headers: str) -> Reply:
        """Send ``body`` of the media type ``kind``."""
        return self.send(request(method, target, {"Content-Type": kind, **named(headers)}, body), method)

    def ask(self, text: str, **more: str) -> Reply:
        """Ask a query by a form, with the case's deadline."""
        fields = {"query": text, **({"timeout": f"{self.deadline:g}"} if self.deadline else {}), **more}
        return self.post(
            "/sparql", FORM, urlencode(fields).encode(), Accept=f"{JSON}, application/n-triples;q=0.9"
        )

    def filled(self, text: str) -> str:
        """Return ``text`` with the addresses of the canary and of the secret file."""
        return text.replace("http://127.0.0.1:9", self.canary).replace("SECRET_FILE", str(self.secret))


Attack = Callable[[Scene], Reply | Iterable[Reply]]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
JSON = "application/sparql-results+json"
SECRET = "the-content-of-a-file-that-nobody-may-read"
_LEAKS = re.compile(rb"root:x:0|Traceback \(most recent|site-packages|" + SECRET.encode())


@dataclass(frozen=True, slots=True)
class Case:
    """One attack. Every answer to it has to be one of ``expect`` (names of :data:`OUTCOMES`)."""

    name: str
    kind: str
    why: str
    expect: tuple[str, ...]
    attack: Attack
    writes: bool = False
    """Whether it needs a server that takes updates."""
    seconds: float = 3.0
    """The longest it may take in all."""
    runaway: bool = False
    """Whether it is a query without end, which must end at its deadline."""
    patient: bool = False
    """Whether it takes so long that only the soak runs it."""

    def run(self, scene: Scene) -> list[Reply]:
        """Attack, and return the answers."""
        found = self.attack(scene)
        return [found] if isinstance(found, Reply) else list(found)

    def complaint(self, reply: Reply) -> str | None:
        """Return what is wrong with an answer, or None."""
        if not any(fits(reply, name) for name in self.expect):
            return f"{reply} is none of {', '.join(self.expect)}"
        if _LEAKS.search(reply.body):
            return f"{reply} says what it must not"
        if reply.problem and reply.headers.get("x-content-type-options") != "nosniff":
            return f"{reply} lets a browser guess its type"
        return None


def fits(reply: Reply, outcome: str) -> bool:
    """Tell whether an answer is the end of that name."""
    statuses, problem = OUTCOMES[outcome]
    return reply.status in statuses and (not problem or reply.problem == problem)


def named(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers whose Python names have ``_`` for ``-``."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def case(kind: str, name: str, why: str, expect: str, attack: Attack, **more: Any) -> Case:
    """Return a case whose ends are written in one text, with spaces between."""
    return Case(name, kind, why, tuple(expect.split()), attack, **more)


def raw(data: bytes, method: str = "GET") -> Attack:
    """Send bytes as they are."""
    return lambda scene: scene.send(data, method)


def get(target: str | bytes, **headers: str) -> Attack:
    """GET a target."""
    return lambda scene: scene.get(target, **headers)


def post(kind: str, body: bytes, target: str = "/sparql", **headers: str) -> Attack:
    """POST a body of the media type ``kind``."""
    return lambda scene: scene.post(target, kind, body, **headers)
