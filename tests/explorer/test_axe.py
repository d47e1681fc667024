"""axe-core finds nothing: every tab whole, in each language, scheme and width; tables; no tab too wide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab

from tests.explorer.modules import settled

WIDE, NARROW = 1400, 390
SCENARIO = "&try=nca-migration-council&states=CRI,USA,MEX"

#: Each tab in both languages, both schemes and both widths, with and without something selected.
SEEN = [
    ("overlap", "en", "light", WIDE, "&year=1850&source=ruiz-soto-2021"),
    ("overlap", "es", "dark", NARROW, "&sel=pair:crm+quito-process" + SCENARIO),
    ("network", "es", "light", WIDE, "&sel=state:CRI"),
    ("network", "en", "dark", NARROW, SCENARIO),
    ("timeline", "en", "dark", WIDE, ""),
    ("timeline", "es", "light", NARROW, "&sel=mechanism:sica"),
    ("table", "es", "dark", WIDE, "&sel=seat:state:CRI@crm&source=wrmc-summary-2022"),
    ("table", "en", "light", NARROW, "&year=1996"),
    ("conflicts", "en", "light", WIDE, ""),
    ("conflicts", "es", "dark", NARROW, "&sel=conflict:membership-sica-DOM"),
]
TABLES = """() => {
  const buttons = document.querySelectorAll("#panel-overlap .view-tools button[aria-pressed=false]");
  for (const one of buttons) one.click();
}"""
OVER = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize(("tab", "lang", "scheme", "width", "more"), SEEN)
def test_nothing_is_found_on_any_tab(
    page_at: Callable[..., Tab],
    axe: Callable[..., list[str]],
    tab: str,
    lang: str,
    scheme: str,
    width: int,
    more: str,
) -> None:
    page = page_at(f"#tab={tab}&lang={lang}{more}", width=width, color_scheme=scheme)
    settled(page)
    assert page.locator(f"#panel-{tab}").is_visible()
    assert page.evaluate("() => document.documentElement.lang") == lang
    assert page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
    assert axe(page) == []
    assert page.evaluate(OVER) <= 0


@pytest.mark.parametrize("tab", ["overlap", "network", "timeline", "table", "conflicts"])
def test_no_tab_is_wider_than_a_telephone(page_at: Callable[..., Tab], tab: str) -> None:
    for lang, sel in (("es", ""), ("en", "pair:crm+quito-process"), ("es", "seat:state:DOM@sica")):
        page = page_at(f"#tab={tab}&lang={lang}&sel={sel}", width=NARROW, height=844)
        assert page.evaluate(OVER) <= 0, sel


def test_nothing_is_found_in_the_tables_of_the_views(
    page_at: Callable[..., Tab], axe: Callable[..., list[str]]
) -> None:
    page = page_at("#lang=es&year=1996", color_scheme="dark")
    page.evaluate(TABLES)
    settled(page)
    tables = page.locator("#explorer .view-twin:visible").count()
    assert tables >= 4
    assert axe(page, "#panel-overlap") == []
