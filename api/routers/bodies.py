"""``/organizations`` and ``/regions``: who else takes part, and the areas that figures speak of."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, listed, single
from api.asking import PREFIX, Asked, ask
from api.openapi.responses import documented
from api.render.triples import with_citations
from api.schemas.computed import Page
from api.schemas.params import Sourced
from api.schemas.record_params import OrganizationQuery, OrganizationsQuery, RegionsQuery
from api.schemas.records import OrganizationDetail, OrganizationRow, RegionDetail, RegionRow
from kg import rows
from kg.asof import Selection, seats
from kg.figures import about
from kg.model import Ref, Region

router = APIRouter(tags=["institutions"])


@router.get("/organizations", **documented(Page[OrganizationRow], "/organizations?mechanism=r4v&limit=1"))
async def organizations(request: Request, params: Annotated[OrganizationsQuery, Query()]) -> Response:
    """List the organizations by id, with the number of mechanisms in which each holds any role."""
    asked = ask(request, params)
    selection = _any_role(asked)
    everybody = sorted(ref for ref in asked.snapshot.participants if ref.kind == "organization")
    found = [asked.snapshot.participants[ref] for ref in _chosen(asked, everybody, selection)]
    only = via.narrowed("organization", [row.ref for row in found], len(everybody))
    listing = Listing(
        row=lambda row: rows.organization_row(asked.snapshot, row, selection, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, [row.ref for row in page]),
        schema=OrganizationRow,
        queries=[asked.via("organizations", via.selection_values(selection), only)],
        top={"as_of": selection.year or asked.snapshot.now},
    )
    return listed(asked, found, listing)


@router.get(
    "/organizations/{organization}", **documented(OrganizationDetail, "/organizations/unhcr", named=True)
)
async def organization(
    request: Request, organization: str, params: Annotated[OrganizationQuery, Query()]
) -> Response:
    """One organization: where it sits, what it leads, supports or founded, and all that is said about it."""
    asked = ask(request, params)
    ref = asked.node(organization, "organization", PREFIX + "/organizations/{}")
    selection = _any_role(asked)
    row = rows.organization_detail(asked.snapshot, asked.snapshot.participants[ref], selection, asked.lang)
    row["may_also_mean"] = asked.also_meant(ref)
    texts = [
        asked.via("said-about", {"about": ref, **asked.spoken()}),
        asked.via("memberships", via.selection_values(selection), {"participant": [ref]}),
    ]
    return single(asked, row, with_citations(asked.snapshot, [ref]), OrganizationDetail, texts)


@router.get("/regions", **documented(Page[RegionRow], "/regions?limit=1"))
async def regions(request: Request, params: Annotated[RegionsQuery, Query()]) -> Response:
    """List the areas that figures and findings speak of, with the states and territories that each covers."""
    asked = ask(request, params)
    found = _regions(asked)
    only = via.narrowed("region", [row.ref for row in found], len(asked.snapshot.regions))
    listing = Listing(
        row=lambda row: rows.region_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, [row.ref for row in page]),
        schema=RegionRow,
        queries=[asked.via("regions", {}, only)],
    )
    return listed(asked, found, listing)


@router.get("/regions/{region}", **documented(RegionDetail, "/regions/world", named=True))
async def region(request: Request, region: str, params: Annotated[Sourced, Query()]) -> Response:
    """One region: what it covers, and the figures and findings about it."""
    asked = ask(request, params)
    ref = asked.node(region, "region", PREFIX + "/regions/{}")
    sources = asked.selection().sources
    row = rows.region_detail(asked.snapshot, asked.snapshot.regions[ref.id], sources, asked.lang)
    row["may_also_mean"] = asked.also_meant(ref)
    text = asked.via("said-about", {"about": ref, **asked.spoken()})
    return single(asked, row, with_citations(asked.snapshot, [ref]), RegionDetail, [text])


def _any_role(asked: Asked[OrganizationsQuery] | Asked[OrganizationQuery]) -> Selection:
    return replace(asked.selection(), roles=None)


def _chosen(asked: Asked[OrganizationsQuery], everybody: list[Ref], selection: Selection) -> list[Ref]:
    """Return the organizations asked for: with a seat in a mechanism, or tied to it by a claim."""
    mechanisms = asked.resolve("mechanism", asked.services.names.mechanism)
    named = asked.called("organization", asked.params.q)
    near: set[Ref] = set()
    for key in mechanisms:
        near |= {seat.membership.participant for seat in seats(asked.snapshot, selection, mechanism=key)}
        for row in about(asked.snapshot, Ref("mechanism", key), selection.sources):
            near |= {ref for ref in (row.subject, row.value.ref, row.contributor) if ref is not None}
    return [
        ref for ref in everybody if (not mechanisms or ref in near) and (named is None or ref.id in named)
    ]


def _regions(asked: Asked[RegionsQuery]) -> list[Region]:
    states = set(asked.resolve("state", asked.services.names.state))
    named = asked.called("region", asked.params.q)
    return [
        row
        for key, row in sorted(asked.snapshot.regions.items())
        if (not states or not states.isdisjoint(row.covers)) and (named is None or key in named)
    ]
