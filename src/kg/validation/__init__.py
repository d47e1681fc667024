"""Whether a data file says what it may: ``validate`` for all findings, ``ensure_valid`` for the verdict."""

from __future__ import annotations

from pathlib import Path

from kg.validation.report import Finding, Report
from kg.validation.verdict import ensure_valid

__all__ = ["Finding", "Report", "ensure_valid", "validate"]


def validate(path: Path | None = None) -> Report:
    """Check syntax, shapes, hygiene, direct triples, ledgers and layout of ``path`` (None: shipped data).

    Raises:
        DataError: the file cannot be read.
        DataSyntaxError: it does not parse; names the line.
    """
    from kg.validation.run import validate as run  # pySHACL takes a second to load

    return run(path)
