"""The zygote: loads the graph once and forks workers that share its memory.

Run as ``python -m kg.store.isolated.zygote DESCRIPTOR SETTINGS`` by :class:`IsolatedPool`. It has one
thread, so that forking is safe (POSIX fork(2): a child of a process with threads may call little but
exec), holds no secrets, evaluates nothing itself and does three things: fork, kill when told to, report
who died. It keeps the number of workers constant and ends, with all of them, when the server's end of the
control socket closes.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.store.isolated import protocol
from kg.store.isolated.worker import UNCONFINED, WorkerSettings, run_worker


@dataclass(frozen=True)
class ZygoteSettings:
    """``source``: a file to load, or "-" for N-Quads on standard input; ``workers``: how many to keep."""

    source: str
    workers: int
    memory_limit: int
    prefixes: dict[str, str]


class Zygote:
    """The loop of the process, over its ``control`` socket."""

    def __init__(self, control: socket.socket, settings: ZygoteSettings) -> None:
        self._control = control
        self._settings = settings
        self._store = ox.Store()
        self._workers: set[int] = set()

    def run(self) -> None:
        """Load, fork, and serve orders until the server goes away."""
        self._load()
        gc.freeze()  # a collection in a child would touch, and so copy, every page it shares
        wakeup = _wake_on_child_exit()
        self._control.sendall(protocol.NOTICE.pack(protocol.READY, 0, min(len(self._store), 2**31 - 1)))
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(wakeup, select.POLLIN)
        while True:
            self._fill()
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self._control.fileno() in ready and not self._obey():
                break
            if wakeup.fileno() in ready:
                wakeup.recv(4096)
            self._reap()
        for pid in self._workers:
            os.kill(pid, signal.SIGKILL)
        for pid in self._workers:
            os.waitpid(pid, 0)

    def _load(self) -> None:
        source = self._settings.source
        if source == "-":
            self._store.bulk_load(sys.stdin.buffer.read(), format=ox.RdfFormat.N_QUADS)
        else:
            self._store.bulk_load(path=source, format=ox.RdfFormat.from_extension(Path(source).suffix[1:]))

    def _fill(self) -> None:
        while len(self._workers) < self._settings.workers:
            theirs, ours = socket.socketpair()
            parent = os.getpid()
            pid = os.fork()
            if pid == 0:
                limits = WorkerSettings(self._settings.memory_limit, self._settings.prefixes)
                run_worker(self._store, ours, limits, parent)
            self._workers.add(pid)
            notice = protocol.NOTICE.pack(protocol.WORKER, pid, 0)
            socket.send_fds(self._control, [notice], [theirs.fileno()])
            theirs.close()
            ours.close()

    def _obey(self) -> bool:
        """Carry out one order; False when the server is gone."""
        order = self._control.recv(protocol.ORDER.size, socket.MSG_WAITALL)
        if len(order) < protocol.ORDER.size:
            return False
        _, pid = protocol.ORDER.unpack(order)
        if pid in self._workers:  # not yet reaped, so the number is still this worker's
            os.kill(pid, signal.SIGKILL)
        return True

    def _reap(self) -> None:
        for pid in list(self._workers):
            reaped, status = os.waitpid(pid, os.WNOHANG)
            if not reaped:
                continue
            self._workers.discard(pid)
            if os.WIFEXITED(status) and os.WEXITSTATUS(status) == UNCONFINED:
                raise OSError("a worker could not give up its rights (setrlimit or prctl failed)")
            ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            self._control.sendall(protocol.NOTICE.pack(protocol.EXITED, pid, ended_by))


def _wake_on_child_exit() -> socket.socket:
    """Return a socket that becomes readable when a child ends."""
    readable, writable = socket.socketpair()
    readable.setblocking(False)
    writable.setblocking(False)
    signal.set_wakeup_fd(writable.detach())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return readable


def main(descriptor: str, settings: str) -> int:
    """Run the zygote over the inherited socket ``descriptor``; ``settings`` is a JSON object."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(descriptor))
    control.set_inheritable(False)
    try:
        Zygote(control, ZygoteSettings(**json.loads(settings))).run()
    except (OSError, ValueError, SyntaxError) as error:
        message = f"{type(error).__name__}: {error}".encode()
        try:
            control.sendall(protocol.NOTICE.pack(protocol.BROKEN, 0, len(message)) + message)
        except OSError:
            return 0  # the server is gone and reads no reports
        return 1
    finally:
        signal.set_wakeup_fd(-1)  # children that end from here on are nobody's news
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
