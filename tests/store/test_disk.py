"""The store in a folder: opened, filled, changed, backed up; and every way in which a folder can be wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.disk import DiskStore, DiskStoreError, StoreHeldError
from kg.store.patch import Patch
from tests.store import disk_child

ONE = b'<urn:a> <urn:p> "1" .\n'
TWO = b'_:x <urn:p> "2" <urn:g> .\n'


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[DiskStore]:
    with DiskStore.open(tmp_path / "store") as store:
        store.fill(ONE + TWO, ours=False)
        yield store


def lines(store: DiskStore) -> set[bytes]:
    return set(store.dump().splitlines(keepends=True))


def test_a_new_folder_is_an_empty_store(tmp_path: Path) -> None:
    store = DiskStore.open(tmp_path / "deep" / "store")
    assert store.empty
    with pytest.raises(DiskStoreError, match="nothing was filled"):
        store.dump()
    store.close()
    with pytest.raises(DiskStoreError, match="closed"):
        store.dump()


def test_what_is_filled_and_changed_is_there_after_opening_again(filled: DiskStore) -> None:
    filled.commit(Patch(removed=ONE, added=b"_:x <urn:p> _:x <urn:g> .\n", graphs_added=("urn:empty",)))
    filled.close()
    again = DiskStore.open(filled.folder)
    assert lines(again) == {TWO, b"_:x <urn:p> _:x <urn:g> .\n"}
    assert (again.ours, again.empty, again.graphs) == (False, False, ("urn:empty", "urn:g"))
    again.close()


def test_it_is_filled_once(filled: DiskStore) -> None:
    with pytest.raises(DiskStoreError, match="has statements already"):
        filled.fill(ONE)
    assert lines(filled) == {ONE, TWO}


def test_statements_that_do_not_parse_fill_nothing(tmp_path: Path) -> None:
    with DiskStore.open(tmp_path) as store:
        with pytest.raises(DiskStoreError, match="are no N-Quads"):
            store.fill(ONE * 3 + b"_:x <urn:a>\n")
        assert store.empty
        assert not list(tmp_path.glob("data-*"))
        store.fill(ONE)
        assert lines(store) == {ONE}


def test_a_change_that_does_not_parse_changes_nothing(filled: DiskStore) -> None:
    for patch in (Patch(added=b"<urn:a> <urn:p> ."), Patch(removed=ONE, graphs_added=("no iri",))):
        with pytest.raises(DiskStoreError, match="cannot be read"):
            filled.commit(patch)
    assert lines(filled) == {ONE, TWO}


def test_one_process_at_a_time(filled: DiskStore) -> None:
    with pytest.raises(StoreHeldError, match=str(filled.folder)):
        DiskStore.open(filled.folder)
    child = [sys.executable, disk_child.__file__, "hold", str(filled.folder)]
    refused = subprocess.run(child, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert "another process has this store open" in refused.stderr.splitlines()[-1]
    filled.close()
    with subprocess.Popen(child, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().startswith("at ")
        with pytest.raises(StoreHeldError):
            DiskStore.open(filled.folder)
        holder.communicate("")
    DiskStore.open(filled.folder).close()


def test_a_backup_is_a_store_as_of_one_moment(filled: DiskStore, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "first"
    filled.backup(target)
    filled.commit(Patch(removed=ONE))
    (tmp_path / "empty").mkdir()
    filled.backup(tmp_path / "empty")
    assert lines(filled) == {TWO}
    for folder, wanted in ((target, {ONE, TWO}), (tmp_path / "empty", {TWO})):
        copy = DiskStore.open(folder, create=False)
        assert (lines(copy), copy.ours) == (wanted, False)
        copy.commit(Patch(added=b"<urn:new> <urn:p> <urn:o> .\n"))
        copy.close()
    assert lines(filled) == {TWO}
    assert [item.name for item in target.parent.iterdir()] == ["first"]


def test_a_backup_goes_into_no_folder_with_something_in_it(filled: DiskStore, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for target in (tmp_path / "full", tmp_path / "file", filled.folder):
        before = sorted(item.name for item in tmp_path.iterdir())
        with pytest.raises(DiskStoreError, match="into a new folder"):
            filled.backup(target)
        assert sorted(item.name for item in tmp_path.iterdir()) == before
    assert lines(filled) == {ONE, TWO}


def test_a_backup_goes_into_no_folder_of_the_store(filled: DiskStore, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(filled.folder)
    for target in (filled.folder / "data-2", filled.folder / "deep" / "down", tmp_path / "link" / "copy"):
        with pytest.raises(DiskStoreError, match="in the store itself"):
            filled.backup(target)
    assert not any(item.name.startswith((".", "deep", "copy")) for item in filled.folder.iterdir())


def test_a_backup_removes_what_a_killed_one_left_and_nothing_else(filled: DiskStore, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    others = [".a.partial-short", ".b.partial-abcdefgh", ".a.partial-abcd_fg8.txt", "a.partial-abcdefgh"]
    for name in (".a.partial-abcd_fg8", *others):
        (place / name / "data-1").mkdir(parents=True)
    (place / ".a.partial-linked__").symlink_to(place / ".b.partial-abcdefgh")
    filled.backup(place / "a")
    assert {item.name for item in place.iterdir()} == {"a", ".a.partial-linked__", *others}
    assert (place / ".b.partial-abcdefgh" / "data-1").is_dir()


def broken_state(folder: Path) -> None:
    (folder / "store.json").write_text("{")


def odd_state(folder: Path) -> None:
    (folder / "store.json").write_text('{"format": 1, "data": "../..", "ours": true}')


def later_version(folder: Path) -> None:
    (folder / "store.json").write_text(json.dumps({"format": 99, "data": "data-1", "ours": True}))


def no_current(folder: Path) -> None:
    (folder / "data-1" / "CURRENT").unlink()


def no_table(folder: Path) -> None:
    for table in (folder / "data-1").glob("*.sst"):
        table.unlink()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (broken_state, "store.json is damaged"),
        (odd_state, "store.json is damaged"),
        (later_version, "format 99 and this program reads 1"),
        (no_current, "missing or damaged"),
        (no_table, "damaged database"),
    ],
)
def test_a_damaged_store_is_told_in_one_line(filled: DiskStore, damage: object, said: str) -> None:
    filled.close()
    assert callable(damage)
    damage(filled.folder)
    for _ in range(2):  # the first refusal left no lock behind
        with pytest.raises(DiskStoreError, match=said) as caught:
            DiskStore.open(filled.folder)
        assert str(caught.value).startswith(f"{filled.folder}: ")
        assert "\n" not in str(caught.value)


def test_damaged_statements_are_told_and_never_served(filled: DiskStore) -> None:
    filled.close()
    for table in (filled.folder / "data-1").glob("*.sst"):
        content = bytearray(table.read_bytes())
        content[:40] = b"\xff" * 40
        table.write_bytes(content)
    with pytest.raises(DiskStoreError, match="damaged database"), DiskStore.open(filled.folder) as again:
        again.dump()


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("mine")
    with pytest.raises(DiskStoreError, match="no store of this program"):
        DiskStore.open(tmp_path)
    with pytest.raises(DiskStoreError, match="a store is a folder"):
        DiskStore.open(tmp_path / "letters")
    with pytest.raises(DiskStoreError, match="no such folder"):
        DiskStore.open(tmp_path / "none", create=False)
    with pytest.raises(DiskStoreError, match="opening the store failed"):
        DiskStore.open(Path("/proc/none/store"))
    assert [item.name for item in tmp_path.iterdir()] == ["letters"]


FULL = """
import resource, signal, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store.disk import DiskStore
from kg.store.patch import Patch
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = DiskStore.open(Path(sys.argv[1]))
if sys.argv[2] == "commit":
    store.fill(b"")
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
rows = b"".join(b'<urn:%d> <urn:p> "%s" .\\n' % (n, b"x%d" % n * 20) for n in range(5000))
for _ in range(2):
    try:
        store.commit(Patch(added=rows)) if sys.argv[2] == "commit" else store.fill(rows)
        print("done")
    except StoreError as error:
        print(error)
"""


@pytest.mark.parametrize("task", ["commit", "fill"])
def test_a_full_disk_is_an_error_and_never_half_a_change(tmp_path: Path, task: str) -> None:
    """A ceiling on the size of files stands for the full disk: the engine's writes fail in the same place."""
    child = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "store"), task],
        capture_output=True,
        text=True,
        check=False,
    )
    said = child.stdout.splitlines()
    assert len(said) == 2, child.stderr
    assert all(line.startswith(f"{tmp_path / 'store'}: ") for line in said)
    store = DiskStore.open(tmp_path / "store")
    assert store.empty if task == "fill" else len(store.dump().splitlines()) in (0, 5000)
    store.close()


def test_the_errors_are_errors_of_a_store() -> None:
    assert issubclass(DiskStoreError, StoreError)
    assert issubclass(StoreHeldError, DiskStoreError)
