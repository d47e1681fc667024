"""Where the nodes of the network stand: one place for each, the same in every year.

The places are those of the network page (:mod:`kg.views.layout`): participants at the sides by subregion,
mechanisms in the middle, mechanisms of which nobody is listed apart. They are computed over all years, so
that nothing moves when the year changes.
"""

from __future__ import annotations

from kg.snapshot import Snapshot
from kg.views.payload import years_of

Place = tuple[str, int, int]


def places(snapshot: Snapshot) -> dict[str, Place]:
    """Return node key → side, place from the top of the side, place in one single column.

    Keys are ``str(Ref)`` (``"mechanism:crm"``, ``"state:CRI"``); the side is ``left``, ``right``, ``middle``
    or ``apart``. The groups of participants are in the document's ``participants``. Every mechanism that
    existed in some year and everybody who ever took part in one has a place.
    """
    found = years_of(snapshot).places
    return {key: (place.side, place.order, place.single) for key, place in sorted(found.items())}
