"""Where the logs of everything in this process go: standard error, through one formatter."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import TextIO

from api.logs.formats import JsonFormatter, TextFormatter
from api.settings import Settings

_OURS = ("api", "kg")
_UVICORN = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")


class _StandardError(logging.Handler):
    """Writes to what is standard error at the moment, as :data:`logging.lastResort` does."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; a log that cannot be written ends nothing."""
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()


def configure(settings: Settings, stream: TextIO | None = None) -> logging.Handler:
    """Send every logger's records to ``stream`` (default: standard error); returns the handler.

    Of libraries, warnings and worse are written; of ours, what an operator has to know.
    """
    formatter = TextFormatter if settings.log_format == "text" else JsonFormatter
    handler = _StandardError() if stream is None else logging.StreamHandler(stream)
    handler.setFormatter(formatter([settings.update_token]))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    for name in _UVICORN:  # it writes by itself otherwise
        library = logging.getLogger(name)
        library.handlers = []
        library.propagate = True
    return handler
