"""Hostile query texts: a file each, with what it does and how it has to end in its first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.hostile.case import Attack, Case, Scene
from tests.hostile.wire import Reply

_HERE: Final = Path(__file__).parents[1]
_HEAD: Final = re.compile(r"# kind: ([a-z-]+)\n# expect: ([a-z -]+)\n# why: (.+)\n")
_OLDER: Final = re.compile(r"# expect: ([a-z-]+)\n# why: (.+)\n")
#: What the older files, which the pool is tested with directly, expect of it, over HTTP.
_OVER_HTTP: Final = {
    "forbidden": "forbidden misplaced",
    "timeout": "runaway",
    "too-large": "answered costly deadline",
    "memory": "costly deadline",
}


def cases() -> Iterator[Case]:
    """Every text under ``queries`` and ``texts``."""
    for path in sorted((_HERE / "queries").glob("*.rq")):
        text = path.read_text("utf-8")
        head = _OLDER.match(text)
        assert head, path
        yield _case(path.stem, "query", _OVER_HTTP[head[1]], head[2], text)
    for path in sorted((_HERE / "texts").glob("*.rq")):
        text = path.read_bytes().decode()  # as it is: a lone carriage return matters
        head = _HEAD.match(text)
        assert head, path
        yield _case(path.stem, head[1], head[2], head[3], text)


def _case(name: str, kind: str, expect: str, why: str, text: str) -> Case:
    runaway = expect == "runaway"
    # On a fast machine the memory may run out before the time does.
    expected = ("deadline", "costly") if runaway else tuple(expect.split())
    return Case(name, kind, why, expected, _asking(text), runaway=runaway or "deadline" in expected)


def _asking(text: str) -> Attack:
    def attack(scene: Scene) -> Reply:
        return scene.ask(scene.filled(text))

    return attack
