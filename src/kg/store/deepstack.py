"""A thread with room for deep queries.

Oxigraph recurses over the query: chains that fit into 64 kB of text (30,000 additions, 8,000 unions) overflow
the usual stack of 8 MiB, and that ends the process.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Final, TypeVar

from kg.errors import QueryTimeoutError

#: The stack on which queries are parsed and evaluated, in bytes.
STACK_SIZE: Final = 512 << 20

_Result = TypeVar("_Result")
_lock = threading.Lock()


def on_deep_stack(work: Callable[[], _Result], seconds: float | None = None) -> _Result:
    """Return ``work()``, run in a thread with a stack of :data:`STACK_SIZE`; what it raises is raised.

    After ``seconds`` (None: never) raises QueryTimeoutError; the thread cannot be stopped and goes on until
    the process ends.
    """
    outcome: list[_Result] = []
    failure: list[BaseException] = []

    def call() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            _forget_locals(error)
            failure.append(error)

    with _lock:
        before = threading.stack_size(STACK_SIZE)
        try:
            thread = threading.Thread(target=call, name="query", daemon=True)
            thread.start()
        finally:
            threading.stack_size(before)
    thread.join(seconds)
    if failure:
        raise failure[0]
    if seconds is not None and not outcome:
        raise QueryTimeoutError(seconds)
    return outcome[0]


def _forget_locals(error: BaseException) -> None:
    """Let go of what the frames of ``error`` hold: the engine's results may die in their own thread only."""
    link: BaseException | None = error
    while link is not None:
        traceback.clear_frames(link.__traceback__)
        link = link.__context__
