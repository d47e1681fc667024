"""What can go wrong between here and a SPARQL server, beyond the tree of :mod:`kg.errors`.

GatewayError
└── RemoteError           the server did not answer as a SPARQL server does; says which, and what to do
    ├── RemoteDownError       nobody answers there, or a gateway says so
    ├── RemoteRefusedError    it wants other credentials
    ├── NotSparqlError        something else answers there
    ├── RemoteSlowError       it did not answer in time
    └── RemoteCutError        it left out rows that are over a limit of its own
QueryError
├── RemoteQueryError      the server says that the query is wrong
└── QueryForbiddenError
    └── RemoteUpdateError     a change was asked for

No message holds credentials or the parameters of an address.
"""

from __future__ import annotations

from kg.errors import GatewayError, QueryError, QueryForbiddenError


class RemoteError(GatewayError):
    """The SPARQL server at ``address`` (without credentials and parameters) did not answer as it should."""

    def __init__(self, address: str, detail: str, advice: str) -> None:
        self.address = address
        self.detail = detail
        super().__init__(f"The SPARQL server at {address} {detail}. {advice}")


class RemoteDownError(RemoteError):
    """Nobody answers at the address; ``attempts`` were made."""

    def __init__(self, address: str, reason: str, attempts: int) -> None:
        self.attempts = attempts
        tried = "once" if attempts == 1 else f"{attempts} times"
        super().__init__(
            address,
            f"cannot be reached ({reason}; tried {tried})",
            "Start it, or correct the address of the store.",
        )


class RemoteRefusedError(RemoteError):
    """The server wants credentials, or does not accept those it was given."""

    def __init__(self, address: str, status: int, offered: str) -> None:
        had = f"with the {offered} it was given" if offered else "without credentials"
        super().__init__(
            address,
            f"refuses to answer {had} (HTTP {status})",
            "Set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN.",
        )


class NotSparqlError(RemoteError):
    """What answers at the address is no SPARQL endpoint, or another one than was meant."""

    def __init__(self, address: str, detail: str) -> None:
        super().__init__(
            address,
            f"does not speak SPARQL: {detail}",
            "Give the address of the query endpoint itself, path included.",
        )


class RemoteSlowError(RemoteError):
    """The server did not answer in time (``seconds``)."""

    late = True

    def __init__(self, address: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            address,
            f"did not answer within {seconds:g} s",
            "Narrow the query, or see what keeps the server busy.",
        )


class RemoteCutError(RemoteError):
    """The server gave a part of the rows because of a limit of its own (``rows``, where it says so)."""

    def __init__(self, address: str, rows: int | None, advice: str) -> None:
        self.rows = rows
        kept = f"gives only the first {rows:,} rows of an answer" if rows else "gave a part of an answer"
        super().__init__(address, kept, advice)


class RemoteQueryError(QueryError):
    """The server says that the query is wrong; ``detail`` is its own message."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"The SPARQL server refused the query: {detail}")


class RemoteUpdateError(QueryForbiddenError):
    """A change was asked for, and the store is another server's."""

    def __init__(self) -> None:
        super().__init__(
            "Updates are not offered on a remote store: change the data through the SPARQL server that holds "
            "them, then reload (`kg reload`, or SIGHUP)."
        )
