"""``/network`` and ``/timeline``: seats as a graph and as spans of years."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import via
from api.answers import Listing, answer, listed
from api.asking import Asked, ask
from api.negotiation import GRAPHML, JSON, NETWORK
from api.openapi.responses import documented
from api.render.tables import json_bytes
from api.render.triples import statements, with_citations
from api.schemas.computed import NetworkDocument, Page, SpanRow
from api.schemas.params import NetworkQuery, TimelineQuery
from kg import rows
from kg.asof import Selection
from kg.binding import Given
from kg.export.networks import serialize_network
from kg.model import Ref
from kg.namespaces import iri
from kg.overlap.network import Network, network
from kg.overlap.timeline import Timeline, timeline

router = APIRouter(tags=["network"])


@router.get("/network", **documented(NetworkDocument, "/network?year=1997", NETWORK))
def network_of(request: Request, params: Annotated[NetworkQuery, Query()]) -> Response:
    """Participants and mechanisms as of a year, one edge for each seat; JSON, GraphML or GEXF."""
    asked = ask(request, params, NETWORK)
    selection = asked.selection()
    graph = network(asked.snapshot, selection)
    if asked.format == JSON:
        row = rows.network_document(asked.snapshot, graph, asked.lang)
        year = selection.year or asked.snapshot.now
        body = json_bytes({**row, "dataset_version": asked.snapshot.version, "as_of": year})
    else:
        body = _written(graph, asked)
    values = via.selection_values(
        Selection(selection.year or asked.snapshot.now, selection.roles, selection.sources)
    )
    text = asked.via("memberships", values)
    return answer(asked, body, [f'<{via.address(text)}>; rel="via"'])


def _written(graph: Network, asked: Asked[NetworkQuery]) -> bytes:
    return serialize_network(graph, "graphml" if asked.format == GRAPHML else "gexf", asked.lang)


@router.get("/timeline", **documented(Page[SpanRow], "/timeline?mechanism=crm&limit=2"))
async def spans(request: Request, params: Annotated[TimelineQuery, Query()]) -> Response:
    """Spans of mechanisms (`kind` mechanism) and of the roles held in them (`kind` membership), all years."""
    asked = ask(request, params)
    selection = asked.selection()
    found = rows.timeline_rows(asked.snapshot, _chosen(asked, selection), asked.lang, selection.sources)
    if params.kind:
        found = [row for row in found if row["kind"] in params.kind]
    listing = Listing(
        row=lambda row: row,
        nodes=lambda page: _nodes(asked, [row["iri"] for row in page]),
        schema=SpanRow,
        queries=[_spans_query(asked, selection)],
    )
    return listed(asked, found, listing)


def _chosen(asked: Asked[TimelineQuery], selection: Selection) -> Timeline:
    everything = timeline(asked.snapshot, selection)
    wanted = asked.resolve("mechanism", asked.services.names.mechanism)
    if not wanted:
        return everything
    return Timeline(
        everything.first,
        everything.last,
        tuple(body for body in everything.mechanisms if body.id in wanted),
        tuple(row for row in everything.memberships if row.mechanism in wanted),
    )


def _spans_query(asked: Asked[TimelineQuery], selection: Selection) -> str:
    values: dict[str, Given] = {**via.selection_values(selection), "kind": asked.params.kind or "any"}
    values["mechanism"] = asked.resolve("mechanism", asked.services.names.mechanism) or "any"
    return asked.via("timeline", values)


def _nodes(asked: Asked[TimelineQuery], wanted: list[str]) -> set[str]:
    spoken = statements(row for row in asked.snapshot.memberships if row.iri in wanted)
    bodies = [Ref("mechanism", key) for key in asked.snapshot.mechanisms if iri("mechanism", key) in wanted]
    cited = with_citations(asked.snapshot, bodies) if bodies and not spoken else set()
    return {*wanted, *spoken, *cited}
