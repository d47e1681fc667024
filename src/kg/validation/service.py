"""The process that validates changes, one after another: ``python -m kg.validation.service PARENT MEMORY``.

It reads from its standard input (:mod:`kg.validation.frames`) the last accepted change, the graph and then
its tasks, and ends with it.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from kg.store.isolated.confinement import die_with_parent
from kg.validation import frames
from kg.validation.judge import Judge

if sys.platform != "win32":
    import resource


def answer(judge: Judge, task: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a task: ``{"check": patch}`` (with ``sure``, whatever graph it was made from) or
    ``{"accept": patch}``.
    """
    try:
        if "accept" in task:
            judge.accept(frames.to_patch(task["accept"]))
            return {}
        patch = frames.to_patch(task["check"])
        if "sure" not in task and not judge.fits(patch):
            return {"stale": True}
        verdict = judge.check(patch)
    except SyntaxError as error:
        return {"error": f"the change is no N-Quads: {error.args[0]}"}
    return {"patch": frames.of_patch(verdict.patch), "report": dict(verdict.report)}


def bound(memory: int) -> None:
    """Let this process have ``memory`` bytes of address space, where the system can (setrlimit(2)).

    Raises SystemExit where it has as much already: it would break at any place.
    """
    if sys.platform == "linux":
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        if held >= memory:
            raise SystemExit(f"validation needs more memory than {memory >> 20} MiB: it has {held >> 20} MiB")
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the server decides
    die_with_parent(int(sys.argv[1]))
    bound(int(sys.argv[2]))
    tasks = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    first, graph = frames.read(tasks), frames.read_bytes(tasks)
    if first is None or graph is None:
        return
    judge = Judge(graph)
    if first["accepted"]:
        judge.accept(frames.to_patch(first["accepted"]))
    judge.warm()
    reply: dict[str, Any] = {"ready": True}
    while True:
        answers.write(frames.packed(reply))
        answers.flush()
        task = frames.read(tasks)
        if task is None:
            return
        reply = answer(judge, task)


if __name__ == "__main__":
    main()
