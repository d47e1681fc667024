"""What a reader who doubts finds in the panel: who says so, what is unknown, disputed or not there."""

from __future__ import annotations

import pytest
from panelsupport import panels, part, sels

from kg.asof import Selection, mandates_of
from kg.overlap.incidence import mandates, members
from kg.overlap.pairs import pair

_PROOF = """(sel) => {
  window.explorer.change({ sel });
  window.explorer.redraw();
  const read = (id) => {
    const fold = document.querySelector(`.panel-body details[data-fold="${id}"]`);
    fold.open = true;
    fold.fillNow();
    for (const one of fold.querySelectorAll("details > summary")) one.click();
    return {
      seats: [...fold.querySelectorAll(".seat-name")].map((one) => one.dataset.sel),
      lines: fold.querySelectorAll(".mandate-line").length,
      proofs: fold.querySelectorAll(".evidence").length,
    };
  };
  return { members: read("pair seats"), mandates: read("pair mandates") };
}"""


@pytest.mark.parametrize(("a", "b"), [("crm", "quito-process"), ("crm", "sica")])
def test_what_a_pair_shares_leads_to_the_sources_of_both_sides(page_at, real, a: str, b: str):
    found = page_at().evaluate(_PROOF, f"pair:{a}+{b}")
    wanted = Selection(year=real.snapshot.now)
    shared = pair(members(real.snapshot, wanted), a, b).shared
    assert {f"seat:{ref}@{name}" for ref in shared for name in (a, b)} == set(found["members"]["seats"])
    assert found["members"]["proofs"] == len(found["members"]["seats"])
    work = pair(mandates(real.snapshot, wanted), a, b)
    lines = found["mandates"]["lines"]
    assert len(work.shared) * 2 <= lines <= sum(len(mandates_of(real.snapshot, name)) for name in (a, b))
    assert found["mandates"]["proofs"] == lines


def test_a_pair_names_those_who_are_in_the_other_in_another_role(page_at):
    """By hand for 2026: Argentina, Colombia, Ecuador and Peru, of the Quito Process, observe the CRM;
    Jamaica observes it too and is not in the Quito Process. Observers counted, nobody is left to name."""
    tab = page_at()
    (panel,) = panels(tab, {"sel": "pair:crm+quito-process"})
    beside = {one for one in sels(panel, "panel.pair.members", "seat:") if one.endswith("@crm")}
    chips = tab.locator('.pair-group .chip[data-sel^="seat:"]').evaluate_all(
        "(all) => all.map((one) => one.dataset.sel)"
    )
    assert sorted(chips) == [f"seat:state:{iso3}@crm" for iso3 in ("ARG", "COL", "ECU", "PER")]
    assert beside > set(chips)
    assert "observer in CRM" in panel["text"]
    tab.evaluate("() => { explorer.change({ roles: new Set(['member', 'observer']) }); explorer.redraw(); }")
    assert tab.locator('.pair-group .chip[data-sel^="seat:"]').count() == 0


def test_shares_are_rounded_down_wherever_they_stand(page_at):
    """MIRPS and SICA: 6 of 7 is 85.7 %, and the sentence of the reading says 85 as well."""
    (panel,) = panels(page_at(), {"sel": "pair:mirps+sica"})
    assert "85% of the smaller list" in panel["text"]
    assert "(85%, at least 50%)" in panel["text"]


def test_nobody_is_left_out_of_a_mandate_whose_holders_have_no_list(page_at):
    """One mechanism of the picture holds labour mobility, and no source lists who is in it: not zero."""
    tab = page_at()
    (panel,) = panels(tab, {"sel": "mandate:labour-mobility"})
    assert "which states are covered is unknown" in panel["text"]
    assert "with 0 of" not in panel["text"]
    assert len(sels(panel, "panel.mandate.not-known")) == 35
    assert part(panel, "panel.mandate.left-out")["sels"] == []
    assert tab.locator("#map .shade-left").count() == 0
    assert tab.locator("#map .map-place.shade-unknown").count() > 30


def test_a_disputed_cell_says_that_sources_disagree_and_shows_them(page_at):
    tab = page_at("#year=1992&sel=seat:state:DOM@sica")
    assert "The sources disagree on whether Dominican Republic" in tab.locator(".panel-alert").inner_text()
    assert tab.locator(".panel-body .seat-other").count() == 3
    assert tab.locator(".panel-body .seat-other").first.is_visible()


def test_what_was_not_there_is_not_called_unknown(page_at):
    """MIRPS was founded in 2017."""
    three, two = panels(page_at("#year=2015"), {"sel": "set:mirps+sica+crm"}, {"sel": "pair:mirps+crm"})
    for panel in (three, two):
        assert "MIRPS did not exist in 2015" in panel["text"]
    assert "its list is unknown" not in three["text"]


def test_a_source_that_names_nobody_does_not_count_zero(page_at):
    tab = page_at("#source=wrmc-regional-cooperation-2021")
    head = tab.locator('#matrix th[data-m="quito-process"]')
    assert head.locator(".grid-count").inner_text() == "–"
    assert "the source chosen names nobody" in (head.get_attribute("aria-label") or "")
    own = tab.locator('#square td.own[data-a="quito-process"]')
    assert own.inner_text() == "–"


def test_what_is_selected_keeps_its_contrast_in_the_dark(page_at, axe):
    tab = page_at("#sel=pair:crm+quito-process", color_scheme="dark")
    assert axe(tab, "#matrix") == []
