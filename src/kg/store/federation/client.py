"""Asks another endpoint, and takes no more from it than was agreed.

Only http and https, to checked addresses (:mod:`kg.store.federation.addresses`); no redirect is followed, no
proxy used, no cookie or credential sent or kept. Each request has a connection of its own, a deadline, and
limits on the bytes and rows of the answer, which are counted while it arrives.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

import httpcore

from kg.store.federation.addresses import CheckedBackend, Resolver, resolve
from kg.store.federation.allow import AllowedEndpoint
from kg.store.federation.errors import EndpointTimeoutError, FederationError
from kg.store.federation.results import Table, read_results

_MEDIA_TYPES: Final = frozenset({b"application/sparql-results+json", b"application/json"})
_HEADERS: Final = (
    (b"Content-Type", b"application/x-www-form-urlencoded"),
    (b"Accept", b"application/sparql-results+json"),
    (b"Accept-Encoding", b"identity"),
    (b"User-Agent", b"migration-mechanisms-kg (SPARQL 1.1 Federated Query)"),
    (b"Connection", b"close"),
)


@dataclass(frozen=True)
class ClientLimits:
    """``seconds`` for one whole answer, its ``max_bytes`` and its ``max_rows``."""

    seconds: float = 10.0
    max_bytes: int = 8 << 20
    max_rows: int = 10_000


#: 10 s, 8 MiB, 10,000 rows.
DEFAULT_CLIENT_LIMITS: Final = ClientLimits()


class FederationClient:
    """Sends SELECT queries to allowed endpoints.

    ``allow_private`` opens every endpoint's addresses, public or not; otherwise only an endpoint that is
    itself marked private may have such. ``resolver`` and ``network`` replace DNS and TCP.
    """

    def __init__(
        self,
        limits: ClientLimits = DEFAULT_CLIENT_LIMITS,
        *,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self.limits = limits
        self._allow_private = allow_private
        self._resolver = resolver
        self._network = network or httpcore.AnyIOBackend()

    async def select(self, endpoint: AllowedEndpoint, query: str, deadline: float | None = None) -> Table:
        """Return the rows of ``query`` at ``endpoint``.

        ``deadline``: seconds from now, at most those of the limits. Raises FederationError, of which
        EndpointTimeoutError and EndpointAddressError are kinds.
        """
        seconds = self.limits.seconds if deadline is None else min(deadline, self.limits.seconds)
        try:
            async with asyncio.timeout(seconds):
                body = await self._post(endpoint, query)
                # Megabytes of JSON take long enough to be noticed by others.
                return await asyncio.to_thread(read_results, body, self.limits.max_rows)
        except TimeoutError:
            raise EndpointTimeoutError(endpoint.iri, seconds) from None
        except ValueError as error:
            raise FederationError(endpoint.iri, str(error)) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            detail = str(error) or type(error).__name__
            raise FederationError(endpoint.iri, f"it cannot be asked: {detail}") from None

    async def close(self) -> None:
        """Do nothing: no connection outlives its request. Owners close what they hold."""

    async def _post(self, endpoint: AllowedEndpoint, query: str) -> bytes:
        backend = CheckedBackend(
            endpoint.iri, endpoint.private or self._allow_private, self._resolver, self._network
        )
        content = urlencode({"query": query}).encode()
        pool = httpcore.AsyncConnectionPool(
            ssl_context=self._tls, network_backend=backend, max_connections=1, max_keepalive_connections=0
        )
        async with (
            pool,
            pool.stream("POST", endpoint.iri, headers=list(_HEADERS), content=content) as response,
        ):
            _check_head(endpoint.iri, response)
            body = bytearray()
            async for chunk in response.aiter_stream():
                body += chunk
                if len(body) > self.limits.max_bytes:
                    raise FederationError(
                        endpoint.iri,
                        f"its answer is longer than {self.limits.max_bytes:,} bytes. Narrow the pattern.",
                    )
            return bytes(body)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()


def _check_head(endpoint: str, response: httpcore.Response) -> None:
    """Refuse all but 200, the JSON of SPARQL results, and no compression."""
    if 300 <= response.status < 400:
        raise FederationError(endpoint, f"it redirects (status {response.status}), which is not followed")
    if response.status != 200:
        raise FederationError(endpoint, f"it answered with the status {response.status}")
    headers = {name.lower(): value for name, value in response.headers}
    media_type = re.split(rb"[;\s]", headers.get(b"content-type", b"").strip().lower(), maxsplit=1)[0]
    if media_type not in _MEDIA_TYPES:
        shown = media_type.decode("latin-1")[:60] or "no media type"
        raise FederationError(endpoint, f"it answered with {shown}, not application/sparql-results+json")
    if headers.get(b"content-encoding", b"identity").strip().lower() not in {b"identity", b""}:
        raise FederationError(endpoint, "it compressed its answer, which was not asked for")
