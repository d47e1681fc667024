"""Connections to addresses of the public Internet only.

A name is resolved once, here; every address it has is checked, and the connection goes to one of these
addresses, not to the name. So a name that changes its address between check and connection (DNS
rebinding) gains nothing, and neither do the odd spellings of an address (``0x7f.1``, ``2130706433``), which
the resolver turns into an address like any other.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Final

import httpcore

from kg.store.federation.errors import EndpointAddressError

#: A resolver: host and port → addresses as texts.
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Beside 2000::/3 no IPv6 address is given out for global unicast (RFC 4291, 2.4): translated (64:ff9b::/96),
#: mapped and compatible IPv4 addresses are among the others.
_UNICAST: Final = ipaddress.ip_network("2000::/3")
#: Ranges of protocols and examples, and those whose addresses hold another one (6to4, Teredo).
_SPECIAL: Final = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "2001::/32", "2002::/16", "3fff::/20"),
    )
)


def is_public(address: str) -> bool:
    """Tell whether ``address`` is a global unicast address, by the registries of RFC 6890."""
    try:
        found: _Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and (found.scope_id or found not in _UNICAST):
        return False
    if not found.is_global or found.is_private or found.is_multicast or found.is_reserved:
        return False
    return not any(found in network for network in _SPECIAL)


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of ``host`` by the system's resolver; raises OSError where it has none."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """The network of one request to ``endpoint``: TCP to checked addresses, nothing else.

    ``inner`` opens the connection to an address; TLS is spoken with the name of the URL as ever.
    """

    def __init__(
        self, endpoint: str, private: bool, resolver: Resolver, inner: httpcore.AsyncNetworkBackend
    ) -> None:
        self._endpoint = endpoint
        self._private = private
        self._resolver = resolver
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library calls it so
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of ``host`` that answers; raises EndpointAddressError."""
        failure: Exception = httpcore.ConnectError("it has no address")
        for address in await self._addresses(host, port):
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolver(host, port)
        except (OSError, UnicodeError):
            raise EndpointAddressError(self._endpoint, f"the host {host} has no address") from None
        if not self._private and not all(map(is_public, addresses)):
            raise EndpointAddressError(
                self._endpoint,
                f"the host {host} has an address that is not on the public Internet. An operator who wants "
                f"it asked writes {'private:' + self._endpoint} in KG_SERVICE_ALLOW.",
            )
        return addresses
