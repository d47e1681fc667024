"""``/sources``, ``/recommendations``, ``/search``: who says what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, listed, single
from api.asking import PREFIX, Asked, ask
from api.openapi.responses import documented
from api.render.triples import cited, with_citations
from api.schemas.computed import Page
from api.schemas.details import SourceDetail
from api.schemas.params import Common, SearchQuery, SourcesQuery
from api.schemas.record_params import RecommendationsQuery
from api.schemas.rows import RecommendationRow, SearchRow, SourceRow
from kg import rows
from kg.model import Ref
from kg.namespaces import KINDS, iri
from kg.recommendations import ADDRESSEES, Asking
from kg.recommendations import recommendations as advice

router = APIRouter()


@router.get(
    "/recommendations",
    tags=["sources"],
    **documented(Page[RecommendationRow], "/recommendations?mandate=refugee-protection&limit=1"),
)
async def recommendations(request: Request, params: Annotated[RecommendationsQuery, Query()]) -> Response:
    """What the sources advise: to whom, what to do, until when, about which mechanisms and mandates."""
    asked = ask(request, params)
    found = advice(asked.snapshot, _asking(asked))
    refs = [Ref("recommendation", row.id) for row in found]
    only = via.narrowed("recommendation", refs, len(asked.snapshot.recommendations))
    listing = Listing(
        row=lambda row: rows.recommendation_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: {node for row in page for node in (row.iri, *cited(row.citations))},
        schema=RecommendationRow,
        queries=[asked.via("recommendations", {}, only)],
    )
    return listed(asked, found, listing)


@router.get("/sources", tags=["sources"], **documented(Page[SourceRow], "/sources?limit=1"))
async def sources(request: Request, params: Annotated[SourcesQuery, Query()]) -> Response:
    """The documents and pages on which the graph rests, by id."""
    asked = ask(request, params)
    listing = Listing(
        row=lambda row: rows.source_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: {row.iri for row in page},
        schema=SourceRow,
        queries=[asked.via("sources", {})],
    )
    return listed(asked, [row for _, row in sorted(asked.snapshot.sources.items())], listing)


@router.get(
    "/sources/{source}",
    tags=["sources"],
    **documented(SourceDetail, "/sources/oas-cam-concept-note-2022", named=True),
)
async def source(request: Request, source: str, params: Annotated[Common, Query()]) -> Response:
    """One source: its bibliography, every place cited, the statements that rest on it, its ledger."""
    asked = ask(request, params)
    key = asked.source(source, PREFIX + "/sources/{}")
    row = rows.source_detail(asked.snapshot, asked.snapshot.sources[key], asked.lang, asked.services.coverage)
    places = {cite.iri for cite in asked.snapshot.citations.values() if cite.source.id == key}
    text = asked.via("statements-of-source", {"source": key})
    return single(asked, row, {iri("source", key), *places}, SourceDetail, [text])


@router.get("/search", tags=["search"], **documented(Page[SearchRow], "/search?q=puebla&limit=1"))
def search(request: Request, params: Annotated[SearchQuery, Query()]) -> Response:
    """Names, acronyms and aliases of everything in the graph; case and accents do not matter."""
    asked = ask(request, params)
    kinds = asked.choices("type", KINDS) or None
    found = asked.services.names.search(params.q, limit=1000, kinds=kinds)
    listing = Listing(
        row=lambda hit: rows.search_row(asked.snapshot, hit, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, [hit.ref for hit in page]),
        schema=SearchRow,
    )
    return listed(asked, found, listing)


def _asking(asked: Asked[RecommendationsQuery]) -> Asking:
    return Asking(
        mechanisms=frozenset(asked.resolve("mechanism", asked.services.names.mechanism)),
        mandates=frozenset(asked.resolve("mandate", asked.services.names.mandate)),
        addressees=frozenset(asked.nodes("addressee", ADDRESSEES)),
        sources=frozenset(asked.resolve("source", asked.services.names.source)),
        target_year=asked.params.target_year,
    )
