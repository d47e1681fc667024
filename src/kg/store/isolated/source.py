"""Where a pool gets its graph from, and how a process of it loads that."""

from __future__ import annotations

import mmap
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

#: What a pool is filled from: N-Quads, a file in any RDF syntax, or a function that gives one of them.
GraphSource = bytes | Path | Callable[[], bytes | Path]

#: Syntaxes in which a blank node's label can be its identity, as patches need it.
_LINES: Final = (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES)


def load(store: ox.Store, source: str, graphs: Iterable[str] = ()) -> None:
    """Fill ``store`` from the file ``source`` (its suffix tells the syntax), or from N-Quads on stdin ("-").

    The named ``graphs`` (IRIs) exist then, empty or not. Blank nodes in N-Quads and N-Triples keep their
    labels: that is what a patch knows them by. Raises OSError, SyntaxError, ValueError (no such suffix).
    """
    _load_quads(store, source)
    for name in graphs:
        store.add_graph(ox.NamedNode(name))


def _load_quads(store: ox.Store, source: str) -> None:
    if source == "-":
        load_nquads(store, sys.stdin.buffer.read())
        return
    path = Path(source)
    syntax = ox.RdfFormat.from_extension(path.suffix[1:])
    if syntax is None:
        raise ValueError(f"{path.name} has no suffix of an RDF syntax")
    if syntax in _LINES and _has_blank_nodes(path):
        store.bulk_extend(ox.parse(path=source, format=syntax, rename_blank_nodes=False))
    else:
        store.bulk_load(path=source, format=syntax)


def load_nquads(store: ox.Store, nquads: bytes) -> None:
    """Fill ``store`` from N-Quads; blank nodes keep their labels. Raises SyntaxError."""
    if b"_:" in nquads:
        store.bulk_extend(ox.parse(nquads, ox.RdfFormat.N_QUADS, rename_blank_nodes=False))
    else:
        store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)


def _has_blank_nodes(path: Path) -> bool:
    """Tell whether ``_:`` occurs (in a literal, too: then loading is slower and no worse)."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"_:") >= 0
