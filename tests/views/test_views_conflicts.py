"""The page of disagreements: structure, both languages, hostile labels, narrow screens, no script, print."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest
from playwright.sync_api import Page as Tab
from views_support import BY_BOOK, BY_SITE, BY_TRAP, IMAGE, SCRIPT, made, serving

from kg.graph import KnowledgeGraph
from kg.model import Claim, Rank, Ref, Text, Value
from kg.overlap.conflicts import conflicts
from kg.snapshot import Snapshot
from kg.views import Page, conflicts_page
from kg.views.words import catalogue

Open = Callable[..., Tab]


def hostile() -> Snapshot:
    """The made snapshot with two values, of which a hostile label is the subject, and hostile names."""
    snapshot = made()
    dates = tuple(
        Claim(
            id=f"crm-{year}",
            iri=f"crm-{year}",
            subject=Ref("mechanism", "crm"),
            property="established",
            value=Value(year, "gYear"),
            citations=(cite,),
            rank=rank,
            rank_reason=Text(SCRIPT, IMAGE) if rank is Rank.PREFERRED else None,
        )
        for year, cite, rank in (("1996", BY_SITE, Rank.PREFERRED), ("1995", BY_TRAP, Rank.NORMAL))
    )
    names = tuple(
        Claim(
            id=f"crm-{number}",
            iri=f"crm-{number}",
            subject=Ref("mechanism", "crm"),
            property="nameUsed",
            value=Value(name, "string"),
            citations=(BY_SITE,),
        )
        for number, name in enumerate((IMAGE + " two", SCRIPT + " two"))
    )
    return replace(
        snapshot,
        claims=(*snapshot.claims, *dates, *names),
        property_kinds={"established": frozenset({"DateProperty", "SingleValuedProperty"})},
        direct=frozenset({(Ref("mechanism", "crm"), "established", "1996")}),
    )


def page_of(snapshot: Snapshot, **more: str) -> Page:
    return conflicts_page(snapshot, conflicts(snapshot), **more)  # type: ignore[arg-type]


def text_of(html: str) -> str:
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", bare).split()))


def card(html: str, name: str) -> str:
    found = re.search(rf'<article class="card" id="{re.escape(name)}".*?</article>', html, re.DOTALL)
    assert found is not None, name
    return found[0]


def test_every_disagreement_is_a_card_with_an_anchor(real: KnowledgeGraph):
    found = conflicts(real.snapshot)
    html = conflicts_page(real.snapshot, found).html
    shown = re.findall(r'<article class="card" id="([^"]+)"', html)
    assert sorted(shown) == sorted(row.id for row in found)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for kind in ("value", "membership", "acronym", "name", "arithmetic"):
        count = sum(row.kind == kind for row in found)
        assert re.search(rf'<a href="#{kind}">[^<]+</a> <span class="num">{count}</span>', html), kind


def test_a_card_says_who_says_what_where_when_and_what_is_followed(real: KnowledgeGraph):
    shown = card(page_of(real.snapshot).html, "value-cam-established")
    words = text_of(shown)
    for part in (
        "Committee on Migration Issues established",
        "2012-06 The answers follow this Concept Note",
        "2022-05-17",
        "Committee on Migration Issues (CAM) - 2012, ¶ 1",
        "2012-07 Regional Cooperation and Co-responsibility",
        "The direct triples follow: 2012-06. The founding resolution",
    ):
        assert part in words, part
    assert 'href="/api/v1/sources/oas-cam-concept-note-2022?lang=en"' in shown
    assert 'href="/api/v1/conflicts/value-cam-established?lang=en"' in shown
    assert 'href="#value-cam-established"' in shown
    assert shown.count("The answers follow this") == 1, "the side that is not followed is not marked"


def test_what_leaves_somebody_out_says_so(real: KnowledgeGraph):
    words = text_of(card(page_of(real.snapshot, lang="es").html, "membership-quito-process-PRY"))
    assert "Proceso de Quito Paraguay" in words
    assert "miembro Las respuestas siguen esta" in words
    assert re.search(r"no figura en la lista Concept Note.*2022-05-17 \(no lo incluye\)", words)


def test_each_name_has_its_own_sources_and_tells_what_it_is_used_as(small: KnowledgeGraph):
    shown = card(page_of(small.snapshot).html, "name-harbour")
    assert shown.count('<ul class="speakers">') == 3
    words = text_of(shown)
    assert "Harbour Forum Label in English Atlas of forums , 2015 Forums, ¶ 1" in words
    assert "Foro del Puerto Label in Spanish; no source: wording of this dataset HAR Acronym Atlas" in words
    assert "Quay Talks Atlas of forums" in words
    spanish = text_of(card(page_of(small.snapshot, lang="es").html, "name-harbour"))
    unsaid = "sin fuente: denominación de este conjunto de datos"
    assert f"Foro del Puerto Etiqueta en español; {unsaid}" in spanish


@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_word_of_the_other_language_and_none_missing(real: KnowledgeGraph, lang: str):
    html = page_of(real.snapshot, lang=lang).html
    assert f'<html lang="{lang}"' in html
    own, other = catalogue(lang), catalogue("es" if lang == "en" else "en")
    words = text_of(html)
    for key in (key for key in own if key.startswith("conflicts.") and "{" not in own[key]):
        if key not in (
            "conflicts.none",
            "conflicts.filter.clear",
            "conflicts.description",
            "conflicts.contents",
        ):
            assert own[key] in words, key
        if len(other[key]) > 12:
            assert other[key] not in words, key
    assert not re.search(r"conflicts\.[a-z]", words)


def test_the_filter_narrows_by_kind_and_mechanism(real: KnowledgeGraph):
    html = page_of(real.snapshot, kind="membership", mechanism="quito-process").html
    shown = re.findall(r'<article class="card" id="([^"]+)"', html)
    assert shown
    assert all(name.startswith("membership-quito-process-") for name in shown)
    assert '<option value="membership" selected>' in html
    assert '<option value="quito-process" selected>' in html
    assert re.search(rf"{len(shown)} of {len(conflicts(real.snapshot))} disagreements", html)
    assert '<form class="filter" method="get" action="/conflicts">' in html
    assert 'href="?lang=es&amp;kind=membership&amp;mechanism=quito-process"' in html
    assert "/api/v1/conflicts?lang=en&amp;kind=membership&amp;mechanism=quito-process" in html


def test_nothing_found_is_told(real: KnowledgeGraph):
    html = page_of(real.snapshot, kind="arithmetic", mechanism="quito-process").html
    assert "<article" not in html
    assert catalogue("en")["conflicts.none"] in text_of(html)


def test_hostile_labels_are_text(open_tab: Open):
    page = page_of(hostile(), base_url="/kg")
    assert SCRIPT not in page.html
    assert "<img" not in page.html
    assert "javascript:" not in page.html
    assert "<script" not in page.html
    assert all(link.startswith("/kg/") for link in re.findall(r'(?:href|action)="(/[^"]*)"', page.html))
    with serving(page) as url:
        tab = open_tab(url)
        assert tab.locator("#value-crm-established h3 .thing").inner_text() == SCRIPT
        assert tab.locator("#name-crm .value", has_text=IMAGE).count() == 2, "label and name used"
        assert tab.locator("main img, main script").count() == 0


def test_a_source_that_is_no_address_is_linked_by_its_entry(open_tab: Open):
    html = card(page_of(hostile()).html, "value-crm-established")
    assert set(re.findall(r'href="([^"#]+)"', html)) == {
        f"/api/v1/sources/{BY_SITE.source.id}?lang=en",
        f"/api/v1/sources/{BY_TRAP.source.id}?lang=en",
        "/api/v1/conflicts/value-crm-established?lang=en",
    }
    assert BY_BOOK.source.id not in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_narrow_screen_scrolls_one_way_only(real: KnowledgeGraph, open_tab: Open, scheme: str, lang: str):
    with serving(page_of(real.snapshot, lang=lang)) as url:
        tab = open_tab(url, 390, 844, color_scheme=scheme)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        sides = tab.locator("#value-cam-established .side").all()
        boxes = [side.bounding_box() for side in sides]
        assert all(box is not None and box["width"] > 300 for box in boxes), "one below the other"


def test_on_a_desk_the_sides_stand_next_to_each_other(real: KnowledgeGraph, open_tab: Open):
    with serving(page_of(real.snapshot)) as url:
        tab = open_tab(url + "#value-cam-established", java_script_enabled=False)
        one, other = (side.bounding_box() for side in tab.locator("#value-cam-established .side").all())
        assert one is not None
        assert other is not None
        assert one["y"] == other["y"]
        assert one["x"] < other["x"]


def test_headings_are_in_order_and_controls_have_names(real: KnowledgeGraph, open_tab: Open):
    with serving(page_of(real.snapshot)) as url:
        tab = open_tab(url)
        levels = tab.eval_on_selector_all("h1,h2,h3", "all => all.map(one => Number(one.tagName[1]))")
        assert levels[:3] == [1, 2, 3]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        unnamed = "all => all.filter(one => !(one.textContent.trim() || one.labels?.length)).length"
        assert tab.eval_on_selector_all("a, button, select", unnamed) == 0


def test_print_leaves_the_controls_out(real: KnowledgeGraph, open_tab: Open):
    with serving(page_of(real.snapshot)) as url:
        tab = open_tab(url)
        tab.emulate_media(media="print")
        assert not tab.locator("form.filter").is_visible()
        assert not tab.locator("nav.toc").is_visible()
        assert tab.locator("#value-cam-established").is_visible()
