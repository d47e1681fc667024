"""``/overlap/proposal``: what a hypothetical mechanism would overlap with and which gaps it would fill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import Listing, listed
from api.asking import Asked, ask
from api.openapi.responses import documented
from api.render.triples import statements
from api.routers.seats import seat_queries
from api.schemas.proposal import BesideRow, ProposalPage, ProposalQuery
from api.workshop import heavy
from kg.asof import Selection, mandates_of, seats
from kg.model import Ref, Statement
from kg.names import Names
from kg.overlap import incidence
from kg.overlap.proposal import Beside, Proposal, effect
from kg.rows import proposal as rows

router = APIRouter(prefix="/overlap", tags=["overlap"])

_KINDS = ("state", "territory", "organization", "mechanism")
_EXAMPLE = "/overlap/proposal?states=MEX&states=USA&mandates=fair-recruitment&mechanism=crm&mechanism=csm"
_COLUMNS = [
    *(name for name in BesideRow.model_fields if name not in ("members", "mandates")),
    *(
        f"{side}_{name}"
        for side in ("members", "mandates")
        for name in ("shared", "shared_count", "union_count", "jaccard", "overlap_coefficient")
    ),
]


@router.get("/proposal", **documented(ProposalPage, _EXAMPLE))
@heavy
def overlap_proposal(request: Request, params: Annotated[ProposalQuery, Query()]) -> Response:
    """What a mechanism that does not exist would share with each that does, and which gaps it would fill.

    A mandate is covered for a participant where one of its mechanisms holds it or a broader one, in part
    where one holds only a narrower one. Nothing is written to the graph.
    """
    asked = ask(request, params)
    selection = asked.selection()
    wanted = asked.resolve("mechanism", asked.services.names.mechanism) or None
    proposal = _proposal(asked, selection)
    found = effect(
        incidence.members(asked.snapshot, selection, wanted),
        incidence.mandates(asked.snapshot, selection, wanted),
        proposal,
    )
    listing = Listing(
        row=lambda row: rows.beside_row(asked.snapshot, row, proposal.base, asked.lang),
        nodes=lambda page: statements(_behind(asked, selection, page)),
        schema=BesideRow,
        queries=_queries(asked, selection, wanted or []),
        top={
            "as_of": selection.year or asked.snapshot.now,
            **rows.effect_part(asked.snapshot, found, proposal, asked.lang),
        },
        lines=lambda row: (rows.beside_cells(row),),
        columns=_COLUMNS,
    )
    return listed(asked, found.beside, listing)


def _proposal(asked: Asked[ProposalQuery], selection: Selection) -> Proposal:
    """Return what is proposed; what is not named is as in the mechanism to start from."""
    names = asked.services.names
    base = asked.known("base", asked.params.base, names.mechanism) if asked.params.base else None
    people = frozenset(asked.resolve("states", lambda text: _participant(names, text)))
    work = frozenset(Ref("mandate", one) for one in asked.resolve("mandates", names.mandate))
    if base is None:
        return Proposal(people, work)
    own = [base]
    return Proposal(
        people if asked.params.states else incidence.members(asked.snapshot, selection, own).sets[base],
        work if asked.params.mandates else incidence.mandates(asked.snapshot, selection, own).sets[base],
        base,
    )


def _participant(names: Names, text: str) -> Ref:
    """Return who is called ``text``: ``kind:id`` is exact, else a state comes before all others."""
    return names.node(text, *_KINDS) if ":" in text else names.participant(text)


def _queries(asked: Asked[ProposalQuery], selection: Selection, wanted: Sequence[str]) -> list[str]:
    """Return the queries of the rows from which everything is computed: seats, then mandates."""
    work = asked.via("assignments", {"mechanism": list(wanted) or "any", **asked.spoken()})
    return [*seat_queries(asked, selection, list(wanted)), work]


def _behind(asked: Asked[ProposalQuery], selection: Selection, page: Sequence[Beside]) -> Iterable[Statement]:
    """Return the statements on which what is shared rests."""
    for row in page:
        shared = set(row.members.shared)
        for seat in seats(asked.snapshot, selection, mechanism=row.mechanism):
            if seat.membership.participant in shared:
                yield seat.membership
        yield from mandates_of(asked.snapshot, row.mechanism, selection.sources)
