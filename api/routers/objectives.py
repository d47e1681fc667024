"""``/objectives``: the objectives of the two global compacts and who covers them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import Listing, listed, single
from api.asking import PREFIX, Asked, ask
from api.openapi.responses import documented
from api.render.triples import statements
from api.schemas.computed import Page
from api.schemas.objectives import ObjectiveDetail, ObjectiveRow
from api.schemas.params import ObjectiveQuery, ObjectivesQuery
from kg import rows
from kg.asof import Selection
from kg.model import Objective
from kg.objectives import fields, holdings, ordered

router = APIRouter(tags=["mandates"])


@router.get("/objectives", **documented(Page[ObjectiveRow], "/objectives?compact=gcr&limit=1"))
def objectives(request: Request, params: Annotated[ObjectivesQuery, Query()]) -> Response:
    """List the objectives of the two global compacts with the mechanisms that cover each by a mandate."""
    asked = ask(request, params)
    selection = asked.selection()
    everything = ordered(asked.snapshot)
    found = [row for row in everything if not params.compact or row.compact in params.compact]
    only = {"objective": [row.node for row in found]} if params.compact else None
    listing = Listing(
        row=lambda row: rows.objective_row(asked.snapshot, row, selection, asked.lang),
        nodes=lambda page: [row.iri for row in page],
        schema=ObjectiveRow,
        queries=[asked.via("objectives", asked.spoken(), only)],
        top={"as_of": selection.year or asked.snapshot.now},
    )
    return listed(asked, found, listing)


@router.get("/objectives/{objective}", **documented(ObjectiveDetail, "/objectives/gcm-7", named=True))
async def objective(request: Request, objective: str, params: Annotated[ObjectiveQuery, Query()]) -> Response:
    """Who covers an objective: the mandates matched to it, the mechanisms that hold one, the states reached.

    The via query gives `holdings`, the statements by which mechanisms cover the objective.
    """
    asked = ask(request, params)
    key = asked.objective(objective, PREFIX + "/objectives/{}")
    found, selection = asked.snapshot.objectives[key], asked.selection()
    row = rows.objective_detail(asked.snapshot, found, selection, asked.lang)
    text = asked.via("objective-mechanisms", {"objective": found.node, **asked.spoken()})
    return single(asked, row, _nodes(asked, found, selection), ObjectiveDetail, [text])


def _nodes(asked: Asked[ObjectiveQuery], objective: Objective, selection: Selection) -> set[str]:
    """Return the objective, the mandates that it is about, and the statements about their holders."""
    meant = {row.mandate.iri for row in fields(asked.snapshot, objective)}
    return {objective.iri, *meant, *statements(holdings(asked.snapshot, objective, selection.sources))}
