"""One timer for many things: what goes in time is left alone, what stays is told."""

from __future__ import annotations

import asyncio

from kg.store.isolated.sweep import Sweep

AFTER = 0.02


async def told() -> list[tuple[str, float]]:
    loop = asyncio.get_running_loop()
    found: list[tuple[str, float]] = []
    began = loop.time()
    sweep: Sweep[str] = Sweep(loop, AFTER, lambda item: found.append((item, loop.time() - began)))
    for item in ("goes", "stays", "goes late"):
        sweep.add(item)
    sweep.discard("goes")
    sweep.discard("goes")
    await asyncio.sleep(AFTER * 1.5)
    assert found == []
    sweep.discard("goes late")
    sweep.add("comes later")
    await asyncio.sleep(AFTER * 5)
    sweep.add("comes when nothing waits")
    await asyncio.sleep(AFTER * 5)
    return found


def test_what_stays_is_told_once_and_not_too_soon() -> None:
    found = asyncio.run(told())
    assert [item for item, _ in found] == ["stays", "comes later", "comes when nothing waits"]
    for (_, when), came in zip(found, (0, 1.5, 6.5), strict=True):
        assert when >= (came + 1) * AFTER - 0.001


def test_an_item_may_add_and_discard_others() -> None:
    async def run() -> list[int]:
        loop = asyncio.get_running_loop()
        found: list[int] = []

        def action(item: int) -> None:
            found.append(item)
            if item < 3:
                sweep.add(item + 1)
            sweep.discard(item)

        sweep: Sweep[int] = Sweep(loop, AFTER / 4, action)
        sweep.add(1)
        await asyncio.sleep(AFTER * 3)
        return found

    assert asyncio.run(run()) == [1, 2, 3]
