"""``python -m tests.soak --seconds 300 --seed 1``: the hostile set at random, for minutes.

Two servers, one that takes updates and one that does not, are attacked by eight clients and by three while
honest clients keep asking. At the end the honest answers were right, nobody was called and no file was
opened, and memory, processes and open files are what they were after warming up. Exit code 1 where something
is not so.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.hostile.case import Scene
from tests.hostile.house import House, Usage, house
from tests.hostile.watch import Canary, SecretFile
from tests.soak.clients import Tally, attackers, honest

ATTACKERS: Final = 8
#: Fewer where changes are made one after the other: each waits for those before it.
WRITERS: Final = 3
#: Resident memory of the server's own process may grow by this much after warming up.
GROWTH: Final = 64 << 20
#: Kept small, so that the cache is full before memory is first measured.
SETTINGS: Final = {"KG_CACHE_BYTES": str(8 << 20)}
TOKEN: Final = "a-secret-of-the-soak-0123456789"
_TAKES: Final = {"closed": False, "writable": True}


@dataclass
class Server:
    """A server under attack, what came of it, and what it took at the start and at the end."""

    name: str
    house: House
    scene: Scene
    tally: Tally = field(default_factory=Tally)
    before: Usage | None = None
    after: Usage | None = None


def main() -> int:
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(_TAKES), help="attack one of the two servers only")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        secret, canary = SecretFile(Path(folder) / "secret.ttl"), Canary()
        names = [given.only] if given.only else list(_TAKES)
        with _servers(names, Path(folder), canary, secret) as servers:
            _run(servers, max(10.0, given.seconds / 10), f"{given.seed} warming up")
            for server in servers:
                server.before, server.tally = _calm(server), Tally()
            _run(servers, given.seconds, f"{given.seed}")
            for server in servers:
                server.after = _calm(server, server.before)
        faults = [text for server in servers for text in _report(server)]
        faults += [f"somebody was called: {call!r}" for call in canary.calls]
        faults += ["the secret file was opened"] * bool(secret.openings)
    print("\n".join(faults) if faults else "nothing went wrong")
    return 1 if faults else 0


@contextmanager
def _servers(names: list[str], folder: Path, canary: Canary, secret: SecretFile) -> Iterator[list[Server]]:
    with ExitStack() as stack:
        found = []
        for name in names:
            place = folder / name
            place.mkdir()
            writes = _TAKES[name]
            options = ("--store", str(place / "store")) if writes else ()
            settings = {**SETTINGS, **({"KG_UPDATE_TOKEN": TOKEN} if writes else {})}
            running = stack.enter_context(house(place, *options, settings=settings))
            scene = Scene(running.address, canary.address, secret.path, TOKEN if writes else "")
            found.append(Server(name, running, scene))
        yield found


def _run(servers: list[Server], seconds: float, seed: str) -> None:
    end = time.monotonic() + seconds
    threads: list[threading.Thread] = []
    for server in servers:
        label = f"{seed} {server.name}"
        count = WRITERS if _TAKES[server.name] else ATTACKERS
        threads += attackers(server.scene, _TAKES[server.name], label, end, server.tally, count)
        threads += honest(server.scene, label, end, server.tally)
    for thread in threads:
        thread.start()
    while time.monotonic() < end:
        time.sleep(min(30.0, max(0.0, end - time.monotonic())))
        print("  ".join(f"{server.name} {_words(server.house.usage())}" for server in servers), flush=True)
    for thread in threads:
        thread.join(40)


def _calm(server: Server, goal: Usage | None = None) -> Usage:
    """Wait until idle connections are closed and workers replaced: at most 25 s, or until ``goal``."""
    end = time.monotonic() + (25 if goal else 18)
    while time.monotonic() < end:
        time.sleep(0.5)
        now = server.house.usage()
        if goal and (now.processes, now.descriptors) == (goal.processes, goal.descriptors):
            break
    return server.house.usage()


def _report(server: Server) -> list[str]:
    """Print what came of it; return what is wrong."""
    tally, before, after = server.tally, server.before, server.after
    assert before is not None
    assert after is not None
    print(f"{server.name}: {tally.hostile} attacks; answers by status {dict(sorted(tally.answers.items()))}")
    print(f"  honest: {dict(sorted(tally.honest.items()))}")
    print(f"  slowest: {', '.join(f'{what} {took:.3f} s' for what, took in sorted(tally.slowest.items()))}")
    print(f"  before: {_words(before)}; after: {_words(after)}")
    faults = [f"{server.name}: {text} (x{count})" for text, count in tally.faults.most_common()]
    if after.memory - before.memory > GROWTH:
        faults.append(f"{server.name}: memory grew by {(after.memory - before.memory) >> 20} MiB")
    if after.processes != before.processes:
        faults.append(f"{server.name}: {before.processes} processes became {after.processes}")
    if after.descriptors > before.descriptors:
        faults.append(f"{server.name}: {before.descriptors} open files became {after.descriptors}")
    return faults


def _words(usage: Usage) -> str:
    return f"{usage.memory >> 20} MiB, {usage.processes} processes, {usage.descriptors} open files"


if __name__ == "__main__":
    raise SystemExit(main())
