"""``/store``: the SPARQL 1.1 Graph Store HTTP Protocol. Anybody reads; whoever has the token writes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from starlette.types import Receive, Scope, Send

from api.errors import ProblemError
from api.live import Live
from api.sparql import access, offers, reply
from api.sparql.endpoint import answered, no_method
from api.sparql.incoming import Incoming
from kg.model import Text
from kg.store.changes import Change, ChangeKind
from kg.store.guard import QueryForm
from kg.store.isolated.evaluate import OWN_DATASET, Dataset

METHODS: Final = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
PATHS: Final = ("/store", "/service")
_KINDS: Final = {"PUT": ChangeKind.PUT, "POST": ChangeKind.POST, "DELETE": ChangeKind.DELETE}
_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
#: Syntaxes of one graph that a body may have.
_READ: Final = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
)

_WHICH: Final = Text(
    "Say which graph: ?default, or ?graph= and its IRI.", "Diga qué grafo: ?default, o ?graph= y su IRI."
)
_SCHEMES: Final = Text(
    "A graph is named by an absolute IRI that is not a file: <{}>.",
    "Un grafo se nombra con un IRI absoluto que no sea un archivo: <{}>.",
)


@dataclass(frozen=True, slots=True)
class Target:
    """The graph that a request means; ``iri`` None: the default graph, ``new``: it gets its name now."""

    iri: str | None
    new: bool = False


class GraphStore:
    """ASGI application of the graph store over what ``live`` serves at the moment."""

    def __init__(self, live: Live) -> None:
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await answered(Incoming(scope, receive, self._live.settings), send, self._answer)

    async def _answer(self, request: Incoming, send: Send) -> None:
        method = request.scope["method"]
        if method == "OPTIONS":
            await reply.whole(send, request.scope, 204, {"Allow": METHODS}, b"")
        elif method in ("GET", "HEAD"):
            await self._get(request, send, _target(request))
        elif method in _KINDS:
            await self._write(request, send, _KINDS[method])
        else:
            raise no_method(request, METHODS)

    async def _get(self, request: Incoming, send: Send, target: Target) -> None:
        """Section 5.2."""
        services = self._live.services
        self._demand(target)
        name = next((value for key, value in request.pairs if key == "format" and value), None)
        offer = request.negotiated(offers.GRAPHS, name)
        dataset = OWN_DATASET if target.iri is None else Dataset((target.iri,))
        result = offers.result_format(offer, QueryForm.CONSTRUCT)
        with reply.Departure(request.receive):
            answer = await services.pool.run(
                _ALL, result, None, dataset=dataset, base=request.address, client=request.client
            )
        headers = {
            "Content-Type": offer.content_type,
            "Vary": "Accept",
            "Cache-Control": "no-store",
        }
        if self._live.services is services:  # else it may be of either generation
            headers["ETag"] = services.etag("graph", repr(target), offer.name)
            headers["Cache-Control"] = f"public, max-age={services.settings.max_age}"
        await reply.evaluated(send, request.scope, headers, answer)

    async def _write(self, request: Incoming, send: Send, kind: ChangeKind) -> None:
        """Sections 5.3 (PUT), 5.4 (DELETE), 5.5 (POST)."""
        access.demand_writer(request)
        target = _target(request, may_be_new=kind is ChangeKind.POST)
        body, media = b"", ""
        if kind is ChangeKind.DELETE:
            self._demand(target)
        else:
            media = request.media_type()
            if media not in _READ:
                accepted = ", ".join(_READ)
                detail = Text(f"Send RDF as one of {accepted}.", f"Envíe RDF como uno de {accepted}.")
                raise ProblemError("media-type", detail, headers={"Accept-Post": accepted})
            body = await request.body(request.settings.max_body)
        base = target.iri or request.address
        change = Change(kind, graph=target.iri, body=body, media_type=media, base=base)
        outcome = await self._live.change(change, request.settings.max_timeout, request.client)
        headers = dict(outcome.headers)
        if target.new and target.iri is not None:
            headers["Location"] = target.iri
        await reply.whole(send, request.scope, 201 if outcome.created else 204, headers, b"")

    def _demand(self, target: Target) -> None:
        if target.iri is not None and target.iri not in self._live.pool.graphs:
            detail = Text(f"There is no graph <{target.iri}>.", f"No hay ningún grafo <{target.iri}>.")
            raise ProblemError("not-found", detail)


def _target(request: Incoming, may_be_new: bool = False) -> Target:
    """Return the graph of a request (sections 4.1, direct, and 4.2, indirect identification)."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.decode("latin-1")
    default = [value for name, value in request.pairs if name == "default"]
    named = [value for name, value in request.pairs if name == "graph"]
    direct = any(path.startswith(f"{known}/") and len(path) > len(known) + 1 for known in PATHS)
    if len(default) + len(named) + direct > 1:
        raise ProblemError("bad-request", _WHICH, {"parameter": "graph"})
    if default:
        return Target(None)
    if named:
        return Target(_absolute(named[0]))
    if direct:
        return Target(_absolute(request.origin + quote(unquote(path), safe="/:@!$&'()*+,;=~-._%")))
    if may_be_new:
        return Target(f"{request.origin}{PATHS[0]}/{uuid.uuid4()}", new=True)
    raise ProblemError("bad-request", _WHICH, {"parameter": "graph"})


def _absolute(iri: str) -> str:
    parts = urlsplit(iri)
    if not parts.scheme or parts.scheme.lower() == "file" or any(sign in iri for sign in ' <>"{}|\\^`'):
        raise ProblemError(
            "bad-request", Text(_SCHEMES.en.format(iri), _SCHEMES.es.format(iri)), {"parameter": "graph"}
        )
    return iri
