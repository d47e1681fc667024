"""``/explorer``: the document behind the page at ``/``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer
from api.asking import ask
from api.negotiation import JSON
from api.openapi.responses import documented
from api.render.tables import json_bytes
from api.schemas.explorer import ExplorerDocument, ExplorerQuery
from api.workshop import heavy
from kg.views.explorer import document_of, first_of, packed_of, part_of

router = APIRouter(tags=["explorer"])


@router.get("/explorer", **documented(ExplorerDocument, "/explorer?part=roles&part=reading", (JSON,)))
@heavy
def explorer(request: Request, params: Annotated[ExplorerQuery, Query()]) -> Response:
    """Everything that the page at `/` shows, in both languages; `part` asks for some members of it only."""
    asked = ask(request, params, (JSON,))
    found = asked.services.conflicts
    if not params.part:
        whole = first_of if params.texts == "short" else packed_of
        return answer(asked, whole(asked.snapshot, found))
    document = document_of(asked.snapshot, found)
    names = sorted(asked.choices("part", document), key=list(document).index)
    return answer(asked, json_bytes(part_of(document, names)))
