"""From the command to the first answer: `kg serve` to members of a mechanism, warm, beside bare Python."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.servers import ours, running

PATH = "/api/v1/mechanisms/crm/members"
RUNS = 5


def main() -> None:
    """Print the seconds to the first answer (best and median of warm starts)."""
    times = []
    for _ in range(RUNS + 1):  # the first one may validate and fill caches
        with running(ours(), PATH) as (_, seconds):
            times.append(seconds)
    cold, warm = times[0], sorted(times[1:])
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import fastapi, uvicorn, pyoxigraph"], check=True)
    imports = time.perf_counter() - started
    print("start to first answer (s)")
    print(f"  kg serve, first run here           {cold:9.2f}")
    print(f"  kg serve, warm: best, median       {warm[0]:9.2f} {warm[RUNS // 2]:6.2f}   aim < 1")
    print(f"  python: import the server's parts  {imports:9.2f}   the floor of any FastAPI server")


if __name__ == "__main__":
    main()
