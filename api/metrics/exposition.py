"""The text of ``/metrics``: Prometheus' exposition format, made of plain numbers when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from api.metrics.numbers import BOUNDS, CacheStats, Numbers
from api.metrics.observed import Observed
from kg._version import __version__

_LABELS = ("route", "method", "status")
#: Seconds for which one text serves everybody who asks: making it costs milliseconds.
_FRESH = 1.0


class Exposition:
    """Makes the text, at most once a second."""

    def __init__(self, numbers: Numbers, cache: CacheStats | None, observed: Observed | None) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Requests(numbers, cache))
        if observed is not None:
            self._registry.register(_Graph(observed))
        ProcessCollector(registry=self._registry)
        self._made = 0.0
        self._text = b""

    def text(self) -> bytes:
        """Return the text in format 0.0.4, UTF-8."""
        now = time.monotonic()
        if not self._text or now - self._made > _FRESH:
            self._text, self._made = generate_latest(self._registry), now
        return self._text


class _Requests(Collector):
    def __init__(self, numbers: Numbers, cache: CacheStats | None) -> None:
        self._numbers = numbers
        self._cache = cache

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        numbers = self._numbers
        yield from _of_cells(numbers)
        yield GaugeMetricFamily("kg_http_requests_in_flight", "Requests under way.", numbers.in_flight)
        refused = CounterMetricFamily(
            "kg_http_refused", "Requests refused before they reached the application.", labels=["reason"]
        )
        for reason, count in sorted(numbers.refused.items()):
            refused.add_metric([reason], count)
        yield refused
        yield _counter("kg_fast_lane_hits", "Answers sent from the connection itself.", numbers.fast)
        yield _counter("kg_sparql_truncated", "Answers cut at the limit of rows.", numbers.truncated)
        if self._cache is not None:
            yield from _of_cache(self._cache)


def _of_cells(numbers: Numbers) -> Iterator[Metric]:
    requests = CounterMetricFamily("kg_http_requests", "Requests answered.", labels=_LABELS)
    size = CounterMetricFamily("kg_http_response_bytes", "Bytes of bodies sent.", labels=_LABELS)
    latency = HistogramMetricFamily(
        "kg_http_request_duration_seconds", "From the request to the end of its answer.", labels=_LABELS
    )
    for labels, cell in sorted(numbers.cells.items()):
        requests.add_metric(labels, sum(cell.buckets))
        size.add_metric(labels, cell.bytes)
        latency.add_metric(labels, _cumulative(cell.buckets), cell.seconds)
    yield from (requests, size, latency)


def _cumulative(counts: list[int]) -> list[tuple[str, float]]:
    found, total = [], 0
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
        total += count
        found.append((bound, float(total)))
    return found


def _of_cache(cache: CacheStats) -> Iterator[Metric]:
    yield _counter("kg_cache_hits", "Answers found in memory (beside those of the fast lane).", cache.hits)
    yield _counter("kg_cache_misses", "Answers that had to be computed.", cache.misses)
    yield _counter("kg_cache_evictions", "Answers given up for others.", cache.evictions)
    yield GaugeMetricFamily("kg_cache_bytes", "Bytes of the answers in memory.", cache.bytes)
    yield GaugeMetricFamily("kg_cache_entries", "Answers in memory.", cache.entries)


class _Graph(Collector):
    def __init__(self, observed: Observed) -> None:
        self._observed = observed

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        observed = self._observed
        info = GaugeMetricFamily("kg_info", "What runs and what it serves.", labels=["version", "dataset"])
        info.add_metric([__version__, observed.version], 1)
        yield info
        yield GaugeMetricFamily("kg_graph_triples", "Triples that are served.", observed.triples)
        yield GaugeMetricFamily(
            "kg_graph_since_seconds", "When the graph became current (Unix time).", observed.since
        )
        yield GaugeMetricFamily(
            "kg_ready", "1 where every request can be answered.", int(not observed.readiness())
        )
        yield _outcomes("kg_reloads", "Reloads of the data.", ("ok", "failed"), observed.reloads)
        yield _outcomes("kg_updates", "Changes by writers.", ("ok", "refused"), observed.updates)
        yield from _of_pool(observed)


def _of_pool(observed: Observed) -> Iterator[Metric]:
    status = observed.pool
    workers = GaugeMetricFamily("kg_sparql_workers", "Processes that evaluate queries.", labels=["state"])
    workers.add_metric(["free"], status.free)
    workers.add_metric(["busy"], status.busy)
    yield workers
    yield GaugeMetricFamily("kg_sparql_queue", "Queries that wait for a worker.", status.waiting)
    yield GaugeMetricFamily("kg_sparql_generation", "How often the workers' data changed.", status.generation)
    yield GaugeMetricFamily("kg_sparql_spooled_bytes", "Bytes of answers in temporary files.", status.spooled)
    yield _counter("kg_sparql_answered", "Queries answered, with an answer or an error.", status.answered)
    yield _counter("kg_sparql_workers_killed", "Workers ended on purpose.", status.killed)
    yield _counter("kg_sparql_workers_crashed", "Workers that ended by themselves.", status.crashed)
    yield _counter("kg_sparql_workers_replaced", "Successors of workers.", status.replaced)
    yield _counter("kg_sparql_restarts", "Restarts of the process that holds the graph.", status.restarts)
    yield _outcomes(
        "kg_sparql_turned_away", "Queries not taken.", ("full", "late"), (status.full, status.late), "reason"
    )
    ended = dict(sorted(status.ended.items()))
    yield _outcomes(
        "kg_sparql_workers_ended", "Workers ended, by reason.", tuple(ended), tuple(ended.values()), "reason"
    )
    resident = GaugeMetricFamily(
        "kg_sparql_process_resident_bytes", "Memory of one process.", labels=["role", "pid"]
    )
    own = GaugeMetricFamily("kg_sparql_process_own_bytes", "Of that, not shared.", labels=["role", "pid"])
    for process in observed.memory():
        for family, value in ((resident, process.resident), (own, process.own)):
            if value is not None:
                family.add_metric([process.role, str(process.pid)], value)
    yield from (resident, own)


def _counter(name: str, text: str, value: float) -> Metric:
    return CounterMetricFamily(name, text, value)


def _outcomes(
    name: str, text: str, names: tuple[str, ...], values: tuple[int, ...], label: str = "result"
) -> Metric:
    family = CounterMetricFamily(name, text, labels=[label])
    for outcome, value in zip(names, values, strict=True):
        family.add_metric([outcome], value)
    return family
