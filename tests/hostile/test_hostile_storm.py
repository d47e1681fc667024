"""Eight hostile clients at once with the worst there is: others are answered, each runaway ends in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import count, cycle
from threading import Lock

import pytest

from tests.hostile.case import Case, Scene
from tests.hostile.corpus import CASES
from tests.hostile.honest import HEALTH, REST, wrong
from tests.hostile.house import LIMITS, House
from tests.hostile.watch import Canary, SecretFile, Witness
from tests.hostile.wire import Reply

CLIENTS = 8
SECONDS = 5.0
#: How far from its deadline a query may end, in seconds.
SLACK = 0.3
DEADLINE = float(LIMITS["KG_QUERY_TIMEOUT"])
WORST = [case for case in CASES if case.runaway]
#: Texts that take long to read, and again to say what is wrong with them.
LONG = [case for case in CASES if case.name in ("many-less-thans", "many-open-string")]


def test_the_worst_is_worth_its_name() -> None:
    assert len(WORST) >= 20


@pytest.mark.parametrize("addresses", [8, 1])
def test_others_are_answered_during_the_storm(
    addresses: int, scene: Scene, closed: House, canary: Canary, secret: SecretFile
) -> None:
    witness = Witness(scene.address, (HEALTH, REST))
    assert wrong(scene) is None
    before = closed.usage()
    with witness.watching(), ThreadPoolExecutor(1) as pool:
        storm = pool.submit(_storm, WORST, replace(scene, deadline=DEADLINE), addresses)
        refused = [said for said in _questions(scene, storm) if said]
        ended = storm.result()
    assert len(ended) >= CLIENTS * 2
    bad = [f"{case.name}: {said}" for case, reply in ended if (said := _complaint(case, reply))]
    assert not bad, bad
    assert witness.asked > SECONDS / witness.rhythm / 2  # it did call: at least a quarter of its rhythm
    assert witness.faults == []
    assert witness.slowest < 1.0
    if addresses == 1:  # they cannot take the last worker, so whoever else asks is answered
        assert refused == []
    _calm(scene, closed, before.processes)
    assert canary.calls == []
    assert secret.openings == 0


def test_others_are_answered_while_long_texts_are_read(scene: Scene, closed: House) -> None:
    witness = Witness(scene.address, (HEALTH, REST))
    before = closed.usage()
    with witness.watching():
        ended = _storm(LONG, scene, CLIENTS)
    assert len(ended) >= CLIENTS
    assert witness.faults == []
    assert witness.slowest < 1.0
    _calm(scene, closed, before.processes)


def _questions(scene: Scene, storm: Future[list[tuple[Case, Reply]]]) -> Iterator[str | None]:
    """Ask an honest question again and again until the storm is over."""
    for number in count():
        if storm.done():
            return
        yield wrong(scene, salt=f"storm {number}")
        time.sleep(0.1)


def _storm(cases: list[Case], scene: Scene, addresses: int) -> list[tuple[Case, Reply]]:
    """Let the clients take one case after the other until the time is over."""
    upcoming: Iterator[Case] = cycle(cases)
    end, lock = time.monotonic() + SECONDS, Lock()
    ended: list[tuple[Case, Reply]] = []

    def client(number: int) -> None:
        here = replace(scene, source=f"127.0.0.{2 + number % addresses}")
        while time.monotonic() < end:
            with lock:
                case = next(upcoming)
            ended.extend((case, reply) for reply in case.run(here))

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))
    return ended


def _complaint(case: Case, reply: Reply) -> str | None:
    """In a crowd a query may also find no worker; it is never late."""
    if reply.seconds > DEADLINE + SLACK:
        return f"ended after {reply.seconds:.2f} s"
    if reply.problem == "deadline" and reply.seconds < DEADLINE - SLACK:
        return f"stopped after {reply.seconds:.2f} s already"
    return replace(case, expect=(*case.expect, "full")).complaint(reply)


def _calm(scene: Scene, house: House, processes: int) -> None:
    """Afterwards there are as many processes as before, and honest questions are answered."""
    assert house.alive, house.log.read_text()[-2000:]
    end = time.monotonic() + 5
    while (now := house.usage().processes) != processes and time.monotonic() < end:
        time.sleep(0.05)
    assert now == processes
    assert [wrong(scene, salt=str(number)) for number in range(5)] == [None] * 5
