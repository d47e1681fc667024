"""Which states and territories of the Americas border on one another by land.

Source: the outlines of Natural Earth 1:50m, as the explorer's map ships them: two places are neighbours where
they share a line. A border inside one state's own territory abroad counts for the territory (French Guiana
borders on Brazil, France does not).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

MAP: Final = "assets/explorer/map.json"


@lru_cache(maxsize=1)
def neighbours() -> Mapping[str, tuple[str, ...]]:
    """Return ISO 3166-1 alpha-3 code → codes of the land neighbours, sorted; who has none is not in it."""
    found = json.loads(files("kg.views").joinpath(MAP).read_text("utf-8"))["neighbours"]
    return MappingProxyType({code: tuple(others) for code, others in found.items()})
