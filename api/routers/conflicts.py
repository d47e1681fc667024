"""``/conflicts``: where sources, names or sums disagree, and which side is followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import Listing, listed, single
from api.asking import Asked, ask
from api.openapi.responses import documented
from api.render.triples import cited, statements
from api.schemas.computed import Page
from api.schemas.conflicts import ConflictDocument, ConflictRow, ConflictsQuery
from api.schemas.params import Common
from kg import rows
from kg.errors import UnknownIdError
from kg.model import Ref
from kg.namespaces import KINDS, iri
from kg.overlap.conflicts import Conflict, Wanted, chosen
from kg.rows.conflicts import SIDE_FIELDS
from kg.snapshot import Snapshot

_PROBLEMS = ("not-found", "not-acceptable", "parameter")
router = APIRouter(prefix="/conflicts", tags=["conflicts"])


@router.get("", **documented(Page[ConflictRow], "/conflicts?kind=acronym&limit=1"))
async def conflicts(request: Request, params: Annotated[ConflictsQuery, Query()]) -> Response:
    """What the sources disagree on, sides by side, the followed one marked, and why.

    Values, memberships, acronyms, names, sums. In CSV each side is a row.
    """
    asked = ask(request, params)
    found = chosen(asked.snapshot, asked.services.conflicts, wanted(asked))
    narrowed = params.mechanism or params.source or params.q
    listing = Listing(
        row=lambda row: rows.conflict_row(asked.snapshot, row, asked.lang),
        nodes=lambda page: _disputed(asked.snapshot, page),
        schema=ConflictRow,
        queries=[] if narrowed else [asked.via("conflicts", {"kind": params.kind or None})],
        lines=rows.side_rows,
        columns=SIDE_FIELDS,
    )
    return listed(asked, found, listing)


@router.get("/{conflict}", **documented(ConflictDocument, "/conflicts/acronym-cam", problems=_PROBLEMS))
async def conflict(request: Request, conflict: str, params: Annotated[Common, Query()]) -> Response:
    """One disagreement, by its id."""
    asked = ask(request, params)
    found = _by_id(asked.services.conflicts, conflict)
    row = rows.conflict_row(asked.snapshot, found, asked.lang)
    return single(asked, row, _disputed(asked.snapshot, [found]), ConflictDocument)


def wanted(asked: Asked[ConflictsQuery]) -> Wanted:
    """Return what is asked for; raises ProblemError for a name that nothing has."""
    mechanisms = asked.resolve("mechanism", asked.services.names.mechanism)
    return Wanted(
        kinds=frozenset(asked.params.kind),
        things=frozenset(Ref("mechanism", key) for key in mechanisms),
        sources=frozenset(asked.resolve("source", asked.services.names.source)),
        words=asked.params.q or "",
    )


def _by_id(found: Sequence[Conflict], name: str) -> Conflict:
    by_id = {row.id: row for row in found}
    if name in by_id:
        return by_id[name]
    import difflib

    raise UnknownIdError("conflict", name, difflib.get_close_matches(name, by_id, n=5, cutoff=0.5))


def _disputed(snapshot: Snapshot, page: Sequence[Conflict]) -> set[str]:
    """Return the statements that disagree, the things they are about, and who says so."""
    ids = {name for row in page for side in row.values for name in side.statements}
    nodes = statements(row for row in snapshot.statements if row.id in ids)
    nodes |= {iri(ref.kind, ref.id) for row in page for ref in row.things if ref.kind in KINDS}
    return nodes | cited(cite for row in page for side in row.values for cite in side.citations)
