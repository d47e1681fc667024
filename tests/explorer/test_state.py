"""What embedders may do to the one state of the page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page as Tab

Open = Callable[..., Tab]


def test_what_nobody_knows_is_not_selected(page_at: Open) -> None:
    tab = page_at()
    for sel in (
        "conflict:nobody",
        "pair:crm",
        "set:",
        "seat:state:CRI@nobody",
        "mechanism:__proto__",
        "nonsense",
    ):
        tab.evaluate("(sel) => { explorer.change({ sel }); explorer.redraw(); }", sel)
        assert tab.evaluate("explorer.state.sel") == ""
    tab.evaluate("() => { explorer.change({ sel: 'pair:CRM+sica' }); explorer.redraw(); }")
    assert tab.evaluate("explorer.state.sel") == "pair:crm+sica"
