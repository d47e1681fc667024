"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from kg.errors import DataError


def write_bytes(path: Path, content: bytes) -> None:
    """Put ``content`` into ``path`` as a whole or not at all; an existing file keeps its permissions.

    Raises DataError where the folder or the disk refuses.
    """
    target = path.resolve()
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise DataError(f"The file cannot be written: {error.strerror or error}.", path=str(path)) from error
