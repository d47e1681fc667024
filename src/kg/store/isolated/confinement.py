"""Takes from a process what evaluating a query does not need: files, sockets, memory without end.

Irrevocable; for the child of a fork only. setrlimit(2), prctl(2), proc(5).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_STATM: Final = Path("/proc/self/statm")

#: Loaded before any fork: a confined process can open no library.
_LIBC: Final = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when its parent ``parent`` ends (Linux); elsewhere do nothing."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # the parent ended before the kernel was told
        os._exit(0)


def close_all_but(descriptor: int) -> int:
    """Close every file descriptor but ``descriptor``; the standard streams go to the null device.

    Returns the descriptor under its new number, 3.
    """
    null = os.open(os.devnull, os.O_RDWR)
    saved = os.dup(descriptor)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    if saved != 3:
        os.dup2(saved, 3)
    os.closerange(4, _highest_descriptor())
    return 3


def confine(memory: int) -> None:
    """Allow ``memory`` more bytes of address space than now, and no new file descriptor, file or core.

    A process that can get no descriptor can open no socket, so SERVICE and LOAD reach nothing whatever the
    engine parses. Descriptors that are open stay usable for read and write (but not for poll).
    """
    if sys.platform == "linux":
        pages = int(_STATM.read_text().split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, 0)


def peak_memory() -> int:
    """Return the largest resident size this process has had, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, value))


def _highest_descriptor() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 65536 if soft == resource.RLIM_INFINITY else min(soft, 1 << 20)
