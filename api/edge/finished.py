"""Finished answers: which of them are kept, and how they are sent to one client after the other."""

from __future__ import annotations

from starlette.types import Scope, Send

from api.edge.headers import DEFAULTS, Headers, header_list
from api.edge.memory import Stored
from api.edge.packing import packable, varying, wants_gzip
from api.edge.whole import send_whole

#: Headers that a 304 repeats (RFC 9110, 15.4.5), and those that would be the usual ones if it did not: what a
#: 304 says replaces what the client keeps (RFC 9111, 3.2), and a page under another policy is broken.
_ON_304 = frozenset({b"cache-control", b"content-location", b"vary", b"link", b"content-language", *DEFAULTS})

#: Headers that each answer from the memory gets anew.
_OWN = frozenset({b"content-length", b"etag"})


def to_keep(status: int, headers: Headers, body: bytes) -> Stored | None:
    """Return a whole answer as it is kept; None where it is not."""
    if status != 200:
        return None
    given = dict(headers)
    etag = given.get(b"etag", b"")
    if not etag.startswith(b'"') or b"no-store" in given.get(b"cache-control", b"").lower():
        return None
    kept = [item for item in headers if item[0] not in _OWN]
    return Stored(varying(kept), etag, body, worth_packing=packable(given))


async def serve(found: Stored, scope: Scope, send: Send) -> None:
    """Send a finished answer: 304 where the client holds it, gzip where it is wanted, no body for HEAD."""
    packed = found.compressible and wants_gzip(scope)
    etag = found.packed_etag if packed else found.etag
    given = header_list(scope, b"if-none-match")
    if given and held(given, found.etag):
        await send_304(found.headers, etag, send)
        return
    body = await found.pack() if packed else found.body
    headers = [*found.headers, (b"etag", etag), (b"content-length", b"%d" % len(body))]
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    await send_whole(send, 200, headers, b"" if scope["method"] == "HEAD" else body)


def held(given: list[bytes], etag: bytes) -> bool:
    """Tell whether If-None-Match (``given``) names the answer with ``etag``, in either coding.

    Weak comparison (RFC 9110, 13.1.2).
    """
    names = {tag.strip().removeprefix(b"W/") for tag in b",".join(given).split(b",")}
    return bool(names & {b"*", etag, etag[:-1] + b'-gzip"'})


async def send_304(headers: Headers, etag: bytes, send: Send) -> None:
    """Tell a client that it has the answer with ``headers`` already."""
    kept = [(name, value) for name, value in headers if name in _ON_304]
    await send_whole(send, 304, [*kept, (b"etag", etag)], b"")
