"""The application: settings and a graph in, an ASGI application out. Nothing global."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from api import handlers
from api.asking import PREFIX
from api.edge.cache import AnswerCache
from api.edge.policy import Policy
from api.routers import (
    bodies,
    conflicts,
    entities,
    figures,
    identifiers,
    mandates,
    mechanisms,
    networks,
    objectives,
    overlap,
    pages,
    records,
    reference,
    seats,
    states,
)
from api.services import Services
from api.settings import Settings
from api.sparql import router as sparql
from kg._version import __version__
from kg.catalog import Catalog, catalog, load
from kg.graph import KnowledgeGraph
from kg.namespaces import PREFIXES
from kg.resources import coverage_dir
from kg.store.guard import GuardLimits
from kg.store.isolated.pool import IsolatedPool, PoolSettings
from kg.store.loading import open_store

_REST = (
    mechanisms,
    states,
    bodies,
    seats,
    mandates,
    objectives,
    overlap,
    networks,
    figures,
    records,
    reference,
    conflicts,
    entities,
)
_TAGS = [
    {"name": "mechanisms", "description": "Bodies, processes, platforms and compacts."},
    {"name": "states", "description": "States and territories."},
    {"name": "institutions", "description": "Organizations, and the regions that figures speak of."},
    {"name": "memberships", "description": "Who sits where, as of a year, according to whom."},
    {"name": "mandates", "description": "Fields of work and who holds them."},
    {"name": "overlap", "description": "What mechanisms share."},
    {"name": "network", "description": "Seats as a graph and as spans of years."},
    {"name": "figures", "description": "Numbers and money, with what they count, when and how rounded."},
    {"name": "records", "description": "What was adopted and what was held."},
    {"name": "conflicts", "description": "Where sources disagree."},
    {"name": "sources", "description": "The documents and pages on which everything rests."},
    {"name": "search", "description": "Names to things."},
    {"name": "graph", "description": "The dataset, its nodes and their addresses."},
    {"name": "sparql", "description": "The whole graph, in SPARQL 1.1."},
]
_ABOUT = (
    "How the states of the Americas cooperate on migration: mechanisms, members, mandates, overlaps, and "
    "who says so. Read only. Every list is `{items, total, next, dataset_version}`; rows carry their sources."
)


def create_app(
    settings: Settings | None = None,
    graph: KnowledgeGraph | None = None,
    pool: IsolatedPool | None = None,
) -> FastAPI:
    """Return the application over ``graph`` (default: the file of ``settings``, else the shipped one).

    The query workers start with the application's lifespan and end with it. Raises DataError for a graph
    that cannot be read.
    """
    chosen = settings or Settings()
    loaded = graph or KnowledgeGraph(open_store(chosen.data), coverage_dir(chosen.data))
    services = Services(chosen, loaded, _queries(), pool or _pool(chosen, loaded), loaded.coverage)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        services.pool.launch()
        try:
            yield
        finally:
            await services.pool.close()

    app = FastAPI(
        title="Migration mechanisms of the Americas",
        description=_ABOUT,
        version=__version__,
        openapi_tags=_TAGS,
        license_info={
            "name": "Apache-2.0 (software), CC BY 4.0 (data)",
            "identifier": "Apache-2.0 AND CC-BY-4.0",
        },
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # Starlette's repeats the Host header; see handlers
        lifespan=lifespan,
    )
    app.state.services = services
    for module in _REST:
        app.include_router(module.router, prefix=PREFIX)
    for other in (identifiers, pages, sparql):
        app.include_router(other.router)
    handlers.install(app)
    app.add_middleware(AnswerCache, version=loaded.snapshot.version, limit=chosen.cache_bytes)
    app.add_middleware(Policy, settings=chosen)
    return app


def _queries() -> Catalog:
    """Return the library's queries and those of answers that only the web has."""
    own = sorted((Path(__file__).resolve().parent / "queries").glob("*.rq"))
    return Catalog([*catalog().values(), *map(load, own)])


def _pool(settings: Settings, graph: KnowledgeGraph) -> IsolatedPool:
    limits = PoolSettings(
        workers=settings.workers,
        deadline=settings.query_timeout,
        queue_limit=settings.queue,
        max_bytes=settings.max_result,
        limits=GuardLimits(max_bytes=settings.max_query),
    )
    return IsolatedPool(graph.store.dump, limits, graphs=graph.store.graph_names(), prefixes=PREFIXES)
