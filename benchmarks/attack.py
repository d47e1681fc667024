"""Clients that loop queries which never end, and how late each was answered."""

from __future__ import annotations

import itertools
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from benchmarks.contenders import LIMIT, Running

#: More rows than any machine counts; the number keeps it out of every cache.
QUERY = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != {number}) }}"
#: No answer after so long counts as never.
PATIENCE = 9.0
_numbers = itertools.count()


@dataclass
class Lateness:
    """Seconds from the deadline to the answer of each runaway; ``never``: not within PATIENCE."""

    late: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    never: int = 0

    def __str__(self) -> str:
        if not self.late:
            return f"{self.never} runaways, none answered within {PATIENCE:g} s"
        codes = "/".join(str(code) for code in sorted(self.statuses))
        span = f"{min(self.late):+.2f} to {max(self.late):+.2f} s of the deadline"
        return f"{len(self.late)} runaways answered {codes} at {span}" + (
            f", {self.never} never" if self.never else ""
        )

    @property
    def in_time(self) -> bool:
        """Whether every runaway was answered within 0.3 s of the deadline."""
        return bool(self.late) and not self.never and max(map(abs, self.late)) <= 0.3


@contextmanager
def runaways(server: Running, clients: int = 2) -> Iterator[Lateness]:
    """Loop runaway queries from ``clients`` threads as long as the block runs."""
    found, stop = Lateness(), threading.Event()

    def loop() -> None:
        while not stop.is_set():
            _ask(server, found, stop)

    threads = [threading.Thread(target=loop, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(0.5)
        yield found
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE + 1)


def _ask(server: Running, found: Lateness, stop: threading.Event) -> None:
    url = server.address + server.sparql + quote(QUERY.format(number=next(_numbers))) + server.limit
    since = time.perf_counter()
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            status = answer.status
            answer.read()
    except urllib.error.HTTPError as error:
        status = error.code
    except OSError:
        found.never += 1
        return
    took = time.perf_counter() - since
    if status in (429, 503) and took < LIMIT / 2:  # turned away at once: that is no runaway
        stop.wait(0.2)
        return
    found.late.append(took - LIMIT)
    found.statuses.add(status)
