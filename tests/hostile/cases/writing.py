"""Attacks on writing: without the token, with a wrong one, and with the right one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final
from urllib.parse import quote, urlencode

from tests.hostile.case import FORM, UPDATE, Attack, Case, Scene, case
from tests.hostile.wire import Reply

_CHANGE: Final = b"INSERT DATA { <urn:s> <urn:p> <urn:o> }"
_CLOSED: Final = "unauthorized no-method absent forbidden"
#: What a change that asks for the impossible is told.
_REFUSED: Final = "forbidden unreadable syntax invalid failed"
_PRODUCT: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"

token, update, graph = (partial(case, kind, writes=True) for kind in ("token", "update", "graph-store"))


def cases() -> Iterator[Case]:
    """Who may not write, and what even those who may cannot do."""
    yield from _tokens()
    yield from _updates()
    yield from _graphs()


def _tokens() -> Iterator[Case]:
    yield token(
        "update-without-token",
        "a change by anyone",
        _CLOSED,
        lambda scene: scene.post("/sparql", UPDATE, _CHANGE),
    )
    for name, value in (
        ("wrong", "Bearer wrong"),
        ("empty", "Bearer "),
        ("another-scheme", "Basic OmFkbWlu"),
        ("without-scheme", "TOKEN"),
        ("one-short", "Bearer SHORT"),
        ("one-more", "Bearer TOKENx"),
        ("of-20-kb", "Bearer " + "a" * 20_000),
        ("not-ascii", "Bearer \xe9\xff"),
    ):
        yield token(f"token-{name}", "a guess", f"{_CLOSED} unreadable header-too-large", _with_token(value))
    yield token("token-in-the-address", "a secret that logs would keep", _CLOSED, _token_in_address)
    yield token("token-in-the-form", "a secret in a form", _CLOSED, _token_in_form)
    yield token("token-guesses-look-alike", "an answer that tells how near a guess is", _CLOSED, _alike)
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        yield token(
            f"graph-store-{method.lower()}-without-token",
            "a change by anyone",
            f"{_CLOSED} unreadable",
            _store(method),
        )


def _updates() -> Iterator[Case]:
    for name, why, text in (
        ("load-a-file", "a file read into the graph", "LOAD <file://SECRET_FILE>"),
        (
            "load-silent",
            "the same, its failure hidden",
            "LOAD SILENT <file://SECRET_FILE> INTO GRAPH <urn:g>",
        ),
        ("load-an-address", "an address read into the graph", "LOAD <http://127.0.0.1:9/x.ttl>"),
        (
            "load-last",
            "behind harmless changes",
            "INSERT DATA {} ; DELETE DATA {} ;\n#\nLOAD<http://127.0.0.1:9/>",
        ),
        ("load-escaped", "an escape in the keyword", "L\\u004FAD <http://127.0.0.1:9/x.ttl>"),
        (
            "service-in-where",
            "a change that calls",
            "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        ),
        (
            "using-a-file",
            "a file named as a graph",
            "DELETE { ?s ?p ?o } USING <file://SECRET_FILE> WHERE { ?s ?p ?o }",
        ),
        ("nesting", "groups in groups", "DELETE WHERE {" + "{" * 3000 + "}" * 3001),
        ("query", "a question sent as a change", "SELECT * WHERE { ?s ?p ?o }"),
        ("null", "a null character", "INSERT DATA { <urn:s> <urn:p> 'a\0b' }"),
    ):
        yield update(f"update-{name}", why, _REFUSED, _changing(text))
    stopped = "deadline costly full invalid"
    yield update(
        "update-product",
        "statements without end",
        stopped,
        _changing(f"INSERT {{ ?a ?e ?i }} WHERE {{ {_PRODUCT} }}"),
        seconds=8,
    )
    yield update(
        "update-search",
        "a search without end",
        stopped,
        _changing(f"DELETE {{ ?a ?b ?c }} WHERE {{ {_PRODUCT} FILTER(STR(?a) = STR(?l)) }}"),
        seconds=8,
    )
    yield update(
        "update-of-10-mb",
        "a change without end",
        "too-large closed",
        _changing("INSERT DATA { <urn:s> <urn:p> '" + "a" * 10_000_000 + "' }"),
    )


def _graphs() -> Iterator[Case]:
    for name, target in (
        ("file", "file:///etc/passwd"),
        ("secret-file", "file://SECRET_FILE"),
        ("server", "http://127.0.0.1:9/x.ttl"),
        ("senseless", "> } ; DROP ALL ; {"),
        ("of-20-kb", "http://a/" + "a" * 20_000),
    ):
        some = "absent unreadable forbidden answered uri-too-long invalid header-too-large"
        yield graph(
            f"graph-store-get-{name}", "a graph by the name of something else", some, _reading(target)
        )


def _with_token(value: str) -> Attack:
    def attack(scene: Scene) -> Reply:
        given = value.replace("TOKEN", scene.token).replace("SHORT", scene.token[:-1])
        return scene.post("/sparql", UPDATE, _CHANGE, Authorization=given)

    return attack


def _token_in_address(scene: Scene) -> Reply:
    return scene.post(f"/sparql?access_token={scene.token}&token={scene.token}", UPDATE, _CHANGE)


def _token_in_form(scene: Scene) -> Reply:
    body = urlencode({"update": _CHANGE.decode(), "access_token": scene.token, "token": scene.token})
    return scene.post("/sparql", FORM, body.encode())


def _alike(scene: Scene) -> list[Reply]:
    guesses = [scene.token[:-1] + "x", "x" + scene.token[1:], "x" * len(scene.token), "x"]
    found = [scene.post("/sparql", UPDATE, _CHANGE, Authorization=f"Bearer {guess}") for guess in guesses]
    varying = ("date", "x-request-id", "server-timing")
    seen = {
        (reply.status, frozenset((k, v) for k, v in reply.headers.items() if k not in varying))
        for reply in found
    }
    assert len(seen) == 1, seen
    return found


def _store(method: str) -> Attack:
    body = b"<urn:s> <urn:p> <urn:o> ."
    return lambda scene: scene.post("/store?default", "text/turtle", body, method)


def _changing(text: str) -> Attack:
    def attack(scene: Scene) -> Reply:
        body = scene.filled(text).encode()
        return scene.post("/sparql", UPDATE, body, Authorization=f"Bearer {scene.token}")

    return attack


def _reading(name: str) -> Attack:
    def attack(scene: Scene) -> Reply:
        return scene.get(f"/store?graph={quote(scene.filled(name), safe='')}", Accept="text/turtle")

    return attack
