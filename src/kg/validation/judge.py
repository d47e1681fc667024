"""Judges one change after another of a graph that it keeps, doing again only what a change can affect."""

from __future__ import annotations

import time
from typing import Final

from kg import resources
from kg.store.patch import Patch, read_quads
from kg.validation.candidate import beside, examine, ontology, plain, renew, whole_shapes
from kg.validation.outcome import Verdict
from kg.validation.report import Report, in_order
from kg.validation.tracking import ShapeChecker

#: Triples that a change touches from which doing everything again costs less than following it.
_LARGE: Final = 2000


class Judge:
    """Holds the graph that is served and says of a change what is wrong with the graph after it."""

    def __init__(self, nquads: bytes) -> None:
        """``nquads``: the graph as N-Quads (UTF-8), the ontology beside it or not."""
        self._shapes = ShapeChecker(resources.shape_files())
        self._before = plain(read_quads(nquads)) - ontology()
        self._warm = False

    def warm(self) -> None:
        """Judge the graph as it is, which takes seconds once; what follows is quick."""
        self.check(Patch())

    def fits(self, patch: Patch) -> bool:
        """Tell whether ``patch`` was made from the graph that is held here."""
        come = plain(read_quads(patch.added)) - ontology()
        return not come & self._before and plain(read_quads(patch.removed)) - ontology() <= self._before

    def check(self, patch: Patch) -> Verdict:
        """Return the verdict on ``patch``; the graph stays as it is. Raises SyntaxError for no N-Quads."""
        began = time.perf_counter()
        after = renew(self._before, patch)
        # A large change is looked at as a whole: the checker would compare the next with it.
        large = len(self._before ^ (after.asserted | after.derived)) > _LARGE
        shapes = whole_shapes if large and self._warm else self._shapes.check
        self._warm = True
        findings = [*after.findings, *examine(after.asserted, after.derived, after.surplus, shapes)]
        size = len(after.asserted) + len(after.derived)
        report = Report(in_order(findings), size, time.perf_counter() - began)
        return Verdict(beside(after.patch(self._before), patch), report.as_dict())

    def accept(self, patch: Patch) -> None:
        """Change the graph by ``patch``, which a verdict gave; twice is the same as once."""
        self._before = (self._before - plain(read_quads(patch.removed))) | plain(read_quads(patch.added))
