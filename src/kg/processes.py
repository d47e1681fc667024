"""Processes of our own beside the server: what they inherit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

#: Where this package is found.
ROOT: Final = str(Path(__file__).resolve().parents[1])


def environment() -> dict[str, str]:
    """Return the environment for a process that runs a module of this package.

    The server's own settings, secrets among them, are left out: no such process needs any. A backtrace of the
    engine is not asked for: where memory has run out, making one can hang (1 in 40 times).
    """
    paths = [ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "RUST_BACKTRACE": "0"}
