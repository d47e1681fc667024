"""How many queries run on the server at once, and who waits for a place."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.errors import StoreBusyError
from kg.store.isolated.errors import QueueTimeoutError
from kg.store.isolated.settings import PoolSettings


class Places:
    """``settings.workers`` places, of which one client holds at most its share; first come, first served.

    Use from one event loop. A client without a name ("") is not limited.
    """

    def __init__(self, settings: PoolSettings) -> None:
        self._settings = settings
        self._held: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []
        self.full = self.late = 0

    @property
    def busy(self) -> int:
        """How many queries run."""
        return self._held.total()

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return len(self._waiting)

    @asynccontextmanager
    async def taken(self, client: str, end: float, seconds: float) -> AsyncIterator[None]:
        """Hold a place, waited for until ``end`` (of the loop's clock), which is ``seconds`` in all.

        Raises StoreBusyError where too many wait, QueueTimeoutError where no place became free in time.
        """
        await self._take(client, end, seconds)
        try:
            yield
        finally:
            self._held[client] -= 1
            self._give()

    async def _take(self, client: str, end: float, seconds: float) -> None:
        if not self._waiting and self._may_run(client):
            self._held[client] += 1
            return
        mine = sum(other == client for other, _ in self._waiting)
        if self.waiting >= self._settings.queue_limit or (client and mine >= self._settings.queue_share):
            self.full += 1
            raise StoreBusyError
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((client, turn))
        self._give()
        try:
            async with asyncio.timeout_at(end):
                await turn
        except BaseException as error:
            self._leave(client, turn)
            if isinstance(error, TimeoutError):
                self.late += 1
                raise QueueTimeoutError(seconds) from None
            raise

    def _may_run(self, client: str) -> bool:
        fair = not client or self._held[client] < self._settings.share
        return fair and self.busy < self._settings.workers

    def _give(self) -> None:
        for entry in tuple(self._waiting):
            client, turn = entry
            if self._may_run(client):
                self._waiting.remove(entry)
                self._held[client] += 1
                turn.set_result(None)

    def _leave(self, client: str, turn: asyncio.Future[None]) -> None:
        """Forget one who waited in vain, or give back what came a moment too late."""
        if turn.done() and not turn.cancelled():
            self._held[client] -= 1
            self._give()
        else:
            self._waiting.remove((client, turn))
