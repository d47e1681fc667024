"""``/version`` and ``/entities``: what is served, and any node of the graph by kind and id."""

from __future__ import annotations

import difflib
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from api.answers import single
from api.asking import PREFIX, MovedError, ask
from api.openapi.responses import documented
from api.schemas.computed import EntityDocument, VersionRow
from api.schemas.params import Common
from api.services import Services
from kg._version import __version__
from kg.errors import UnknownIdError
from kg.model import Ref
from kg.namespaces import DATASET, KINDS, compact, iri
from kg.rows import Row
from kg.snapshot import Snapshot
from kg.store.port import GraphStore

router = APIRouter(tags=["graph"])
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@router.get("/version", **documented(VersionRow, "/version"))
async def version(request: Request, params: Annotated[Common, Query()]) -> Response:
    """Version of the dataset and of the software, the year that "now" means, how much there is."""
    asked = ask(request, params)
    return single(asked, version_row(asked.snapshot, asked.lang), [DATASET], VersionRow)


def version_row(snapshot: Snapshot, lang: str) -> Row:
    """Return what is served."""
    counted = ("mechanisms", "participants", "mandates", "sources", "memberships", "assignments", "claims")
    return {
        "dataset_version": snapshot.version,
        "software_version": __version__,
        "title": snapshot.title.get(lang),
        "modified": snapshot.modified,
        "year": snapshot.now,
        "triples": snapshot.triples,
        "license": LICENSE,
        "iri": DATASET,
        "counts": {name: len(getattr(snapshot, name)) for name in counted},
    }


@router.get(
    "/entities/{kind}/{local}",
    **documented(EntityDocument, "/entities/organization/unhcr", named=True),
)
async def entity(request: Request, kind: str, local: str, params: Annotated[Common, Query()]) -> Response:
    """Every triple of any node of the graph: an organization, an event, a statement, a concept.

    A name of an entity leads to its id.
    """
    asked = ask(request, params)
    node = known_node(asked.services, kind, local, PREFIX + "/entities/{}/{}")
    ref = Ref(kind, local)
    row = {
        "type": kind,
        "id": local,
        "iri": node,
        "name": asked.snapshot.label(ref).get(asked.lang),
        "may_also_mean": asked.also_meant(ref),
        "statements": _triples(asked.services.graph.store, node),
    }
    return single(asked, row, [node], EntityDocument)


def known_node(services: Services, kind: str, local: str, path: str) -> str:
    """Return the IRI of a node of which something is said.

    Raises:
        MovedError: ``local`` is another name of it; ``path`` takes the kind and the id.
        AmbiguousNameError: it is a name of several nodes of the kind.
        UnknownIdError: of none; carries the nearest ids.
    """
    if kind not in KINDS:
        raise UnknownIdError("kind", kind, difflib.get_close_matches(kind, KINDS, n=3))
    ids = _ids(services.snapshot, kind)
    if local in ids:
        return iri(kind, local)
    if local.replace("-", "").replace("_", "").replace(".", "").isalnum() and local.isascii():
        node = iri(kind, local)
        if services.graph.store.ask(f"ASK {{ <{node}> ?p ?o }}"):
            return node
    try:
        found = services.names.node(local, kind)
    except UnknownIdError as error:
        near = difflib.get_close_matches(local.lower(), ids, n=5, cutoff=0.5)
        near = list(dict.fromkeys([*error.suggestions, *near]))[:5]
        raise UnknownIdError(kind, local, near, error.elsewhere) from error
    raise MovedError(path.format(quote(kind), quote(found.id)))


def _ids(snapshot: Snapshot, kind: str) -> list[str]:
    tables: dict[str, Any] = {
        "mechanism": snapshot.mechanisms,
        "mandate": snapshot.mandates,
        "source": snapshot.sources,
        "instrument": snapshot.instruments,
        "event": snapshot.events,
        "recommendation": snapshot.recommendations,
        "citation": snapshot.citations,
        "region": snapshot.regions,
    }
    if kind in tables:
        return sorted(tables[kind])
    if kind in snapshot.concepts:
        return sorted(snapshot.concepts[kind])
    if kind in ("membership", "assignment", "claim", "figure", "contribution"):
        return [row.id for row in snapshot.statements if row.iri == iri(kind, row.id)]
    return sorted(ref.id for ref in snapshot.participants if ref.kind == kind)


def _triples(store: GraphStore, node: str) -> list[Row]:
    table = store.select(f"SELECT ?p ?o WHERE {{ <{node}> ?p ?o }} ORDER BY ?p ?o")
    return [
        {
            "property": compact(prop.value),
            "value": value.python,
            "value_type": _type(value.kind, value.datatype),
            "lang": value.lang,
        }
        for prop, value in table.rows
        if prop is not None and value is not None
    ]


def _type(kind: str, datatype: str | None) -> str:
    return kind if kind != "literal" or datatype is None else compact(datatype)
