"""What stands in the folder of a store: the state file that says which database counts, and the databases."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from kg.atomic import write_bytes
from kg.errors import DataError
from kg.store.disk.errors import DiskStoreError, system_error

#: The version of this layout. A store of a later one is left alone.
FORMAT: Final = 1
_STATE: Final = "store.json"
_DATABASE: Final = re.compile(r"data-(\d{1,9})")
#: What may stand in a folder in which a store was begun and nothing written yet.
_OURS: Final = re.compile(r"lock|control.*|\.store\.json\..*")


@dataclass(frozen=True)
class State:
    """``data`` names the database's folder ("": nothing was filled in yet); ``ours`` as in
    :class:`kg.store.loading.Loaded`.
    """

    data: str = ""
    ours: bool = True
    format: int = FORMAT


def prepare(folder: Path, create: bool) -> None:
    """See that ``folder`` is there, and is a store or empty; raises DiskStoreError."""
    try:
        if folder.exists() and not folder.is_dir():
            raise DiskStoreError(folder, "this is a file; a store is a folder.")
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        if not folder.is_dir():
            raise DiskStoreError(folder, "there is no such folder.")
        if (folder / _STATE).is_file():
            return
        if not create or any(not _OURS.fullmatch(item.name) for item in folder.iterdir()):
            raise DiskStoreError(
                folder, "this folder is no store of this program: name another, or a new one."
            )
    except OSError as error:
        raise system_error(folder, "opening the store", error) from error


def read_state(folder: Path) -> State:
    """Return the state of the store in ``folder``, an empty one where none was written yet.

    Raises DiskStoreError where the file is damaged or of a later version.
    """
    try:
        text = (folder / _STATE).read_bytes()
    except FileNotFoundError:
        return State()
    except OSError as error:
        raise system_error(folder, "opening the store", error) from error
    try:
        found = json.loads(text)
        version, data, ours = found["format"], found["data"], found["ours"]
    except (ValueError, KeyError, TypeError) as error:
        raise DiskStoreError(folder, f"{_STATE} is damaged: put a backup in the store's place.") from error
    if version != FORMAT:
        raise DiskStoreError(
            folder,
            f"the store has format {version!r} and this program reads {FORMAT}: use the one that made it.",
        )
    if not isinstance(data, str) or not isinstance(ours, bool) or (data and not _DATABASE.fullmatch(data)):
        raise DiskStoreError(folder, f"{_STATE} is damaged: put a backup in the store's place.")
    if data and not (folder / data / "CURRENT").is_file():
        raise DiskStoreError(folder, f"the database {data} is missing or damaged: put a backup in its place.")
    return State(data, ours)


def write_state(folder: Path, state: State) -> None:
    """Make ``state`` the one that counts, durably, at one moment; raises DiskStoreError."""
    try:
        write_bytes(folder / _STATE, json.dumps(asdict(state)).encode() + b"\n")
        sync_folder(folder)
    except DataError as error:
        raise DiskStoreError(folder, f"{_STATE} cannot be written: {error.detail}") from error
    except OSError as error:
        raise system_error(folder, "writing the store", error) from error


def next_database(folder: Path, state: State) -> str:
    """Return a name that no database in ``folder`` has."""
    match = _DATABASE.fullmatch(state.data)
    number = int(match[1]) + 1 if match else 1
    while (folder / f"data-{number}").exists():
        number += 1
    return f"data-{number}"


def remove_orphans(folder: Path, state: State) -> None:
    """Remove what a killed process left: databases and state files that never came to count."""
    for item in folder.iterdir():
        if _DATABASE.fullmatch(item.name) and item.name != state.data:
            shutil.rmtree(item, ignore_errors=True)
        elif item.name.startswith(f".{_STATE}."):
            with contextlib.suppress(OSError):
                item.unlink()


def begin_backup(store: Path, target: Path) -> Path:
    """Return a new folder beside ``target`` that is to become it: a backup of ``store``.

    What backups to the same place that were killed left there is removed. Raises DiskStoreError where
    ``target`` is not new or empty, or is in the store; OSError.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DiskStoreError(target, "exists already: a backup goes into a new folder.")
    if target.resolve().is_relative_to(store.resolve()):
        raise DiskStoreError(target, "is in the store itself: a backup goes into a folder beside it.")
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{target.name}.partial-"
    left = re.compile(re.escape(prefix) + "[a-z0-9_]{8}")  # as the tempfile module names them
    for item in target.parent.iterdir():
        if left.fullmatch(item.name) and item.is_dir() and not item.is_symlink():
            shutil.rmtree(item, ignore_errors=True)
    return Path(mkdtemp(dir=target.parent, prefix=prefix))


def sync_tree(folder: Path) -> None:
    """Have everything in ``folder``, itself included, written to the disk."""
    for item in folder.rglob("*"):
        if item.is_file():
            with item.open("rb+") as file:
                os.fsync(file.fileno())
    for place in (*(item for item in folder.rglob("*") if item.is_dir()), folder):
        sync_folder(place)


def sync_folder(folder: Path) -> None:
    """Have the names in ``folder`` written to the disk, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
