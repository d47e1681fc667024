"""The disagreements of the shipped graph: all that the sources are known to disagree on, by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.graph import KnowledgeGraph
from kg.overlap.conflicts import Conflict, conflicts
from kg.overlap.conflicts.lists import closed_lists

NOTE, REPORT = "oas-cam-concept-note-2022", "wrmc-regional-cooperation-2021"
#: Id → side, the sources that support it (or that leave out or deny), whether it is followed.
KNOWN: dict[str, dict[str, tuple[set[str], bool]]] = {
    "value-mirps-memberCount": {"7": ({REPORT, "delfino-mirps-2025"}, True), "6": ({NOTE}, False)},
    "value-cam-established": {
        "2012-06": ({NOTE, "oas-resolutions-2012"}, True),
        "2012-07": ({REPORT}, False),
    },
    "value-ceam-established": {"2007-10-24": ({"oas-ceam"}, True), "2008-04": ({NOTE, REPORT}, False)},
    "value-csm-established": {"1999": ({NOTE, "csm-website"}, True), "2000": ({"iom-sacm"}, False)},
    "value-crm-established": {"1996-03": ({"un-ga-51-90"}, True), "1996-02": ({REPORT}, False)},
    "value-ca4-established": {
        "2006-06": ({REPORT, "press-ca4", "wikipedia-ca4"}, True),
        "1991": ({"sica-ca4"}, False),
    },
    "membership-sica-DOM": {
        "member, from 2013-06-27": ({"do-presidency-sica-2013"}, True),
        "associated state": ({REPORT}, False),
    },
    "value-sica-foundingMemberCount": {"6": ({"sica-brief"}, True), "7": ({REPORT}, False)},
    "membership-sica-BLZ": {
        "member": ({REPORT}, False),
        "member, from 2000": ({"cow-igo-v3"}, True),
        "member, from 1998": ({"simple-wikipedia-sica"}, False),
    },
    "value-quito-process-memberCount": {
        "13 (2022)": ({"quito-process-2022", "globalizate-radio-2022"}, True),
        "12 (2022)": ({NOTE}, False),
    },
    "membership-quito-process-PRY": {
        "member": ({"quito-process-2022", "globalizate-radio-2022"}, True),
        "not in the list": ({NOTE}, False),
    },
    "value-r4v-countryCount": {
        "16 (2019)": ({"reliefweb-r4v"}, False),
        "17 (2022)": ({NOTE, "gho-2022-venezuela"}, True),
    },
    "membership-mirps-SLV": {
        "member, from 2019": ({REPORT, "devex-95406", "oas-mirps-unit", "delfino-mirps-2025"}, True),
        "not in the list": ({NOTE}, False),
    },
    "membership-mirps-support-platform-URY": {
        "member": ({"exteriores-nota101"}, True),
        "not in the list": ({REPORT}, False),
    },
    "membership-mirps-support-platform-eu": {
        "member": ({"exteriores-nota101"}, True),
        "not in the list": ({REPORT}, False),
    },
    "value-cmc-launched": {"2016-01": ({NOTE}, True), "2019": ({"iom-cmc"}, True)},
    "value-cmc-status": {"not in operation": ({NOTE}, True), "active": ({"iom-cmc"}, False)},
    "value-gcr-abstained-2018": {
        "Dominican Republic": ({"un-roll-call-6135"}, False),
        "Liberia": ({"reliefweb-gcr-vote"}, False),
    },
    "arithmetic-crm-budgetShare": {"sum of 11 shares: 99.16 %": ({REPORT}, False)},
}


@pytest.fixture(scope="module")
def found(real: KnowledgeGraph) -> dict[str, Conflict]:
    return {row.id: row for row in conflicts(real.snapshot)}


@pytest.mark.parametrize("name", KNOWN)
def test_every_known_disagreement_comes_out_with_its_sides(found: dict[str, Conflict], name: str):
    sides = {side.value.en: side for side in found[name].values}
    for value, (sources, followed) in KNOWN[name].items():
        side = sides[value]
        saying = {cite.source.id for cite in side.citations if cite.stance == "supports"}
        assert (saying or {cite.source.id for cite in side.citations}) >= sources, value
        assert side.followed is followed, value
        assert all(cite.locator for cite in side.citations)


def test_what_two_things_share_and_what_has_several_names(found: dict[str, Conflict]):
    assert {"acronym-cam", "acronym-can", "acronym-cpa"} <= set(found)
    assert [ref.id for ref in found["acronym-cam"].things] == ["cam", "cam-minors-program"]


#: Thing → names that a source uses for it, and the documents that do, read there.
NAMES: dict[str, dict[str, set[str]]] = {
    "crm": {
        "Regional Conference on Migration": {NOTE, REPORT},
        "CRM": {NOTE, REPORT},
        "RCM": {NOTE},
        "Puebla Process": {REPORT, "wrmc-summary-2022"},
    },
    "mirps": {
        "Comprehensive Regional Protection and Solutions Framework": {NOTE, REPORT},
        "Comprehensive Regional Framework for Protection and Solutions": {REPORT},
        "MIRPS": {NOTE, REPORT, "wrmc-summary-2022"},
    },
    "csm": {"South American Conference on Migration": {NOTE}, "Lima Process": {NOTE}, "CSM": {NOTE}},
    "gcm": {
        "Global Compact for Safe, Orderly and Regular Migration": {NOTE},
        "Global Compact on Migration": {NOTE},
        "GCM": {NOTE},
    },
    "ceam": {
        "Special Committee on Migration Issues": {NOTE},
        "Comisión Especial de Asuntos Migratorios": {REPORT},
    },
    "nca-migration-council": {
        "North and Central American Council on Migration": {REPORT, "wrmc-summary-2022"},
        "North and Central American Migration Council": {REPORT},
        "Regional Council on Migration": {REPORT},
        "Arctic-like Council on Migration and related issues": {REPORT},
        "proposed Council": {REPORT},
    },
}


@pytest.mark.parametrize("name", NAMES)
def test_what_has_several_names_stands_with_who_uses_each(found: dict[str, Conflict], name: str):
    sides = {side.value.en: side for side in found[f"name-{name}"].values}
    for called, sources in NAMES[name].items():
        assert {cite.source.id for cite in sides[called].citations} >= sources, called
    for side in sides.values():
        assert bool(side.statements) is bool(side.citations)
        assert side.citations or (side.used_as and "no source" in side.used_as.en)


def test_each_meaning_of_a_name_has_its_source_or_says_that_it_has_none(found: dict[str, Conflict]):
    sides = [side for row in found.values() if row.kind == "acronym" for side in row.values]
    assert [side.value.en for side in sides if not side.citations and side.used_as is None] == []
    meanings = {
        side.value.en: {cite.source.id for cite in side.citations} for side in found["acronym-can"].values
    }
    assert meanings == {"Andean Community": {"liquisearch-can"}, "Canada": {"states-iso-qid"}}


def test_two_sums_of_money_that_measure_two_things_are_no_disagreement(found: dict[str, Conflict]):
    assert not [row for row in found.values() if "375" in str(row.values) and "422" in str(row.values)]


def test_what_is_not_decided_says_so_and_what_is_decided_says_why(found: dict[str, Conflict]):
    assert found["value-cmc-launched"].reason is None
    assert "every value stands" in found["value-cmc-launched"].note.en
    assert "two ways" in found["membership-mirps-support-platform-eu"].note.en
    for row in found.values():
        ranks = {side.rank for side in row.values if side.rank is not None}
        if len(ranks) > 1:
            assert row.reason is not None, row.id


def test_what_is_followed_is_what_the_direct_triples_say(real: KnowledgeGraph, found: dict[str, Conflict]):
    """Each side of a date, relation or count is followed exactly if its value stands as a direct triple."""
    claims = {row.id: row for row in real.snapshot.claims}
    checked = 0
    for row in (row for row in found.values() if row.kind == "value" and row.property != "hasMandate"):
        for side in row.values:
            said = [claims[name] for name in side.statements]
            asked = f"SELECT ?v WHERE {{ {row.subject} mm:{row.property} ?v }}"
            stand = {str(found["v"]).rpartition("/")[2] for found in real.query(asked).dicts()}
            direct = any(claim.value.text in stand for claim in said)
            assert direct is side.followed, (row.id, side.value.en)
            checked += 1
    assert checked > 20


def test_paraguay_is_left_out_by_the_closed_list_alone(real: KnowledgeGraph):
    """Without the citations that say so by hand, the lists that the sources close give the same."""
    bare = tuple(
        replace(row, citations=tuple(cite for cite in row.citations if cite.stance != "omits"))
        for row in real.snapshot.memberships
    )
    found = {row.id: row for row in conflicts(replace(real.snapshot, memberships=bare))}
    for name in ("quito-process-PRY", "mirps-SLV", "mirps-support-platform-URY", "mirps-support-platform-eu"):
        row = found[f"membership-{name}"]
        side = next(side for side in row.values if side.value.en == "not in the list")
        assert {cite.source.id for cite in side.citations} == {
            REPORT if "platform" in name else NOTE,
        }, name
        assert side.statements, name


def test_the_closed_lists_and_how_many_they_name(real: KnowledgeGraph, found: dict[str, Conflict]):
    lists = closed_lists(real.snapshot)
    sizes = {
        (row.mechanism, row.role, row.year, row.source.id): len(row.named)
        for rows in lists.values()
        for row in rows
    }
    assert sizes["csm", "member", 2022, NOTE] == 12
    assert sizes["csm", "member", 2000, "csm-website"] == 10
    assert sizes["quito-process", "member", 2022, NOTE] == 12
    assert sizes["quito-process", "member", 2022, "quito-process-2022"] == 13
    assert sizes["mirps", "member", 2022, NOTE] == 6
    assert sizes["crm", "member", 2022, NOTE] == 11
    assert sizes["crm", "member", 1996, "un-ga-51-90"] == 10
    assert sizes["r4v", "host-country", 2022, "gho-2022-venezuela"] == 17
    quito = found["membership-quito-process-lists-member"]
    assert [side.value.en for side in quito.values] == [
        "12 in the list of 2022, without Paraguay",
        "13 in the list of 2022",
    ]
    assert [side.followed for side in quito.values] == [False, True]
    apart = {row.id for row in found.values() if re.match(r"membership-(crm|csm|r4v)-", row.id)}
    assert apart == set(), "lists of other years, and seats that are only assumed, are no conflict"
