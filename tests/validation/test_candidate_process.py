"""The process that validates: warm, killed at a deadline, back again, with the graph as it then is."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kg.store.loading import open_store
from kg.store.patch import Patch, apply
from kg.validation.errors import ValidationProcessError, ValidationTimeoutError
from kg.validation.process import Validator

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


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
            # The graph is replaced by other means, and nobody says so.
            apply(loaded.raw, Patch(removed=label))
            mended = await validator.check(Patch(added=label))
            assert mended.ok, mended.findings
        finally:
            await validator.close()

    asyncio.run(run())


def test_a_process_that_cannot_start_is_an_error_and_leaves_nothing_behind() -> None:
    async def run() -> None:
        validator = Validator(lambda: b"", memory=1 << 20)
        with pytest.raises(ValidationProcessError, match="process ended"):
            await validator.check(Patch())
        await validator.close()

    asyncio.run(run())
