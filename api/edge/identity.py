"""The name of a request: in its answer, in the log, in the problem document of a failure."""

from __future__ import annotations

import re
import secrets
from itertools import count
from typing import Final

#: What a client, or the proxy before us, may name a request.
_SANE: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestIds:
    """Ids that nobody guesses from outside and that cost nothing: a random prefix, a number."""

    def __init__(self) -> None:
        self._prefix = secrets.token_hex(6).encode()
        self._numbers = count(1)

    def new(self) -> bytes:
        """Return an id that this process has not given before."""
        return b"%b-%x" % (self._prefix, next(self._numbers))

    def of(self, given: bytes | None) -> bytes:
        """Return ``given`` where it is a sane id, else a new one."""
        return given if given is not None and _SANE.fullmatch(given) else self.new()
