"""A SPARQL request read from HTTP (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request

from api import messages
from api.errors import ProblemError
from api.settings import Settings
from kg.model import Text
from kg.store.isolated.evaluate import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: A form may write each byte of the query as ``%XX``.
_ENCODED = 3

_NO_UPDATES = Text(
    "This endpoint answers queries only; the graph is changed by editing its files.",
    "Este punto de acceso solo responde consultas; el grafo se cambia editando sus archivos.",
)
_NO_QUERY = Text("Send one query in `query`.", "Envíe una consulta en `query`.")
_NOT_UTF8 = Text("The body is not UTF-8.", "El cuerpo no está en UTF-8.")


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What is asked: ``query`` (None: nothing), the dataset, the format by name, seconds."""

    query: str | None
    dataset: Dataset
    format: str | None
    timeout: float


async def read(request: Request, settings: Settings) -> SparqlRequest:
    """Return what ``request`` asks; raises ProblemError for what the protocol or this endpoint refuses."""
    pairs = request.query_params.multi_items()
    if request.method == "POST":
        pairs += await _posted(request, settings)
    if any(name == "update" for name, _ in pairs):
        raise ProblemError("query-forbidden", _NO_UPDATES)
    queries = [text for name, text in pairs if name == "query"]
    if len(queries) > 1 or (request.method == "POST" and not queries):
        raise ProblemError("bad-request", _NO_QUERY, {"parameter": "query"})
    values = dict(pairs)
    return SparqlRequest(
        query=queries[0] if queries else None,
        dataset=Dataset(
            tuple(text for name, text in pairs if name == "default-graph-uri"),
            tuple(text for name, text in pairs if name == "named-graph-uri"),
        ),
        format=values.get("format") or None,
        timeout=_timeout(values.get("timeout") or None, settings.query_timeout),
    )


async def _posted(request: Request, settings: Settings) -> list[tuple[str, str]]:
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = media.strip().lower()
    if kind == UPDATE:
        raise ProblemError("query-forbidden", _NO_UPDATES)
    if kind not in (FORM, QUERY):
        detail = Text(f"Send {QUERY} or {FORM}.", f"Envíe {QUERY} o {FORM}.")
        raise ProblemError("media-type", detail, headers={"Accept-Post": f"{QUERY}, {FORM}"})
    if "charset" in parameters.lower() and "utf-8" not in parameters.lower():
        raise ProblemError("media-type", _NOT_UTF8)
    body = await _body(request, settings.max_query * _ENCODED + 4096)
    try:
        text = body.decode()
        if kind == QUERY:
            return [("query", text)]
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=64)
    except UnicodeDecodeError as error:
        raise ProblemError("bad-request", _NOT_UTF8) from error
    except ValueError as error:
        raise ProblemError("bad-request", messages.plain(str(error))) from error


async def _body(request: Request, limit: int) -> bytes:
    """Return the body; raises ProblemError as soon as it is longer than ``limit`` bytes."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise ProblemError("too-large", messages.too_large(limit), headers={"Connection": "close"})
        parts.append(part)
    return b"".join(parts)


def _timeout(text: str | None, most: float) -> float:
    if text is None:
        return most
    try:
        seconds = float(text)
    except ValueError:
        seconds = float("nan")
    if not 0 < seconds <= most:
        detail = Text(
            f"timeout: write seconds, more than 0 and at most {most:g}.",
            f"timeout: escriba segundos, más de 0 y como máximo {most:g}.",
        )
        raise ProblemError("parameter", detail, {"parameter": "timeout"})
    return seconds
