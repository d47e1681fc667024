"""``python -m benchmarks``: run every benchmark and print what it measured."""

from __future__ import annotations

from benchmarks import library, rest, start

if __name__ == "__main__":
    for part in (library, start, rest):
        part.main()
