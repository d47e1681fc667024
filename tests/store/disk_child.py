"""Processes that are killed while they write: ``python disk_child.py commit|fill|hold FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.store.disk import DiskStore
from kg.store.patch import Patch

FILLED = 30_000


def row(number: int, part: str) -> bytes:
    return b'<urn:n:%d> <urn:part> "%s" <urn:g:%d> .\n' % (number, part.encode(), number % 3)


def rows_after(number: int) -> set[bytes]:
    """What is there when the patches 1 to ``number`` are in, each whole."""
    kept = {row(each, part).strip() for each in range(1, number + 1) for part in ("b", "c")}
    return kept | ({row(number, "a").strip(), b"_:last <urn:is> _:last ."} if number else set())


def patch(number: int) -> Patch:
    added = b"".join(row(number, part) for part in ("a", "b", "c")) + b"_:last <urn:is> _:last .\n"
    return Patch(removed=row(number - 1, "a") if number > 1 else b"", added=added)


def statements() -> bytes:
    return b"".join(b'<urn:s:%d> <urn:p> "%d" .\n' % (number, number) for number in range(FILLED))


def main(task: str, folder: Path) -> None:
    if task == "fill":
        print("begun", flush=True)
        DiskStore.open(folder).fill(statements())
        print("filled", flush=True)
        return
    store = DiskStore.open(folder)
    number = len(store.dump().splitlines()) // 2 - 1 if store.dump() else 0
    print(f"at {number}", flush=True)
    if task == "hold":
        sys.stdin.read()
    while task == "commit":
        number += 1
        store.commit(patch(number))
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
