"""Where the tests of the W3C are: in the sdist of rdflib, downloaded once into ``build/w3c``."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent
_FOLDER: Final = _HERE.parent / "build" / "w3c"
_INSIDE: Final = "test/data/suites/w3c/"
#: Of SPARQL 1.1: what asks queries. Left out: entailment (no reasoner answers), SERVICE (closed), updates.
SPARQL11: Final = (
    "aggregates",
    "bind",
    "bindings",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
)
#: Of SPARQL 1.0 (Data Access Working Group, second release).
SPARQL10: Final = (
    *("basic", "triple-match", "open-world", "algebra", "bnode-coreference", "optional", "optional-filter"),
    *("graph", "dataset", "type-promotion", "cast", "boolean-effective-value", "bound", "expr-builtin"),
    *("expr-ops", "expr-equals", "regex", "i18n", "construct", "ask", "distinct", "sort", "solution-seq"),
    *("reduced", "syntax-sparql1", "syntax-sparql2", "syntax-sparql3", "syntax-sparql4", "syntax-sparql5"),
)


def folder(given: Path | None = None) -> Path:
    """Return the folder that holds ``sparql11`` and ``dawg-data-r2``, downloading it where it is missing."""
    chosen = given or _FOLDER
    if not (chosen / "sparql11").is_dir():
        if given is not None:
            raise SystemExit(f"conformance: {given} holds no sparql11")
        _download(chosen)
    return chosen


def manifests(root: Path, sparql10: bool = True) -> list[Path]:
    """Return the manifests to run, those of SPARQL 1.1 first."""
    found = [root / "sparql11" / name / "manifest.ttl" for name in SPARQL11]
    if sparql10:
        found += [root / "dawg-data-r2" / name / "manifest.ttl" for name in SPARQL10]
    return found


def _download(target: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        command += [
            "--no-binary",
            ":all:",
            "--require-hashes",
            "--requirement",
            str(_HERE / "requirements.lock"),
        ]
        subprocess.run([*command, "--dest", scratch], check=True)
        with tarfile.open(next(Path(scratch).glob("*.tar.gz"))) as archive:
            for member in archive.getmembers():
                _, _, name = member.name.partition(_INSIDE)
                if member.isfile() and name.startswith(("sparql11/", "dawg-data-r2/")):
                    _write(archive, member, target / name)


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    content = archive.extractfile(member)
    assert content is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.read())
