"""Bodies that are small to send and large, or dangerous, to read: uploads, compressed and not."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from tests.hostile.case import UPDATE, Case, Scene
from tests.hostile.wire import Reply

_GRAPH: Final = "/store?graph=http%3A%2F%2Fhostile.test%2Fupload"
_XML: Final = "application/rdf+xml"
_RDF: Final = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="urn:a:">{}</rdf:RDF>'
_ABOUT: Final = '<rdf:Description rdf:about="urn:s"><a:p>{}</a:p></rdf:Description>'
_SUBJECT: Final = "<urn:s> <urn:p> "
_TRIPLE: Final = b"<urn:s> <urn:p> <urn:o> ."
#: What refuses an upload: its type, its size, its content.
_REFUSED: Final = ("unreadable", "too-large", "media-type", "invalid", "closed", "deadline")


def _laughs() -> str:
    entities = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return f"<!DOCTYPE rdf:RDF [{entities}]>" + _RDF.format(_ABOUT.format("&l11;"))


def _quadratic() -> str:
    return f'<!DOCTYPE rdf:RDF [<!ENTITY a "{"a" * 100_000}">]>' + _RDF.format(_ABOUT.format("&a;" * 10_000))


def _external(scene: Scene) -> str:
    kinds = f'<!ENTITY f SYSTEM "file://{scene.secret}"><!ENTITY h SYSTEM "{scene.canary}/x">'
    return f"<!DOCTYPE rdf:RDF [{kinds}]>" + _RDF.format(_ABOUT.format("&f;&h;"))


def _external_subset(scene: Scene) -> str:
    return (
        f'<!DOCTYPE rdf:RDF SYSTEM "{scene.canary}/rdf.dtd" [<!ENTITY % p SYSTEM "{scene.canary}/p">%p;]>'
        + _RDF.format("")
    )


def _remote_context(scene: Scene) -> str:
    contexts = [f"{scene.canary}/context.jsonld", f"file://{scene.secret}"]
    return json.dumps({"@context": contexts, "@id": "urn:s", "name": "x"})


def _remote_import(scene: Scene) -> str:
    context = {
        "@version": 1.1,
        "@import": f"{scene.canary}/context.jsonld",
        "p": {"@context": f"{scene.canary}/c"},
    }
    return json.dumps({"@context": context, "@id": "urn:s", "p": "x"})


@cache
def _bomb(layers: int = 1) -> bytes:
    """64 MB of spaces in 300 kB, and packed again in a few kB."""
    if layers > 1:
        return gzip.compress(_bomb(layers - 1))
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(64)) + packer.flush()


Body = Callable[[Scene], str | bytes]

#: Name, why, body.
_XML_BODIES: Final[tuple[tuple[str, str, Body], ...]] = (
    ("billion-laughs", "entities that multiply", lambda _: _laughs()),
    ("billion-laughs-utf-16", "the same, where a search for bytes misses it", lambda _: _utf16(_laughs())),
    ("quadratic-entities", "a long entity, often", lambda _: _quadratic()),
    ("external-entities", "entities from a file and from a server", _external),
    ("external-subset", "declarations from a server", _external_subset),
    ("deep-xml", "elements in elements", lambda _: _RDF.format("<a:p><rdf:Description>" * 50_000)),
    ("many-attributes", "an element of many attributes", lambda _: _attributes()),
)
_JSON_BODIES: Final[tuple[tuple[str, str, Body], ...]] = (
    ("remote-context", "words explained by a server and by a file", _remote_context),
    ("remote-import", "words imported from a server", _remote_import),
    ("deep-json", "lists in lists", lambda _: "[" * 1_000_000),
    ("deep-json-closed", "objects in objects", lambda _: '{"urn:p":' * 100_000 + "1" + "}" * 100_000),
)
_TURTLE_BODIES: Final[tuple[tuple[str, str, Body], ...]] = (
    ("deep-turtle", "nodes in nodes", lambda _: _SUBJECT + "[ <urn:p> " * 300_000),
    ("deep-turtle-lists", "lists in lists", lambda _: _SUBJECT + "(" * 1_000_000),
    ("deep-triple-terms", "triples in triples", lambda _: "<< <urn:s> <urn:p> " * 100_000),
    ("upload-of-20-mb", "more than is read", lambda _: b"#" * 20_000_000),
    ("literal-without-end", "a string that does not end", lambda _: _SUBJECT + "'''" + "a" * 3_000_000),
    ("invalid-utf-8-upload", "bytes that are no text", lambda _: b'<urn:s> <urn:p> "\xff\xfe" .'),
)
#: Name, why, content coding, body; Turtle once it is unpacked.
_PACKED: Final[tuple[tuple[str, str, str, Body], ...]] = (
    ("zip-bomb", "64 MB in 300 kB", "gzip", lambda _: _bomb()),
    ("zip-bomb-in-a-zip-bomb", "64 MB in 1 kB, packed twice", "gzip", lambda _: _bomb(2)),
    ("zip-bomb-declared-twice", "the same, and it says so", "gzip, gzip", lambda _: _bomb(2)),
    ("zip-bomb-of-members", "many small members", "gzip", lambda _: gzip.compress(b" " * 1_000_000) * 400),
    ("gzip-garbage", "no gzip at all", "gzip", lambda _: b"\x1f\x8b\x08\x00" + b"\xff" * 1000),
    ("gzip-cut-off", "gzip without its end", "gzip", lambda _: gzip.compress(_TRIPLE * 1000)[:-20]),
    ("gzip-wrong-sum", "a wrong checksum", "gzip", lambda _: gzip.compress(_TRIPLE)[:-8] + b"\0" * 8),
    ("unknown-coding", "a coding that nobody reads", "br", lambda _: b"\x0b\x02\x80"),
    ("codings-without-end", "a hundred codings", ", ".join(["gzip"] * 100), lambda _: b"x"),
)
#: What is also sent where uploads are closed.
_ALSO_CLOSED: Final = frozenset({"billion-laughs", "remote-context", "upload-of-20-mb", "zip-bomb"})


def cases() -> Iterator[Case]:
    """Each body at a server that takes uploads, and some at one that does not."""
    bodies = [(name, why, _XML, "", body) for name, why, body in _XML_BODIES]
    bodies += [(name, why, "application/ld+json", "", body) for name, why, body in _JSON_BODIES]
    bodies += [(name, why, "text/turtle", "", body) for name, why, body in _TURTLE_BODIES]
    bodies += [(name, why, "text/turtle", coding, body) for name, why, coding, body in _PACKED]
    bodies.append(
        ("unknown-type", "a type that nobody reads", "application/x-unknown", "", lambda _: b"\xac")
    )
    closed = ("forbidden", "unauthorized", "no-method", "absent", *_REFUSED)
    for name, why, kind, coding, body in bodies:
        attack = _put(kind, coding, body)
        yield Case(f"upload-{name}", "upload", why, _REFUSED, attack, writes=True, seconds=6)
        if name in _ALSO_CLOSED:
            yield Case(f"closed-{name}", "upload", f"{why}, where uploads are closed", closed, attack)
    yield Case("closed-zip-bomb-update", "upload", "a compressed change", closed, _packed_update)


def _utf16(text: str) -> bytes:
    return ('<?xml version="1.0" encoding="utf-16"?>' + text).encode("utf-16")


def _attributes() -> str:
    return _RDF.format("<a:p " + " ".join(f'a:q{i}="x"' for i in range(200_000)) + "/>")


def _packed_update(scene: Scene) -> Reply:
    return scene.post("/sparql", UPDATE, _bomb(), Content_Encoding="gzip")


def _put(kind: str, coding: str, body: Callable[[Scene], str | bytes]) -> Callable[[Scene], Reply]:
    def attack(scene: Scene) -> Reply:
        content = body(scene)
        headers = {"Content_Encoding": coding} if coding else {}
        if scene.token:
            headers["Authorization"] = f"Bearer {scene.token}"
        raw = content.encode() if isinstance(content, str) else content
        return scene.post(_GRAPH, kind, raw, "PUT", **headers)

    return attack
