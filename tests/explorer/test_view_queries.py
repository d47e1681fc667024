"""What the views ask of the query endpoint and of REST gives the rows that they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Page as Tab

from kg.asof import Selection
from kg.graph import KnowledgeGraph
from kg.overlap.incidence import members
from kg.overlap.intersections import intersections

#: Addresses, and what the links of their page have in them once they are written.
_STATES = [
    ("#year=2018&roles=member,observer", "year=2018"),
    ("#lang=es", "year=2026"),
    ("#source=wrmc-regional-cooperation-2021", "source=wrmc-regional-cooperation-2021"),
]
_READ = """async () => {
  await new Promise((done) => requestIdleCallback(done, { timeout: 800 }));
  const { look, state } = window.explorer;
  const view = look(state);
  const asked = {};
  for (const id of ["square", "map", "intersections", "panel"]) {
    const href = (which) => document.querySelector(`#${id} ${which}`)?.href || "";
    asked[id] = { query: href(".view-tools > a"), rest: href(".menu a") };
  }
  const pairs = view.bodies.flatMap((a, n) => view.bodies.slice(n + 1).map((b) => [a, b]));
  const shared = pairs.map(([a, b]) => [a, b, view.pair(a, b).shared.length]);
  return {
    asked, counts: Object.fromEntries(view.counts), shared: shared.filter(([, , n]) => n),
    combinations: view.intersections.map((row) => [[...row.bodies].sort().join(" + "), row.people.length]),
  };
}"""
_LINKED = """([part, word]) => document.querySelector(`#${part} .menu a`)?.href.includes(word)"""


def local(term: Any) -> str:
    return str(term.value).rpartition("/id/")[2].partition("/")[2]


def rows(real: KnowledgeGraph, address: str) -> list[dict[str, Any]]:
    (query,) = parse_qs(urlsplit(address).query)["query"]
    table = real.query(query)
    return [dict(zip(table.variables, row, strict=True)) for row in table.rows]


@pytest.fixture(params=_STATES)
def read(request: pytest.FixtureRequest, page_at: Callable[..., Tab]) -> dict[str, Any]:
    address, word = request.param
    tab = page_at(address)
    tab.wait_for_function(_LINKED, arg=["map", word])
    found: dict[str, Any] = tab.evaluate(_READ)
    return found


def test_the_query_of_the_square_counts_the_pairs_shown(real, read):
    for part in ("square", "panel"):
        found = rows(real, read["asked"][part]["query"])
        told = {(local(row["a"]), local(row["b"])): int(row["shared"].value) for row in found}
        assert told == {tuple(sorted((a, b))): n for a, b, n in read["shared"]}
    assert read["shared"]


def test_the_query_of_the_map_counts_mechanisms(real, read):
    found = rows(real, read["asked"]["map"]["query"])
    told = {local(row["participant"]): int(row["mechanisms"].value) for row in found}
    assert told == {key.partition(":")[2]: n for key, n in read["counts"].items()}


def test_the_query_of_the_combinations_gives_each_with_its_size(real, read):
    found = rows(real, read["asked"]["intersections"]["query"])
    told = {(row["mechanisms"].value, int(row["size"].value)) for row in found}
    assert told == {(names, size) for names, size in read["combinations"]}


def test_a_combination_asks_for_those_in_all_of_it(real, page_at):
    """By hand for 2026: Nicaragua sits in exactly these three, three others in MIRPS and the OAS besides."""
    tab = page_at("#sel=set:ca4+sica+crm")
    tab.wait_for_function("() => document.querySelector('#panel .view-tools > a')?.href.includes('HAVING')")
    found = rows(real, tab.evaluate(_READ)["asked"]["panel"]["query"])
    told = {local(row["participant"]): row["mechanisms"].value for row in found}
    assert told["NIC"] == "ca4 + crm + sica"
    assert set(told) == {"NIC", "GTM", "HND", "SLV"}


def test_the_paths_answer_with_every_pair_and_combination(read, served):
    for part in ("square", "panel"):
        answer = httpx.get(read["asked"][part]["rest"]).json()
        assert len(answer["items"]) == answer["total"] > 100
    combos = httpx.get(read["asked"]["intersections"]["rest"]).json()
    assert len(combos["items"]) == len(read["combinations"])


def test_every_way_out_of_a_mechanism_answers_also_for_one_source(page_at, served):
    tab = page_at("#sel=mechanism:crm&source=wrmc-regional-cooperation-2021")
    links = tab.locator(".panel-ways a[href*='/api/v1/']").evaluate_all("(all) => all.map((one) => one.href)")
    assert any("/events?" in link for link in links)
    assert [httpx.get(link).status_code for link in links] == [200] * len(links)


def test_the_library_says_the_same_of_a_year(real, page_at):
    """The page's combinations, from which the queries above are judged, against kg.overlap."""
    tab = page_at("#year=2018")
    tab.wait_for_function(_LINKED, arg=["map", "year=2018"])
    wanted = Selection(year=2018)
    shown = tab.evaluate(
        "() => { const e = window.explorer, v = e.look(e.state); return v.bodies.filter(v.isKnown); }"
    )
    found = intersections(members(real.snapshot, wanted, shown))
    told = {(" + ".join(sorted(row.mechanisms)), len(row.participants)) for row in found}
    assert told == {tuple(row) for row in tab.evaluate(_READ)["combinations"]}
