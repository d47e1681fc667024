"""What an HTTP exchange with a SPARQL server means when it fails, and whether it is worth another try.

Without input or output of its own, so that the blocking and the asynchronous client decide alike. A query
changes nothing, so it may be repeated (SPARQL 1.1 Protocol, 2.1); only what passes by itself is.
"""

from __future__ import annotations

import email.utils
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import httpx

from kg.errors import KgError
from kg.store.isolated.errors import EvaluationError
from kg.store.remote.address import Credentials, RemoteAddress
from kg.store.remote.errors import (
    NotSparqlError,
    RemoteDownError,
    RemoteQueryError,
    RemoteRefusedError,
    RemoteSlowError,
)

_PASSING: Final = frozenset({429, 502, 503, 504})
_LONGEST_MESSAGE: Final = 400
_TAG: Final = re.compile(r"<[^>]*>")
_random: Final = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the server is waited for. ``connect`` and ``read`` (between two pieces of an answer) are in
    seconds; a query is tried ``attempts`` times, with pauses that begin at ``first_pause`` seconds, double,
    and end at ``longest_pause``; each is cut by chance to between half and the whole, so that many clients
    do not come back at once.
    """

    connect: float = 5.0
    read: float = 120.0
    attempts: int = 4
    first_pause: float = 0.25
    longest_pause: float = 10.0

    @property
    def timeout(self) -> httpx.Timeout:
        """The same for httpx."""
        return httpx.Timeout(self.read, connect=self.connect)


#: Five seconds to connect, two minutes for an answer, four attempts: for queries of our own.
PATIENT: Final = Patience()
#: For those who wait: their deadline ends what takes longer.
HASTY: Final = Patience(connect=3.0, read=3600.0, attempts=3, first_pause=0.1, longest_pause=2.0)


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed exchange: the ``error`` to raise, and whether it may pass (``retry_after``: seconds, as the
    server asks, or None)."""

    error: KgError
    passing: bool = False
    retry_after: float | None = None


class Retries:
    """The attempts of one query."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self.made = 1

    def pause(self, fault: Fault) -> float:
        """Return the seconds to wait before the next attempt; raises the error of ``fault`` if there is none.

        A ``Retry-After`` beyond the longest pause is not waited for: the caller is told instead.
        """
        limits = self._patience
        wanted = fault.retry_after or 0.0
        if not fault.passing or self.made >= limits.attempts or wanted > limits.longest_pause:
            raise fault.error
        backoff = min(limits.first_pause * 2.0 ** (self.made - 1), limits.longest_pause)
        self.made += 1
        return max(backoff * _random.uniform(0.5, 1.0), wanted)


def transport_fault(
    error: httpx.TransportError, address: RemoteAddress, patience: Patience, attempts: int
) -> Fault:
    """Return what an exchange that broke off means."""
    if isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout):
        return Fault(RemoteSlowError(address.shown, patience.read))
    if isinstance(error, httpx.ConnectTimeout):
        reason = f"no connection within {patience.connect:g} s"
    else:
        reason = str(error).rstrip(".") or type(error).__name__
    return Fault(RemoteDownError(address.shown, reason, attempts), passing=True)


def status_fault(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    address: RemoteAddress,
    credentials: Credentials,
    attempts: int,
) -> Fault | None:
    """Return what an answer with ``status`` means; None: it is an answer to the query."""
    if status == 200:
        return None
    if status in _PASSING:
        error = RemoteDownError(address.shown, f"HTTP {status}", attempts)
        return Fault(error, passing=True, retry_after=_retry_after(headers.get("retry-after", "")))
    return Fault(_final(status, headers, body, address, credentials))


def _final(
    status: int, headers: Mapping[str, str], body: bytes, address: RemoteAddress, credentials: Credentials
) -> KgError:
    if status in (401, 403, 407):
        return RemoteRefusedError(address.shown, status, credentials.name)
    if 300 <= status < 400:
        target = headers.get("location", "").partition("?")[0]
        return NotSparqlError(address.shown, f"it sends elsewhere ({target or f'HTTP {status}'})")
    message = server_message(headers, body)
    if status == 400:
        return RemoteQueryError(message or "it gives no reason")
    if status >= 500:
        return EvaluationError(message or f"the server says HTTP {status}")
    return NotSparqlError(address.shown, f"it answers HTTP {status}")


def server_message(headers: Mapping[str, str], body: bytes) -> str:
    """Return the first words of an error's ``body`` that are for a person; nothing of an HTML page."""
    text = body[:4096].decode("utf-8", "replace").strip()
    if "html" in headers.get("content-type", "") or text.startswith("<"):
        return ""
    text = _TAG.sub("", text).partition("\n\n")[0]
    return " ".join(text.split())[:_LONGEST_MESSAGE].rstrip(".")


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type of an answer without its parameters, in small letters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _retry_after(value: str) -> float | None:
    """Seconds or a date (RFC 9110, section 10.2.3); None where it is neither."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max(email.utils.parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError):
        return None
