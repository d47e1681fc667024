"""What ``--store`` can name."""

from __future__ import annotations

from typing import Final

MEMORY: Final = "memory"
DISK: Final = "disk"
REMOTE: Final = "remote"


def kind_of(store: str) -> str:
    """Return ``memory``, ``remote`` or ``disk`` for the value of ``--store``."""
    if store in ("", MEMORY):
        return MEMORY
    return REMOTE if store.startswith("sparql+") else DISK
