"""The process that validates: warm, killed at a deadline, back again, with the graph as it then is."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from kg.store.loading import open_store
from kg.store.patch import Patch, apply
from kg.validation.errors import ValidationProcessError, ValidationTimeoutError
from kg.validation.process import Validator
from tests.store.isolated_support import until

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


def pid_of(validator: Validator) -> int:
    assert validator._process is not None
    return validator._process.pid


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


def test_changes_are_judged_by_a_process_that_can_be_killed() -> None:
    loaded = open_store(SMALL)
    lines = loaded.statements().splitlines(keepends=True)
    label = next(line for line in lines if b"state/CRI> <http://www.w3.org/2000/01/rdf-schema#label>" in line)
    acronym = next(line for line in lines if b"#acronym>" in line)

    async def run() -> None:
        validator = Validator(loaded.dump)
        await validator.start()
        try:
            refused = await validator.check(Patch(removed=label))
            assert not refused.ok
            assert "label" in [row["rule"] for row in refused.errors]
            with pytest.raises(ValidationProcessError, match="no N-Quads"):
                await validator.check(Patch(added=b"<urn:a>"))
            await validator.accept(Patch(removed=acronym))
            with pytest.raises(ValidationTimeoutError, match="nothing was changed"):
                await validator.check(Patch(added=acronym), deadline=0.001)
            # Started again from a graph that the accepted change has not reached yet: it is told once more.
            verdict = await validator.check(Patch(added=acronym))
            assert verdict.ok, verdict.findings
            assert verdict.patch == Patch(added=acronym)
            # Killed from elsewhere, idle or in the middle of a change: the next process is asked.
            for when in (signal.SIGKILL, signal.SIGSTOP):
                os.kill(pid_of(validator), when)
                checking = asyncio.create_task(validator.check(Patch(added=acronym)))
                await asyncio.sleep(0.05)
                if when == signal.SIGSTOP:
                    os.kill(pid_of(validator), signal.SIGKILL)
                assert (await checking).patch == Patch(added=acronym)
            # The graph is replaced by other means, and nobody says so.
            apply(loaded.raw, Patch(removed=label))
            mended = await validator.check(Patch(added=label))
            assert mended.ok, mended.findings
        finally:
            await validator.close()

    asyncio.run(run())


def test_the_graph_does_not_hold_up_the_event_loop_and_no_secret_goes_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_UPDATE_TOKEN", "not-to-be-seen")
    graph = b'<urn:a> <urn:b> "' + b"x" * (64 << 20) + b'" .\n'

    async def run() -> float:
        loop, gaps = asyncio.get_running_loop(), [0.0]

        def beat(last: float) -> None:
            now = loop.time()
            gaps.append(now - last)
            loop.call_soon(beat, now)

        validator = Validator(lambda: graph)
        await validator.start()
        loop.call_soon(beat, loop.time())
        await until(lambda: validator._process is not None)
        assert b"not-to-be-seen" not in environment_of(pid_of(validator))
        await asyncio.sleep(1)
        await validator.close()
        return max(gaps)

    assert asyncio.run(run()) < 0.5  # written as JSON it takes more than a second


def test_a_process_that_cannot_start_is_an_error_and_leaves_nothing_behind() -> None:
    async def run() -> None:
        validator = Validator(lambda: b"", memory=1 << 20)
        with pytest.raises(ValidationProcessError, match="process ended"):
            await validator.check(Patch())
        await validator.close()

    asyncio.run(run())
