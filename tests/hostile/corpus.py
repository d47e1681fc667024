"""The hostile set: every case, each with a name of its own."""

from __future__ import annotations

from typing import Final

from tests.hostile.case import OUTCOMES, Case
from tests.hostile.cases import (
    floods,
    framing,
    heads,
    nesting,
    pages,
    paths,
    protocol,
    sizes,
    texts,
    uploads,
    writing,
)

_KINDS: Final = (texts, nesting, sizes, protocol, uploads, framing, heads, paths, floods, pages, writing)

CASES: Final[tuple[Case, ...]] = tuple(case for kind in _KINDS for case in kind.cases())

assert len({case.name for case in CASES}) == len(CASES), "two cases have one name"
assert all(outcome in OUTCOMES for case in CASES for outcome in case.expect), "an unknown end"
