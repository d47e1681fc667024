"""SERVICE of the endpoints that the operator allows, asked before the query reaches a worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from api.settings import Settings
from kg.errors import StoreBusyError

if TYPE_CHECKING:
    from kg.store.federation import FederationClient


#: Texts whose endpoints are asked at the same time; each may hold four answers of 8 MiB.
_AT_ONCE = 8


class Federation:
    """The allow-list of ``KG_SERVICE_ALLOW`` and the client that asks its endpoints; often there is none."""

    def __init__(self, settings: Settings) -> None:
        self.allowed: frozenset[str] = frozenset()
        self._client: FederationClient | None = None
        self._asking = 0
        if settings.service_allow:
            from kg.store.federation import parse_allow_list

            self._endpoints = parse_allow_list(settings.service_allow)
            self.allowed = frozenset(endpoint.iri for endpoint in self._endpoints)

    async def resolved(self, text: str, seconds: float, prefixes: Mapping[str, str], base: str) -> str:
        """Return ``text`` with the answers of its SERVICE groups in their place.

        Raises GatewayError for an endpoint that gives none, QueryForbiddenError for a group that cannot be
        answered beforehand.
        """
        from kg.store.federation import FederationClient, federate

        if self._client is None:
            self._client = FederationClient()
        if self._asking >= _AT_ONCE:
            raise StoreBusyError(5)
        self._asking += 1
        try:
            return await federate(text, self._endpoints, self._client, seconds, prefixes=prefixes, base=base)
        finally:
            self._asking -= 1

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
