"""Pictures of the page beside stored ones, compared so coarsely that other fonts and other smoothing pass."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

FOLDER = Path(__file__).parent / "pictures"
WRITE = os.environ.get("KG_PICTURES") == "write"

#: Stored pictures are a quarter as wide and high as the page, in fewer colours, to be small.
SHRINK = 4
#: Fields of this many pixels of the page are compared by the mean of their colours.
FIELD = 32
#: A field has changed where a channel differs by more than this (of 255). Serifs instead of the usual
#: letters, and half a pixel to the side, change none; a view without its marks changes nine in a thousand.
CHANGED = 28
#: What share of the fields may have changed, and by how much one picture may be larger than the other.
MOST_CHANGED, MOST_LARGER = 0.004, 0.03

_SHRUNK = """async ([png, factor]) => {
  const picture = await createImageBitmap(await (await fetch(png)).blob());
  const canvas = new OffscreenCanvas(Math.ceil(picture.width / factor), Math.ceil(picture.height / factor));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = pen.getImageData(0, 0, canvas.width, canvas.height);
  drawn.data.forEach((value, at) => { drawn.data[at] = Math.min(255, Math.round(value / 16) * 16); });
  pen.putImageData(drawn, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""

#: The sizes of both pictures, and of each field by how much the channel differs that differs most.
_COMPARED = """async ([stored, shown, field]) => {
  const pictures = [];
  for (const png of [stored, shown]) pictures.push(await createImageBitmap(await (await fetch(png)).blob()));
  const [width, height] = [pictures[0].width, pictures[0].height].map((one) => Math.ceil(one / field));
  const fields = (picture) => {
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height).data;
  };
  const [old, now] = pictures.map(fields);
  const apart = [];
  for (let at = 0; at < old.length; at += 4) {
    apart.push(Math.max(...[0, 1, 2].map((n) => Math.abs(old[at + n] - now[at + n]))));
  }
  return { sizes: pictures.map((one) => [one.width, one.height]), apart };
}"""


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart: their sizes in pixels, and the share of fields that have changed."""

    sizes: list[list[int]]
    changed: float

    @property
    def same(self) -> bool:
        """Whether they show the same."""
        stored, shown = self.sizes
        larger = max(abs(now / old - 1) for old, now in zip(stored, shown, strict=True))
        return self.changed <= MOST_CHANGED and larger <= MOST_LARGER


def _address(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()


class Pictures:
    """Takes pictures, stores them where that is asked for, and compares; the work is done by the browser."""

    def __init__(self, browser: Browser) -> None:
        self._desk = browser.new_page()

    def taken(self, tab: Tab, selector: str) -> bytes:
        """``selector`` as it looks now, made small, as a PNG."""
        whole = tab.locator(selector).screenshot(animations="disabled", caret="hide")
        return base64.b64decode(self._desk.evaluate(_SHRUNK, [_address(whole), SHRINK]))

    def compared(self, stored: bytes, shown: bytes) -> Difference:
        """How far two pictures of :meth:`taken` are apart."""
        found = self._desk.evaluate(_COMPARED, [_address(stored), _address(shown), FIELD / SHRINK])
        changed = sum(one > CHANGED for one in found["apart"]) / len(found["apart"])
        return Difference(found["sizes"], changed)

    def close(self) -> None:
        """Nothing more is compared."""
        self._desk.close()
