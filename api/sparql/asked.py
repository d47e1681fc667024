"""What a request asks of the endpoint (SPARQL 1.1 Protocol, sections 2.1 and 2.2)."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from api.errors import ProblemError
from api.settings import Settings
from api.sparql import access
from api.sparql.incoming import FORM, Incoming, Pairs
from kg.model import Text
from kg.store.isolated.evaluate import OWN_DATASET, Dataset

QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
METHODS: Final = "GET, HEAD, POST, QUERY, OPTIONS"
#: A form may write each byte of the query as ``%XX``.
_ENCODED: Final = 3
_ROOM: Final = 4096

_NO_QUERY: Final = Text("Send one query in `query`.", "Envíe una consulta en `query`.")
_ONE_UPDATE: Final = Text("Send one update in `update`.", "Envíe un cambio en `update`.")
_BOTH: Final = Text("Send a query or an update, not both.", "Envíe una consulta o un cambio, no ambos.")
_BY_POST: Final = Text("Send an update by POST.", "Envíe un cambio por POST.")


class SparqlRequest(NamedTuple):
    """What is asked: a ``query`` or an ``update`` (neither: the endpoint itself), the dataset that the
    protocol names, the format by name, seconds.
    """

    query: str | None
    update: str | None
    dataset: Dataset
    using: Dataset
    format: str | None
    timeout: float


async def read(request: Incoming) -> SparqlRequest:
    """Return what ``request`` asks; raises ProblemError for what the protocol refuses."""
    pairs = request.pairs
    if len(pairs) == 1 and pairs[0][0] == "query" and request.method == "GET":
        return SparqlRequest(
            pairs[0][1], None, OWN_DATASET, OWN_DATASET, None, request.settings.query_timeout
        )
    if request.method != "GET":
        pairs = pairs + await _posted(request)
    query = _single(pairs, "query", _NO_QUERY)
    update = _single(pairs, "update", _ONE_UPDATE)
    if query is not None and update is not None:
        raise ProblemError("bad-request", _BOTH)
    if update is not None and request.method != "POST":
        raise ProblemError("bad-request", _BY_POST, {"parameter": "update"})
    if query is None and update is None and request.method != "GET":
        raise ProblemError("bad-request", _NO_QUERY, {"parameter": "query"})
    values = dict(pairs)
    return SparqlRequest(
        query=query,
        update=update,
        dataset=_dataset(pairs, "default-graph-uri", "named-graph-uri"),
        using=_dataset(pairs, "using-graph-uri", "using-named-graph-uri"),
        format=values.get("format") or None,
        timeout=_timeout(values.get("timeout") or None, request.settings),
    )


async def _posted(request: Incoming) -> Pairs:
    media, settings = request.media_type(), request.settings
    small = settings.max_query * _ENCODED + _ROOM
    if media == FORM:
        # Only who may write can send as much as an update may have.
        return await request.form(max(small, settings.max_body) if access.may_write(request) else small)
    if media == QUERY:
        return [("query", await request.text(small))]
    if media == UPDATE and request.method == "POST":
        access.demand_writer(request)
        return [("update", await request.text(max(small, settings.max_body)))]
    accepted = f"{QUERY}, {FORM}" + (f", {UPDATE}" if settings.update_token else "")
    detail = Text(f"Send the body as {accepted}.", f"Envíe el cuerpo como {accepted}.")
    raise ProblemError("media-type", detail, headers={"Accept-Post": accepted, "Accept-Query": QUERY})


def _single(pairs: Pairs, name: str, complaint: Text) -> str | None:
    found = [value for key, value in pairs if key == name]
    if len(found) > 1:
        raise ProblemError("bad-request", complaint, {"parameter": name})
    return found[0] if found else None


def _dataset(pairs: Pairs, default: str, named: str) -> Dataset:
    defaults = tuple([value for name, value in pairs if name == default])
    names = tuple([value for name, value in pairs if name == named])
    return Dataset(defaults, names) if defaults or names else OWN_DATASET


def _timeout(text: str | None, settings: Settings) -> float:
    if text is None:
        return settings.query_timeout
    most = max(settings.max_timeout, settings.query_timeout)
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= most:
        detail = Text(
            f"timeout: write seconds, more than 0 and at most {most:g}.",
            f"timeout: escriba segundos, más de 0 y como máximo {most:g}.",
        )
        raise ProblemError("parameter", detail, {"parameter": "timeout"})
    return seconds
