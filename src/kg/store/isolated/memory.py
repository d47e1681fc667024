"""What a process holds in memory, where the system tells (Linux: proc(5), smaps_rollup)."""

from __future__ import annotations

from pathlib import Path

from kg.store.evaluator import WorkerMemory

_OWN = ("Private_Clean:", "Private_Dirty:")


def measure(pid: int, role: str) -> WorkerMemory:
    """Return the resident bytes of process ``pid``, and those of them that no other process shares.

    None for both where the system does not tell, or the process has ended.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return WorkerMemory(pid, role, None, None)
    kilobytes = {fields[0]: int(fields[1]) for line in lines[1:] if (fields := line.split())}
    own = sum(kilobytes.get(name, 0) for name in _OWN)
    return WorkerMemory(pid, role, kilobytes.get("Rss:", 0) * 1024, own * 1024)
