"""``/instruments`` and ``/events``: what was adopted, what was held."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, listed, single
from api.asking import PREFIX, Asked, ask
from api.openapi.responses import documented
from api.render.triples import with_citations
from api.schemas.computed import Page
from api.schemas.params import Sourced
from api.schemas.record_params import EventsQuery, InstrumentsQuery
from api.schemas.records import EventDetail, EventRow, InstrumentDetail, InstrumentRow
from kg import rows
from kg.model import Event, Instrument, Ref
from kg.rows.records import in_order, instruments_of

router = APIRouter(tags=["records"])


@router.get("/instruments", **documented(Page[InstrumentRow], "/instruments?mechanism=quito-process&limit=1"))
async def instruments(request: Request, params: Annotated[InstrumentsQuery, Query()]) -> Response:
    """List the declarations, resolutions, treaties and plans, by id."""
    asked = ask(request, params)
    found = _instruments(asked)
    refs = [Ref("instrument", row.id) for row in found]
    only = via.narrowed("instrument", refs, len(asked.snapshot.instruments))
    listing = Listing(
        row=lambda row: rows.instrument_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, [Ref("instrument", row.id) for row in page]),
        schema=InstrumentRow,
        queries=[asked.via("instruments", {}, only)],
    )
    return listed(asked, found, listing)


@router.get(
    "/instruments/{instrument}",
    **documented(InstrumentDetail, "/instruments/quito-declaration-2018", named=True),
)
async def instrument(request: Request, instrument: str, params: Annotated[Sourced, Query()]) -> Response:
    """One instrument: its ties to mechanisms and others, its events, and all that is said about it."""
    asked = ask(request, params)
    ref = asked.node(instrument, "instrument", PREFIX + "/instruments/{}")
    sources = asked.selection().sources
    row = rows.instrument_detail(asked.snapshot, asked.snapshot.instruments[ref.id], sources, asked.lang)
    row["may_also_mean"] = asked.also_meant(ref)
    text = asked.via("said-about", {"about": ref, **asked.spoken()})
    return single(asked, row, with_citations(asked.snapshot, [ref]), InstrumentDetail, [text])


@router.get("/events", **documented(Page[EventRow], "/events?mechanism=crm&limit=1"))
async def events(request: Request, params: Annotated[EventsQuery, Query()]) -> Response:
    """List the meetings, adoptions and launches, by date."""
    asked = ask(request, params)
    found = _events(asked)
    refs = [Ref("event", row.id) for row in found]
    only = via.narrowed("event", refs, len(asked.snapshot.events))
    listing = Listing(
        row=lambda row: rows.event_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, [Ref("event", row.id) for row in page]),
        schema=EventRow,
        queries=[asked.via("events", {}, only)],
    )
    return listed(asked, found, listing)


@router.get("/events/{event}", **documented(EventDetail, "/events/crm-first-meeting-1996", named=True))
async def event(request: Request, event: str, params: Annotated[Sourced, Query()]) -> Response:
    """One event: when, where, what it concerns, and all that is said about it."""
    asked = ask(request, params)
    ref = asked.node(event, "event", PREFIX + "/events/{}")
    sources = asked.selection().sources
    row = rows.event_detail(asked.snapshot, asked.snapshot.events[ref.id], sources, asked.lang)
    row["may_also_mean"] = asked.also_meant(ref)
    text = asked.via("said-about", {"about": ref, **asked.spoken()})
    return single(asked, row, with_citations(asked.snapshot, [ref]), EventDetail, [text])


def _instruments(asked: Asked[InstrumentsQuery]) -> list[Instrument]:
    mechanisms = asked.resolve("mechanism", asked.services.names.mechanism)
    tied = {row.id for key in mechanisms for row in instruments_of(asked.snapshot, Ref("mechanism", key))}
    types = asked.choices("type", asked.snapshot.concepts.get("instrument-type", {}))
    named = asked.called("instrument", asked.params.q)
    return [
        row
        for key, row in sorted(asked.snapshot.instruments.items())
        if (not mechanisms or key in tied)
        and (not types or row.type in types)
        and (named is None or key in named)
    ]


def _events(asked: Asked[EventsQuery]) -> list[Event]:
    mechanisms = asked.resolve("mechanism", asked.services.names.mechanism)
    refs = {Ref("mechanism", key) for key in mechanisms}
    named = asked.called("event", asked.params.q)
    return in_order(
        row
        for key, row in asked.snapshot.events.items()
        if (not refs or not refs.isdisjoint(row.concerns))
        and (asked.params.year is None or row.year == asked.params.year)
        and (named is None or key in named)
    )
