"""Hostile and honest clients that take their turns at random, from a seed, until the time is over."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from tests.hostile.case import Case, Scene
from tests.hostile.corpus import CASES
from tests.hostile.honest import HEALTH, NAMES, REST, question
from tests.hostile.wire import Reply

#: In a crowd, any request may also find no worker or no connection free.
_CROWDED: Final = ("full", "deadline")
#: The longest an honest client waits for what needs no worker, in seconds.
PATIENCE: Final = 1.0


@dataclass
class Tally:
    """What came of it; one for all threads."""

    hostile: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    honest: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def attacked(self, case: Case, replies: list[Reply]) -> None:
        """Note an attack."""
        allowed = replace(case, expect=(*case.expect, *_CROWDED))
        with self.lock:
            self.hostile += 1
            for reply in replies:
                self.answers[reply.status] += 1
                if said := allowed.complaint(reply):
                    self.faults[f"{case.name}: {said[:200]}"] += 1

    def asked(self, what: str, seconds: float, outcome: str) -> None:
        """Note an honest request: ``right``, ``refused`` (503) or anything else, which is a fault."""
        with self.lock:
            self.honest[f"{what} {outcome if outcome in ('right', 'refused') else 'wrong'}"] += 1
            self.slowest[what] = max(self.slowest.get(what, 0.0), seconds)
            if outcome not in ("right", "refused"):
                self.faults[f"honest {what}: {outcome[:200]}"] += 1

    def fault(self, text: str) -> None:
        """Note something else that is wrong."""
        with self.lock:
            self.faults[text[:300]] += 1


def attackers(
    scene: Scene, writes: bool, seed: str, end: float, tally: Tally, count: int
) -> list[threading.Thread]:
    """Return threads that attack ``scene`` until the monotonic time ``end``."""
    cases = [case for case in CASES if case.writes == writes]
    flood = threading.Lock()  # two floods together would take more connections than the server has

    def attack(number: int) -> None:
        chance = random.Random(f"{seed} {number}")
        while time.monotonic() < end:
            case = chance.choice(cases)
            try:
                if case.kind == "flood":
                    with flood:
                        replies = case.run(scene)
                else:
                    replies = case.run(scene)
            except (OSError, AssertionError) as error:
                tally.fault(f"{case.name}: {type(error).__name__} {error}")
                continue
            tally.attacked(case, replies)

    return [threading.Thread(target=attack, args=(number,), daemon=True) for number in range(count)]


def honest(scene: Scene, seed: str, end: float, tally: Tally) -> list[threading.Thread]:
    """Return threads that ask honest questions of ``scene`` until the monotonic time ``end``."""

    def calling(what: str, target: str) -> None:
        while time.monotonic() < end:
            reply = _get(scene, target)
            late = "" if reply.seconds < PATIENCE else f"late ({reply.seconds:.1f} s)"
            tally.asked(what, reply.seconds, late or ("right" if reply.status == 200 else str(reply)))
            time.sleep(0.1)

    def asking() -> None:
        chance = random.Random(f"{seed} honest")
        while time.monotonic() < end:
            name = chance.choice(sorted(NAMES))
            reply = _get(scene, question(name, str(chance.random())))
            right = (reply.status, reply.body) == (200, f"n\r\n{NAMES[name]}\r\n".encode())
            outcome = "right" if right else "refused" if reply.status == 503 else str(reply)
            tally.asked("sparql", reply.seconds, outcome)
            time.sleep(0.05)

    calls = [
        threading.Thread(target=calling, args=pair, daemon=True)
        for pair in (("health", HEALTH), ("rest", REST))
    ]
    return [*calls, threading.Thread(target=asking, daemon=True)]


def _get(scene: Scene, target: str) -> Reply:
    begun = time.monotonic()
    try:
        return scene.get(target)
    except OSError as error:
        return Reply(0, body=str(error).encode(), seconds=time.monotonic() - begun)
