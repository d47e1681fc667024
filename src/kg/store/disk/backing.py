"""A backup of a store, whether or not a server has it open."""

from __future__ import annotations

from pathlib import Path

from kg.store.disk.asking import ask
from kg.store.disk.errors import StoreHeldError
from kg.store.disk.store import DiskStore


def back_up(folder: Path, target: Path) -> None:
    """Write a copy, as of one moment, of the store ``folder`` into ``target``, a new or empty folder.

    A server that has the store open is asked to do it, and goes on serving. Raises StoreError.
    """
    target = target.absolute()
    try:
        store = DiskStore.open(folder, create=False)
    except StoreHeldError:
        request_backup(folder, target)
        return
    try:
        store.backup(target)
    finally:
        store.close()


def request_backup(folder: Path, target: Path) -> None:
    """Have the server that runs on ``folder`` write the backup; raises StoreError with its words."""
    ask(folder, "backup", target=str(target.absolute()))
