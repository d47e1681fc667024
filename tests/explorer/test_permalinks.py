"""A permalink gives the view back, whatever it holds; a hostile one the nearest view, and nothing runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from kg.graph import KnowledgeGraph
from kg.views.explorer import document_of
from tests.explorer.sharedtab import SharedTab

#: The state of the page, sets as sorted lists, and its address.
STATE = """() => {
  const pairs = (value) => Object.entries(value).map(([name, one]) => [name, plain(one)]);
  const object = (value) => (value && typeof value === "object" ? Object.fromEntries(pairs(value)) : value);
  const plain = (value) => (value instanceof Set ? [...value].sort() : object(value));
  return { ...plain(explorer.state), address: explorer.addressOf(explorer.state) };
}"""
COUNCIL = "try=nca-migration-council&states=CRI,USA&mandates=border-management,root-causes"

#: Address → what of the state it asks for.
LINKS: list[tuple[str, dict[str, Any]]] = [
    ("", {"year": 2026, "sel": "", "tab": "overlap", "roles": ["member"], "scenario": None}),
    ("#year=1984", {"year": 1984}),
    ("#year=2018&lang=es", {"year": 2018, "lang": "es"}),
    ("#roles=none", {"roles": []}),
    ("#roles=member,observer", {"roles": ["member", "observer"]}),
    ("#year=2010&roles=chair,observer", {"roles": ["chair", "observer"]}),
    ("#off=crm,oas", {"off": ["crm", "oas"]}),
    ("#on=h-2", {"on": ["h-2"]}),
    ("#source=ruiz-soto-2021", {"source": "ruiz-soto-2021"}),
    ("#year=2020&source=wrmc-summary-2022&lang=es", {"year": 2020, "source": "wrmc-summary-2022"}),
    ("#sel=state:CRI", {"sel": "state:CRI"}),
    ("#sel=territory:ABW&tab=network", {"sel": "territory:ABW", "tab": "network"}),
    ("#sel=organization:unhcr&tab=table", {"sel": "organization:unhcr", "tab": "table"}),
    ("#sel=mechanism:crm&tab=timeline", {"sel": "mechanism:crm", "tab": "timeline"}),
    ("#sel=mechanism:gcm&lang=es", {"sel": "mechanism:gcm", "lang": "es"}),
    ("#sel=seat:state:DOM@sica", {"sel": "seat:state:DOM@sica"}),
    ("#year=2010&sel=seat:state:DOM@sica&tab=timeline&lang=es", {"sel": "seat:state:DOM@sica"}),
    ("#sel=pair:crm+quito-process", {"sel": "pair:crm+quito-process"}),
    ("#year=2022&sel=pair:crm+sica&tab=conflicts", {"sel": "pair:crm+sica", "tab": "conflicts"}),
    ("#sel=set:crm+sica+ca4", {"sel": "set:crm+sica+ca4"}),
    ("#sel=mandate:migrant-rights&tab=network", {"sel": "mandate:migrant-rights"}),
    ("#sel=conflict:membership-sica-DOM&tab=conflicts", {"sel": "conflict:membership-sica-DOM"}),
    ("#" + COUNCIL, {"scenario": {"base": "nca-migration-council", "states": ["state:CRI", "state:USA"]}}),
    ("#sel=mechanism:what-if&" + COUNCIL, {"sel": "mechanism:what-if"}),
    ("#tab=network&try=new&states=&mandates=", {"scenario": {"base": "", "states": [], "mandates": []}}),
    (
        "#year=2018&roles=member,observer&off=oas&on=h-2&source=ruiz-soto-2021&sel=seat:state:CRI@crm"
        "&tab=timeline&lang=es&" + COUNCIL,
        {"year": 2018, "tab": "timeline", "sel": "seat:state:CRI@crm", "lang": "es"},
    ),
]


def shows(tab: Tab, wanted: dict[str, Any]) -> None:
    """What the page shows is what its state says."""
    found = tab.evaluate(STATE)
    for name, value in wanted.items():
        shown = found[name]
        assert ({key: shown[key] for key in value} if isinstance(value, dict) else shown) == value, name
    expect(tab.locator("#year")).to_have_value(str(found["year"]))
    expect(tab.locator("html")).to_have_attribute("lang", found["lang"])
    expect(tab.locator("[role=tab][aria-selected=true]")).to_have_id(f"tab-{found['tab']}")
    assert tab.locator("[role=tabpanel]:visible").count() == 1
    assert tab.locator(f"#panel-{found['tab']}").is_visible()
    assert tab.locator("#source").input_value() == found["source"]
    assert tab.locator("#banner-source").is_visible() is bool(found["source"])
    assert tab.locator(".panel-close").count() == (1 if found["sel"] else 0)
    pressed = tab.locator(".head button[aria-pressed=true]:has(.role-count)").count()
    assert pressed == len(found["roles"])
    if found["tab"] == "overlap":
        assert tab.locator("#whatif .whatif-banner").is_visible() is bool(found["scenario"])


@pytest.mark.parametrize(("address", "wanted"), LINKS, ids=[address for address, _ in LINKS])
def test_an_address_gives_the_view_back(
    page_at: Callable[..., Tab], address: str, wanted: dict[str, Any]
) -> None:
    tab = page_at(address)
    assert tab.evaluate(STATE)["address"] == address
    expect(tab.locator("#ignored")).to_be_hidden()
    shows(tab, wanted)


@pytest.mark.parametrize(("address", "wanted"), [LINKS[-1], LINKS[21]], ids=["whole", "conflict"])
def test_an_address_that_is_opened_gives_the_view_back(
    page_at: Callable[..., Tab], address: str, wanted: dict[str, Any]
) -> None:
    tab = page_at(address, fresh=True)
    assert tab.evaluate("location.hash") == address
    shows(tab, wanted)


def test_back_and_forward_go_through_addresses_that_were_typed(page_at: Callable[..., Tab]) -> None:
    tab = page_at("#year=2001", fresh=True)
    tab.evaluate("location.hash = '#year=2010&sel=state:CRI'")
    expect(tab.locator("#year")).to_have_value("2010")
    tab.go_back()
    expect(tab.locator("#year")).to_have_value("2001")
    assert tab.evaluate("explorer.state.sel") == ""
    tab.go_forward()
    expect(tab.locator("#year")).to_have_value("2010")
    assert tab.evaluate("explorer.state.sel") == "state:CRI"


#: The same address again after it was read: {given, written}.
AGAIN = """(states) => states.map((state) => {
  const sets = (value) => new Set(value);
  const scenario = state.scenario && {
    ...state.scenario, states: sets(state.scenario.states), mandates: sets(state.scenario.mandates) };
  const whole = { ...state, roles: sets(state.roles), off: sets(state.off), on: sets(state.on), scenario };
  const first = explorer.addressOf(whole);
  const { state: read, ignored } = explorer.parseAddress(first);
  const { ignored: inQuery } = explorer.parseAddress("", first.replace("#", "?"));
  return [first, explorer.addressOf(read), ignored, inQuery];
})"""


def some(ids: list[str], most: int = 4) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), max_size=most, unique=True)


def states_of(real: KnowledgeGraph) -> st.SearchStrategy[dict[str, Any]]:
    """States that the page can be in."""
    document = document_of(real.snapshot)
    bodies = sorted(real.snapshot.mechanisms)
    people = [row["key"] for row in document["participants"]]
    mandates = sorted(real.snapshot.mandates)
    body, person = st.sampled_from(bodies), st.sampled_from(people)
    selections = st.one_of(
        st.just(""),
        person,
        body.map("mechanism:{}".format),
        st.tuples(person, body).map(lambda both: f"seat:{both[0]}@{both[1]}"),
        st.lists(body, min_size=2, max_size=2, unique=True).map(lambda two: "pair:" + "+".join(two)),
        st.lists(body, min_size=1, max_size=5, unique=True).map(lambda many: "set:" + "+".join(many)),
        st.sampled_from(mandates).map("mandate:{}".format),
        st.sampled_from([row["id"] for row in document["conflicts"]]).map("conflict:{}".format),
    )
    scenario = st.fixed_dictionaries(
        {
            "base": st.sampled_from(["", *bodies]),
            "states": some([key for key in people if not key.startswith("mechanism:")]),
            "mandates": some(mandates),
        }
    )
    return st.fixed_dictionaries(
        {
            "year": st.integers(document["first"], document["now"]),
            "roles": some([role["id"] for role in document["roles"]]),
            "off": some(bodies),
            "on": some(bodies),
            "source": st.sampled_from(["", *(row["id"] for row in document["sources"])]),
            "sel": selections,
            "tab": st.sampled_from(["overlap", "network", "timeline", "table", "conflicts"]),
            "lang": st.sampled_from(["en", "es"]),
            "scenario": st.none() | scenario,
        }
    )


@pytest.fixture
def many(real: KnowledgeGraph) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(states_of(real), min_size=20, max_size=20)


def test_whatever_is_written_is_read_back(
    page_at: Callable[..., Tab], many: st.SearchStrategy[list[dict[str, Any]]]
) -> None:
    tab = page_at()

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(many)
    def holds(states: list[dict[str, Any]]) -> None:
        for state, (first, again, ignored, from_query) in zip(
            states, tab.evaluate(AGAIN, states), strict=True
        ):
            assert again == first, state
            assert (ignored, from_query) == ([], []), first

    holds()


USUAL = {"year": 2026, "sel": "", "tab": "overlap", "lang": "en", "source": "", "off": [], "on": []}
HOSTILE = [
    "#sel=<script>alert(1)</script>",
    "#sel=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "#sel=javascript:alert(1)",
    "#javascript:alert(1)=1",
    "#tab=javascript:alert(1)",
    "#source=\"'><svg/onload=alert(1)>",
    "#sel=mechanism:__proto__",
    "#__proto__=x",
    "#constructor=x&__proto__.year=1990",
    "#off=__proto__,constructor,toString",
    "#sel=state:%00",
    "#sel=%00%00%00",
    "#sel=%ED%A0%80",
    "#sel=\\ud800",
    "#sel=%",
    "#year=99999999999999999999",
    "#year=NaN",
    "#year=-Infinity",
    "#year=2018.5e3",
    "#lang=xx",
    "#lang=__proto__",
    "#roles=<b>",
    "#try=<b>&states=<b>&mandates=<b>",
    "#sel=" + "a" * 100_000,
    "#off=" + ",".join(["x"] * 20_000),
    "#" + "&".join(f"x{n}=1" for n in range(5_000)),
]


@pytest.mark.parametrize("address", HOSTILE, ids=[f"{n}-{one[:30]}" for n, one in enumerate(HOSTILE)])
def test_a_hostile_address_gives_the_nearest_view_and_says_so(shared: SharedTab, address: str) -> None:
    tab = shared.at("")
    tab.evaluate("(hash) => { location.hash = hash.replace('\\\\ud800', '\\ud800'); }", address)
    line = tab.locator("#ignored")
    expect(line).to_be_visible()
    found = tab.evaluate(STATE)
    assert {name: found[name] for name in USUAL} == USUAL
    assert found["roles"] == ["member"]
    box = line.bounding_box()
    assert box is not None
    assert box["height"] < 400
    assert tab.evaluate("({}).x === undefined && ({}).year === undefined")
    assert tab.locator("#explorer :is(img, script, iframe, object, svg[onload])").count() == 0
    shared.check()


def test_a_hostile_address_that_is_opened(page_at: Callable[..., Tab]) -> None:
    tab = page_at("#sel=<script>alert(1)</script>&lang=xx&year=99999&__proto__=1&x=%00", fresh=True)
    assert tab.evaluate("explorer.state.year") == 2026
    said = tab.locator("#ignored").inner_text()
    for words in ("<script>alert(1)</script>", "xx", "99999", "__proto__"):
        assert words in said
