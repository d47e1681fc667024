"""Threads for answers that take long to compute: few at once, so that whoever asks for little is answered.

Computing holds the interpreter: with many threads at it, the event loop waits for its turn behind all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Final, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request, Response

P = ParamSpec("P")
T = TypeVar("T")

#: Long computations at once; those that come later wait.
AT_ONCE: Final = 2


class Workshop:
    """Where one application computes what takes long."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._room = CapacityLimiter(at_once)

    async def make(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``work`` returns, in a thread; raises what it raises."""
        return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=self._room)


def heavy(endpoint: Callable[P, Response]) -> Callable[P, Awaitable[Response]]:
    """Make ``endpoint``, which has a parameter ``request``, one that computes in the workshop."""

    @wraps(endpoint)
    async def made(*args: P.args, **kwargs: P.kwargs) -> Response:
        request = kwargs["request"]
        assert isinstance(request, Request)
        workshop: Workshop = request.app.state.workshop
        return await workshop.make(endpoint, *args, **kwargs)

    return made
