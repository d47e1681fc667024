"""The words of the picture in Chromium: on the shipped graph none lies on another or leaves the picture."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, TypedDict

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from kg.graph import KnowledgeGraph
from kg.views import landing_page, render_network, write
from kg.views.payload import Years

Open = Callable[..., Tab]

#: Keeps what is written on the page's canvas, edges as drawn and size of the type, and the boxes.
RECORD = """() => {
  window.drawn = [];
  window.boxes = [];
  const round = CanvasRenderingContext2D.prototype.roundRect;
  CanvasRenderingContext2D.prototype.roundRect = function (x, y, w, h) {
    if (this.canvas.isConnected) window.boxes.push({ left: x, top: y, right: x + w, bottom: y + h });
    return round.apply(this, arguments);
  };
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (this.canvas.isConnected && String(text).trim()) {
      const wide = this.measureText(text);
      const size = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
      window.drawn.push({ text: String(text), left: x - wide.actualBoundingBoxLeft, size,
        right: x + wide.actualBoundingBoxRight, top: y - size / 2, bottom: y + size / 2 });
    }
    return write.apply(this, arguments);
  };
}"""


class Box(TypedDict):
    """A box on the canvas, in pixels."""

    left: float
    right: float
    top: float
    bottom: float


class Drawn(Box):
    """A text on the canvas."""

    text: str
    size: float


def written(browser: Browser, path: Path, width: int) -> tuple[list[Drawn], list[Box], int]:
    """Return what was written, each text once, the boxes, and the width of the picture."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(f"({RECORD})()")
    tab = context.new_page()
    tab.goto(path.as_uri())
    tab.wait_for_function("window.drawn.length > 0")
    tab.wait_for_timeout(300)
    found: list[Drawn] = tab.evaluate("window.drawn")
    boxes: list[Box] = tab.evaluate("window.boxes")
    wide: int = tab.evaluate("document.getElementById('picture').clientWidth")
    context.close()
    return list({(row["text"], row["left"], row["top"]): row for row in found}.values()), boxes, wide


def clash(one: Drawn, two: Drawn) -> bool:
    """Tell whether two texts lie on each other by more than a pixel."""
    across = min(one["right"], two["right"]) - max(one["left"], two["left"])
    down = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
    return across > 1 and down > 1


def outside(text: Drawn, boxes: list[Box]) -> bool:
    """Tell whether a text whose middle is in a box leaves it."""
    x, y = (text["left"] + text["right"]) / 2, (text["top"] + text["bottom"]) / 2
    around = (box for box in boxes if box["left"] < x < box["right"] and box["top"] < y < box["bottom"])
    return any(
        text["left"] < box["left"]
        or text["right"] > box["right"]
        or text["top"] < box["top"]
        or text["bottom"] > box["bottom"]
        for box in around
    )


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_label_lies_on_another(
    real: KnowledgeGraph, browser: Browser, tmp_path: Path, lang: str, width: int
):
    path = write(render_network(real.snapshot, lang=lang, offline=True), tmp_path / "net.html")
    found, boxes, wide = written(browser, path, width)
    assert len(found) > 100
    assert [row["text"] for row in found if outside(row, boxes)] == []
    assert [(one["text"], two["text"]) for one, two in combinations(found, 2) if clash(one, two)] == []
    assert [row["text"] for row in found if row["left"] < 0 or row["right"] > wide] == []
    assert min(row["size"] for row in found) >= 8.5


@pytest.mark.parametrize("lang", ["en", "es"])
def test_mechanisms_without_a_list_stand_by_name(
    real: KnowledgeGraph, browser: Browser, tmp_path: Path, lang: str
):
    years = Years(real.snapshot)
    bare = [
        key for key, place in years.places.items() if place.side == "apart" and not years.union.degree(key)
    ]
    assert len(bare) > 20
    path = write(render_network(real.snapshot, lang=lang, offline=True), tmp_path / "net.html")
    found, _, wide = written(browser, path, 1400)
    strip = max(row["top"] for row in found if row["text"].startswith(("The sources name", "Las fuentes")))
    starts = [row for row in found if row["top"] > strip and row["size"] > 11.2]
    rows: dict[int, list[Drawn]] = {}
    for row in sorted(starts, key=lambda row: (row["left"], row["top"])):
        rows.setdefault(round(row["left"] / (wide / 5)), []).append(row)
    assert len(rows) == 5
    for column in rows.values():
        names = [row["text"] for row in sorted(column, key=lambda row: row["top"])]
        assert len(names) > 5
    # CAM stands before CEPRENAC, and this before CIDI, in both languages.
    order = [row["text"] for row in sorted(starts, key=lambda row: (row["top"], row["left"]))]
    refugees = {"en": ("GCR", "PAIM-SICA"), "es": ("PAIM-SICA", "PMR")}[lang]
    wanted = [order.index(name) for name in ("CAM", "CEPRENAC", "CIDI", "EMPP", *refugees)]
    assert all(one < two for one, two in pairwise(wanted))


def test_no_name_leaves_the_still_picture(real: KnowledgeGraph, open_tab: Open, tmp_path: Path):
    for lang in ("en", "es"):
        tab = open_tab(write(landing_page(real.snapshot, lang=lang), tmp_path / f"{lang}.html").as_uri())
        outside: list[Any] = tab.evaluate(
            """() => { const box = document.querySelector("svg.still").getBoundingClientRect();
            return [...document.querySelectorAll("svg.still text")].filter((row) => {
              const own = row.getBoundingClientRect();
              return own.left < box.left || own.right > box.right;
            }).map((row) => row.textContent); }"""
        )
        assert outside == []
