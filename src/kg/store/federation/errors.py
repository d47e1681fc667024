"""What goes wrong when another endpoint is asked."""

from __future__ import annotations

from kg.errors import GatewayError, QueryForbiddenError


class FederationError(GatewayError):
    """The endpoint ``endpoint`` (IRI) of a SERVICE gave no usable answer (HTTP 502)."""

    public = True

    def __init__(self, endpoint: str, detail: str) -> None:
        self.endpoint = endpoint
        self.detail = detail
        super().__init__(f"SERVICE <{endpoint}>: {detail}")


class EndpointTimeoutError(FederationError):
    """The endpoint did not answer within ``seconds`` (HTTP 504)."""

    late = True

    def __init__(self, endpoint: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(endpoint, f"no whole answer within {seconds:g} s. Narrow the pattern.")


class EndpointAddressError(FederationError):
    """The name of the endpoint leads to an address that is not on the public Internet."""


class ServicePatternError(QueryForbiddenError):
    """A SERVICE stands where it cannot be answered before the query is evaluated."""
