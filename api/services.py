"""What every request needs, made once by ``create_app`` and carried by the application (no globals)."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from api.settings import Settings
from kg._version import __version__
from kg.catalog import Catalog
from kg.coverage import Coverage
from kg.graph import KnowledgeGraph
from kg.names import Names
from kg.overlap.conflicts import Conflict, conflicts
from kg.snapshot import Snapshot
from kg.store.evaluator import Evaluator


@dataclass(frozen=True)
class Services:
    """The graph, its names and queries, and the settings of this application."""

    settings: Settings
    graph: KnowledgeGraph
    catalog: Catalog
    pool: Evaluator
    coverage: Coverage = field(default_factory=Coverage)
    """The coverage ledgers beside the data."""
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a long query is read: one thread beside the event loop, not many, competes with it."""

    @property
    def snapshot(self) -> Snapshot:
        """The domain objects."""
        return self.graph.snapshot

    @property
    def names(self) -> Names:
        """Names and acronyms to ids."""
        return self.graph.names

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What the sources disagree on; computed once, the snapshot never changes."""
        return conflicts(self.snapshot)

    def etag(self, *parts: str) -> str:
        """Return a strong validator of the answer that ``parts`` determine (RFC 9110, 8.8.1).

        An answer follows from the dataset, the software and the request alone, so hashing those is as
        strict as hashing the bytes.
        """
        hashed = self._served.copy()
        hashed.update("\x1f".join(parts).encode())
        return f'"{hashed.hexdigest()[:32]}"'

    @cached_property
    def _served(self) -> hashlib._Hash:
        """The hash of what is the same in every answer: the snapshot and the ledgers never change."""
        text = "\x1f".join((self.snapshot.version, self.coverage.digest, __version__, ""))
        return hashlib.sha256(text.encode())
