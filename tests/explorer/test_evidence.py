"""Every statement of the panel leads to all its sources, with place and stance, and to rank and basis."""

from __future__ import annotations

import pytest
from panelsupport import panels

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.model import Membership, Rank
from kg.overlap.conflicts import conflicts
from kg.views.words import explorer_catalogue

CELLS = """(sels) => {
  const { change, redraw } = window.explorer;
  const words = (one) => one.textContent.replace(/\\s+/g, " ").trim();
  return sels.map((sel) => {
    change({ sel });
    redraw();
    for (const fold of document.querySelectorAll(".panel-body details[data-fold]")) fold.fillNow();
    return [...document.querySelectorAll(".panel-body .seat-evidence")].map((block) => ({
      cited: [...block.querySelectorAll(".evidence-item")].map((item) => [
        words(item.querySelector("cite")), words(item.querySelector(".evidence-place b")),
        item.className.match(/evidence-(supports|contradicts|omits)/)[1],
        words(item.querySelector(".stance")),
        item.querySelector("cite a")?.getAttribute("href") ?? null,
      ]),
      basis: words(block.querySelector(".basis")), why: words(block.querySelector(".basis-why")),
      years: words(block.querySelector(".seat-years .num")),
      remarks: [...block.querySelectorAll(".remark")].map(words),
      conflicts: block.querySelectorAll(".contested-link").length,
    }));
  });
}"""


def wanted(row: Membership) -> set[tuple[str, str, str, str | None]]:
    """Return source, places, stance and address as the panel puts them together."""
    places: dict[tuple[str, str], list[str]] = {}
    for cite in row.citations:
        found = places.setdefault((cite.source.id, str(cite.stance)), [])
        if cite.locator not in found:
            found.append(cite.locator)
    sources = {cite.source.id: cite.source for cite in row.citations}
    return {
        (" ".join(sources[name].title.split()), "; ".join(where), stance, sources[name].url)
        for (name, stance), where in places.items()
    }


@pytest.fixture(scope="module")
def answered(real: KnowledgeGraph) -> list[Membership]:
    """The seats of now that are interesting: ranked, remarked, contradicted, or with several sources."""
    rows = [seat.membership for seat in seats(real.snapshot, Selection(roles=None, year=real.snapshot.now))]
    kept = [row for row in rows if row.rank is not Rank.NORMAL or row.note or len(row.citations) > 2]
    assert len(kept) > 20
    return kept


def cell(row: Membership) -> str:
    return f"seat:{row.participant}@{row.mechanism}"


def test_every_source_with_its_places_stance_and_address(page_at, answered):
    found = page_at().evaluate(CELLS, [cell(row) for row in answered])
    said = explorer_catalogue("en")
    for row, blocks in zip(answered, found, strict=True):
        cited = [
            {(title, place, stance, url) for title, place, stance, _, url in one["cited"]} for one in blocks
        ]
        assert wanted(row) in cited, row.id
        for block in blocks:
            for _, _, stance, words, _ in block["cited"]:
                assert words.endswith(said[f"evidence.stance.{stance}"])


def test_those_that_support_stand_first(page_at, answered):
    order = ["supports", "contradicts", "omits"]
    for blocks in page_at().evaluate(CELLS, [cell(row) for row in answered]):
        for block in blocks:
            stances = [order.index(stance) for _, _, stance, _, _ in block["cited"]]
            assert stances == sorted(stances)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_rank_reason_and_note_are_told(page_at, answered, lang):
    found = page_at(f"#lang={lang}").evaluate(CELLS, [cell(row) for row in answered])
    for row, blocks in zip(answered, found, strict=True):
        remarks = " ".join(one for block in blocks for one in block["remarks"])
        for text in (row.rank_reason, row.note):
            assert text is None or " ".join(text.get(lang).split()) in remarks, row.id


def test_the_dominican_republic_in_sica_by_hand(page_at):
    (now,), (before,) = page_at("#year=2026").evaluate(CELLS, ["seat:state:DOM@sica"]) + page_at(
        "#year=2010&lang=es"
    ).evaluate(CELLS, ["seat:state:DOM@sica"])
    assert (now["years"], now["basis"], now["why"]) == (
        "since 27 June 2013",
        "stated",
        "A source dates the start.",
    )
    assert [stance for _, _, stance, _, _ in now["cited"]] == ["supports", "contradicts"]
    assert now["remarks"][0].startswith("Contested; preferred. The country's own presidency dates")
    assert now["conflicts"] == 1
    assert (before["years"], before["basis"]) == ("desde 2004 hasta el 27 de junio de 2013", "declarada")


def test_assumed_says_why(page_at):
    """No source dates Costa Rica's accession to the OAS; one attests it without a year."""
    (block,) = page_at("#year=1999").evaluate(CELLS, ["seat:state:CRI@oas"])[0]
    assert (block["years"], block["basis"]) == ("undated: no start stated", "assumed")
    assert "none speaks of 1999 or an earlier year" in block["why"]


def test_with_one_source_only_that_source_is_cited(page_at):
    source = "wrmc-regional-cooperation-2021"
    (block,) = page_at(f"#source={source}").evaluate(CELLS, ["seat:state:CRI@crm"])[0]
    assert [title for title, *_ in block["cited"]] == [
        "Regional Cooperation and Co-responsibility: Interim Report and Recommendations"
    ]


def test_a_contested_seat_leads_to_its_sources_side_by_side(page_at):
    tab = page_at("#sel=seat:state:DOM@sica")
    tab.locator(".contested-link").click()
    tab.wait_for_function("() => window.explorer.state.tab === 'conflicts'")
    assert tab.evaluate("() => window.explorer.state.sel") == "conflict:membership-sica-DOM"
    assert tab.locator(".panel-name").inner_text()


def test_every_disagreement_shows_all_its_sides(page_at, real):
    found = conflicts(real.snapshot)
    asked = [{"sel": f"conflict:{row.id}"} for row in found]
    sides = """(states) => states.map((patch) => {
      window.explorer.change(patch);
      window.explorer.redraw();
      return [...document.querySelectorAll(".panel-body .conflict-side")].map((side) => [
        side.classList.contains("followed"), side.querySelectorAll(".evidence-item").length,
      ]);
    })"""
    for row, told in zip(found, page_at().evaluate(sides, asked), strict=True):
        assert told == [
            [side.followed, len({(cite.source.id, cite.stance) for cite in side.citations})]
            for side in row.values
        ], row.id


def test_the_subject_of_a_disagreement_can_be_selected(page_at):
    (panel,) = panels(page_at(), {"sel": "conflict:membership-mirps-SLV"})
    assert {one for row in panel["sections"] for one in row["sels"]} == {"seat:state:SLV@mirps"}
