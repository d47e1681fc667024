"""Whether a SPARQL server still answers: asked again and again, for who wants to know without waiting."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from kg.errors import KgError

log = logging.getLogger(__name__)

#: Seconds from one question to the next, and how long an answer may take.
EVERY: Final = 5.0
SILENT: Final = "the store behind this server does not answer"


class Watch:
    """Calls ``probe`` every ``every`` seconds. ``complaint``: what is wrong, "" where it answered last.

    The reason itself goes into the log alone: it names the store's address.
    """

    def __init__(self, probe: Callable[[], Awaitable[None]], every: float = EVERY) -> None:
        self.complaint = ""
        self._probe = probe
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, unless it has begun. Belongs to the running event loop."""
        if self._task is None:
            self._task = asyncio.ensure_future(self._ask_on())

    async def close(self) -> None:
        """Ask no more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def _ask_on(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            reason = await self._asked()
            if reason and not self.complaint:
                log.warning("The store does not answer: %s", reason)
            elif self.complaint and not reason:
                log.warning("The store answers again.")
            self.complaint = SILENT if reason else ""

    async def _asked(self) -> str:
        try:
            async with asyncio.timeout(self._every):
                await self._probe()
        except TimeoutError:
            return f"no answer within {self._every:g} s"
        except KgError as error:
            return str(error)
        return ""
