"""The verdict on a data file, and its memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from validation_breaks import File, missing_citation, missing_rank, unknown_state

from kg import resources
from kg.errors import DataError, DataInvalidError, DataSyntaxError
from kg.validation import ensure_valid, run, verdict

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    """A cache folder of the test's own, in place of the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "migration-mechanisms-kg"


@pytest.fixture
def calls(monkeypatch) -> list[Path]:
    """The files that were really validated."""
    seen: list[Path] = []
    original = run.validate

    def counting(path: Path):
        seen.append(path)
        return original(path)

    monkeypatch.setattr(run, "validate", counting)
    return seen


@pytest.fixture
def copy(tmp_path) -> Path:
    path = tmp_path / "small.ttl"
    path.write_bytes(SMALL.read_bytes())
    return path


def test_a_valid_file_is_validated_once(copy, calls, cache):
    ensure_valid(copy)
    ensure_valid(copy)
    assert calls == [copy]
    (mark,) = cache.iterdir()
    assert mark.name == f"valid-{verdict.fingerprint(copy)}"
    assert cache.stat().st_mode & 0o077 == 0


def test_the_same_data_elsewhere_have_the_same_verdict(copy, calls, tmp_path):
    ensure_valid(copy)
    other = tmp_path / "other.ttl"
    other.write_bytes(copy.read_bytes())
    ensure_valid(other)
    assert calls == [copy]


def test_any_change_of_the_data_is_looked_at(copy, calls):
    ensure_valid(copy)
    copy.write_bytes(copy.read_bytes() + b"\n")
    ensure_valid(copy)
    assert len(calls) == 2


@pytest.mark.parametrize("kind", ["ontology_files", "shape_files", "rule_files", "hygiene_files"])
def test_the_fingerprint_holds_everything_the_verdict_depends_on(copy, tmp_path, monkeypatch, kind):
    before = verdict.fingerprint(copy)
    files = getattr(resources, kind)()
    changed = tmp_path / files[0].name
    changed.write_bytes(files[0].read_bytes() + b"\n")
    monkeypatch.setattr(resources, kind, lambda: [changed, *files[1:]])
    assert verdict.fingerprint(copy) != before


def test_an_invalid_file_is_told_every_time_with_line_rule_and_number(copy, calls, cache):
    text = copy.read_text("utf-8").replace("mm:sinceYear 2013", "mm:sinceYear 3018", 1)
    copy.write_text(text, "utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "3018" in row)
    for _ in range(2):
        with pytest.raises(DataInvalidError, match=r"\[.*more; run `kg validate`\)") as caught:
            ensure_valid(copy)
    first = run.validate(copy).cause
    assert first is not None
    assert first.rule in caught.value.detail
    assert (caught.value.path, caught.value.line) == (str(copy), first.line)
    assert abs((first.line or 0) - line) < 10
    assert len(calls) == 3
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("broken", [missing_citation, missing_rank, unknown_state])
def test_a_shape_that_is_broken_is_told_before_what_follows_from_it(copy, broken):
    file = File(copy.read_text("utf-8"))
    expected = broken(file)
    copy.write_text(file.text, "utf-8")
    with pytest.raises(DataInvalidError) as caught:
        ensure_valid(copy)
    assert caught.value.detail.startswith(f"[{expected.rule}] {expected.node}: ")
    assert caught.value.line == file.line(expected)


def test_a_file_that_does_not_parse_or_is_not_there_is_told(copy):
    copy.write_text("@prefix : <http://a/> .\n:x :y", "utf-8")
    with pytest.raises(DataSyntaxError) as caught:
        ensure_valid(copy)
    assert caught.value.line == 2
    with pytest.raises(DataError, match="cannot be read"):
        ensure_valid(copy.with_name("none.ttl"))


def test_a_cache_that_cannot_be_written_is_done_without(copy, calls, tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    ensure_valid(copy)
    ensure_valid(copy)
    assert len(calls) == 2


def test_a_cache_that_others_may_write_is_not_believed(copy, calls, cache):
    ensure_valid(copy)
    cache.chmod(0o777)
    ensure_valid(copy)
    assert len(calls) == 2


def test_without_a_configured_cache_the_users_own_is_used(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert verdict.cache_dir() == tmp_path / ".cache" / "migration-mechanisms-kg"


def test_old_verdicts_are_thrown_away(copy, cache, monkeypatch):
    monkeypatch.setattr(verdict, "_KEPT", 3)
    cache.mkdir(parents=True, mode=0o700)
    for number in range(5):
        mark = cache / f"valid-{number}"
        mark.touch()
        os.utime(mark, (number, number))
    ensure_valid(copy)
    names = {file.name for file in cache.iterdir()}
    assert names == {"valid-4", "valid-3", f"valid-{verdict.fingerprint(copy)}"}
