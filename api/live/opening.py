"""Settings → what is served: a file in memory, a folder, or another server."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.live.generation import Live
from api.live.origin import Origin
from api.live.reloading import Reloader
from api.live.stores import DISK, REMOTE, kind_of
from api.live.succession import foreign_graph, graph_of, refuse_unchecked
from api.live.writing import Writer
from api.logs.formats import FIELDS
from api.services import Services
from api.settings import Settings
from kg.errors import DataInvalidError, ParameterError
from kg.graph import KnowledgeGraph
from kg.namespaces import PREFIXES
from kg.resources import coverage_dir
from kg.store.evaluator import Evaluator
from kg.store.guard import GuardLimits
from kg.store.isolated.pool import IsolatedPool, PoolSettings
from kg.store.loading import Loaded, open_store, with_ontology
from kg.validation import ensure_valid

if TYPE_CHECKING:
    from kg.store.disk import DiskStore

#: A token shorter than this can be guessed.
_SHORTEST_TOKEN = 16
#: The file that marks a store which took changes without validation.
_UNCHECKED = "unchecked"
log = logging.getLogger("api.live")


@dataclass(frozen=True)
class Opened:
    """A graph ready to be served, what evaluates queries, and where changes last (None: nowhere)."""

    origin: Origin
    pool: Evaluator
    disk: DiskStore | None = None


def open_graph(settings: Settings) -> Opened:
    """Return what ``settings`` name; raises DataError or StoreError for what cannot be read or opened."""
    kind = kind_of(settings.store)
    if settings.update_token and len(settings.update_token) < _SHORTEST_TOKEN:
        raise ParameterError("KG_UPDATE_TOKEN", f"use a secret of at least {_SHORTEST_TOKEN} characters")
    if kind == REMOTE:
        return _remote(settings)
    if kind == DISK:
        return _disk(settings)
    return over(graph_of(_loaded(settings), settings.data), settings)


def over(graph: KnowledgeGraph, settings: Settings, disk: DiskStore | None = None) -> Opened:
    """Return ``graph`` with workers of its own."""
    origin = Origin(graph)
    return Opened(origin, pool_of(settings, origin), disk)


def pool_of(settings: Settings, origin: Origin) -> IsolatedPool:
    """Return the worker processes over the graph of ``origin``, not yet started."""
    graphs = origin.graph.store.graph_names()
    return IsolatedPool(origin, limits_of(settings), graphs=graphs, prefixes=PREFIXES)


def limits_of(settings: Settings) -> PoolSettings:
    """Return the limits of whatever evaluates queries."""
    return PoolSettings(
        workers=settings.workers,
        deadline=max(settings.query_timeout, settings.max_timeout),
        queue_limit=settings.queue,
        max_bytes=settings.max_result,
        max_rows=settings.max_rows,
        memory_limit=settings.query_memory,
        client_workers=settings.client_workers,
        worker_start=settings.worker_start,
        spool_bytes=settings.spool_bytes,
        limits=GuardLimits(max_bytes=settings.max_query),
    )


def live_over(services: Services, opened: Opened) -> Live:
    """Return the live graph over ``services`` with what reloads it and what writes it."""
    live = Live(services, opened.origin)
    live.disk = opened.disk
    live.reloader = Reloader(live)
    if kind_of(services.settings.store) != REMOTE and services.settings.update_token:
        validator = None
        if services.settings.validate and not services.snapshot.foreign:
            from kg.validation.process import Validator

            validator = Validator(opened.origin)
        live.writer = Writer(live, opened.disk, validator)
    return live


def _loaded(settings: Settings) -> Loaded:
    loaded = open_store(settings.data)
    refuse_unchecked(loaded, settings)
    return loaded


def _disk(settings: Settings) -> Opened:
    """Open the folder; an empty one is filled from the data file first."""
    from kg.store.disk import DiskStore

    disk = DiskStore.open(Path(settings.store))
    try:
        if disk.empty:
            first = _loaded(settings)
            if settings.validate:
                ensure_valid(settings.data)
            disk.fill(first.statements(), ours=first.ours)
        elif settings.data is not None:
            log.warning("the store is filled already", extra={FIELDS: {"not_read": str(settings.data)}})
        _check_store(disk, settings)
        graph = graph_of(with_ontology(disk.dump(), disk.ours, disk.graphs), settings.data)
        return over(graph, settings, disk)
    except BaseException:
        disk.close()
        raise


def _check_store(disk: DiskStore, settings: Settings) -> None:
    """Validate what was written without validation, before it is served again with it.

    Raises DataInvalidError with the first finding.
    """
    mark = Path(settings.store) / _UNCHECKED
    if not settings.validate:
        if settings.update_token:
            mark.touch()
        return
    if not disk.ours or not mark.exists():
        return
    from kg.validation.candidate import check_candidate

    report = check_candidate(disk.dump())
    if report.cause is not None:
        first, more = report.cause, len(report.errors) - 1
        raise DataInvalidError(
            f"[{first.rule}] {first.node}: {first.message.en} {first.fix.en} ({more} more). It was written "
            "while validation was off; mend it by updates to a server with --no-validate",
            settings.store,
        )
    mark.unlink()


def _remote(settings: Settings) -> Opened:
    from kg.store.remote import RemotePool, RemoteStore, remote_address

    if settings.update_token:
        raise ParameterError("KG_UPDATE_TOKEN", "a graph on another server is changed on that server")
    address = remote_address(settings.store)
    store = RemoteStore(address)
    try:
        graph = KnowledgeGraph(store, coverage_dir(settings.data))
    except DataInvalidError as error:
        if settings.validate:
            raise DataInvalidError(
                f"{error.detail}; load the graph and its ontology there (docs/engines.md), name the graph it "
                "is in by ?default-graph-uri=, or serve whatever is there with --no-validate",
                str(address),
            ) from error
        graph = foreign_graph(store)
    return Opened(Origin(graph), RemotePool(address, limits_of(settings), prefixes=PREFIXES))
