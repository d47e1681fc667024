"""What became of a change that was judged, in the process of the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from kg.store.patch import Patch


@dataclass(frozen=True)
class Verdict:
    """What became of a change: ``patch`` is it with its direct triples renewed, ``report`` is
    :meth:`kg.validation.report.Report.as_dict`.
    """

    patch: Patch
    report: Mapping[str, Any]

    @property
    def ok(self) -> bool:
        """True where nothing speaks against the change; warnings do not."""
        return bool(self.report["ok"])

    @property
    def findings(self) -> Sequence[Mapping[str, Any]]:
        """Every finding, as :meth:`kg.validation.report.Finding.as_dict`."""
        return cast(Sequence[Mapping[str, Any]], self.report["findings"])

    @property
    def errors(self) -> Sequence[Mapping[str, Any]]:
        """The findings that forbid the change."""
        return [row for row in self.findings if row["severity"] == "error"]
