"""One REST request, understood: language, format, as-of selection, names turned into ids."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote

from fastapi import Request

from api import messages, negotiation, via
from api.errors import ProblemError, not_acceptable, unknown_parameter
from api.negotiation import LANGUAGES, ROWS, Format
from api.schemas.params import Common
from api.services import Services
from kg.asof import MEMBER, Selection
from kg.binding import Given
from kg.errors import AmbiguousNameError, UnknownIdError
from kg.model import Ref
from kg.rows import Row
from kg.rows.base import node_row
from kg.snapshot import Snapshot

P = TypeVar("P", bound=Common, covariant=True)
Q = TypeVar("Q", bound=Common)
V = TypeVar("V")
PREFIX = "/api/v1"


class MovedError(Exception):
    """The thing asked for is at ``path`` (the query string is kept)."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


@dataclass(frozen=True)
class Asked(Generic[P]):
    """A request whose parameters are checked."""

    request: Request
    services: Services
    params: P
    offers: Sequence[Format]
    format: Format
    lang: str

    @property
    def snapshot(self) -> Snapshot:
        """The domain objects."""
        return self.services.snapshot

    @property
    def path(self) -> str:
        """The path asked for, percent-encoded."""
        return quote(self.request.url.path, safe="/:@!$&'()*+,;=~-._")

    @property
    def base(self) -> str:
        """The server's public address without a closing slash."""
        return public_base(self.request, self.services)

    def via(
        self, name: str, values: Mapping[str, Given], only: Mapping[str, Sequence[Ref]] | None = None
    ) -> str:
        """Return the catalogue's query ``name`` with ``values``, labels in the language of the request."""
        return via.bound(self.services.catalog, name, {"lang": self.lang, **values}, only)

    def spoken(self) -> dict[str, Given]:
        """Return ``source`` as the catalogue's queries take it; nothing where all sources speak."""
        sources = self._sources()
        return {} if sources is None else {"source": sorted(sources)}

    def selection(self) -> Selection:
        """Return ``year``, ``role`` and ``source`` as a selection of known ids."""
        return Selection(
            year=getattr(self.params, "year", None), roles=self._roles(), sources=self._sources()
        )

    def mechanism(self, text: str, path: str) -> str:
        """Return the mechanism id in a path; raises MovedError for another spelling."""
        found = self.services.names.mechanism(text)
        return self._canonical(text, found, path)

    def state(self, text: str, path: str) -> Ref:
        """Return the state in a path; raises MovedError for an alpha-2 code, a name or another case."""
        found = self.services.names.state(text)
        self._canonical(text, found.id, path)
        return found

    def mandate(self, text: str, path: str) -> str:
        """Return the mandate id in a path; raises MovedError for another spelling."""
        return self._canonical(text, self.services.names.mandate(text), path)

    def objective(self, text: str, path: str) -> str:
        """Return the objective id in a path; raises MovedError for another spelling."""
        return self._canonical(text, self.services.names.objective(text), path)

    def source(self, text: str, path: str) -> str:
        """Return the source id in a path; raises MovedError for another spelling."""
        return self._canonical(text, self.services.names.source(text), path)

    def node(self, text: str, kind: str, path: str) -> Ref:
        """Return the node of ``kind`` in a path; raises MovedError for another spelling."""
        found = self.services.names.node(text, kind)
        self._canonical(text, found.id, path)
        return found

    def nodes(self, parameter: str, kinds: Sequence[str]) -> list[Ref]:
        """Return the nodes of ``kinds`` that the values of ``parameter`` name; raises ProblemError."""
        return self.resolve(parameter, lambda text: self.services.names.node(text, *kinds))

    def called(self, kind: str, words: str | None) -> frozenset[str] | None:
        """Return the ids of ``kind`` that search finds for ``words``; None where no words are given."""
        if words is None:
            return None
        hits = self.services.names.search(words, limit=None, kinds=[kind])
        return frozenset(hit.ref.id for hit in hits)

    def also_meant(self, ref: Ref) -> list[Row]:
        """Return what else a name of ``ref`` stands for."""
        others = self.services.names.may_also_mean(ref)
        return [node_row(self.snapshot, other, self.lang) for other in others]

    def resolve(self, parameter: str, look_up: Callable[[str], V]) -> list[V]:
        """Return what the values of ``parameter`` name, each once; raises ProblemError."""
        texts: list[str] = getattr(self.params, parameter)
        return list(dict.fromkeys(_known(parameter, text, look_up) for text in texts))

    def known(self, parameter: str, text: str, look_up: Callable[[str], V]) -> V:
        """Return what ``text``, the value of ``parameter``, names; raises ProblemError."""
        return _known(parameter, text, look_up)

    def choices(self, parameter: str, allowed: Iterable[str]) -> frozenset[str]:
        """Return the values of ``parameter``, each one of ``allowed``; raises ProblemError with the list."""
        texts: list[str] = getattr(self.params, parameter)
        known = sorted(allowed)
        for text in texts:
            if text not in known:
                near = difflib.get_close_matches(text.lower(), known, n=3)
                extra = {"parameter": parameter, "suggestions": near, "allowed": known}
                raise ProblemError("parameter", messages.not_one_of(parameter, text, known), extra)
        return frozenset(texts)

    def _roles(self) -> frozenset[str] | None:
        if not getattr(self.params, "role", None):
            return frozenset({MEMBER})
        roles = self.choices("role", (*self.snapshot.concepts.get("role", {}), "any"))
        return None if "any" in roles else roles

    def _sources(self) -> frozenset[str] | None:
        if not getattr(self.params, "source", None):
            return None
        return frozenset(self.resolve("source", self.services.names.source))

    @staticmethod
    def _canonical(text: str, found: str, path: str) -> str:
        if text != found:
            raise MovedError(path.format(quote(found)))
        return found


def ask(request: Request, params: Q, offers: Sequence[Format] = ROWS) -> Asked[Q]:
    """Return the request understood; raises ProblemError for what this path does not take or offer."""
    _refuse_strangers(request, params)
    return Asked(
        request=request,
        services=request.app.state.services,
        params=params,
        offers=offers,
        format=negotiated(request, offers, params.format),
        lang=params.lang or language_of(request),
    )


def public_base(request: Request, services: Services) -> str:
    """Return the configured address, else the one that the request was sent to."""
    if services.settings.base_url:
        return services.settings.base_url.rstrip("/")
    return f"{request.url.scheme}://{request.url.netloc}"


def language_of(request: Request) -> str:
    """Return the language that ``lang=`` names, else the one that Accept-Language prefers, else English."""
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else negotiation.language(request.headers.get("accept-language"))


def negotiated(request: Request, offers: Sequence[Format], name: str | None) -> Format:
    """Return the format that ``format=`` names, else the one that Accept prefers (or 406)."""
    accept = ", ".join(request.headers.getlist("accept")) or None
    found = negotiation.by_name(name, offers) if name else negotiation.choose(accept, offers)
    if found is None:
        raise not_acceptable(accept, name, offers)
    return found


def _refuse_strangers(request: Request, params: Common) -> None:
    known = type(params).model_fields
    for name in request.query_params:
        if name not in known:
            raise unknown_parameter(name, list(known), difflib.get_close_matches(name.lower(), known, n=3))
        if not _many(known[name].annotation) and len(request.query_params.getlist(name)) > 1:
            raise ProblemError("parameter", messages.once(name), {"parameter": name})


def _many(annotation: object) -> bool:
    origin = typing.get_origin(annotation)
    if origin is types.UnionType:
        return any(_many(part) for part in typing.get_args(annotation))
    return origin is list


def _known(parameter: str, text: str, look_up: Callable[[str], V]) -> V:
    try:
        return look_up(text)
    except UnknownIdError as error:
        extra = {"parameter": parameter, "suggestions": list(error.suggestions)}
        raise ProblemError("parameter", messages.unknown(error, parameter), extra) from error
    except AmbiguousNameError as error:
        extra = {"parameter": parameter, "candidates": list(error.candidates)}
        raise ProblemError("parameter", messages.ambiguous(error, parameter), extra) from error
