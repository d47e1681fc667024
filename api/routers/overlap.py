"""``/overlap``: what mechanisms share, two by two and in exclusive combinations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, listed
from api.asking import Asked, ask
from api.openapi.responses import documented
from api.render.triples import statements
from api.routers.seats import seat_queries, seats_of
from api.schemas.computed import IntersectionRow, Page, PairRow
from api.schemas.params import IntersectionsQuery, PairsQuery
from api.schemas.readings import MeasuredRow, ReadingRow, ReadingsPage, ReadingsQuery
from api.workshop import heavy
from kg import rows
from kg.asof import Selection, mandates_of, seats
from kg.model import Ref, Statement
from kg.overlap import incidence
from kg.overlap.intersections import Intersection, intersections
from kg.overlap.pairs import Pair, pairs
from kg.overlap.reading import RULE, ReadPair, readings
from kg.rows.readings import reading_cells, reading_row

router = APIRouter(prefix="/overlap", tags=["overlap"])

_READING_COLUMNS = [
    *(name for name in ReadingRow.model_fields if name not in ("members", "mandates")),
    *(f"{side}_{name}" for side in ("members", "mandates") for name in MeasuredRow.model_fields),
]


@router.get("/pairs", **documented(Page[PairRow], "/overlap/pairs?mechanism=crm&mechanism=mirps&limit=1"))
@heavy
def overlap_pairs(request: Request, params: Annotated[PairsQuery, Query()]) -> Response:
    """Every pair of mechanisms: members (or mandates) shared and not, Jaccard and overlap coefficient.

    Null measures mean that a list is unknown: what is shared is then a lower bound. By mandates, a broader
    one that either of the two holds stands for its narrower ones; `behind` names these.
    """
    asked = ask(request, params)
    selection = asked.selection()
    wanted = asked.resolve("mechanism", asked.services.names.mechanism) or None
    compare = incidence.mandates if params.by == "mandates" else incidence.members
    found = pairs(compare(asked.snapshot, selection, wanted))
    listing = Listing(
        row=lambda pair: rows.pair_row(asked.snapshot, pair, params.by, asked.lang),
        nodes=lambda page: statements(_behind(asked, selection, page)),
        schema=PairRow,
        queries=_queries(asked, selection, wanted),
        top={"as_of": selection.year or asked.snapshot.now, "by": params.by},
    )
    return listed(asked, found, listing)


@router.get(
    "/intersections",
    **documented(
        Page[IntersectionRow], "/overlap/intersections?mechanism=crm&mechanism=mirps&mechanism=csm&limit=1"
    ),
)
@heavy
def overlap_intersections(request: Request, params: Annotated[IntersectionsQuery, Query()]) -> Response:
    """Who sits in exactly these mechanisms of those compared, largest first.

    Mechanisms whose list is unknown take no part; they are named in `unknown`.
    """
    asked = ask(request, params)
    selection = asked.selection()
    wanted = asked.resolve("mechanism", asked.services.names.mechanism) or None
    sets = incidence.members(asked.snapshot, selection, wanted)
    listing = Listing(
        row=lambda row: rows.intersection_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: statements(_seated(asked, selection, wanted or [], page)),
        schema=IntersectionRow,
        queries=seat_queries(asked, selection, wanted or []),
        top={"as_of": selection.year or asked.snapshot.now, "unknown": sorted(sets.unknown)},
    )
    return listed(asked, intersections(sets), listing)


@router.get(
    "/readings",
    **documented(
        ReadingsPage, "/overlap/readings?mechanism=crm&mechanism=quito-process&mechanism=sica&limit=1"
    ),
)
@heavy
def overlap_readings(request: Request, params: Annotated[ReadingsQuery, Query()]) -> Response:
    """Every pair of mechanisms: what its two overlaps, of members and of mandates, read as together.

    A reading is a question to put to the two, not a finding: `gap`, much of the mandates of the smaller list
    are shared and few of the members; `complement`, the reverse; `duplication`, much of both; `separate`,
    little of either; `unknown`, a list is missing or too few mandates are on record. `rule` says how much is
    much.
    """
    asked = ask(request, params)
    selection = asked.selection()
    wanted = asked.resolve("mechanism", asked.services.names.mechanism) or None
    found = readings(asked.snapshot, selection, wanted)
    kept = [row for row in found if not params.reading or row.reading.kind in params.reading]
    listing = Listing(
        row=lambda row: reading_row(row, asked.lang),
        nodes=lambda page: statements(_read(asked, selection, page)),
        schema=ReadingRow,
        queries=_reading_queries(asked, selection, wanted),
        top={"as_of": selection.year or asked.snapshot.now, "rule": asdict(RULE)},
        lines=lambda row: (reading_cells(row),),
        columns=_READING_COLUMNS,
    )
    return listed(asked, kept, listing)


def _reading_queries(
    asked: Asked[ReadingsQuery], selection: Selection, wanted: Sequence[str] | None
) -> list[str]:
    """Return the queries for both overlaps of one pair; of several, those of the rows they rest on."""
    if wanted is not None and len(wanted) == 2:
        values = {"a": wanted[0], "b": wanted[1], **via.selection_values(selection)}
        return [asked.via("overlap-members", values), asked.via("overlap-mandates", values)]
    work = asked.via("assignments", {"mechanism": list(wanted or []) or "any", **asked.spoken()})
    return [*seat_queries(asked, selection, wanted or []), work]


def _read(asked: Asked[ReadingsQuery], selection: Selection, page: Sequence[ReadPair]) -> Iterable[Statement]:
    """Return the memberships and mandate assignments on which the readings of a page rest."""
    for name in dict.fromkeys(name for row in page for name in (row.members.a, row.members.b)):
        yield from (seat.membership for seat in seats(asked.snapshot, selection, mechanism=name))
        yield from mandates_of(asked.snapshot, name, selection.sources)


def _queries(asked: Asked[PairsQuery], selection: Selection, wanted: Sequence[str] | None) -> list[str]:
    """Return the query of one pair; of several, that of the rows from which all of them are computed."""
    values = via.selection_values(selection)
    if wanted is not None and len(wanted) == 2:
        name = f"overlap-{asked.params.by}"
        return [asked.via(name, {"a": wanted[0], "b": wanted[1], **values})]
    if asked.params.by == "members":
        return seat_queries(asked, selection, wanted or [])
    return [asked.via("assignments", {"mechanism": list(wanted or []) or "any", **asked.spoken()})]


def _behind(asked: Asked[PairsQuery], selection: Selection, page: Sequence[Pair]) -> Iterable[Statement]:
    """Return the statements on which the pairs of a page rest."""
    names = {name for pair in page for name in (pair.a, pair.b)}
    if asked.params.by == "mandates":
        return [row for name in names for row in mandates_of(asked.snapshot, name, selection.sources)]
    return [seat.membership for name in names for seat in seats(asked.snapshot, selection, mechanism=name)]


def _seated(
    asked: Asked[Any], selection: Selection, wanted: Sequence[str], page: Sequence[Intersection]
) -> Iterable[Statement]:
    cells = {(name, ref) for row in page for name in row.mechanisms for ref in row.participants}
    found = seats_of(asked.snapshot, selection, wanted)
    return [seat.membership for seat in found if _key(seat.membership) in cells]


def _key(row: Any) -> tuple[str, Ref]:
    return row.mechanism, row.participant
