"""The whole view is in the address: restored from it, read with good will, and what is ignored is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.explorer.watching import READY, Watch

HOSTILE = "<img src=x onerror=alert(1)>"

PARSED = """([hash, query]) => {
  const { state, ignored } = window.explorer.parseAddress(hash, query);
  const plain = {};
  for (const [name, value] of Object.entries(state)) plain[name] = value instanceof Set ? [...value].sort() : value;
  if (state.scenario) plain.scenario = {
    base: state.scenario.base, states: [...state.scenario.states].sort(), mandates: [...state.scenario.mandates].sort(),
  };
  return { ...plain, ignored, address: window.explorer.addressOf(state) };
}"""  # noqa: E501 - one line of script each


@pytest.fixture(scope="module")
def tab(browser: Browser, served: str) -> Iterator[Tab]:
    """One page for the module; nothing may be reported of it."""
    watch, context = Watch(served), browser.new_context(viewport={"width": 1400, "height": 1000})
    found = watch.over(context.new_page())
    found.goto(served + "/?lang=en")
    found.wait_for_function(READY)
    yield found
    context.close()
    assert watch.complaints == []


@pytest.fixture
def fresh(tab: Tab) -> Tab:
    """The page as it opens, by its own button."""
    tab.evaluate("() => window.explorer.change(window.explorer.parseAddress('', '?lang=en').state)")
    tab.evaluate("() => document.querySelector('#ignored button')?.click()")
    return tab


def parsed(tab: Tab, address: str = "", query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = tab.evaluate(PARSED, [address, query])
    return found


def test_nothing_in_the_address_is_the_usual_view(tab: Tab) -> None:
    found = parsed(tab)
    assert found["year"] == tab.evaluate("() => window.explorer.data.now")
    assert found["roles"] == ["member"]
    assert (found["off"], found["on"], found["source"], found["sel"]) == ([], [], "", "")
    assert (found["tab"], found["scenario"], found["ignored"]) == ("overlap", None, [])
    assert found["address"] == ""


WHOLE = (
    "#year=2018&roles=member,observer&off=oas&on=h-2&source=ruiz-soto-2021&sel=seat:state:CRI@crm"
    "&tab=timeline&lang=es&try=nca-migration-council&states=CRI,USA&mandates=border-management"
)


def test_every_part_goes_in_and_comes_out_the_same(tab: Tab) -> None:
    found = parsed(tab, WHOLE)
    assert found["address"] == WHOLE
    assert found["ignored"] == []
    assert found["year"] == 2018
    assert found["roles"] == ["member", "observer"]
    assert (found["off"], found["on"]) == (["oas"], ["h-2"])
    assert found["scenario"] == {
        "base": "nca-migration-council",
        "states": ["state:CRI", "state:USA"],
        "mandates": ["border-management"],
    }


@pytest.mark.parametrize(
    "selection",
    [
        "state:CRI",
        "territory:ABW",
        "organization:unhcr",
        "mechanism:crm",
        "seat:state:CRI@crm",
        "pair:crm+sica",
        "set:crm+sica+ca4",
        "mandate:border-management",
        "mechanism:what-if",
    ],
)
def test_every_kind_of_selection_is_restored(tab: Tab, selection: str) -> None:
    for written in (
        f"#sel={selection}",
        f"#sel={selection.replace('+', '%2B')}",
        f"#sel={selection}".upper(),
    ):
        found = parsed(tab, written.replace("#SEL=", "#sel="))
        if written.startswith("#sel"):
            assert (found["sel"], found["ignored"]) == (selection, [])
    assert parsed(tab, f"#sel={selection}")["address"] == f"#sel={selection}"


def test_a_conflict_is_restored_by_its_id(tab: Tab) -> None:
    name = tab.evaluate("() => window.explorer.data.conflicts[0].id")
    assert parsed(tab, f"#sel=conflict:{name}")["sel"] == f"conflict:{name}"


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("#year=1850", "year", 1984),
        ("#year=-5", "year", 1984),
        ("#year=99999", "year", 2026),
        ("#year=twenty", "year", 2026),
        ("#sel=state:XXX", "sel", ""),
        ("#sel=pair:crm", "sel", ""),
        ("#sel=pair:crm+nothing", "sel", ""),
        ("#sel=seat:state:CRI", "sel", ""),
        ("#sel=" + HOSTILE, "sel", ""),
        ("#tab=nowhere", "tab", "overlap"),
        ("#lang=xx", "lang", "en"),
        ("#roles=chief", "roles", ["member"]),
        ("#off=nothing", "off", []),
        ("#source=nobody", "source", ""),
        ("#__proto__=1", "year", 2026),
        ("#constructor=1", "year", 2026),
        ("#sel=constructor:x", "sel", ""),
        ("#sel=%E0%A4%A", "sel", ""),
        ("#try=nothing", "scenario", {"base": "", "states": [], "mandates": []}),
    ],
)
def test_what_is_unknown_gives_the_nearest_view_and_is_said(
    tab: Tab, written: str, name: str, value: object
) -> None:
    found = parsed(tab, written)
    assert found[name] == value
    assert len(found["ignored"]) == 1


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("#sel=STATE:cri", "sel", "state:CRI"),
        ("#sel=state:cri", "sel", "state:CRI"),
        ("#sel=state:Canadá", "sel", "state:CAN"),
        ("#sel=mechanism:OEA", "sel", "mechanism:oas"),
        ("#off=CRM,SICA", "off", ["crm", "sica"]),
        ("#roles=Miembro", "roles", ["member"]),
        ("#roles=none", "roles", []),
        ("#lang=es-MX", "lang", "es"),
    ],
)
def test_what_is_meant_is_understood(tab: Tab, written: str, name: str, value: object) -> None:
    assert parsed(tab, written)[name] == value


def test_the_query_is_read_like_the_hash_and_the_hash_wins(tab: Tab) -> None:
    found = parsed(tab, "#year=2010", "?year=2000&lang=es&sel=state:CRI&utm_source=x")
    assert (found["year"], found["lang"], found["sel"], found["ignored"]) == (2010, "es", "state:CRI", [])


def test_a_scenario_takes_from_its_base_what_the_address_leaves_open(tab: Tab) -> None:
    found = parsed(tab, "#year=2020&try=ca4")
    assert found["scenario"]["states"] == ["state:GTM", "state:HND", "state:NIC", "state:SLV"]
    assert parsed(tab, "#try=ca4&states=")["scenario"]["states"] == []


def test_the_line_of_what_was_ignored_is_text_in_either_language_and_can_be_dismissed(fresh: Tab) -> None:
    fresh.evaluate("(hash) => { location.hash = hash; }", f"#year=1850&sel={HOSTILE}&foo=1")
    line = fresh.locator("#ignored")
    expect(line).to_contain_text("There are no data for 1850; 1984 is shown.")
    expect(line).to_contain_text(HOSTILE)
    assert fresh.locator("#explorer img").count() == 0
    fresh.evaluate("() => window.explorer.change({ lang: 'es' })")
    expect(line).to_contain_text("No hay datos de 1850; se muestra 1984.")
    line.get_by_role("button").click()
    expect(line).to_be_hidden()


def test_changes_are_written_and_another_address_is_shown(fresh: Tab) -> None:
    fresh.evaluate("() => window.explorer.change({ year: 2001, sel: 'state:CRI' })")
    fresh.wait_for_function("() => location.hash === '#year=2001&sel=state:CRI'")
    fresh.evaluate("() => { location.hash = '#year=1999&sel=pair:crm+sica'; }")
    expect(fresh.locator("#year")).to_have_value("1999")
    assert fresh.evaluate("() => window.explorer.state.sel") == "pair:crm+sica"


def test_an_anchor_is_no_view(fresh: Tab) -> None:
    fresh.evaluate("() => window.explorer.change({ year: 2001 })")
    fresh.wait_for_function("() => location.hash === '#year=2001'")
    fresh.evaluate("() => { location.hash = '#square'; }")
    fresh.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert fresh.evaluate("() => window.explorer.state.year") == 2001
    expect(fresh.locator("#ignored")).to_be_hidden()


def test_a_fast_slider_does_not_flood_the_address(fresh: Tab) -> None:
    writes = fresh.evaluate(
        """async () => {
          const { history } = window;
          let n = 0;
          const real = history.replaceState;
          history.replaceState = (...all) => { n += 1; return real.apply(history, all); };
          for (let year = 2002; year <= 2026; year += 1) {
            window.explorer.change({ year });
            await new Promise((done) => requestAnimationFrame(done));
          }
          delete history.replaceState;
          return n;
        }"""
    )
    assert 1 <= writes < 20
    fresh.wait_for_function("() => location.hash === ''")
