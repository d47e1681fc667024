"""Those who notice: a listener nobody may call, a file nobody may open, a client that never has to wait."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.case import SECRET
from tests.hostile.wire import exchange, request

_IN_OPEN = 0x20
_LIBC = ctypes.CDLL(None, use_errno=True)


class Canary:
    """A listener on 127.0.0.1 that counts who calls."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(0.5)
                try:
                    self.calls.append(connection.recv(200))
                except OSError:
                    self.calls.append(b"")

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


class SecretFile:
    """A file whose every opening is noticed (Linux: inotify(7))."""

    def __init__(self, path: Path) -> None:
        path.write_text(f'<urn:x> <urn:y> "{SECRET}" .\n')
        self.path = path
        self._watch = _LIBC.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        assert self._watch >= 0
        assert _LIBC.inotify_add_watch(self._watch, os.fsencode(path), _IN_OPEN) >= 0

    @property
    def openings(self) -> int:
        """How often the file has been opened since the last question."""
        try:
            events = os.read(self._watch, 1 << 16)
        except BlockingIOError:
            return 0
        return len(events) // struct.calcsize("iIII")

    def close(self) -> None:
        os.close(self._watch)


@dataclass
class Witness:
    """An honest client that calls at a fixed rhythm, and notes what went wrong and the longest wait."""

    address: tuple[str, int]
    targets: Sequence[str]
    rhythm: float = 0.1
    asked: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def call(self, target: str) -> None:
        """Call once."""
        begun = time.monotonic()
        try:
            status = str(exchange(self.address, request("GET", target), timeout=5.0).status)
        except OSError as error:
            status = type(error).__name__
        taken = time.monotonic() - begun
        self.asked += 1
        self.slowest = max(self.slowest, taken)
        if status != "200":
            self.faults.append(f"{target}: {status} after {taken:.2f} s")

    @contextmanager
    def watching(self) -> Iterator[Witness]:
        """Call every target at the rhythm, each from a thread of its own, while the block runs."""
        over = threading.Event()
        threads = [
            threading.Thread(target=self._keep_calling, args=(target, over.wait), daemon=True)
            for target in self.targets
        ]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            over.set()
            for thread in threads:
                thread.join(10)

    def _keep_calling(self, target: str, wait: Callable[[float], bool]) -> None:
        while not wait(self.rhythm):
            self.call(target)
