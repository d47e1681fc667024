"""Readings: the page, the REST API and kg.overlap.reading read alike, in both languages."""

from __future__ import annotations

import csv
import io

import httpx
import pytest
from panelsupport import panels

from kg.asof import Selection
from kg.overlap.reading import readings
from kg.views.words import explorer_catalogue

YEARS = (2000, 2018, 2026)
KINDS = """(asked) => {
  const { look, parseAddress } = window.explorer;
  return asked.map(({ hash, pairs }) => {
    const view = look(parseAddress(hash).state);
    return pairs.map(([a, b]) => {
      const { kind, membersLevel, mandatesLevel } = view.reading(a, b);
      return [kind, membersLevel, mandatesLevel];
    });
  });
}"""


def test_kinds_and_levels_of_every_pair(page_at, real):
    roles = {"": None, "&roles=member,observer": frozenset({"member", "observer"})}
    chosen = [
        (f"#year={year}{words}", Selection(year, role or frozenset({"member"})))
        for year in YEARS
        for words, role in roles.items()
    ]
    wanted = [readings(real.snapshot, selection) for _, selection in chosen]
    asked = [
        {"hash": hash_, "pairs": [[row.members.a, row.members.b] for row in rows]}
        for (hash_, _), rows in zip(chosen, wanted, strict=True)
    ]
    found = page_at().evaluate(KINDS, asked)
    for rows, told in zip(wanted, found, strict=True):
        assert told == [[row.reading.kind, row.reading.members, row.reading.mandates] for row in rows]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_figures_in_the_words_of_the_rest_answer(page_at, real, lang):
    names = ["ca4", "cmc", "crm", "csm", "gcm", "mirps", "oas", "quito-process", "sica"]
    rows = readings(real.snapshot, mechanisms=names)
    found = panels(
        page_at(f"#lang={lang}"), *({"sel": f"pair:{row.members.a}+{row.members.b}"} for row in rows)
    )
    words = explorer_catalogue(lang)
    for row, panel in zip(rows, found, strict=True):
        assert row.reading.reason.get(lang) in panel["text"]
        assert words[f"reading.kind.{row.reading.kind}"] in panel["text"]
        assert words[f"reading.means.{row.reading.kind}"] in panel["text"]


def test_the_rule_stands_beside_every_reading(page_at):
    tab = page_at("#sel=pair:crm+quito-process")
    rule = tab.locator(".panel-reading .reading-rule")
    rule.locator("summary").click()
    said = rule.inner_text()
    assert "Of participants, 50% or more is much; of mandates, 50% or more, and at least 3 of them" in said
    assert "a question to put to the two secretariats" in said
    for sel in ("", "mechanism:crm"):
        (panel,) = panels(tab, {"sel": sel})
        assert "How this is read" in panel["text"]


def test_the_overview_names_the_pairs_to_look_at_first(page_at):
    """By hand: CRM, Quito and CSM are the consultative processes in operation (the CMC is not). Of their gaps
    CRM-CSM shares 5 mandates, CRM-Quito 3; of the duplications Quito-CSM is of two of them, and of those of
    one CRM-SICA and CRM-MIRPS share 6 mandates, the former 8 members; of the complements one has a
    consultative process, CA-4 with CRM; CA-4 with MIRPS shares as many as with the OAS and comes first."""
    (panel,) = panels(page_at(), {"sel": ""})
    first = next(row for row in panel["sections"] if row["title"] == "Pairs to look at first")
    named = [sorted(one.removeprefix("pair:").split("+")) for one in first["sels"]]
    gaps, duplications = named[:2], named[2:4]
    assert gaps == [["crm", "csm"], ["crm", "quito-process"]]
    assert duplications == [["csm", "quito-process"], ["crm", "sica"]]
    assert named[4:] == [["ca4", "crm"], ["ca4", "mirps"]]
    assert "First come mechanisms in operation" in panel["text"]


@pytest.fixture(scope="module")
def rest(served):
    with httpx.Client(base_url=served + "/api/v1") as found:
        yield found


def test_rest_gives_every_pair_with_the_rule(rest, real):
    answer = rest.get("/overlap/readings", params={"limit": 1000, "reading": ["gap", "duplication"]}).json()
    rows = [row for row in readings(real.snapshot) if row.reading.kind in ("gap", "duplication")]
    assert answer["total"] == len(rows) == 14
    assert answer["rule"] == {"members": 0.5, "mandates": 0.5, "min_mandates": 3}
    assert [(row["a"], row["b"], row["reading"], row["reason"]) for row in answer["items"]] == [
        (row.members.a, row.members.b, row.reading.kind, row.reading.reason.en) for row in rows
    ]


def test_rest_speaks_spanish_and_writes_tables(rest):
    asked = {"mechanism": ["crm", "quito-process"], "year": 2022, "lang": "es"}
    row = rest.get("/overlap/readings", params=asked).json()["items"][0]
    assert row["reason"].startswith("Participantes en común: 4 de 11 en la lista menor (36 %")
    cells = list(
        csv.DictReader(io.StringIO(rest.get("/overlap/readings", params=asked | {"format": "csv"}).text))
    )
    assert [(one["reading"], one["mandates_level"], one["members_shared_count"]) for one in cells] == [
        ("gap", "high", "4")
    ]


def test_rest_leads_to_both_queries_and_to_the_statements(rest):
    answer = rest.get("/overlap/readings", params={"mechanism": ["crm", "sica"]})
    assert answer.headers["link"].count('rel="via"') == 2
    triples = rest.get("/overlap/readings", params={"mechanism": ["crm", "sica"], "format": "ttl"}).text
    assert "membership:sica-DOM-member" in triples
    assert "assignment:crm-" in triples


def test_rest_refuses_what_it_does_not_know(rest):
    answer = rest.get("/overlap/readings", params={"reading": "overlap"})
    assert (answer.status_code, answer.json()["parameter"]) == (422, "reading")
    assert rest.get("/overlap/readings", params={"mechanism": "nothing"}).status_code == 422
