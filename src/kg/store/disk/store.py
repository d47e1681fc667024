"""The store in a folder: opened by one process, filled once, then changed patch by patch."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self, TypeVar

import pyoxigraph as ox

from kg.store import patch as patches
from kg.store.disk import layout
from kg.store.disk.errors import DiskStoreError, engine_error, system_error
from kg.store.disk.lock import FolderLock
from kg.store.patch import Patch

Result = TypeVar("Result")


class DiskStore:
    """Statements on disk. What a method returned from has happened for good; what it raised from, has not.

    Methods may be called from several threads; they wait for each other. Every one raises DiskStoreError, a
    StoreError, in one line that names the folder.
    """

    def __init__(self, folder: Path, lock: FolderLock, state: layout.State, engine: ox.Store | None) -> None:
        self.folder = folder
        self._lock = lock
        self._state = state
        self._engine = engine
        self._turn = threading.Lock()
        self._broken = ""

    @classmethod
    def open(cls, folder: Path, create: bool = True) -> DiskStore:
        """Open the store in ``folder``; a folder that is missing or empty becomes one if ``create``.

        Raises StoreHeldError where another process has it open; DiskStoreError where the folder cannot be
        used, is no store, is of a later version or damaged. What a killed process left behind is removed.
        """
        layout.prepare(folder, create)
        lock = FolderLock(folder)
        try:
            state = layout.read_state(folder)
            with _system(folder, "opening the store"):
                layout.remove_orphans(folder, state)
            engine = _open_engine(folder, state.data) if state.data else None
            if not (folder / "store.json").exists():
                layout.write_state(folder, state)
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock, state, engine)

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in yet."""
        return self._engine is None

    @property
    def ours(self) -> bool:
        """Whether the statements are of this ontology, which then stands beside them."""
        return self._state.ours

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, empty ones too: a dump does not tell of those."""
        names = self._asked("reading", lambda engine: list(engine.named_graphs()))
        return tuple(sorted(name.value for name in names if isinstance(name, ox.NamedNode)))

    def dump(self) -> bytes:
        """Return everything as N-Quads (UTF-8); the label of a blank node is its identity."""
        return self._asked("reading", lambda engine: engine.dump(format=ox.RdfFormat.N_QUADS) or b"")

    def fill(self, nquads: bytes, ours: bool = True) -> None:
        """Put the first statements in, N-Quads (UTF-8), labels of blank nodes kept: all of them or none.

        They go into a database that comes to count when the state file names it. Raises DiskStoreError also
        where the store was filled before.
        """
        with self._turn:
            if self._engine is not None:
                raise DiskStoreError(self.folder, "the store has statements already; change them by patches.")
            name = layout.next_database(self.folder, self._state)
            engine = None
            try:
                engine = _loaded(self.folder, name, nquads)
                state = layout.State(name, ours)
                layout.write_state(self.folder, state)
            except BaseException:
                del engine
                shutil.rmtree(self.folder / name, ignore_errors=True)
                raise
            self._state, self._engine = state, engine

    def commit(self, patch: Patch) -> None:
        """Put ``patch`` in, whole and for good: it is on the disk when this returns.

        After an error of the disk nobody knows what a later start will find, the old state or the new one
        (never a mixture): from then on the store refuses everything, until it is opened again.
        """
        with self._turn:
            engine = self._ready()
            try:
                patches.apply(engine, patch)
                engine.flush()
            except (SyntaxError, ValueError) as error:
                raise DiskStoreError(self.folder, f"the change cannot be read: {error}") from error
            except (OSError, RuntimeError) as error:
                failed = engine_error(self.folder, "writing a change", error)
                self._broken = f"a change could not be written: start again. ({failed.detail})"
                raise failed from error

    def backup(self, target: Path) -> None:
        """Write a copy, as of one moment, into the folder ``target``: new or empty, and not in the store.

        It is a store like this one. On the same disk it shares unchanged files with it (hard links). Raises
        DiskStoreError; ``target`` is then as it was.
        """
        with self._turn:
            engine = self._ready()
            target = target.absolute()
            with _system(target, "the backup"):
                partial = layout.begin_backup(self.folder, target)
                try:
                    _copy(engine, partial, self._state.ours, self.folder)
                    if target.exists():
                        target.rmdir()
                    partial.replace(target)
                    layout.sync_folder(target.parent)
                except BaseException:
                    shutil.rmtree(partial, ignore_errors=True)
                    raise

    def close(self) -> None:
        """Let another process have the folder."""
        with self._turn:
            self._engine = None  # the last reference: the engine closes its files
            self._broken = "the store is closed."
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self, doing: str, question: Callable[[ox.Store], Result]) -> Result:
        with self._turn:
            engine = self._ready()
            try:
                return question(engine)
            except (OSError, RuntimeError) as error:
                raise engine_error(self.folder, doing, error) from error

    def _ready(self) -> ox.Store:
        if self._broken:
            raise DiskStoreError(self.folder, self._broken)
        if self._engine is None:
            raise DiskStoreError(self.folder, "nothing was filled into the store yet.")
        return self._engine


def _open_engine(folder: Path, name: str) -> ox.Store:
    try:
        return ox.Store(str(folder / name))
    except (OSError, RuntimeError, ValueError) as error:
        raise engine_error(folder, "opening the database", error) from error


def _loaded(folder: Path, name: str, nquads: bytes) -> ox.Store:
    """Return a new database with ``nquads`` in it, all on the disk."""
    with _system(folder, "filling the store"):
        (folder / name).mkdir()
        engine = _open_engine(folder, name)
        try:
            patches.load_quads(engine, nquads)
            engine.flush()
        except SyntaxError as error:
            raise DiskStoreError(folder, f"the statements are no N-Quads: {error}") from error
        except (OSError, RuntimeError) as error:
            raise engine_error(folder, "filling the store", error) from error
        layout.sync_tree(folder / name)
        return engine


def _copy(engine: ox.Store, folder: Path, ours: bool, like: Path) -> None:
    """Make ``folder`` a store with what ``engine`` holds."""
    try:
        engine.backup(str(folder / "data-1"))
    except (OSError, RuntimeError) as error:
        raise engine_error(folder, "the backup", error) from error
    layout.sync_tree(folder)
    layout.write_state(folder, layout.State("data-1", ours))
    folder.chmod(like.stat().st_mode & 0o777)  # as open or closed as the store itself


@contextlib.contextmanager
def _system(folder: Path, doing: str) -> Iterator[None]:
    """Tell errors of the operating system as those of the store."""
    try:
        yield
    except OSError as error:
        raise system_error(folder, doing, error) from error
