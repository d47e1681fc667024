"""What the first reader would wait for, made before anybody asks: the explorer's document and its page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Final

from api.live.generation import Live
from api.services import Services
from api.workshop import Workshop
from kg.errors import KgError

log = logging.getLogger("api.live")

#: Seconds between two looks at whether the server is ready, which comes first.
_LOOK: Final = 0.05
#: Seconds without another change after which a changed graph is worth it.
_QUIET: Final = 2.0


class Warming:
    """Makes the explorer of each generation ahead; one event loop."""

    def __init__(self, live: Live, workshop: Workshop) -> None:
        self._live = live
        self._workshop = workshop
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin with the current generation."""
        if not self._live.services.snapshot.foreign:
            self._task = asyncio.get_running_loop().create_task(self._warm(0))

    def again(self) -> None:
        """Begin anew where that was begun: once changes have ended, since each makes a generation."""
        if self._task is not None:
            self._task.cancel()
            self._task = asyncio.get_running_loop().create_task(self._warm(_QUIET))

    async def close(self) -> None:
        """Leave what is under way."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _warm(self, quiet: float) -> None:
        await asyncio.sleep(quiet)
        while self._live.readiness():  # noqa: ASYNC110 - workers of every kind tell it only when asked
            await asyncio.sleep(_LOOK)
        try:
            await self._workshop.make(explorer_of, self._live.services)
        except KgError:  # whoever asks for the page is told why
            log.exception("the explorer cannot be made")


def explorer_of(services: Services) -> None:
    """Make the document of the graph in use and the page around it, which are then kept."""
    from kg.views.explorer import explorer_page, first_of, packed_of

    packed_of(services.snapshot, services.conflicts)
    first_of(services.snapshot, services.conflicts)
    explorer_page(services.snapshot)
