"""Every case of the hostile set at a real server: it ends as it should, and nobody else notices."""

from __future__ import annotations

import time

import pytest

from tests.hostile.case import Case, Scene
from tests.hostile.corpus import CASES
from tests.hostile.honest import HEALTH, REST, wrong
from tests.hostile.house import House
from tests.hostile.watch import Canary, SecretFile, Witness

#: How far from its deadline a query may end, in seconds.
SLACK = 0.3


def _named(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


@_named([case for case in CASES if not case.writes and not case.patient])
def test_readers(case: Case, scene: Scene, closed: House, canary: Canary, secret: SecretFile) -> None:
    _attack(case, scene, closed, canary, secret)


@_named([case for case in CASES if case.writes])
def test_writers(
    case: Case, writing_scene: Scene, writable: House, canary: Canary, secret: SecretFile
) -> None:
    _attack(case, writing_scene, writable, canary, secret)


def _attack(case: Case, scene: Scene, house: House, canary: Canary, secret: SecretFile) -> None:
    witness = Witness(scene.address, (HEALTH, REST))
    begun = time.monotonic()
    with witness.watching():
        replies = case.run(scene)
    taken = time.monotonic() - begun
    complaints = [said for reply in replies if (said := case.complaint(reply))]
    assert not complaints, f"{case.name} ({case.why}): {complaints[0]} ({len(complaints)} of {len(replies)})"
    assert replies, case.name
    assert taken < case.seconds, f"{case.name} took {taken:.1f} s"
    if case.runaway:
        late = [reply.seconds for reply in replies if reply.seconds > scene.deadline + SLACK]
        assert not late, f"{case.name} ended after {late} s, not {scene.deadline} s"
    _unharmed(witness, scene, house, case.name)
    assert canary.calls == []
    assert secret.openings == 0


def _unharmed(witness: Witness, scene: Scene, house: House, salt: str) -> None:
    """The server lives, others were answered in time, and the next honest question is answered."""
    assert house.alive, house.log.read_text()[-2000:]
    for target in witness.targets:
        witness.call(target)
    assert witness.faults == []
    assert witness.slowest < 1.0
    assert wrong(scene, salt=salt) is None
