"""An HTTP request as the SPARQL endpoints read it: straight from ASGI, where microseconds count."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.types import Receive, Scope

from api import messages, negotiation
from api.errors import ProblemError, not_acceptable
from api.negotiation import LANGUAGES, Format
from api.settings import Settings
from api.sparql.percent import decoded
from kg.model import Text

FORM: Final = "application/x-www-form-urlencoded"
Pairs = list[tuple[str, str]]

_NOT_UTF8 = Text("{} is not UTF-8.", "{} no está en UTF-8.")
_CODING = Text(
    "Content-Encoding {!r} is not read; send gzip, or the body as it is.",
    "No se lee Content-Encoding {!r}; envíe gzip, o el cuerpo tal cual.",
)
_GARBLED = Text("The body is no valid gzip.", "El cuerpo no es gzip válido.")
_MAX_FIELDS: Final = 64
#: Parts that a gzip body may consist of; each costs a copy of what follows it.
_MEMBERS: Final = 64
#: Bytes from which reading a form takes more than a moment.
_LONG: Final = 1 << 16


class Incoming:
    """One request: ``method`` as the protocol means it (HEAD is GET), the pairs of its query string."""

    def __init__(self, scope: Scope, receive: Receive, settings: Settings) -> None:
        self.scope = scope
        self.receive = receive
        self.settings = settings
        self._complete = 0.0
        self._headers: dict[bytes, bytes] | None = None
        self._pairs: Pairs | None = None
        self._address = ""

    @property
    def method(self) -> str:
        """The method; HEAD asks for what GET does."""
        method: str = self.scope["method"]
        return "GET" if method == "HEAD" else method

    @property
    def pairs(self) -> Pairs:
        """Names and values of the query string; raises ProblemError where it is not UTF-8."""
        if self._pairs is None:
            self._pairs = form_pairs(self.scope["query_string"], Text("The address", "La dirección"))
        return self._pairs

    @property
    def lang(self) -> str:
        """The language that ``lang=`` names, else the one that Accept-Language prefers."""
        asked = ""
        for name, value in self.pairs:
            if name == "lang":
                asked = value
                break
        return asked if asked in LANGUAGES else negotiation.language(self.header(b"accept-language"))

    @property
    def client(self) -> str:
        """The address of the client, for sharing the workers out fairly."""
        found = self.scope.get("client")
        return str(found[0]) if found else ""

    @property
    def origin(self) -> str:
        """The server's public address without a closing slash."""
        if self.settings.base_url:
            return self.settings.base_url.rstrip("/")
        host = self.header(b"host") or ":".join(map(str, self.scope.get("server") or ("localhost",)))
        return f"{self.scope.get('scheme', 'http')}://{host}"

    @property
    def address(self) -> str:
        """The public address of this request without its query: the base of relative IRIs."""
        if not self._address:
            raw: bytes = self.scope.get("raw_path") or self.scope["path"].encode()
            self._address = self.origin + raw.partition(b"?")[0].decode("latin-1")
        return self._address

    def note(self, **facts: str) -> None:
        """Tell the layer that counts and logs what this request is about."""
        state = self.scope.get("state")
        if state is None:
            state = self.scope["state"] = {}
        state.update(facts)

    def left(self, seconds: float) -> float:
        """Return what is left of ``seconds`` since the request had arrived, a millisecond at least."""
        arrived: float | None = self._complete or self.scope.get("state", {}).get("arrived")
        return seconds if arrived is None else max(arrived + seconds - time.monotonic(), 0.001)

    def header(self, name: bytes) -> str | None:
        """Return the values of a header (``name`` in lower case) joined by commas, or None."""
        headers = self._headers
        if headers is None:
            headers = self._headers = _joined(self.scope["headers"])
        found = headers.get(name)
        return None if found is None else found.decode("latin-1")

    def negotiated(self, offers: Sequence[Format], name: str | None) -> Format:
        """Return the format that ``format=`` names, else the one that Accept prefers (or 406)."""
        accept = self.header(b"accept")
        found = negotiation.by_name(name, offers) if name else negotiation.choose(accept, offers)
        if found is None:
            raise not_acceptable(accept, name, offers)
        return found

    def media_type(self) -> str:
        """The media type of the body in lower case; raises ProblemError for a charset other than UTF-8."""
        media, _, parameters = (self.header(b"content-type") or "").partition(";")
        charset = parameters.lower().replace('"', "").replace(" ", "")
        if "charset=" in charset and "charset=utf-8" not in charset:
            raise ProblemError("media-type", _said(_NOT_UTF8, Text("The body", "El cuerpo")))
        return media.strip().lower()

    async def body(self, limit: int) -> bytes:
        """Return the body, unpacked; raises ProblemError as soon as it is longer than ``limit`` bytes."""
        coding = (self.header(b"content-encoding") or "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip"):
            raise ProblemError(
                "media-type", Text(_CODING.en.format(coding), _CODING.es.format(coding)), headers=_GZIP
            )
        body = await self._received(limit)
        if coding == "identity":
            return body
        # A small body may become a large one: beside the event loop.
        return await asyncio.to_thread(gunzipped, body, limit)

    async def text(self, limit: int) -> str:
        """Return the body as text; raises ProblemError where it is not UTF-8."""
        try:
            return (await self.body(limit)).decode()
        except UnicodeDecodeError as error:
            raise ProblemError("bad-request", _said(_NOT_UTF8, Text("The body", "El cuerpo"))) from error

    async def form(self, limit: int) -> Pairs:
        """Return the names and values of a form in the body."""
        body, what = await self.body(limit), Text("The body", "El cuerpo")
        return (
            form_pairs(body, what) if len(body) <= _LONG else await asyncio.to_thread(form_pairs, body, what)
        )

    async def _received(self, limit: int) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise ClientLeftError
            part: bytes = message.get("body", b"")
            size += len(part)
            if size > limit:
                raise ProblemError("too-large", messages.too_large(limit), headers={"Connection": "close"})
            parts.append(part)
            if not message.get("more_body"):
                self._complete = time.monotonic()
                return b"".join(parts)


_GZIP: Final = {"Accept-Encoding": "gzip"}


class ClientLeftError(Exception):
    """The client has gone: nobody would read an answer."""


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Return the headers by name, the values of one that comes more than once joined by commas."""
    pairs = list(headers)
    found = dict(pairs)
    if len(found) != len(pairs):
        for name in found:
            found[name] = b", ".join([value for key, value in pairs if key == name])
    return found


def form_pairs(text: bytes, what: Text) -> Pairs:
    """Return the pairs of ``application/x-www-form-urlencoded`` text (WHATWG URL, section 5.1)."""
    if not text:
        return []
    if text.count(b"&") >= _MAX_FIELDS:
        detail = Text(f"At most {_MAX_FIELDS} fields are read.", f"Se leen como máximo {_MAX_FIELDS} campos.")
        raise ProblemError("bad-request", detail)
    try:
        pairs = [part.partition(b"=") for part in text.split(b"&") if part]
        return [(decoded(name), decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError as error:
        raise ProblemError("bad-request", _said(_NOT_UTF8, what)) from error


def gunzipped(body: bytes, limit: int) -> bytes:
    """Return ``body`` (RFC 1952) unpacked, never more than ``limit`` bytes of it; raises ProblemError."""
    parts: list[bytes] = []
    left, size = body, 0
    try:
        while left:
            if len(parts) >= _MEMBERS:
                raise ProblemError("bad-request", _GARBLED)
            member = zlib.decompressobj(wbits=31)
            part = member.decompress(left, limit - size + 1)
            size += len(part)
            if size > limit:
                raise ProblemError("too-large", messages.too_large(limit))
            if not member.eof:
                raise ProblemError("bad-request", _GARBLED)
            parts.append(part)
            left = member.unused_data
    except zlib.error as error:
        raise ProblemError("bad-request", _GARBLED) from error
    return b"".join(parts)


def _said(sentence: Text, what: Text) -> Text:
    return Text(sentence.en.format(what.en), sentence.es.format(what.es))
