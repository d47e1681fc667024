"""Killed with SIGKILL at moments drawn by lot: nothing acknowledged is lost, nothing half is there."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from kg.store.disk import DiskStore
from tests.store import disk_child

CHILD = [sys.executable, disk_child.__file__]


def lines_until_killed(task: str, folder: Path, lines: int, seconds: float) -> list[str]:
    """Start the child, kill it ``seconds`` after it printed so many ``lines``, return what it printed."""
    with subprocess.Popen([*CHILD, task, str(folder)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        first = [child.stdout.readline().strip() for _ in range(lines)]
        timer = threading.Timer(seconds, child.kill)
        timer.start()
        rest = child.stdout.read().splitlines()
        timer.cancel()
        child.kill()
    return [*first, *rest]


def test_every_acknowledged_change_survives_and_none_is_half_there(tmp_path: Path) -> None:
    lot = random.Random(20240501)
    folder = tmp_path / "store"
    store = DiskStore.open(folder)
    store.fill(b"")
    store.close()
    known = 0
    for _ in range(12):
        said = lines_until_killed("commit", folder, lot.randrange(1, 8), lot.uniform(0.0, 0.02))
        assert said[0] == f"at {known}"
        acknowledged = int(said[-1]) if len(said) > 1 else known
        store = DiskStore.open(folder)
        found = set(store.dump().splitlines())
        store.close()
        known = next(
            (last for last in (acknowledged, acknowledged + 1) if found == disk_child.rows_after(last)), -1
        )
        assert known >= 0, f"{acknowledged} acknowledged, and neither that nor one more whole change is there"
    assert known > 20  # the rounds did write


def test_a_first_load_that_is_killed_leaves_all_or_nothing(tmp_path: Path) -> None:
    lot = random.Random(7)
    wanted = set(disk_child.statements().splitlines())
    outcomes = []
    for number in range(6):
        folder = tmp_path / f"store-{number}"
        began = time.perf_counter()
        said = lines_until_killed("fill", folder, 1, lot.uniform(0.0, 0.25))
        assert time.perf_counter() - began < 20
        store = DiskStore.open(folder)
        outcomes.append("empty" if store.empty else "filled")
        if store.empty:
            assert "filled" not in said
            assert not list(folder.glob("data-*")), "what the killed load left is still there"
            store.fill(disk_child.statements())
        assert set(store.dump().splitlines()) == wanted
        assert len(list(folder.glob("data-*"))) == 1
        store.close()
    assert "empty" in outcomes  # at least one was killed in the middle
