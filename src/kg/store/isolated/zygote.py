"""The zygote: loads the graph once and forks workers that share its memory.

Run as ``python -m kg.store.isolated.zygote DESCRIPTOR`` by :class:`IsolatedPool`; the first line of its
standard input is a JSON object of :class:`ZygoteSettings`. It has one thread, so that forking is safe (POSIX
fork(2): a child of a process with threads may call little but exec), holds no secrets, evaluates nothing
itself and does four things: fork, kill when told to, report who died, and put a patch into the graph, after
which it forks a new generation of workers. It keeps the number of workers of the present generation constant
and ends, with all of them, when the server's end of the control socket closes.
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

import pyoxigraph as ox

from kg.store.isolated import protocol
from kg.store.isolated.source import load
from kg.store.isolated.worker import UNCONFINED, WorkerSettings, run_worker
from kg.store.patch import apply


@dataclass(frozen=True)
class ZygoteSettings:
    """``source``: a file to load, or "-" for N-Quads on standard input; ``workers``: how many to keep;
    ``graphs``: named graphs (IRIs) that exist, which N-Quads do not tell of where they are empty.
    """

    source: str
    workers: int
    memory_limit: int
    prefixes: dict[str, str]
    graphs: list[str]


class Zygote:
    """The loop of the process, over its ``control`` socket."""

    def __init__(self, control: socket.socket, settings: ZygoteSettings) -> None:
        self._control = control
        self._settings = settings
        self._store = ox.Store()
        self._workers: dict[int, int] = {}
        """Process id → generation."""
        self._generation = 0
        self._draining = False

    def run(self) -> None:
        """Load, fork, and serve orders until the server goes away."""
        load(self._store, self._settings.source, self._settings.graphs)
        gc.freeze()  # a collection in a child would touch, and so copy, every page it shares
        wakeup = _wake_on_child_exit()
        self._tell(protocol.READY, 0, self._quads())
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(wakeup, select.POLLIN)
        while not self._draining or self._workers:
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

    def _quads(self) -> int:
        return min(len(self._store), 2**31 - 1)

    def _tell(self, kind: bytes, pid: int, value: int, more: bytes = b"") -> None:
        self._control.sendall(protocol.NOTICE.pack(kind, pid, value) + more)

    def _fill(self) -> None:
        while not self._draining and self._present() < self._settings.workers:
            theirs, ours = socket.socketpair()
            parent = os.getpid()
            pid = os.fork()
            if pid == 0:
                limits = WorkerSettings(self._settings.memory_limit, self._settings.prefixes)
                run_worker(self._store, ours, limits, parent)
            self._workers[pid] = self._generation
            notice = protocol.NOTICE.pack(protocol.WORKER, pid, self._generation)
            passed = [theirs.fileno()]
            if hasattr(os, "pidfd_open"):  # not yet reaped, so the number is still this worker's
                passed.append(os.pidfd_open(pid))
            socket.send_fds(self._control, [notice], passed)
            theirs.close()
            ours.close()
            for descriptor in passed[1:]:
                os.close(descriptor)

    def _present(self) -> int:
        return sum(generation == self._generation for generation in self._workers.values())

    def _obey(self) -> bool:
        """Carry out one order; False when the server is gone."""
        order, descriptors, _, _ = socket.recv_fds(self._control, protocol.ORDER.size, 1)
        if len(order) < protocol.ORDER.size:
            return False
        kind, pid = protocol.ORDER.unpack(order)
        if kind == protocol.KILL and pid in self._workers:  # not yet reaped
            os.kill(pid, signal.SIGKILL)
        elif kind == protocol.APPLY:
            self._apply(descriptors[0])
        elif kind == protocol.DRAIN:
            self._draining = True
        return True

    def _apply(self, descriptor: int) -> None:
        with open(descriptor, "rb") as file:
            file.seek(0)
            packed = file.read()
        try:
            apply(self._store, protocol.unpack_patch(packed))
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            message = f"{type(error).__name__}: {error}".encode()[: 1 << 14]
            self._tell(protocol.REFUSED, 0, len(message), message)
            return
        self._generation += 1
        gc.freeze()
        self._tell(protocol.APPLIED, self._generation, self._quads())

    def _reap(self) -> None:
        for pid in list(self._workers):
            reaped, status = os.waitpid(pid, os.WNOHANG)
            if not reaped:
                continue
            del self._workers[pid]
            if os.WIFEXITED(status) and os.WEXITSTATUS(status) == UNCONFINED:
                raise OSError("a worker could not give up its rights (setrlimit or prctl failed)")
            self._tell(protocol.EXITED, pid, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


def _wake_on_child_exit() -> socket.socket:
    """Return a socket that becomes readable when a child ends."""
    readable, writable = socket.socketpair()
    readable.setblocking(False)
    writable.setblocking(False)
    signal.set_wakeup_fd(writable.detach())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return readable


def main(descriptor: str) -> int:
    """Run the zygote over the inherited socket ``descriptor``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(descriptor))
    control.set_inheritable(False)
    try:
        settings = ZygoteSettings(**json.loads(sys.stdin.buffer.readline()))
        Zygote(control, settings).run()
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
