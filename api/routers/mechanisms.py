"""``/mechanisms``: the bodies, processes, platforms and compacts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, listed, single
from api.asking import PREFIX, Asked, ask
from api.openapi.responses import documented
from api.render.triples import with_citations
from api.routers.seats import seat_listing
from api.schemas.computed import Page
from api.schemas.details import MechanismDetail
from api.schemas.params import DetailQuery, MechanismsQuery, SeatsQuery
from api.schemas.rows import MechanismRow, MembershipRow
from kg import rows
from kg.asof import MEMBER, Selection, existed, mandates_of, seats
from kg.model import Mechanism, Ref
from kg.objectives import mandates_called

router = APIRouter(tags=["mechanisms"])


@router.get("/mechanisms", **documented(Page[MechanismRow], "/mechanisms?type=committee&limit=1"))
async def mechanisms(request: Request, params: Annotated[MechanismsQuery, Query()]) -> Response:
    """List the mechanisms, by id; with `year` those that existed then. `member_count` is as of the year."""
    asked = ask(request, params)
    selection = asked.selection()
    found = _filtered(asked, selection)
    only = None if len(found) == len(asked.snapshot.mechanisms) else {"mechanism": [row.ref for row in found]}
    values = {**via.selection_values(selection), "role": MEMBER}
    text = asked.via("mechanisms", values, only)
    listing = Listing(
        row=lambda body: rows.mechanism_row(asked.snapshot, body, selection, asked.lang),
        nodes=lambda page: with_citations(asked.snapshot, [body.ref for body in page]),
        schema=MechanismRow,
        queries=[text],
        top={"as_of": selection.year or asked.snapshot.now},
    )
    return listed(asked, found, listing)


@router.get("/mechanisms/{mechanism}", **documented(MechanismDetail, "/mechanisms/crm", named=True))
async def mechanism(request: Request, mechanism: str, params: Annotated[DetailQuery, Query()]) -> Response:
    """All that the sources say about one mechanism. Any name or acronym in any case leads to its id."""
    asked = ask(request, params)
    key = asked.mechanism(mechanism, PREFIX + "/mechanisms/{}")
    selection = asked.selection()
    other = asked.services.names.may_also_mean(Ref("mechanism", key))
    row = rows.mechanism_detail(asked.snapshot, asked.snapshot.mechanisms[key], selection, asked.lang, other)
    text = asked.via("claims", {"mechanism": key, **asked.spoken()})
    return single(
        asked, row, with_citations(asked.snapshot, [Ref("mechanism", key)]), MechanismDetail, [text]
    )


@router.get(
    "/mechanisms/{mechanism}/members",
    **documented(Page[MembershipRow], "/mechanisms/crm/members?year=2018&limit=1", named=True),
)
async def members(request: Request, mechanism: str, params: Annotated[SeatsQuery, Query()]) -> Response:
    """Who holds a role in a mechanism as of a year, since when, how sure that is, who says so."""
    asked = ask(request, params)
    key = asked.mechanism(mechanism, PREFIX + "/mechanisms/{}/members")
    selection = asked.selection()
    values = via.selection_values(selection)
    text = asked.via("members", {"mechanism": key, **values})
    top = {
        "mechanism": key,
        "member_list_status": asked.snapshot.mechanisms[key].list_status.value,
    }
    found = seats(asked.snapshot, selection, mechanism=key)
    return listed(asked, found, seat_listing(asked, selection, [text], top))


def _filtered(asked: Asked[MechanismsQuery], selection: Selection) -> list[Mechanism]:
    tests = [
        _chosen(asked, "type", "mechanism-type"),
        _chosen(asked, "status", "status"),
        _held(asked, selection),
        _seated(asked, selection),
    ]
    keys = asked.snapshot.mechanisms
    for wanted in (found for found in tests if found is not None):
        keys = {key: body for key, body in keys.items() if key in wanted}
    year = selection.year
    bodies = [body for _, body in sorted(keys.items()) if year is None or existed(body, year)]
    named = asked.called("mechanism", asked.params.q)
    return [body for body in bodies if named is None or body.id in named]


def _chosen(asked: Asked[MechanismsQuery], parameter: str, kind: str) -> set[str] | None:
    wanted = asked.choices(parameter, asked.snapshot.concepts.get(kind, {}))
    bodies = asked.snapshot.mechanisms.values()
    return {body.id for body in bodies if getattr(body, parameter) in wanted} if wanted else None


def _held(asked: Asked[MechanismsQuery], selection: Selection) -> set[str] | None:
    meant = asked.resolve("mandate", lambda text: mandates_called(asked.services.names, asked.snapshot, text))
    if not meant:
        return None
    wanted = frozenset().union(*meant)
    held = {
        key: {row.mandate for row in mandates_of(asked.snapshot, key, selection.sources)}
        for key in asked.snapshot.mechanisms
    }
    return {key for key, mandates in held.items() if mandates & wanted}


def _seated(asked: Asked[MechanismsQuery], selection: Selection) -> set[str] | None:
    states = asked.resolve("state", asked.services.names.state)
    if not states:
        return None
    sets = [
        {seat.membership.mechanism for seat in seats(asked.snapshot, selection, participant=state)}
        for state in states
    ]
    return set.intersection(*sets)
