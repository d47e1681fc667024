"""What can be wrong with a store in a folder."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError


class DiskStoreError(StoreError):
    """The store in ``folder`` cannot do it; the message names the folder and says what to do."""

    def __init__(self, folder: Path, detail: str) -> None:
        self.folder = folder
        self.detail = detail
        super().__init__(f"{folder}: {detail}")


class StoreHeldError(DiskStoreError):
    """Another process has the store open."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder, "another process has this store open: stop it, or ask it (`kg backup`, `kg reload`)."
        )


def engine_error(folder: Path, doing: str, error: Exception) -> DiskStoreError:
    """Return what the engine says as one line."""
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    if "Corruption" in said:
        return DiskStoreError(
            folder, f"{doing} found a damaged database: put a backup in its place. The engine says: {said}"
        )
    return DiskStoreError(folder, f"{doing} failed: {said}")


def system_error(folder: Path, doing: str, error: OSError) -> DiskStoreError:
    """Return what the operating system says as one line."""
    return DiskStoreError(folder, f"{doing} failed: {error.strerror or error}.")
