"""``/memberships``, and the listing of membership rows that other paths share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, listed
from api.asking import Asked, ask
from api.openapi.responses import documented
from api.render.triples import statements
from api.schemas.computed import Page
from api.schemas.params import MembershipsQuery
from api.schemas.rows import MembershipRow
from kg import rows
from kg.asof import Seat, Selection, seats, year_for
from kg.model import Ref
from kg.snapshot import Snapshot

router = APIRouter(tags=["memberships"])


def seat_listing(
    asked: Asked[Any], selection: Selection, queries: Sequence[str], top: dict[str, Any] | None = None
) -> Listing:
    """Return how seats are listed, on whichever path."""
    return Listing(
        row=lambda seat: rows.membership_row(asked.snapshot, seat, asked.lang),
        nodes=lambda page: statements(seat.membership for seat in page),
        schema=MembershipRow,
        queries=queries,
        top={"as_of": selection.year or asked.snapshot.now, **(top or {})},
    )


@router.get(
    "/memberships", **documented(Page[MembershipRow], "/memberships?mechanism=mirps&role=partner&limit=1")
)
async def memberships(request: Request, params: Annotated[MembershipsQuery, Query()]) -> Response:
    """List the memberships that hold as of a year, by mechanism, role and participant."""
    asked = ask(request, params)
    selection = asked.selection()
    mechanisms = asked.resolve("mechanism", asked.services.names.mechanism)
    people = [
        *asked.resolve("state", asked.services.names.state),
        *asked.resolve("participant", asked.services.names.participant),
    ]
    found = [
        seat
        for seat in seats_of(asked.snapshot, selection, sorted(mechanisms))
        if not people or seat.membership.participant in people
    ]
    queries = seat_queries(asked, selection, mechanisms, people)
    return listed(asked, found, seat_listing(asked, selection, queries))


def seats_of(snapshot: Snapshot, selection: Selection, mechanisms: Sequence[str]) -> Sequence[Seat]:
    """Return the seats of all mechanisms, or of those named, each as of its own "now"."""
    if not mechanisms:
        return seats(snapshot, selection)
    return [seat for name in mechanisms for seat in seats(snapshot, selection, mechanism=name)]


def seat_queries(
    asked: Asked[Any], selection: Selection, mechanisms: Sequence[str], people: Sequence[Ref] = ()
) -> list[str]:
    """Return the queries that give :func:`seats_of`, mostly one.

    Without a year, a mechanism that has ended is answered as of its last year, which only the query about one
    mechanism does: then there is a query for each.
    """
    only = {"participant": people} if people else None
    values = via.selection_values(selection)
    bodies = [asked.snapshot.mechanisms[name] for name in mechanisms]
    apart = any(year_for(asked.snapshot, body, selection) != asked.snapshot.now for body in bodies)
    if len(bodies) == 1 or (apart and selection.year is None):
        return [asked.via("members", {"mechanism": body.id, **values}, only) for body in bodies]
    if mechanisms:
        values["mechanism"] = list(mechanisms)
    return [asked.via("memberships", values, only)]
