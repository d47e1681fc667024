"""Names, counts, health and logs of requests, as an operator and a scraper see them."""

from __future__ import annotations

import io
import json
import logging
import time
from collections.abc import Iterator

import pytest
from edgeserver import LONG, Application, Raw, Served, get, layered, running
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.edge.observe import Observe
from api.logs import configure
from api.logs.requests import Finished, RequestLog
from api.serve import observing
from api.settings import Settings

TOKEN = "a-very-secret-token"
SETTINGS = Settings(update_token=TOKEN, cache_bytes=1 << 20)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """The log as it is written, all of this process, put back as it was afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    handler = configure(SETTINGS, stream)
    yield stream
    root.removeHandler(handler)
    root.handlers[:], root.level = before
    logging.captureWarnings(False)
    for name in ("api", "kg"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def observed(logged: io.StringIO) -> Iterator[tuple[Observe, Served, int]]:
    served = Served()
    observe = layered(Application(served), served, SETTINGS)
    with running(observe) as port:
        yield observe, served, port


def ask(port: int, request: bytes, head: bool = False) -> tuple[int, dict[str, str], bytes]:
    with Raw(port) as raw:
        raw.send(request)
        lead, body = raw.answer(head)
    first, *lines = lead.decode().split("\r\n")
    return int(first.split()[1]), dict(line.split(": ", 1) for line in lines), body


def metrics(port: int) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    status, headers, body = ask(port, get("/metrics"))
    assert status == 200
    assert headers["content-type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(body.decode())
        for sample in family.samples
    }


def lines(stream: io.StringIO, event: str) -> list[dict]:
    time.sleep(0.05)
    return [item for item in map(json.loads, stream.getvalue().splitlines()) if item["event"] == event]


def test_every_answer_has_a_name_and_keeps_a_sane_one(observed):
    _, _, port = observed
    names = set()
    for request in (
        get("/kept"),
        get("/kept"),
        get("/kept"),
        get("/boom"),
        get("/x" * 20000),
        b"junk\r\n\r\n",
    ):
        names.add(ask(port, request)[1]["x-request-id"])
    assert len(names) == 6
    assert ask(port, get("/kept", "X-Request-Id: Trace_1.a-b"))[1]["x-request-id"] == "Trace_1.a-b"
    for bad in ("a b", "x" * 65, "é", "<script>"):
        assert ask(port, get("/kept", f"X-Request-Id: {bad}"))[1]["x-request-id"] != bad


def test_a_failure_is_found_again_in_the_log(observed, logged):
    _, _, port = observed
    status, headers, body = ask(port, get("/boom?access=1", f"Authorization: Bearer {TOKEN}", "Cookie: c=1"))
    problem = json.loads(body)
    assert status == problem["status"] == 500
    assert problem["request_id"] == headers["x-request-id"]
    assert "secret detail" not in body.decode()
    (failure,) = lines(logged, "request failed")
    (request,) = lines(logged, "request")
    assert failure["request_id"] == request["request_id"] == problem["request_id"]
    assert "RuntimeError: secret detail" in failure["traceback"]
    assert request["status"] == 500
    assert request["level"] == "error"
    assert (request["path"], request["client"]) == ("/boom", "127.0.0.1")
    assert TOKEN not in logged.getvalue()
    assert "c=1" not in logged.getvalue()


def test_what_happened_is_counted(observed):
    observe, _, port = observed
    for _ in range(4):
        ask(port, get("/kept"))
    ask(port, get("/kept", method="HEAD"), head=True)
    ask(port, get("/busy"))
    ask(port, b"junk\r\n\r\n")
    found = metrics(port)

    def value(name: str, **labels: str) -> float:
        return found[name, frozenset(labels.items())]

    ok = {"route": "other", "method": "GET", "status": "2xx"}
    assert value("kg_http_requests_total", **ok) == 4
    assert value("kg_http_response_bytes_total", **ok) == 4 * (2 + len(LONG))
    assert value("kg_http_request_duration_seconds_count", **ok) == 4
    assert value("kg_http_request_duration_seconds_bucket", le="+Inf", **ok) == 4
    assert value("kg_http_request_duration_seconds_bucket", le="30.0", **ok) == 4
    assert 0 < value("kg_http_request_duration_seconds_sum", **ok) < 4
    assert value("kg_http_requests_total", route="other", method="HEAD", status="2xx") == 1
    assert value("kg_http_requests_total", route="other", method="GET", status="5xx") == 1
    assert value("kg_http_requests_in_flight") == 1
    assert value("kg_http_refused_total", reason="bad-request") == 1
    assert value("kg_fast_lane_hits_total") == 2 == observe.numbers.fast
    assert value("kg_cache_hits_total") == 2
    assert value("kg_cache_misses_total") == 2
    assert value("kg_cache_entries") == 1
    assert value("kg_sparql_workers", state="free") == 2
    assert value("kg_sparql_queue") == 5
    assert value("kg_sparql_workers_ended_total", reason="deadline") == 1
    assert value("kg_sparql_process_resident_bytes", role="worker", pid="11") == 4096
    assert value("kg_reloads_total", result="failed") == 1
    assert value("kg_updates_total", result="refused") == 4
    assert value("kg_graph_since_seconds") == 1000.5
    assert value("kg_ready") == 1
    assert found["process_resident_memory_bytes", frozenset()] > 1e7
    assert found["process_open_fds", frozenset()] > 3
    assert any(name == "kg_info" and ("dataset", "v1") in labels for name, labels in found)


def test_health_is_answered_by_the_outermost_layer(observed):
    observe, served, port = observed
    status, headers, body = ask(port, get("/healthz"))
    assert status == 200
    assert {"status": "ok", "dataset_version": "v1", "triples": 12}.items() <= json.loads(body).items()
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert json.loads(ask(port, get("/readyz"))[2]) == {"status": "ready"}
    served.reason = "the query workers are starting"
    status, headers, body = ask(port, get("/readyz"))
    assert (status, headers["retry-after"]) == (503, "1")
    assert json.loads(body)["reason"] == "the query workers are starting"
    served.reason = ""
    observe.health.stopping = True
    assert json.loads(ask(port, get("/readyz"))[2])["reason"] == "the server is stopping"
    assert ask(port, get("/healthz"))[0] == 200
    observe.health.stopping = False
    assert ask(port, get("/healthz", method="HEAD"), head=True)[0] == 200
    status, headers, _ = ask(port, b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_metrics_can_be_switched_off():
    served = Served()
    app = Application(served)
    with running(layered(app, served, Settings(metrics=False))) as port:
        ask(port, get("/metrics"))
    assert app.calls == ["/metrics"]  # left to the application, which has no such path


def finished(**more) -> Finished:
    given = {
        "request_id": "i",
        "method": "GET",
        "path": "/p",
        "route": "rest",
        "status": 200,
        "seconds": 0.01,
        "size": 3,
        "client": "c",
    }
    return Finished(**{**given, **more})


def test_only_what_matters_is_logged_unless_all_is_wanted(logged):
    quiet = RequestLog()
    for request in (finished(), finished(status=404), finished(status=422), finished(status=304)):
        quiet.finished(request)
    assert logged.getvalue() == ""
    quiet.finished(finished(seconds=1.5))
    quiet.finished(finished(status=403))
    quiet.finished(finished(status=503))
    quiet.finished(finished(status=None, state={"killed": "client left"}))
    assert [item["level"] for item in lines(logged, "request")] == ["info", "info", "warning", "warning"]
    RequestLog(every=True).finished(finished())
    assert len(lines(logged, "request")) == 5


def test_a_query_is_not_logged_whole_and_breaks_no_line(logged):
    text = "SELECT * {\n" + "x" * 500 + "}"
    address = b"query=SELECT+%2A+%7B%0A" + b"x" * 500 + b"%7D"
    RequestLog().finished(
        finished(route="sparql", status=500, query_string=address, path="/sparql\n\x1b[31m\x9b")
    )
    RequestLog().finished(finished(route="sparql", status=500, state={"query": text}))
    one, other = lines(logged, "request")
    assert one["query"] == other["query"] == text.replace("\n", "\\x0a")[: 200 + 3]
    assert one["query_sha256"] == other["query_sha256"]
    assert one["path"] == "/sparql\\x0a\\x1b[31m\\x9b"
    assert len(logged.getvalue().splitlines()) == 2


def test_nobody_fills_the_log_with_refusals(logged):
    log = RequestLog()
    for _ in range(500):
        log.finished(finished(status=429))
    assert len(lines(logged, "request")) <= 40
    time.sleep(1.05)
    log.finished(finished(status=429))
    assert lines(logged, "request")[-1]["suppressed_before"] >= 460


def test_the_log_hides_secrets_and_keeps_a_traceback_in_its_field(logged):
    try:
        raise ValueError(f"token {TOKEN}\nsecond line")
    except ValueError:
        logging.getLogger("somebody").exception("failed with %s", TOKEN)
    (line,) = logged.getvalue().splitlines()
    record = json.loads(line)
    assert record["logger"] == "somebody"
    assert record["time"].endswith("Z")
    assert "second line" in record["traceback"]
    assert TOKEN not in line


def test_the_text_format_is_for_people():
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    handler = configure(Settings(log_format="text"), stream)
    RequestLog().finished(finished(status=500, path="/a\nb"))
    root.removeHandler(handler)
    root.handlers[:], root.level = before
    logging.captureWarnings(False)
    (line,) = stream.getvalue().splitlines()
    assert " ERROR request request_id=i method=GET path=/a\\x0ab " in line


def test_the_application_itself_is_observed(small):
    observe = observing(create_app(Settings(workers=1), small))
    with running(observe) as port:
        health = json.loads(ask(port, get("/healthz"))[2])
        assert health["triples"] == small.snapshot.triples
        assert health["dataset_version"] == small.snapshot.version
        status, _, body = ask(port, get("/sparql?query=ASK%7B%7D&format=json"))
        assert (status, json.loads(body)["boolean"]) == (200, True)
        assert json.loads(ask(port, get("/readyz"))[2]) == {"status": "ready"}
        found = metrics(port)
        assert found["kg_sparql_answered_total", frozenset()] == 1
        assert found["kg_graph_triples", frozenset()] == small.snapshot.triples
        labels = frozenset({("route", "sparql"), ("method", "GET"), ("status", "2xx")})
        assert found["kg_http_requests_total", labels] == 1
        roles = {dict(labels)["role"] for name, labels in found if name == "kg_sparql_process_resident_bytes"}
        assert "worker" in roles
