"""Embedding and citing: real dialogs, and texts that others' tools can read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from kg.graph import KnowledgeGraph

HASH = "year=2018&roles=member,observer&sel=pair:crm+sica"


class Frame(HTMLParser):
    """The attributes of the one frame of a snippet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.found.append(dict(attrs))


def opened(tab: Tab, view: str, words: str) -> Locator:
    tab.locator(f"#{view} .view-tools").get_by_role("button", name=words, exact=True).click()
    return tab.get_by_role("dialog")


def box(dialog: Locator, title: str) -> str:
    return dialog.get_by_role("region", name=title, exact=True).inner_text()


def test_the_snippet_frames_the_view_as_it_is(page_at: Callable[..., Tab], served: str) -> None:
    dialog = opened(page_at("#" + HASH), "square", "Embed")
    (frame,) = Frame(box(dialog, "HTML")).found
    assert frame["src"] == f"{served}/embed?view=square&lang=en#{HASH}"
    assert frame["loading"] == "lazy"
    assert str(frame["title"]).endswith("2018")
    expect(dialog).to_contain_text("CC BY 4.0")
    inside = page_at("#" + HASH, path="/embed?view=square&lang=en")
    expect(inside.locator("#square")).to_be_visible()
    assert inside.evaluate("[explorer.state.year, explorer.state.sel]") == [2018, "pair:crm+sica"]
    assert inside.locator("section.view:visible").count() == 1


def test_a_citation_in_words_bibtex_and_csl(
    page_at: Callable[..., Tab], served: str, real: KnowledgeGraph
) -> None:
    dialog = opened(page_at("#" + HASH), "square", "Cite")
    address, version, today = f"{served}/#{HASH}", real.snapshot.version, date.today().isoformat()
    words = box(dialog, "In words")
    assert words.startswith(f"The Migration Mechanisms KG maintainers ({real.snapshot.modified[:4]}). ")
    assert f"(version {version})" in words
    assert words.endswith(address)
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", box(dialog, "BibTeX"), re.MULTILINE))
    assert (fields["url"], fields["version"], fields["urldate"]) == (address, version, today)
    assert fields["author"] == "{The Migration Mechanisms KG maintainers}"
    (item,) = json.loads(box(dialog, "CSL-JSON"))
    assert (item["type"], item["version"], item["URL"]) == ("dataset", version, address)
    assert item["accessed"]["date-parts"] == [[int(part) for part in today.split("-")]]
    assert item["issued"]["date-parts"] == [[int(part) for part in real.snapshot.modified[:10].split("-")]]


def test_the_dialog_takes_and_gives_back_the_focus(page_at: Callable[..., Tab]) -> None:
    tab = page_at("#sel=state:CRI")
    dialog = opened(tab, "matrix", "Cite")
    expect(dialog.get_by_role("heading", level=2)).to_be_focused()
    tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(tab.locator("#matrix .view-tools").get_by_role("button", name="Cite")).to_be_focused()
    assert tab.evaluate("explorer.state.sel") == "state:CRI"  # Esc closed the dialog and nothing else
    opened(tab, "matrix", "Embed").get_by_role("button", name="Close").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_copying(page_at: Callable[..., Tab]) -> None:
    tab = page_at("#lang=es", permissions=["clipboard-read", "clipboard-write"])
    dialog = opened(tab, "matrix", "Citar")
    dialog.get_by_role("button", name="Copiar").first.click()
    expect(dialog.get_by_role("status").first).to_have_text("Copiado")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == box(dialog, "En palabras")
    assert "Consultado el " in copied


def test_a_file_cites_the_dataset_and_no_path_of_the_machine(offline_at: Callable[..., Tab]) -> None:
    dialog = opened(offline_at("#year=2018"), "matrix", "Cite")
    words = box(dialog, "In words")
    assert "file:" not in words
    assert words.endswith("#year=2018")


def test_axe_finds_nothing_in_a_dialog(page_at: Callable[..., Tab], axe: Callable[..., list[str]]) -> None:
    tab = page_at("#lang=es", width=390, color_scheme="dark")
    for words in ("Insertar", "Citar"):
        opened(tab, "matrix", words)
        assert axe(tab, "dialog") == []
        tab.keyboard.press("Escape")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
