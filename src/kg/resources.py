"""The files that the package ships: the ontology, its rules and checks, and the data.

They stand at the root of a checkout and inside the package (``kg/_bundle``) once installed from a wheel.
Nothing here depends on the working directory.
"""

from __future__ import annotations

import getpass
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.errors import DataError

_PACKAGE: Final = Path(__file__).resolve().parent
#: What the folders are called in which servers listen for commands.
RUNTIME: Final = "migration-mechanisms-kg"
_ONTOLOGY: Final = ("migration-mechanisms", "vocabularies", "mandates", "alignments")


@lru_cache(maxsize=1)
def root() -> Path:
    """Return the folder that holds ``ontology/`` and ``data/``.

    Raises:
        DataError: neither a wheel's bundle nor a checkout is around this package.
    """
    for folder in (_PACKAGE / "_bundle", _PACKAGE.parent.parent):
        if (folder / "ontology").is_dir() and (folder / "data").is_dir():
            return folder
    raise DataError(
        "The ontology and data files of this package are missing: install it again.",
        path=str(_PACKAGE),
    )


def ontology_dir() -> Path:
    """Return the folder of the ontology, its shapes, rules and queries."""
    return root() / "ontology"


def data_file() -> Path:
    """Return the path of the shipped ``mechanisms.ttl``."""
    return root() / "data" / "mechanisms.ttl"


def coverage_dir(data: Path | None = None) -> Path:
    """Return the folder of the coverage ledgers beside the data file ``data`` (default: the shipped one)."""
    return (data or data_file()).parent / "coverage"


def ontology_files() -> list[Path]:
    """Return the ontology, the vocabularies, the mandate scheme and the alignments, in that order."""
    return [ontology_dir() / f"{name}.ttl" for name in _ONTOLOGY]


def shape_files() -> list[Path]:
    """Return the SHACL shapes (``ontology/shapes/*.ttl``), by name."""
    return sorted((ontology_dir() / "shapes").glob("*.ttl"))


def rule_files() -> list[Path]:
    """Return the CONSTRUCT rules (``ontology/rules/*.rq``), by name, which is the order they run in."""
    return sorted((ontology_dir() / "rules").glob("*.rq"))


def hygiene_files() -> list[Path]:
    """Return the hygiene queries (``ontology/hygiene/*.rq``), by name."""
    return sorted((ontology_dir() / "hygiene").glob("*.rq"))


def competency_files() -> list[Path]:
    """Return the competency questions (``ontology/competency/*.rq``), by name."""
    return sorted((ontology_dir() / "competency").glob("*.rq"))


def runtime_dir(host: str, port: int) -> Path:
    """Return the folder in which a server on ``host``:``port`` of this user listens for commands.

    Below ``XDG_RUNTIME_DIR`` where there is one (XDG Base Directory Specification), else in the folder for
    temporary files, under a name of this user's.
    """
    configured = os.environ.get("XDG_RUNTIME_DIR", "")
    if configured and Path(configured).is_dir():
        root = Path(configured) / RUNTIME
    else:
        user = os.getuid() if hasattr(os, "getuid") else getpass.getuser()
        root = Path(tempfile.gettempdir()) / f"{RUNTIME}-{user}"
    name = re.sub(r"[^A-Za-z0-9.-]", "_", host)
    return root / f"{name}-{port}"
