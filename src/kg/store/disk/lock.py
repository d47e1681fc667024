"""One process at a time in a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, Final

from kg.store.disk.errors import StoreHeldError, system_error

_NAME: Final = "lock"
#: Folders that this process holds: the system's locks are between processes only.
_held: set[tuple[int, int]] = set()


class FolderLock:
    """Holds ``folder`` until :meth:`release` or the end of the process, however it ends.

    The lock is of the process alone: what it forks does not keep it.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock; raises StoreHeldError where it is taken, DiskStoreError where none can be made."""
        try:
            found = folder.stat()
            self._key = (found.st_dev, found.st_ino)
            if self._key in _held:
                raise StoreHeldError(folder)
            self._file: IO[bytes] = (folder / _NAME).open("ab")
        except OSError as error:
            raise system_error(folder, "opening the store", error) from error
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise StoreHeldError(folder) from error
        _held.add(self._key)

    def release(self) -> None:
        """Give the folder up."""
        self._file.close()
        _held.discard(self._key)


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    os.register_at_fork(after_in_child=_held.clear)
