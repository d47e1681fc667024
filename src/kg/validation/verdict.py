"""A data file is valid or it is not: the verdict, remembered so that the next start takes milliseconds.

The memory is a file of no content per valid combination, named by a SHA-256 over everything that the verdict
depends on: data, coverage ledgers, ontology, shapes, rules, hygiene queries, this code, the engines. Only
"valid" is remembered; an invalid file is looked at again, for its findings.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from importlib.metadata import version
from pathlib import Path
from typing import Final

from kg import resources
from kg._version import __version__
from kg.errors import DataError, DataInvalidError

_FOLDER: Final = "migration-mechanisms-kg"
_KEPT: Final = 50


def ensure_valid(path: Path | None = None) -> None:
    """Return when the data file ``path`` (the shipped one by default) has no error.

    Raises:
        DataError: the file cannot be read.
        DataSyntaxError: it does not parse; names the line.
        DataInvalidError: it breaks a rule; says what to mend first, its line, and how many more there are. Or
            it holds no ``mm:Dataset``: there are no rules for what is not of this ontology.
    """
    path = path or resources.data_file()
    mark = _memory(path)
    if mark is not None and mark.is_file():
        return
    # pySHACL takes a second to load, spared where the verdict is known.
    from kg.store.loading import is_ours
    from kg.validation.run import validate

    if not is_ours(path):
        raise DataInvalidError(
            "holds no mm:Dataset, so it is no graph of this ontology and cannot be validated: "
            "serve it as it is with --no-validate",
            str(path),
        )
    report = validate(path)
    first = report.cause
    if first is not None:
        more = len(report.errors) - 1
        others = f" ({more} more; run `kg validate`)" if more else ""
        todo = f" Fix: {first.fix.en}" if first.fix.en else ""
        about = f"{first.node}: " if first.node else ""
        raise DataInvalidError(
            f"[{first.rule}] {about}{first.message.en}{todo}{others}",
            first.file or str(path),
            first.line,
        )
    if mark is not None and mark == _memory(path):  # unless a file changed meanwhile
        _remember(mark)


def fingerprint(path: Path) -> str:
    """Return the SHA-256 (hex) of everything that the verdict on ``path`` depends on.

    Raises:
        DataError: one of the files cannot be read.
    """
    digest = hashlib.sha256(f"{__version__} {version('pyshacl')} {version('pyoxigraph')}".encode())
    shipped = (
        *resources.ontology_files(),
        *resources.shape_files(),
        *resources.rule_files(),
        *resources.hygiene_files(),
        *sorted(resources.coverage_dir(path).glob("*.csv")),
        *_own_code(),
    )
    for file in (path, *shipped):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise DataError(f"The file cannot be read: {error.strerror or error}.", path=str(file)) from error
        name = "data" if file is path else file.name
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _own_code() -> list[Path]:
    """Return the modules that make the verdict: another check may judge otherwise."""
    package = Path(__file__).parent.parent
    judges = ("turtle", "coverage", "validation")
    return [file for name in judges for file in sorted((package / name).glob("*.py"))]


def cache_dir() -> Path | None:
    """Return the user's folder for verdicts (in ``XDG_CACHE_HOME`` or ``~/.cache``), None without a home."""
    configured = os.environ.get("XDG_CACHE_HOME", "")
    if configured and Path(configured).is_absolute():
        return Path(configured) / _FOLDER
    try:
        return Path.home() / ".cache" / _FOLDER
    except RuntimeError:
        return None


def _memory(path: Path) -> Path | None:
    """Return the file that stands for "valid"; None where the folder is not safely the user's own."""
    key = fingerprint(path)
    folder = cache_dir()
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.stat()
    except OSError:
        return None
    # A verdict is only worth what its folder is worth: ours alone, or not used.
    foreign = hasattr(os, "getuid") and owner.st_uid != os.getuid()
    if foreign or (os.name == "posix" and owner.st_mode & 0o022):
        return None
    return folder / f"valid-{key}"


def _remember(mark: Path) -> None:
    with contextlib.suppress(OSError):
        mark.touch(mode=0o600)
        old = sorted(mark.parent.glob("valid-*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in old[_KEPT:]:
            file.unlink()
