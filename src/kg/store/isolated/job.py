"""One query from its submission to its end."""

from __future__ import annotations

import asyncio
from typing import Final

from kg.store.isolated.link import Worker
from kg.store.isolated.protocol import CHANGE, Request
from kg.store.isolated.spool import Spool

#: Bytes up to which an answer is kept in memory.
IN_MEMORY: Final = 1 << 20
#: Bytes after which an answer whose end need not be known begins to be handed out.
EARLY: Final = 8 << 20


class Job:
    """``client``: who asks ("" for ourselves); ``end``: the deadline in the time of :func:`time.monotonic`.

    ``early``: the answer may be handed out before it is complete; ``spooled``: it may go to a spool (else it
    is kept in memory, whatever its size). ``outcome`` is resolved with True when there is an answer.
    """

    __slots__ = (
        "client",
        "early",
        "end",
        "outcome",
        "parts",
        "request",
        "seconds",
        "size",
        "spool",
        "spooled",
        "started",
        "submitted",
        "timer",
        "tries",
        "truncated",
        "worker",
    )

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        request: Request,
        submitted: float,
        seconds: float,
        client: str,
        *,
        early: bool = False,
        spooled: bool = True,
    ) -> None:
        self.request = request
        self.client = client
        self.submitted = submitted
        self.started = submitted
        self.seconds = seconds
        self.end = submitted + seconds
        self.early = early
        self.spooled = spooled
        self.outcome: asyncio.Future[bool] = loop.create_future()
        self.timer: asyncio.TimerHandle | None = None
        self.worker: Worker | None = None
        self.tries = 0
        self.parts: list[bytes] = []
        self.size = 0
        self.spool: Spool | None = None
        self.truncated = False

    @property
    def first(self) -> bool:
        """Whether it goes before all others: a change of the graph does."""
        return self.request.kind == CHANGE

    @property
    def body(self) -> bytes:
        """The answer, where it is not in the spool."""
        return self.parts[0] if len(self.parts) == 1 else b"".join(self.parts)

    def answer(self) -> None:
        """Let the caller have the answer."""
        if not self.outcome.done():
            self.outcome.set_result(True)

    def forget(self) -> None:
        """Start anew: what has come so far was a part of an answer that will not be finished."""
        self.parts.clear()
        self.size = 0
        self.worker = None
