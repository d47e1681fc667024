"""Where a SPARQL server is, and what it is told of who asks."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx

from kg.errors import ParameterError

#: How the address of a store says that it is a SPARQL server.
SCHEMES: Final = {"sparql+http": "http", "sparql+https": "https"}
#: The parameters that name the dataset (SPARQL 1.1 Protocol, section 2.1.4); they go where the query goes.
DATASET: Final = ("default-graph-uri", "named-graph-uri")
_EXAMPLE: Final = "write it like sparql+http://host:7878/query or sparql+https://host/sparql"


def remote_address(store: str) -> RemoteAddress:
    """Return the address that ``store`` gives; raises ParameterError as :meth:`RemoteAddress.parse`."""
    return RemoteAddress.parse(store)


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password (RFC 7617), or a token (RFC 6750), or neither. Not shown, not logged."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Credentials:
        """Return what KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, say.

        Raises ParameterError for a password without a user, and where both ways are given.
        """
        found = cls(*(environ.get(f"KG_STORE_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")))
        if found.password and not found.user:
            raise ParameterError("KG_STORE_PASSWORD", "needs KG_STORE_USER beside it")
        if found.user and found.token:
            raise ParameterError("KG_STORE_TOKEN", "give a token or a user, not both")
        return found

    @property
    def name(self) -> str:
        """What they are, in words; empty where there are none."""
        return "token" if self.token else "user and password" if self.user else ""

    def auth(self) -> httpx.Auth | None:
        """Return what signs a request."""
        if self.token:
            return _Bearer(self.token)
        return httpx.BasicAuth(self.user, self.password) if self.user else None


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._value = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._value
        yield request


@dataclass(frozen=True, slots=True)
class RemoteAddress:
    """A query endpoint. ``url`` is where requests go, ``shown`` the same without its parameters.

    ``default_graphs`` and ``named_graphs``: the dataset that the address chooses by ``default-graph-uri``
    and ``named-graph-uri`` (IRIs); both empty: whatever the server takes.
    """

    url: str = field(repr=False)
    shown: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @classmethod
    def parse(cls, store: str) -> RemoteAddress:
        """Return the address that ``store`` (``sparql+http://…``) gives.

        Raises ParameterError for another kind of text, and for credentials in it, which would be seen in
        logs and lists of processes.
        """
        scheme, _, rest = store.partition("://")
        try:
            parts = urlsplit(f"{SCHEMES[scheme.lower()]}://{rest}")
            port = parts.port
        except (KeyError, ValueError):
            raise ParameterError("store", _EXAMPLE) from None
        if parts.username is not None or parts.password is not None:
            raise ParameterError(
                "store", "holds credentials; give them as KG_STORE_USER and KG_STORE_PASSWORD instead"
            )
        if not parts.hostname or parts.fragment or any(char.isspace() for char in rest):
            raise ParameterError("store", _EXAMPLE)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        place = f"{host}:{port}" if port is not None else host
        given = parse_qsl(parts.query, keep_blank_values=True)
        kept = urlencode([(name, value) for name, value in given if name not in DATASET])
        path = parts.path or "/"
        default, named = (tuple(value for name, value in given if name == key) for key in DATASET)
        shown = urlunsplit((parts.scheme, place, path, "", ""))
        return cls(urlunsplit((parts.scheme, place, path, kept, "")), shown, default, named)

    @property
    def loopback(self) -> bool:
        """True where the server is on this machine, to which no proxy leads."""
        return urlsplit(self.url).hostname in {"localhost", "127.0.0.1", "::1"}
