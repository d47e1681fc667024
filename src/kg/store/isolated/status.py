"""The state of a pool, put together from its parts."""

from __future__ import annotations

from typing import Final

from kg.store.evaluator import PoolStatus
from kg.store.isolated.settings import PoolSettings
from kg.store.isolated.staff import Staff
from kg.store.isolated.supply import Supply

#: Reasons for the end of a worker that nobody killed.
_BY_ITSELF: Final = ("crash", "memory")


def status_of(staff: Staff, supply: Supply, settings: PoolSettings) -> PoolStatus:
    """Return the state at this moment."""
    ended = dict(staff.ended_by)
    crashed = sum(ended.get(reason, 0) for reason in _BY_ITSELF)
    return PoolStatus(
        free=len(staff.free),
        busy=len(staff.busy),
        waiting=staff.waiting,
        answered=staff.answered,
        killed=sum(ended.values()) - crashed,
        crashed=crashed,
        restarts=supply.restarts,
        quads=supply.quads,
        running=supply.running,
        generation=supply.generation,
        replaced=max(staff.born - settings.workers, 0),
        full=staff.full,
        late=staff.late,
        spooled=staff.room.used,
        ended=ended,
    )
