"""Write the explorer's map: ``python -m scripts.build_map countries-50m.json``.

The input is ``countries-50m.json`` of the npm package world-atlas 2.0.2 (Natural Earth 4.1.0, 1:50m, public
domain), in TopoJSON. Any other file is refused; the same file gives the same map, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Final

from scripts.map.paths import Frame, corners, drawn
from scripts.map.projection import Lambert
from scripts.map.topology import Topology, read

TARGET: Final = Path(__file__).resolve().parent.parent / "src/kg/views/assets/explorer/map.json"
#: SHA-256 of the input that the shipped map was made from.
INPUT: Final = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
#: The map is part of the page's first view: it may not weigh more (bytes).
HEAVIEST: Final = 66_000

SOURCE: Final = {
    "title": "Natural Earth 1:50m",
    "name": "Natural Earth, Admin 0 – Countries, 1:50m, version 4.1.0",
    "url": "https://www.naturalearthdata.com/",
    "license": "public domain",
    "package": "world-atlas 2.0.2 (npm), countries-50m.json",
    "sha256": INPUT,
    "projection": "Lambert azimuthal equal-area",
}

MAIN: Final = Frame(
    projection=Lambert(-100.0, 15.0),
    left=(-169.0, 62.0),
    top=(-105.0, 72.5),
    right=(-34.3, -7.0),
    bottom=(-70.0, -56.0),
    smallest=2.0,
    islet=8.0,
    speck=90.0,
)
INSET: Final = Frame(
    projection=Lambert(-76.0, 16.0),
    left=(-92.4, 15.0),
    top=(-76.0, 27.2),
    right=(-55.6, 13.0),
    bottom=(-76.0, 6.9),
    smallest=2.0,
    islet=10.0,
    speck=200.0,
)


def document(topology: Topology) -> dict[str, Any]:
    """Return the map: its source, both frames, and the land borders by ISO 3166-1 alpha-3 code."""
    return {
        "source": SOURCE,
        "main": {**drawn(topology, MAIN), "box": corners(MAIN, INSET)},
        "inset": drawn(topology, INSET),
        "neighbours": topology.neighbours(),
    }


def build(source: bytes, expected: str = INPUT) -> str:
    """Return the text of ``map.json`` made from the bytes of a TopoJSON file.

    Raises:
        ValueError: the input is not the recorded one, or the map is heavier than it may be.
    """
    found = hashlib.sha256(source).hexdigest()
    if found != expected:
        raise ValueError(f"this is not the recorded input: its SHA-256 is {found}, not {expected}")
    text = json.dumps(document(read(json.loads(source))), ensure_ascii=False, separators=(",", ":")) + "\n"
    if len(text.encode()) > HEAVIEST:
        raise ValueError(f"the map weighs {len(text.encode())} bytes, more than {HEAVIEST}")
    return text


def main(arguments: list[str] | None = None) -> int:
    """Build the map from the file named; exit status 0, or 1 with the reason."""
    parser = argparse.ArgumentParser(prog="build_map", description=__doc__)
    parser.add_argument("file", type=Path, help="countries-50m.json of world-atlas 2.0.2")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    try:
        text = build(options.file.read_bytes())
    except (OSError, ValueError) as error:
        print(f"build_map: {error}", file=sys.stderr)
        return 1
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(text, "utf-8")
    print(f"{options.output}: {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
