"""Exceptions → responses."""

from __future__ import annotations

import difflib
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api import messages
from api.addresses import path_of
from api.asking import PREFIX, MovedError, language_of
from api.errors import MEDIA_TYPE, ProblemError, problem_of
from kg.errors import AmbiguousNameError, KgError, UnknownIdError
from kg.model import Ref

#: Methods that a path may have, each with those that come with it.
_TAKEN = {"GET": ("HEAD", "OPTIONS"), "POST": ("OPTIONS",)}
_BY_STATUS = {400: "bad-request", 413: "too-large", 415: "media-type"}


def install(app: FastAPI) -> None:
    """Make every error of ``app`` a problem document and every other spelling a redirect."""
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(KgError, _library)
    app.add_exception_handler(MovedError, _moved)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def problem_response(request: Request, problem: ProblemError) -> Response:
    """Return ``problem`` in the language that the request asks for."""
    lang = language_of(request)
    headers = {
        **problem.headers,
        "Content-Language": lang,
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-store",
    }
    body = problem.body(lang, quote(request.url.path))
    return Response(body, problem.status, headers, media_type=MEDIA_TYPE)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem_response(request, error)


async def _library(request: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)
    problem = problem_of(error)
    if problem.status == 500:
        raise error
    if isinstance(error, AmbiguousNameError):
        problem.extra = {**problem.extra, "choices": _choices(request, error)}
    if isinstance(error, UnknownIdError) and error.elsewhere:
        found = _elsewhere(request, error)
        paths = [row["url"] for row in found]
        problem.detail = messages.see(problem.detail, paths)
        problem.extra = {"suggestions": [*paths, *error.suggestions], "elsewhere": found}
    return problem_response(request, problem)


def _elsewhere(request: Request, error: UnknownIdError) -> list[dict[str, str]]:
    """Return the things of other kinds that have the name, each with its kind and its own address."""
    lang, address = language_of(request), _brief_of if request.url.path.startswith("/brief/") else _page_of
    return [
        {"type": ref.kind, "id": ref.id, "name": label.get(lang), "url": address(ref)}
        for ref, label in error.elsewhere
    ]


def _page_of(ref: Ref) -> str:
    return PREFIX + path_of(ref.kind, ref.id)


def _brief_of(ref: Ref) -> str:
    """Return the address of the brief of a thing, or of the thing itself where it has none."""
    kind = {"territory": "state"}.get(ref.kind, ref.kind)
    return f"/brief/{kind}/{quote(ref.id)}" if kind in ("state", "mechanism") else _page_of(ref)


def _choices(request: Request, error: AmbiguousNameError) -> list[dict[str, str]]:
    """Return the candidates with their names and addresses on the path asked for."""
    lang = language_of(request)
    return [
        {"id": key, "name": label.get(lang), "url": _renamed(request.url.path, error.wanted, key)}
        for key, label in zip(error.candidates, error.labels, strict=True)
    ]


def _renamed(path: str, wanted: str, key: str) -> str:
    """Return ``path`` with ``key`` in the place of ``wanted``: after the collection, or after the kind."""
    lead, _, rest = path.removeprefix(PREFIX).strip("/").partition("/")
    parts = rest.split("/")
    usual = 1 if lead in ("entities", "id", "brief") else 0
    parts[parts.index(wanted) if wanted in parts else usual] = quote(key)
    return "/".join([path[: path.index(lead)] + lead, *parts])


async def _moved(request: Request, error: Exception) -> Response:
    assert isinstance(error, MovedError)
    query = request.url.query
    return RedirectResponse(f"{error.path}?{query}" if query else error.path, status_code=307)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [(_name(item["loc"]), item) for item in error.errors()]
    details = [messages.invalid(name, item) for name, item in found]
    language = language_of(request)
    extra: dict[str, Any] = {
        "parameter": found[0][0],
        "errors": [
            {"parameter": name, "detail": text.get(language)}
            for (name, _), text in zip(found, details, strict=True)
        ],
    }
    return problem_response(request, ProblemError("parameter", details[0], extra))


def _name(location: tuple[int | str, ...]) -> str:
    """Return the parameter of ``("query", "year")`` or ``("query", "source", 0)``."""
    return str(location[1]) if len(location) > 1 else str(location[0])


async def _failed(request: Request, _: Exception) -> Response:
    """Say that the server failed; the exception goes on to the layer that logs it."""
    known = str(request.scope.get("state", {}).get("request_id", ""))
    return problem_response(request, ProblemError("internal", messages.FAILED, {"request_id": known}))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return _other_method(request)
    if error.status_code == 404:
        path = request.url.path.rstrip("/")
        if path != request.url.path and _methods(request, path):
            return await _moved(request, MovedError(quote(path)))
        near = difflib.get_close_matches(request.url.path, request.app.state.paths, n=3, cutoff=0.6)
        return problem_response(
            request,
            ProblemError("not-found", messages.no_path(request.url.path, near), {"suggestions": near}),
        )
    name = _BY_STATUS.get(error.status_code, "bad-request")
    problem = ProblemError(name, messages.plain(str(error.detail)), headers=dict(error.headers or {}))
    return problem_response(request, problem)


def _other_method(request: Request) -> Response:
    """Answer OPTIONS with what the path takes (RFC 9110, section 9.3.7), any other method with a problem."""
    allowed = ", ".join(sorted(_methods(request, request.url.path)))
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allowed})
    detail = messages.no_method(request.method, allowed)
    return problem_response(request, ProblemError("method-not-allowed", detail, headers={"Allow": allowed}))


def _methods(request: Request, path: str) -> set[str]:
    """Return the methods that ``path`` takes; none where nothing is there."""
    found: set[str] = set()
    for method, more in _TAKEN.items():
        scope = {**request.scope, "path": path, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
            found |= {method, *more}
    return found
