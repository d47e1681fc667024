"""What a spawned worker loads: a file with the graph, the names of graphs that may be empty, and patches."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.store.isolated import protocol
from kg.store.isolated.source import GraphSource, load
from kg.store.patch import Patch, apply

#: Patches that a new worker reads one by one; more are put into one file with the graph.
MANY: Final = 16


@dataclass(frozen=True)
class Holding:
    """One state of the graph, in files: ``graph``, then ``patches`` in order. ``graphs``: named graphs (IRIs)
    that exist before the patches, empty or not.
    """

    graph: str
    graphs: tuple[str, ...] = ()
    patches: tuple[str, ...] = ()

    def fill(self, store: ox.Store) -> None:
        """Load it into ``store``; raises OSError, ValueError, SyntaxError, RuntimeError."""
        load(store, self.graph, self.graphs)
        for path in self.patches:
            apply(store, protocol.unpack_patch(Path(path).read_bytes()))

    def followed(self, patch: Patch, path: Path) -> Holding:
        """Return the state after ``patch``, which is written to ``path``; raises what :meth:`fill` raises."""
        path.write_bytes(protocol.pack_patch(patch))
        after = replace(self, patches=(*self.patches, str(path)))
        if len(after.patches) <= MANY:
            return after
        store = ox.Store()
        after.fill(store)
        merged = str(path.with_suffix(".nq"))
        store.dump(merged, ox.RdfFormat.N_QUADS)
        names = (name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode))
        return Holding(merged, tuple(names))

    def clear(self, folder: Path) -> None:
        """Remove the files of other states from ``folder``."""
        needed = {self.graph, *self.patches}
        for item in folder.glob("*"):
            if str(item) not in needed:
                with contextlib.suppress(OSError):  # whoever reads it still keeps it on Windows: next time
                    item.unlink()


def held(source: GraphSource, graphs: tuple[str, ...], folder: Path) -> Holding:
    """Return ``source`` as a file in which the labels of blank nodes are the same for every reader; it is
    made in ``folder`` where there is none. Raises OSError, ValueError, SyntaxError.
    """
    graph = source() if callable(source) else source
    if isinstance(graph, Path) and graph.suffix in (".nq", ".nt"):
        return Holding(str(graph), graphs)
    path = folder / "graph.nq"
    if isinstance(graph, bytes):
        path.write_bytes(graph)
    else:
        store = ox.Store()
        load(store, str(graph))
        store.dump(str(path), ox.RdfFormat.N_QUADS)
    return Holding(str(path), graphs)
