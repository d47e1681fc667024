"""``python -m benchmarks``: run every benchmark and print what it measured (some five minutes)."""

from __future__ import annotations

from benchmarks import endpoint, explorer, library, rest, start

if __name__ == "__main__":
    for part in (library, start, rest):
        part.main()
    explorer.main([])
    endpoint.main([])
