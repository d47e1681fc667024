"""Takes from a process what evaluating a query does not need: files, sockets, memory without end.

Irrevocable; for a worker only. setrlimit(2), prctl(2), proc(5). On Windows there is none of it: there the
watch of :mod:`kg.store.isolated.spawned` bounds the memory and the guard alone keeps SERVICE out.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

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
    if sys.platform == "win32":
        return
    if sys.platform == "linux":
        pages = int(_STATM.read_text().split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, 0)


def memory_meter() -> Callable[[], int]:
    """Return a function that tells how much memory this process holds, in bytes; make it before confining.

    Where the system tells only the peak, it is the peak. (On Linux the peak of a process that was started
    by another includes that of the other, getrusage(2), so it will not do there.)
    """
    if sys.platform != "linux":
        return peak_memory
    statm = os.open(_STATM, os.O_RDONLY)
    page = resource.getpagesize()
    return lambda: int(os.pread(statm, 128, 0).split()[1]) * page


def peak_memory() -> int:
    """Return the largest resident size this process has had, in bytes."""
    if sys.platform == "win32":
        return _peak_working_set()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if sys.platform == "win32":

    def _peak_working_set() -> int:
        """GetProcessMemoryInfo, PROCESS_MEMORY_COUNTERS.PeakWorkingSetSize."""
        counters = (ctypes.c_size_t * 16)()
        ctypes.windll.psapi.GetProcessMemoryInfo.argtypes = [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_uint32,
        ]
        handle = ctypes.c_void_p(-1)  # this process
        size = 2 * 4 + 8 * ctypes.sizeof(ctypes.c_size_t)
        ctypes.windll.psapi.GetProcessMemoryInfo(handle, counters, size)
        first = 8 // ctypes.sizeof(ctypes.c_size_t)  # after cb and PageFaultCount, 4 bytes each
        return int(counters[first])

else:

    def _limit(kind: int, value: int) -> None:
        resource.setrlimit(kind, (value, value))

    def _highest_descriptor() -> int:
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return 65536 if soft == resource.RLIM_INFINITY else min(soft, 1 << 20)
