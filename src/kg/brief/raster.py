"""A picture as PNG, drawn by resvg with the fonts that the package ships: the same on every machine.

Run as a module it reads an SVG from standard input and writes the PNG to standard output: resvg holds the
interpreter while it draws, which a server cannot spare.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from typing import Final

from kg.brief.model import Picture
from kg.errors import StoreError

#: Pixels of the PNG for each of the picture: 200 dots per inch at the width of the page.
SCALE: Final = 2.0
_FONTS: Final = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")
#: Seconds after which a picture that is drawn apart is given up.
_PATIENCE: Final = 20.0


def png(picture: Picture) -> bytes:
    """Return ``picture`` as PNG on white; no system font, other file or network is used."""
    return _drawn(picture.svg)


def png_apart(picture: Picture) -> bytes:
    """Return the same, drawn in a process of its own; raises StoreError where that fails."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, no word of anybody's
            command, input=picture.svg.encode(), capture_output=True, timeout=_PATIENCE, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise StoreError("The picture of the document could not be drawn. Try again.") from error
    return done.stdout


def _drawn(svg: str) -> bytes:
    import resvg_py  # here: only documents need it

    folder = files("kg.brief") / "fonts"
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="white",
        zoom=SCALE,
        skip_system_fonts=True,
        font_files=[str(folder / name) for name in _FONTS],
        sans_serif_family="Roboto",
    )
    return bytes(drawn)


if __name__ == "__main__":
    sys.stdout.buffer.write(_drawn(sys.stdin.buffer.read().decode()))
