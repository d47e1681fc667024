"""``/sources``, ``/recommendations``, ``/conflicts``, ``/search``: who says what, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import Listing, listed, single
from api.asking import PREFIX, ask
from api.openapi.responses import documented
from api.render.triples import cited, statements, with_citations
from api.schemas.computed import ConflictRow, Page
from api.schemas.details import SourceDetail
from api.schemas.params import Common, ConflictsQuery, RecommendationsQuery, SearchQuery, SourcesQuery
from api.schemas.rows import RecommendationRow, SearchRow, SourceRow
from kg import rows
from kg.model import Ref
from kg.namespaces import KINDS, iri
from kg.overlap.conflicts import Conflict
from kg.snapshot import Snapshot

router = APIRouter()


@router.get(
    "/conflicts", tags=["conflicts"], **documented(Page[ConflictRow], "/conflicts?kind=acronym&limit=1")
)
async def conflicts(request: Request, params: Annotated[ConflictsQuery, Query()]) -> Response:
    """What the sources disagree on, sides by side: values, memberships, acronyms, names, sums."""
    asked = ask(request, params)
    mechanisms = asked.resolve("mechanism", asked.services.names.mechanism)
    about = {Ref("mechanism", key) for key in mechanisms}
    found = [
        row
        for row in asked.services.conflicts
        if (not params.kind or row.kind in params.kind) and (not about or row.subject in about)
    ]
    listing = Listing(
        row=lambda row: rows.conflict_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: _disputed(asked.snapshot, page),
        schema=ConflictRow,
        queries=[asked.via("conflicts", {})],
    )
    return listed(asked, found, listing)


@router.get(
    "/recommendations", tags=["sources"], **documented(Page[RecommendationRow], "/recommendations?limit=1")
)
async def recommendations(request: Request, params: Annotated[RecommendationsQuery, Query()]) -> Response:
    """What the sources advise, to whom, about what."""
    asked = ask(request, params)
    found = [row for _, row in sorted(asked.snapshot.recommendations.items())]
    listing = Listing(
        row=lambda row: rows.recommendation_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: {node for row in page for node in (row.iri, *cited(row.citations))},
        schema=RecommendationRow,
        queries=[asked.via("recommendations", {})],
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
    """One source: its bibliography, every place in it that is cited, the statements that rest on it."""
    asked = ask(request, params)
    key = asked.source(source, PREFIX + "/sources/{}")
    row = rows.source_detail(asked.snapshot, asked.snapshot.sources[key], asked.lang)
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


def _disputed(snapshot: Snapshot, page: Sequence[Conflict]) -> set[str]:
    """Return the statements that disagree, the things they are about, and who says so."""
    ids = {name for row in page for value in row.values for name in value.statements}
    nodes = statements(row for row in snapshot.statements if row.id in ids)
    nodes |= {iri(row.subject.kind, row.subject.id) for row in page if row.subject.kind in KINDS}
    return nodes | cited(cite for row in page for value in row.values for cite in value.citations)
