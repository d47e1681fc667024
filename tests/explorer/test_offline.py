"""The explorer as one file: no request, its own policy, everything inside it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page as Tab

from kg.cli.app import cli
from kg.errors import ParameterError
from kg.views import render_explorer

#: Tab → what it shows.
TABS = {
    "overlap": "#matrix td svg",
    "network": "#network .net-node",
    "timeline": "#timeline .tl-bar",
    "table": "#table tbody tr",
    "conflicts": "#conflicts .dispute-card:not([hidden])",
}
#: Bytes that the file may have.
MOST = 1_000_000


def test_the_file_is_one_and_small(offline_file: Path, capsys: pytest.CaptureFixture[str]):
    size = offline_file.stat().st_size
    with capsys.disabled():
        print(f"\noffline file: {size:,} bytes")
    assert size < MOST


def test_its_policy_stands_inside_it_and_allows_no_request(offline_file: Path):
    text = offline_file.read_text("utf-8")
    meta = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    assert meta
    csp = html.unescape(meta[1])
    assert csp.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src 'none'" in csp
    assert "form-action 'none'" in csp
    assert "unsafe" not in csp
    assert text.index("http-equiv") < text.index("<script")
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert set(re.findall(r'(?:src|href)="([^"]*)"', markup)) == {"data:,", "#main"}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_tab_stands_with_the_network_off(offline_at: Callable[..., Tab], lang: str):
    for name, words in TABS.items():
        tab = offline_at(f"#year=2018&lang={lang}&tab={name}&sel=pair:crm+sica")
        assert tab.evaluate("navigator.onLine") is False
        assert tab.evaluate("document.documentElement.lang") == lang
        assert tab.evaluate("[explorer.state.year, explorer.state.tab]") == [2018, name]
        assert tab.locator(words).first.is_visible()
        assert tab.locator(".panel-name").is_visible()
        assert tab.locator("[data-embed], a[href^='/'], form[action]").count() == 0
    assert tab.evaluate("explorer.data.details.mechanisms.crm.about.length") == 2
    assert tab.evaluate("performance.getEntriesByType('resource').length") == 0
    assert tab.evaluate("explorer.data.mechanisms.length") > 60


def test_the_command_writes_the_page_that_was_asked_for(tmp_path: Path):
    path = tmp_path / "overlap.html"
    done = CliRunner().invoke(
        cli, ["render", "--explorer", "-o", str(path), "--lang", "es", "--year", "2001"]
    )
    assert done.exit_code == 0, done.output
    text = path.read_text("utf-8")
    assert '<html lang="es"' in text
    assert '"year":2001' in text
    assert "Miembros en 2001" in text
    done = CliRunner().invoke(cli, ["render", "--explorer", "-o", str(path), "--year", "1850"])
    assert done.exit_code == 2


def test_without_the_option_it_is_the_network_page(tmp_path: Path):
    path = tmp_path / "network.html"
    assert CliRunner().invoke(cli, ["render", "-o", str(path)]).exit_code == 0
    assert 'class="page-network"' in path.read_text("utf-8")


def test_what_cannot_be_shown_is_an_error(real):
    for wrong in ({"lang": "fr"}, {"year": 1850}, {"year": 2100}):
        with pytest.raises(ParameterError):
            render_explorer(real.snapshot, **wrong)


def test_the_same_graph_gives_the_same_file(real):
    one, two = (render_explorer(real.snapshot, offline=True, lang="es") for _ in range(2))
    assert one == two
