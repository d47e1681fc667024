"""Every view looks as it did: compared with ``pictures/``, which ``KG_PICTURES=write`` writes anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.explorer.modules import settled
from tests.explorer.pictures import FOLDER, WRITE, Pictures

#: So high that nothing has to be scrolled under the header.
HEIGHT = 2600
#: Name → address, what is taken, width, scheme.
SEEN: dict[str, tuple[str, str, int, str]] = {
    "matrix": ("#year=2022&sel=pair:crm+sica", "#matrix .view-body", 1400, "light"),
    "square": ("#year=2022&sel=pair:crm+sica", "#square .view-body", 1400, "light"),
    "map": ("#year=2022&sel=pair:crm+quito-process", "#map .view-body", 1400, "light"),
    "intersections": ("#year=2022&lang=es", "#intersections .view-body", 1400, "light"),
    "network": ("#year=2022&tab=network&sel=state:CRI", "#network .view-body", 1400, "light"),
    "timeline": ("#year=2022&tab=timeline&sel=mechanism:sica", "#timeline .view-body", 1400, "light"),
    "header": ("#year=2022&source=ruiz-soto-2021", ".head", 1400, "dark"),
    "telephone": ("#year=2022&lang=es&sel=mechanism:sica", "#map .view-body", 390, "dark"),
}


@pytest.fixture(scope="module")
def pictures(browser: Browser) -> Iterator[Pictures]:
    found = Pictures(browser)
    yield found
    found.close()


def shown(page_at: Callable[..., Tab], name: str) -> tuple[Tab, str]:
    """The page of a picture, at rest, and what of it is taken."""
    address, selector, width, scheme = SEEN[name]
    tab = page_at(address, width=width, height=HEIGHT, color_scheme=scheme, reduced_motion="reduce")
    settled(tab)
    tab.evaluate("() => document.fonts.ready.then(() => true)")
    return tab, selector


@pytest.mark.parametrize("name", SEEN)
def test_a_view_looks_as_it_did(page_at: Callable[..., Tab], pictures: Pictures, name: str) -> None:
    tab, selector = shown(page_at, name)
    now, path = pictures.taken(tab, selector), FOLDER / f"{name}.png"
    if WRITE:
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(now)
    assert path.stat().st_size < 60_000
    found = pictures.compared(path.read_bytes(), now)
    assert found.same, f"{name}: {found}; if it should look so, write it anew with KG_PICTURES=write"


def test_every_stored_picture_is_compared() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == set(SEEN)


HIDE = """(selector) => {
  const style = new CSSStyleSheet();
  style.replaceSync(`${selector} { visibility: hidden }`);
  document.adoptedStyleSheets = [style];
}"""
CHANGES = [
    ("matrix", "#matrix td svg"),
    ("square", "#square tbody td"),
    ("map", "#map .map-main"),
    ("map", "#map .map-inset"),
    ("intersections", "#intersections .combo-tile"),
    ("network", "#network .net-line"),
    ("timeline", "#timeline .tl-bar"),
    ("header", ".head-year"),
    ("telephone", "#map .map-place"),
]


@pytest.mark.parametrize(("name", "hidden"), CHANGES)
def test_what_is_hidden_is_noticed(
    page_at: Callable[..., Tab], pictures: Pictures, name: str, hidden: str
) -> None:
    tab, selector = shown(page_at, name)
    tab.evaluate(HIDE, hidden)
    try:
        now = pictures.taken(tab, selector)
    finally:
        tab.evaluate("() => { document.adoptedStyleSheets = []; }")
    assert not pictures.compared((FOLDER / f"{name}.png").read_bytes(), now).same


@pytest.mark.parametrize("name", ["square", "network"])
def test_another_year_and_other_colours_are_noticed(
    page_at: Callable[..., Tab], pictures: Pictures, name: str
) -> None:
    stored = (FOLDER / f"{name}.png").read_bytes()
    tab, selector = shown(page_at, name)
    tab.evaluate("() => { explorer.change({ year: 1996 }); explorer.redraw(); }")
    assert not pictures.compared(stored, pictures.taken(tab, selector)).same
    tab, selector = shown(page_at, name)
    tab.emulate_media(media="screen", color_scheme="dark")
    assert not pictures.compared(stored, pictures.taken(tab, selector)).same


def test_letters_that_are_drawn_otherwise_are_not(page_at: Callable[..., Tab], pictures: Pictures) -> None:
    """Another font for every word, and half a pixel to the side."""
    for name in ("matrix", "map", "network"):
        tab, selector = shown(page_at, name)
        tab.evaluate(
            """() => {
              const style = new CSSStyleSheet();
              style.replaceSync("#explorer .view-body { transform: translate(0.5px, 0.5px) } "
                + "#explorer :is(td, th, text, span) { font-family: serif }");
              document.adoptedStyleSheets = [style];
            }"""
        )
        try:
            now = pictures.taken(tab, selector)
        finally:
            tab.evaluate("() => { document.adoptedStyleSheets = []; }")
        found = pictures.compared((FOLDER / f"{name}.png").read_bytes(), now)
        assert found.same, (name, found)
