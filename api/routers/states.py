"""``/states``: states and territories by ISO 3166-1 alpha-3 code."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, listed, single
from api.asking import PREFIX, ask
from api.openapi.responses import documented
from api.render.triples import with_citations
from api.routers.seats import seat_listing
from api.schemas.computed import Page
from api.schemas.details import StateDetail
from api.schemas.params import DetailQuery, SeatsQuery, StatesQuery
from api.schemas.rows import MembershipRow, StateRow
from kg import rows
from kg.asof import seats

router = APIRouter(tags=["states"])


@router.get("/states", **documented(Page[StateRow], "/states?limit=1"))
async def states(request: Request, params: Annotated[StatesQuery, Query()]) -> Response:
    """List states and territories by code, with the number of mechanisms in which they hold `role`."""
    asked = ask(request, params)
    selection = asked.selection()
    found = [row for row in asked.snapshot.states if not params.type or row.ref.kind in params.type]
    only = {"state": [row.ref for row in found]} if params.type else None
    values = via.selection_values(selection)
    listing = Listing(
        row=lambda state: rows.state_row(asked.snapshot, state, selection, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, [state.ref for state in page]),
        schema=StateRow,
        queries=[asked.via("states", values, only)],
        top={"as_of": selection.year or asked.snapshot.now},
    )
    return listed(asked, found, listing)


@router.get("/states/{iso3}", **documented(StateDetail, "/states/CRI", named=True))
async def state(request: Request, iso3: str, params: Annotated[DetailQuery, Query()]) -> Response:
    """One state or territory, with the claims, figures and contributions about it or that concern it.

    An alpha-2 code or a name leads to the alpha-3 code.
    """
    asked = ask(request, params)
    ref = asked.state(iso3, PREFIX + "/states/{}")
    selection = asked.selection()
    row = rows.state_detail(asked.snapshot, asked.snapshot.participants[ref], selection, asked.lang)
    row["may_also_mean"] = asked.also_meant(ref)
    values = via.selection_values(selection)
    said = asked.via("said-about", {"about": ref, **asked.spoken()})
    texts = [asked.via("states", values, {"state": [ref]}), said]
    return single(asked, row, with_citations(asked.snapshot, [ref]), StateDetail, texts)


@router.get(
    "/states/{iso3}/mechanisms",
    **documented(Page[MembershipRow], "/states/CRI/mechanisms?limit=1", named=True),
)
async def mechanisms_of(request: Request, iso3: str, params: Annotated[SeatsQuery, Query()]) -> Response:
    """The mechanisms in which a state holds a role as of a year."""
    asked = ask(request, params)
    ref = asked.state(iso3, PREFIX + "/states/{}/mechanisms")
    selection = asked.selection()
    values = via.selection_values(selection)
    text = asked.via("state-mechanisms", {"state": ref, **values})
    found = seats(asked.snapshot, selection, participant=ref)
    return listed(asked, found, seat_listing(asked, selection, [text], {"state": ref.id}))
