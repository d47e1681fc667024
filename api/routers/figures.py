"""``/figures``: the numbers and sums of money that sources give, with what narrows each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import Listing, listed
from api.asking import Asked, ask
from api.openapi.responses import documented
from api.render.triples import statements
from api.schemas.computed import Page
from api.schemas.record_params import FiguresQuery
from api.schemas.records import ClaimRow
from kg import rows
from kg.binding import Given
from kg.figures import CONTRIBUTORS, SUBJECTS, Wanted, figures, measures, words

router = APIRouter(tags=["figures"])


@router.get("/figures", **documented(Page[ClaimRow], "/figures?subject=crm&unit=percent&limit=1"))
async def all_figures(request: Request, params: Annotated[FiguresQuery, Query()]) -> Response:
    """Counted and measured numbers and sums of money, of every rank.

    Each says what it is about, of whom, over which year or period, and how the source rounds it.
    """
    asked = ask(request, params)
    wanted = _wanted(asked)
    listing = Listing(
        row=lambda row: rows.claim_row(asked.snapshot, row, asked.lang, wanted.sources),
        nodes=statements,
        schema=ClaimRow,
        queries=[asked.via("figures", _values(wanted))],
    )
    return listed(asked, figures(asked.snapshot, wanted), listing)


def _wanted(asked: Asked[FiguresQuery]) -> Wanted:
    return Wanted(
        kinds=frozenset(asked.params.kind),
        subjects=frozenset(asked.nodes("subject", SUBJECTS)),
        properties=asked.choices("property", measures(asked.snapshot)),
        units=asked.choices("unit", asked.snapshot.concepts.get("unit", {})),
        year=asked.params.year,
        concerns=frozenset(asked.nodes("concerns", SUBJECTS)),
        contributors=frozenset(asked.nodes("contributor", CONTRIBUTORS)),
        mandates=frozenset(asked.resolve("mandate", asked.services.names.mandate)),
        sources=asked.selection().sources,
        words=words(asked.params.q),
    )


def _values(wanted: Wanted) -> dict[str, Given]:
    """Return what is asked as the named query takes it; what asks for nothing is left out."""
    found: dict[str, Given] = {
        "kind": sorted(wanted.kinds),
        "subject": sorted(wanted.subjects),
        "property": sorted(wanted.properties),
        "unit": sorted(wanted.units),
        "concerns": sorted(wanted.concerns),
        "contributor": sorted(wanted.contributors),
        "mandate": sorted(wanted.mandates),
        "source": sorted(wanted.sources or ()),
        "word": wanted.words,
    }
    return {name: value for name, value in found.items() if value} | {"year": wanted.year}
