"""A connection that can refuse: answer a problem in its turn, or close, and read no further.

What is used here, in :mod:`api.edge.limits` and in :mod:`api.edge.fastprotocol` of uvicorn's
``HttpToolsProtocol`` (checked by ``tests/api/edge/test_edge_uvicorn.py``): the attributes ``client, config,
connections, cycle, flow, headers, limit_concurrency, loop, parser, pipeline, scope, server_state, tasks,
timeout_keep_alive, timeout_keep_alive_task, transport``, the callbacks of the parser,
``timeout_keep_alive_handler, _start_asgi_task`` and ``_unset_keepalive_if_required``; of its
``RequestResponseCycle`` ``disconnected, keep_alive, message_event, on_response, response_complete,
response_started, waiting_for_100_continue``. ``data_received`` and ``on_response_complete`` are replaced.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, ClassVar, Final

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.edge import refusals
from api.edge.observe import Observe
from api.errors import ProblemError

#: Seconds in which a refused client may still read why.
_LINGER: Final = 1.0


class RefusingProtocol(HttpToolsProtocol):
    """One connection. ``observe`` (set in a class for each server) has settings and counters."""

    observe: ClassVar[Observe]

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.limit_concurrency = None  # ours answers with a problem document, and makes room before
        self.open = False
        """A message has begun and not ended, or nothing more will be read."""
        self.in_head = False
        self.deaf = False
        """What arrives is thrown away."""
        self.surplus = False
        self.since = time.monotonic()
        """When the connection or its last message began, or the last answer of the fast lane left."""

    def refuse(self, problem: ProblemError) -> None:
        """Answer ``problem`` and close; what is under way on the connection before it is answered first."""
        self.observe.numbers.refuse(problem.name)
        self.observe.log.refused(problem.name, self.client[0] if self.client else "")
        own = self.open and not self.in_head and not self.surplus
        self.deaf = self.open = True
        cycle = self.cycle
        running = cycle is not None and not cycle.response_complete
        if running and not own:
            cycle.keep_alive = False
            return
        if running and (self.pipeline or cycle.response_started):
            self.transport.close()  # it cannot be told any more, or not in its turn
            return
        if running:
            cycle.disconnected = True
            cycle.message_event.set()
        self._say(problem)

    def _say(self, problem: ProblemError) -> None:
        """Write the answer, and go on reading for a moment: closing at once could take it back (RST)."""
        observe = self.observe
        given = self.headers or []
        sent = refusals.rendered(
            problem, given, self.server_state.default_headers, observe.ids.new(), observe.settings
        )
        if self.transport.is_closing():
            return
        self.transport.write(sent)
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.loop.call_later(_LINGER, self.transport.close)
        else:
            self.transport.close()
