"""One query over HTTP as SPARQL 1.1 Protocol, section 2.1.2, has it (POST, URL-encoded)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import urlencode

import httpx

from kg._version import __version__
from kg.store.isolated.evaluate import Dataset
from kg.store.remote.address import DATASET, Credentials, RemoteAddress
from kg.store.remote.dialects.standard import NO_GRAPH
from kg.store.remote.errors import NotSparqlError
from kg.store.remote.faults import (
    HASTY,
    PATIENT,
    Fault,
    Patience,
    Retries,
    media_type,
    status_fault,
    transport_fault,
)

DEFAULT, NAMED = DATASET
_FORM: Final = "application/x-www-form-urlencoded"
Parameters = Sequence[tuple[str, str]]


def agent() -> str:
    """Return the name by which the server may know us."""
    return f"migration-mechanisms-kg/{__version__}"


def form(query: str, address: RemoteAddress, more: Parameters = (), *, own_dataset: bool = True) -> bytes:
    """Return the body of the request: the query, ``more``, and (``own_dataset``) the dataset that the address
    names."""
    fields = [("query", query)]
    if own_dataset:
        fields += [(DEFAULT, graph) for graph in address.default_graphs]
        fields += [(NAMED, graph) for graph in address.named_graphs]
    return urlencode([*fields, *more]).encode()


def dataset_fields(dataset: Dataset, known: Collection[str]) -> list[tuple[str, str]]:
    """Return a stranger's ``dataset`` as parameters: of ``known`` graphs, else of one that nobody has."""
    if not dataset:
        return []
    default = [graph for graph in dataset.default_graphs if graph in known] or [NO_GRAPH]
    named = [graph for graph in dataset.named_graphs if graph in known] or [NO_GRAPH]
    return [*((DEFAULT, graph) for graph in default), *((NAMED, graph) for graph in named)]


class Exchange:
    """Asks one server and waits for it (blocking). Safe to share by threads."""

    def __init__(
        self, address: RemoteAddress, credentials: Credentials, patience: Patience = PATIENT
    ) -> None:
        self.address = address
        self._credentials = credentials
        self._patience = patience
        self._client = httpx.Client(
            auth=credentials.auth(),
            timeout=patience.timeout,
            headers={"user-agent": agent(), "content-type": _FORM},
            trust_env=not address.loopback,
        )

    def ask(self, query: str, accept: str, more: Parameters = ()) -> httpx.Response:
        """Return the answer to ``query``, tried again where the failure may pass.

        Raises RemoteError and its subclasses, RemoteQueryError, EvaluationError.
        """
        body = form(query, self.address, more)
        retries = Retries(self._patience)
        while True:
            found = self._once(body, accept, retries.made)
            if isinstance(found, httpx.Response):
                return found
            time.sleep(retries.pause(found))

    def _once(self, body: bytes, accept: str, attempts: int) -> httpx.Response | Fault:
        try:
            answer = self._client.post(self.address.url, content=body, headers={"accept": accept})
        except httpx.TransportError as error:
            return transport_fault(error, self.address, self._patience, attempts)
        fault = status_fault(
            answer.status_code, answer.headers, answer.content, self.address, self._credentials, attempts
        )
        return answer if fault is None else fault

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


class Arriving:
    """An answer that is a success, its body still on the way."""

    def __init__(self, response: httpx.Response, address: RemoteAddress) -> None:
        self.headers = response.headers
        self.media_type = media_type(response.headers)
        self._response = response
        self._address = address

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the body; raises NotSparqlError where it breaks off."""
        try:
            async for chunk in self._response.aiter_bytes():
                yield chunk
        except httpx.TransportError as error:
            raise NotSparqlError(self._address.shown, f"its answer breaks off ({error})") from error


class AsyncExchange:
    """The same on an event loop, for callers that have a deadline of their own."""

    def __init__(self, address: RemoteAddress, credentials: Credentials, patience: Patience = HASTY) -> None:
        self.address = address
        self._credentials = credentials
        self._patience = patience
        self._client = httpx.AsyncClient(
            auth=credentials.auth(),
            timeout=patience.timeout,
            headers={"user-agent": agent(), "content-type": _FORM},
            limits=httpx.Limits(max_connections=None),
            trust_env=not address.loopback,
        )

    @asynccontextmanager
    async def ask(
        self, query: str, accept: str, more: Parameters = (), *, own_dataset: bool = True
    ) -> AsyncIterator[Arriving]:
        """Ask ``query`` and hand over the answer as it arrives; the connection is closed on the way out.

        Raises what :meth:`Exchange.ask` raises.
        """
        body = form(query, self.address, more, own_dataset=own_dataset)
        retries = Retries(self._patience)
        while True:
            found = await self._once(body, accept, retries.made)
            if isinstance(found, httpx.Response):
                break
            await asyncio.sleep(retries.pause(found))
        try:
            yield Arriving(found, self.address)
        finally:
            await found.aclose()

    async def _once(self, body: bytes, accept: str, attempts: int) -> httpx.Response | Fault:
        request = self._client.build_request(
            "POST", self.address.url, content=body, headers={"accept": accept}
        )
        try:
            answer = await self._client.send(request, stream=True)
            if answer.status_code == 200:
                return answer
            try:
                text = await answer.aread()
            finally:
                await answer.aclose()
        except httpx.TransportError as error:
            return transport_fault(error, self.address, self._patience, attempts)
        fault = status_fault(
            answer.status_code, answer.headers, text, self.address, self._credentials, attempts
        )
        return answer if fault is None else fault

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
