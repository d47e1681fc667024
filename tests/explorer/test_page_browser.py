"""The page in a browser: with and without a script, hostile names, a server that does not answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Route
from playwright.sync_api import Page as Tab


def test_without_a_script_there_is_the_table(page_at: Callable[..., Tab]):
    tab = page_at("?year=2018&lang=es", java_script_enabled=False)
    assert tab.locator("#plain h1").is_visible()
    assert tab.locator("#plain table tbody tr").count() > 30
    assert not tab.locator("#explorer").is_visible()
    tab.click("#plain a[hreflang=en]")
    assert tab.locator("#plain").inner_text().count("Members in 2018")
    tab.fill("#plain-year", "2000")
    tab.click("#plain button")
    assert "year=2000" in tab.url
    assert "Members in 2000" in tab.locator("#plain").inner_text()


def test_with_a_script_there_is_one_heading_and_no_table_twice(page_at: Callable[..., Tab]):
    tab = page_at("#year=2018")
    assert not tab.locator("#plain").is_visible()
    assert tab.locator("h1:visible").count() == 1
    assert tab.evaluate("document.documentElement.classList.contains('ready')")


def test_nothing_is_wider_than_a_narrow_screen_without_a_script(page_at: Callable[..., Tab]):
    tab = page_at(width=390, java_script_enabled=False)
    box = tab.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= 390
    assert tab.locator(".plain-scroll").bounding_box()["width"] <= 390  # type: ignore[index]


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("es", "dark")])
def test_axe_finds_nothing_in_what_the_server_wrote(
    page_at: Callable[..., Tab], axe: Callable[..., list[str]], lang: str, scheme: str
):
    tab = page_at(f"#lang={lang}", color_scheme=scheme, fresh=True)
    tab.evaluate("document.documentElement.className = 'plain ready'")
    assert axe(tab, "#plain") == []


def test_a_document_that_does_not_come_leaves_the_table(browser: Browser, served: str):
    tab = browser.new_page()
    tab.route("**/api/v1/explorer*", lambda route: _refuse(route))
    tab.goto(served + "/?year=2018")
    tab.wait_for_selector("#plain table", timeout=10_000)
    assert tab.locator(".failed-note").is_visible()
    assert tab.locator("#plain tbody tr").count() > 30
    tab.close()


def _refuse(route: Route) -> None:
    route.fulfill(status=503, body="")


@contextmanager
def another_site(body: str) -> Iterator[str]:
    """The address of a page of another origin with ``body``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_the_embedded_view_stands_in_the_frame_of_another_site_and_the_page_does_not(
    browser: Browser, served: str
):
    body = (
        '<!doctype html><iframe id="a" width="900" height="600" '
        f'src="{served}/embed?view=matrix#year=2018"></iframe>'
        f'<iframe id="b" src="{served}/"></iframe>'
    )
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    tab = context.new_page()
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    with another_site(body) as site:
        tab.goto(site)
        frame = tab.frame_locator("#a")
        frame.locator("#matrix table").first.wait_for(timeout=10_000)
        assert frame.locator("header.masthead").count() == 0
        assert "2018" in frame.locator("#explorer").inner_text()
        assert tab.frame_locator("#b").locator("main").count() == 0
    context.close()
    assert [text for text in refused if "frame-ancestors" in text]
    assert [text for text in refused if "frame-ancestors" not in text] == []
