"""``/mandates``: fields of work and who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import Listing, listed, single
from api.asking import PREFIX, Asked, ask
from api.openapi.responses import documented
from api.render.triples import with_citations
from api.schemas.computed import Page
from api.schemas.details import MandateDetail
from api.schemas.params import MandateQuery, MandatesQuery
from api.schemas.rows import MandateRow
from kg import rows
from kg.asof import mandates_of
from kg.model import Mandate, Ref

router = APIRouter(tags=["mandates"])


@router.get("/mandates", **documented(Page[MandateRow], "/mandates?mechanism=crm&limit=1"))
async def mandates(request: Request, params: Annotated[MandatesQuery, Query()]) -> Response:
    """List the mandates with the mechanisms that hold them; `mechanism` narrows to those it holds."""
    asked = ask(request, params)
    sources = asked.selection().sources
    found = _filtered(asked, sources)
    only = {"mandate": [Ref("mandate", row.id) for row in found]} if params.mechanism else None
    listing = Listing(
        row=lambda mandate: rows.mandate_row(asked.snapshot, mandate, sources, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, _refs(page)),
        schema=MandateRow,
        queries=[asked.via("mandates", asked.spoken(), only)],
    )
    return listed(asked, found, listing)


@router.get("/mandates/{mandate}", **documented(MandateDetail, "/mandates/capacity-building", named=True))
async def mandate(request: Request, mandate: str, params: Annotated[MandateQuery, Query()]) -> Response:
    """One mandate: definition, broader and narrower ones, and each mechanism holding it, with sources."""
    asked = ask(request, params)
    key = asked.mandate(mandate, PREFIX + "/mandates/{}")
    sources = asked.selection().sources
    row = rows.mandate_detail(asked.snapshot, asked.snapshot.mandates[key], sources, asked.lang)
    text = asked.via("mandate-mechanisms", {"mandate": key, **asked.spoken()})
    return single(asked, row, with_citations(asked.snapshot, [Ref("mandate", key)]), MandateDetail, [text])


def _filtered(asked: Asked[MandatesQuery], sources: frozenset[str] | None) -> list[Mandate]:
    everything = [row for _, row in sorted(asked.snapshot.mandates.items())]
    mechanisms = asked.resolve("mechanism", asked.services.names.mechanism)
    if not mechanisms:
        return everything
    held = {row.mandate for key in mechanisms for row in mandates_of(asked.snapshot, key, sources)}
    return [row for row in everything if row.id in held]


def _refs(page: Sequence[Mandate]) -> Iterable[Ref]:
    return [Ref("mandate", row.id) for row in page]
