"""Answers of the REST paths: rows → bytes in the format asked for, with ETag and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Response
from pydantic import BaseModel

from api import via
from api.asking import Asked
from api.negotiation import CSV, JSON, Format
from api.render.tables import csv_bytes, json_bytes
from api.render.triples import describe
from api.schemas.params import Common, Paged
from kg.rows import Row

T = TypeVar("T")
VARY = "Accept, Accept-Language"


@dataclass(frozen=True)
class Listing:
    """How the things of a list become rows, which nodes describe them in RDF, which query gives them.

    ``nodes`` takes the things of the page; ``top`` are further members of the JSON envelope. ``lines`` makes
    of a row the lines of a table, with the fields ``columns`` (default: one line, the fields of ``schema``).
    """

    row: Callable[[Any], Row]
    nodes: Callable[[Sequence[Any]], Iterable[str]]
    schema: type[BaseModel]
    queries: Sequence[str] = ()
    top: Row = field(default_factory=dict)
    lines: Callable[[Row], Iterable[Row]] = lambda row: (row,)
    columns: Sequence[str] = ()


def listed(asked: Asked[Any], things: Sequence[T], listing: Listing) -> Response:
    """Return the page of ``things`` that ``limit`` and ``offset`` ask for."""
    params: Paged = asked.params
    page = things[params.offset : params.offset + params.limit]
    links = _paging(asked, len(things), params)
    if asked.format == JSON:
        body = json_bytes(
            {
                "items": [listing.row(thing) for thing in page],
                "total": len(things),
                "next": links.get("next"),
                "dataset_version": asked.snapshot.version,
                **listing.top,
            }
        )
    elif asked.format == CSV:
        lines = (line for thing in page for line in listing.lines(listing.row(thing)))
        body = csv_bytes(lines, listing.columns or list(listing.schema.model_fields))
    else:
        body = describe(asked.services.graph.store, listing.nodes(page), asked.format)
    return answer(asked, body, [*_link_items(links), *_via(listing.queries)])


def single(
    asked: Asked[Any], row: Row, nodes: Iterable[str], schema: type[BaseModel], queries: Sequence[str] = ()
) -> Response:
    """Return one thing; in CSV one line under a header."""
    if asked.format == JSON:
        body = json_bytes({**row, "dataset_version": asked.snapshot.version})
    elif asked.format == CSV:
        body = csv_bytes([row], [name for name in schema.model_fields if name != "dataset_version"])
    else:
        body = describe(asked.services.graph.store, nodes, asked.format)
    return answer(asked, body, _via(queries))


def answer(asked: Asked[Any], body: bytes, links: Sequence[str] = ()) -> Response:
    """Return ``body`` with the headers that every answer of the REST paths has."""
    url = asked.request.url
    headers = {
        "ETag": asked.services.etag(asked.base, url.path, url.query, asked.format.name, asked.lang),
        "Vary": VARY,
        "Cache-Control": f"public, max-age={asked.services.settings.max_age}",
        "Content-Language": asked.lang,
        "Link": ", ".join([*links, *_alternates(asked)]),
    }
    if asked.format == CSV:
        name = url.path.rstrip("/").rpartition("/")[2]
        headers["Content-Disposition"] = f'inline; filename="{_file_name(name)}.csv"'
    return Response(body, media_type=_content_type(asked.format), headers=headers)


def _content_type(form: Format) -> str:
    return form.content_type + "; header=present" if form == CSV else form.content_type


def _file_name(name: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in name)


def _paging(asked: Asked[Any], total: int, params: Paged) -> dict[str, str]:
    """Return the addresses of the other pages by relation (RFC 8288; first, prev, next, last)."""
    limit, offset = params.limit, params.offset
    last = max(0, (total - 1) // limit * limit)
    links = {"first": _page(asked, 0), "last": _page(asked, last)}
    if offset > 0:
        links["prev"] = _page(asked, max(0, min(offset - limit, last)))
    if offset + limit < total:
        links["next"] = _page(asked, offset + limit)
    return links


def _page(asked: Asked[Any], offset: int) -> str:
    return asked.base + _with(asked, offset=str(offset), limit=str(asked.params.limit))


def _with(asked: Asked[Any], **values: str) -> str:
    """Return path and query asked for, with ``values`` in place of its own."""
    kept = [(name, text) for name, text in asked.request.query_params.multi_items() if name not in values]
    return f"{asked.path}?{urlencode([*kept, *values.items()])}"


def _link_items(links: dict[str, str]) -> list[str]:
    return [f'<{target}>; rel="{name}"' for name, target in links.items()]


def _via(queries: Sequence[str]) -> list[str]:
    return [f'<{via.address(query)}>; rel="via"; type="application/sparql-results+json"' for query in queries]


def _alternates(asked: Asked[Common]) -> list[str]:
    return [
        f'<{_with(asked, format=offer.name)}>; rel="alternate"; type="{offer.media_type}"'
        for offer in asked.offers
        if offer != asked.format
    ]
