"""SPARQL 1.1 Federated Query for an engine that may not call out: allowed endpoints, asked beforehand.

:func:`federate` replaces the SERVICE clauses of a guarded text by the answers that :class:`FederationClient`
gets from the endpoints of :func:`parse_allow_list`. The reasoning is in :mod:`kg.store.federation.rewrite`.
"""

from kg.store.federation.allow import AllowedEndpoint, parse_allow_list
from kg.store.federation.client import DEFAULT_CLIENT_LIMITS, ClientLimits, FederationClient
from kg.store.federation.errors import (
    EndpointAddressError,
    EndpointTimeoutError,
    FederationError,
    ServicePatternError,
)
from kg.store.federation.rewrite import MAX_CLAUSES, federate

__all__ = [
    "DEFAULT_CLIENT_LIMITS",
    "MAX_CLAUSES",
    "AllowedEndpoint",
    "ClientLimits",
    "EndpointAddressError",
    "EndpointTimeoutError",
    "FederationClient",
    "FederationError",
    "ServicePatternError",
    "federate",
    "parse_allow_list",
]
