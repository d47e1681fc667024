"""The application: settings and a graph in, an ASGI application out. Nothing global."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp

from api import handlers
from api.asking import PREFIX
from api.dispatch import Dispatch
from api.edge.cache import AnswerCache
from api.edge.policy import Policy
from api.editor.endpoint import EditorFiles
from api.live import Live
from api.live.commands import commands, control_folders, forget
from api.live.opening import live_over, open_graph, over
from api.live.warming import Warming
from api.metrics.numbers import CacheStats
from api.routers import (
    alone,
    bodies,
    briefs,
    conflicts,
    entities,
    explorer,
    explorerpage,
    figures,
    identifiers,
    mandates,
    mechanisms,
    networks,
    objectives,
    overlap,
    pages,
    proposal,
    records,
    reference,
    seats,
    states,
)
from api.services import Services
from api.settings import Settings
from api.sparql import graphstore
from api.sparql import router as sparql
from api.sparql.endpoint import SparqlEndpoint
from api.sparql.graphstore import GraphStore
from api.workshop import Workshop
from kg._version import __version__
from kg.catalog import catalog
from kg.graph import KnowledgeGraph

_REST = (
    mechanisms,
    states,
    bodies,
    seats,
    mandates,
    objectives,
    overlap,
    proposal,
    networks,
    figures,
    records,
    reference,
    conflicts,
    explorer,
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
    {"name": "explorer", "description": "The data of the page at `/`."},
    {"name": "search", "description": "Names to things."},
    {"name": "graph", "description": "The dataset, its nodes and their addresses."},
    {"name": "sparql", "description": "The whole graph, in SPARQL 1.1."},
]
_ABOUT = (
    "How the states of the Americas cooperate on migration: mechanisms, members, mandates, overlaps, and "
    "who says so. Every list is `{items, total, next, dataset_version}`; rows carry their sources."
)

_LICENCE = {"name": "Apache-2.0 (software), CC BY 4.0 (data)", "identifier": "Apache-2.0 AND CC-BY-4.0"}


def create_app(settings: Settings | None = None, graph: KnowledgeGraph | None = None) -> FastAPI:
    """Return the application over ``graph`` (default: what ``settings`` name).

    The query workers start with the application's lifespan and end with it. Raises DataError for a graph that
    cannot be read, StoreError for a store that cannot be opened, ParameterError for a setting.
    """
    chosen = settings or Settings()
    opened = open_graph(chosen) if graph is None else over(graph, chosen)
    served = opened.origin.graph
    services = Services(chosen, served, catalog(), opened.pool, served.coverage)
    live = live_over(services, opened)
    workshop = Workshop()
    warming = Warming(live, workshop)
    app = _application(live, warming)
    app.state.live, app.state.services, app.state.workshop = live, services, workshop
    live.when_replaced(lambda: _replaced(app, live))
    live.when_replaced(warming.again)
    app.state.cache_stats = CacheStats()
    app.state.briefs = briefs.DocumentQueue(workshop)
    app.state.sparql, app.state.graph_store = SparqlEndpoint(live), GraphStore(live)
    _routes(app, foreign=services.snapshot.foreign)
    handlers.install(app)
    return app


def _replaced(app: FastAPI, live: Live) -> None:
    """Let every request from here on see the new generation; examples in the documentation are made anew."""
    app.state.services = live.services
    app.state.openapi_document = None


def _acquaint(app: FastAPI) -> None:
    """Let every route work out its parameters, which FastAPI leaves to the first request."""
    scope = {"type": "http", "method": "GET", "path": "/", "root_path": "", "headers": [], "app": app}
    for route in app.routes:
        route.matches(scope)


def _application(live: Live, warming: Warming) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        live.start()
        _acquaint(app)
        warming.begin()
        channels = [commands(live, folder) for folder in control_folders(live)]
        try:
            for channel in channels:
                await channel.start()
            yield
        finally:
            for channel in channels:
                await channel.close()
            forget(live)
            await warming.close()
            await live.close()

    return FastAPI(
        title="Migration mechanisms of the Americas",
        description=_ABOUT,
        version=__version__,
        openapi_tags=_TAGS,
        license_info=_LICENCE,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # Starlette's repeats the Host header; see handlers
        lifespan=lifespan,
    )


def _routes(app: FastAPI, foreign: bool) -> None:
    """Add the paths; over a graph of another kind there is nothing but SPARQL to ask."""
    modules = (sparql, alone) if foreign else (identifiers, pages, explorerpage, briefs, sparql)
    for module in () if foreign else _REST:
        app.include_router(module.router, prefix=PREFIX)
    for other in modules:
        app.include_router(other.router)
    named = [PREFIX + path for module in _REST for path in _paths(module.router)]
    named += [path for other in modules for path in _paths(other.router)]
    #: What a misspelt path is compared with; briefs have no list, so their patterns tell what there is.
    app.state.paths = sorted(path for path in set(named) if "{" not in path or path.startswith("/brief/"))


def _paths(router: APIRouter) -> list[str]:
    return [route.path for route in router.routes if isinstance(route, APIRoute)]


def layered(app: FastAPI) -> ASGIApp:
    """Return ``app`` with the thin layers in front, the innermost first.

    They stand before FastAPI, not within it: what they answer costs nothing of its routing.
    """
    live: Live = app.state.live
    sparql_paths = dict.fromkeys(("/sparql", "/sparql/"), app.state.sparql)
    store_paths = {path + slash: app.state.graph_store for path in graphstore.PATHS for slash in ("", "/")}
    folders = {path + "/": app.state.graph_store for path in graphstore.PATHS}
    folders["/sparql/assets/"] = EditorFiles(live)
    dispatch = Dispatch(app, {**sparql_paths, **store_paths}, folders)
    cached = AnswerCache(
        dispatch,
        # A reload of the coverage ledgers alone leaves the version of the graph as it is.
        version=lambda: live.generation,
        limit=live.settings.cache_bytes,
        stats=app.state.cache_stats,
    )
    return Policy(cached, live.settings)
