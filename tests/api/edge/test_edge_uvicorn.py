"""What the connections use of uvicorn beside its documented interface; when one of these fails after an
upgrade, read ``uvicorn/protocols/http/httptools_impl.py`` against ``api/edge/refusing.py``, ``limits.py`` and
``fastprotocol.py``, and ``uvicorn/server.py`` against ``api/edge/server.py``.
"""

from __future__ import annotations

import asyncio
import inspect
import signal

import pytest
import uvicorn
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import HANDLED_SIGNALS, ServerState

ATTRIBUTES = [
    "client",
    "connections",
    "cycle",
    "flow",
    "headers",
    "limit_concurrency",
    "loop",
    "parser",
    "pipeline",
    "scope",
    "server_state",
    "tasks",
    "timeout_keep_alive",
    "timeout_keep_alive_task",
    "transport",
]
METHODS = [
    "connection_made",
    "connection_lost",
    "data_received",
    "on_message_begin",
    "on_url",
    "on_header",
    "on_headers_complete",
    "on_message_complete",
    "pause_writing",
    "resume_writing",
    "shutdown",
    "timeout_keep_alive_handler",
    "_start_asgi_task",
    "_unset_keepalive_if_required",
]


@pytest.fixture
def protocol():
    async def app(scope, receive, send):
        raise AssertionError

    loop = asyncio.new_event_loop()
    config = uvicorn.Config(app, http=HttpToolsProtocol, log_config=None)
    config.load()
    yield HttpToolsProtocol(config=config, server_state=ServerState(), app_state={}, _loop=loop)
    loop.close()


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_a_connection_has(protocol, name):
    assert hasattr(protocol, name)


@pytest.mark.parametrize("name", METHODS)
def test_a_connection_does(name):
    assert callable(getattr(HttpToolsProtocol, name))


def test_a_connection_is_made_with_these():
    given = list(inspect.signature(HttpToolsProtocol.__init__).parameters)
    assert given == ["self", "config", "server_state", "app_state", "_loop"]


def test_a_cycle_tells_how_far_it_is():
    source = inspect.getsource(RequestResponseCycle.__init__)
    for name in (
        "disconnected",
        "keep_alive",
        "message_event",
        "on_response",
        "response_complete",
        "response_started",
        "waiting_for_100_continue",
    ):
        assert f"self.{name}" in source


def test_a_cycle_ends_as_a_whole_answer_ends_it():
    source = inspect.getsource(RequestResponseCycle.send)
    end = source[source.index("# Handle response completion") : source.index("# Response already sent")]
    assert [line.strip() for line in end.splitlines()[1:] if line.strip()] == [
        "if not more_body:",
        "if self.expected_content_length != 0:",
        'raise RuntimeError("Response content shorter than Content-Length")',
        "self.response_complete = True",
        "self.message_event.set()",
        "if not self.keep_alive:",
        "self.transport.close()",
        "self.on_response()",
        "else:",
    ]


def test_what_comes_after_an_answer_is_what_ours_does():
    source = inspect.getsource(HttpToolsProtocol.on_response_complete)
    lines = [line.strip() for line in source.splitlines()[1:]]
    assert [line for line in lines if line and not line.startswith("#")] == [
        "self.server_state.total_requests += 1",
        "if self.transport.is_closing():",
        "return",
        "self._unset_keepalive_if_required()",
        "self.flow.resume_reading()",
        "if self.pipeline:",
        "cycle, app = self.pipeline.pop()",
        "self._start_asgi_task(cycle, app)",
        "else:",
        "self.timeout_keep_alive_task = self.loop.call_later(",
        "self.timeout_keep_alive, self.timeout_keep_alive_handler",
        ")",
    ]


def test_the_flow_tells_what_is_paused():
    source = inspect.getsource(FlowControl.__init__)
    assert "self.read_paused" in source
    assert "self.write_paused" in source


def test_the_date_is_a_new_list_each_second():
    source = inspect.getsource(uvicorn.Server.on_tick)
    assert "self.server_state.default_headers = date_header + self.config.encoded_headers" in source


def test_the_server_does():
    for name in ("startup", "shutdown", "on_tick", "handle_exit", "capture_signals"):
        assert callable(getattr(uvicorn.Server, name))
    assert list(inspect.signature(uvicorn.Server.on_tick).parameters) == ["self", "counter"]
    assert inspect.iscoroutinefunction(uvicorn.Server.on_tick)
    assert {signal.SIGINT, signal.SIGTERM} <= set(HANDLED_SIGNALS)
