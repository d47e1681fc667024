"""``kg audit``: everything beside the document in reading order; the expected text was written by hand."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

from kg.coverage.audit import audit
from kg.coverage.summary import summarize
from kg.graph import KnowledgeGraph
from tests.cli.conftest import environment
from tests.ledgers.conftest import LAKES, Run

CHARTER = """\
Charter 2019 (charter-2019)

Title
  ·  Name, day and place
    - mechanism – Lake Circle; LAK; regional consultative process; active; also Shore *Talks* \
[mechanism/lakes]
    - instrument – Lake Charter; declaration; adopted 2019-05-02 [instrument/lake-charter]
    - LAK – established – 2019-05; preferred [claim/lakes-established-2019]
    - LAK – established by – Lake Charter; normal [claim/lakes-establishedBy-charter]

Members
  ¶ 1  Who sits: two states
    - state – Panama; PAN [state/PAN]
    - LAK – member – Costa Rica; attested 2019; normal [membership/lakes-CRI-member]
    - LAK – member – Panama; 2019-05–2021; attested 2019; normal [membership/lakes-PAN-member]
  ¶ 2  A later list, one state shorter
    - LAK – member – Panama; 2019-05–2021; attested 2019; normal (leaves it out) [membership/lakes-PAN-member]
  Table 1  What each pays
    - LAK – share of the budget – 40.5 per cent; 2019; by Costa Rica; normal \
[contribution/lakes-budgetShare-CRI]

Aims
  ¶ 1  Training, boats and the people on the shores
    - region – The shores; covers CRI, PAN [region/shores]
    - recommendation – More boats; R1; for Panama; Buy boats together; target: ten boats; until 2025; \
concerns Lake Circle (LAK) [recommendation/lakes-r1]
    - LAK – works on – Rowing lessons; attested 2019; normal [assignment/lakes-lake-training]
    - LAK – value proposition – shared boats | cheaper crossings; field: Rowing lessons; point 1; normal \
[claim/lakes-valueProposition-1]
    - The shores – international migrants – about 1200 persons; 2015; period 2015-01–2015-06; \
counted: fishers; of: Panama; normal [figure/shores-migrantStock-2015]
  ¶ 2  Thanks to the hosts
    - nothing: courtesy; says nothing of cooperation

Annex
  ·  Map of the lakes
    - nothing: a drawing, without data
"""
FACTS = """\
Facts read on public pages

  lakes: Costa Rica sits and Mexico watches
    - LAK – member – Costa Rica; attested 2019; normal [membership/lakes-CRI-member]
    - LAK – observer – Mexico; normal; inferred [membership/lakes-MEX-observer]

  lakes: How many fish there are
    - nothing: not about migration
"""
PAGE = """\
Lake page (lake-page): no ledger: the places cited

History
  ·
    - event – First lake meeting; 2019-05-02; Panama City; concerns Lake Circle (LAK) [event/lake-meeting]
    - LAK – established – 2018; normal [claim/lakes-established-2018]
    - LAK – established – 2019-05; preferred (says otherwise) [claim/lakes-established-2019]

Seats
  ·
    - state – Costa Rica; CRI [state/CRI]
    - state – Mexico; MEX [state/MEX]
    - LAK – member – Costa Rica; attested 2019; normal [membership/lakes-CRI-member]
    - LAK – observer – Mexico; normal; inferred [membership/lakes-MEX-observer]
"""


def test_the_documents_beside_the_ledger(run: Run):
    found = run("audit")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == f"{CHARTER}\n{PAGE}\n{FACTS}"


def test_one_source_and_one_section(run: Run):
    assert run("audit", "--source", "lake-page").stdout == PAGE
    assert run("audit", "--source", "Página del lago").stdout == PAGE
    both = run("audit", "--source", "lake-page", "--source", "charter-2019").stdout
    assert both == f"{CHARTER}\n{PAGE}"
    annex = "Annex\n  ·  Map of the lakes\n    - nothing: a drawing, without data\n"
    assert run("audit", "--section", "ÁNNEX").stdout == f"Charter 2019 (charter-2019)\n\n{annex}"


def test_in_spanish(run: Run):
    said = run("audit", "--section", "members", "--lang", "es").stdout
    assert "Carta 2019 (charter-2019)" in said
    assert (
        "    - LAK – miembro – Panamá; 2019-05–2021; consta en 2019; normal (no lo incluye) "
        "[membership/lakes-PAN-member]\n" in said
    )
    assert "LAK – cuota del presupuesto – 40.5 por ciento; 2019; de Costa Rica; normal" in said
    aims = run("audit", "--section", "aims", "--lang", "es").stdout
    assert "alrededor de 1200 personas; 2015; período 2015-01–2015-06; se cuenta: pescadores" in aims
    assert "    - nada: courtesy; says nothing of cooperation\n" in aims


def test_markdown_has_a_box_for_every_statement_and_every_reason(run: Run):
    said = run("audit", "--format", "markdown").stdout
    boxes = [line for line in said.splitlines() if line.startswith("- [ ] ")]
    # 4 + 3 + 1 + 1 + 5 statements and 2 reasons in the charter, 3 + 4 on the page; 2 and 1 of facts.
    assert len(boxes) == 14 + 2 + 7 + 3
    assert said.endswith("\n\nlakes: How many fish there are\n\n- [ ] nothing: not about migration\n")
    assert "# Charter 2019 (charter-2019)\n\n## Title\n\n**·** Name, day and place\n\n- [ ] mechanism" in said
    assert "also Shore \\*Talks\\* `mechanism/lakes`" in said
    assert "shared boats \\| cheaper crossings;" in said
    assert "normal (leaves it out) `membership/lakes-PAN-member`\n" in said


def test_csv_has_one_row_for_each_statement_at_each_place(run: Run):
    rows = list(csv.DictReader(io.StringIO(run("audit", "--format", "csv").stdout)))
    assert len(rows) == 14 + 2 + 7
    assert [row["locator"] for row in rows if row["source"] == "charter-2019"] == [
        *["Title"] * 4,
        *["Members, ¶ 1"] * 3,
        "Members, ¶ 2",
        "Members, Table 1",
        *["Aims, ¶ 1"] * 5,
        "Aims, ¶ 2",
        "Annex",
    ]
    omitted = rows[7]
    assert (omitted["statement"], omitted["kind"], omitted["rank"], omitted["stance"]) == (
        "membership/lakes-PAN-member",
        "membership",
        "normal",
        "omits",
    )
    assert (rows[0]["statement"], rows[0]["rank"]) == ("mechanism/lakes", "")
    assert (rows[15]["statement"], rows[15]["reason"]) == ("", "a drawing, without data")


def test_json_has_one_item_for_each_place(run: Run):
    body = json.loads(run("audit", "--source", "charter-2019", "--format", "json").stdout)
    assert body["total"] == 7
    assert [row["statement_count"] for row in body["items"]] == [4, 3, 1, 1, 5, 0, 0]
    assert body["items"][2]["statements"] == [
        {
            "id": "membership/lakes-PAN-member",
            "kind": "membership",
            "text": "LAK – member – Panama; 2019-05–2021; attested 2019; normal",
            "rank": "normal",
            "stance": "omits",
        }
    ]
    assert body["items"][3]["place"] == "Table 1"
    assert body["items"][5]["reason"] == "courtesy; says nothing of cooperation"
    assert body["pages"] == []
    facts = json.loads(run("audit", "--format", "json").stdout)["pages"]
    assert [(row["mechanism"], row["reason"]) for row in facts] == [
        ("lakes", None),
        ("lakes", "not about migration"),
    ]
    assert [row["id"] for row in facts[0]["statements"]] == [
        "membership/lakes-CRI-member",
        "membership/lakes-MEX-observer",
    ]


def test_the_numbers_of_each_source(run: Run):
    rows = list(csv.DictReader(io.StringIO(run("audit", "--summary", "--format", "csv").stdout)))
    charter, page = rows
    assert list(charter.values()) == ["charter-2019", "2", "1", "3", "1", "1", "8", "5", "7", "5", "2", "0"]
    # The claim that the page contradicts is one of its statements; the two states and the meeting are named.
    assert list(page.values()) == ["lake-page", "2", "0", "2", "0", "0", "4", "3", "", "", "", ""]


def test_what_rests_on_one_source_alone(lakes: KnowledgeGraph):
    found = summarize(lakes.snapshot, audit(lakes.snapshot, lakes.coverage))
    # Of ten statements only the seat of Costa Rica has the support of both.
    assert found.statements == 10
    assert {row.id: row.source for row in found.single} == {
        "membership/lakes-MEX-observer": "lake-page",
        "membership/lakes-PAN-member": "charter-2019",
        "assignment/lakes-lake-training": "charter-2019",
        "claim/lakes-established-2018": "lake-page",
        "claim/lakes-established-2019": "charter-2019",
        "claim/lakes-establishedBy-charter": "charter-2019",
        "claim/lakes-valueProposition-1": "charter-2019",
        "figure/shores-migrantStock-2015": "charter-2019",
        "contribution/lakes-budgetShare-CRI": "charter-2019",
    }
    assert found.sections_without == (("charter-2019", "Annex"),)
    assert [(key, row.place.locator) for key, row in found.places_without] == [
        ("charter-2019", "Aims, ¶ 2"),
        ("charter-2019", "Annex"),
    ]


def test_the_summary_for_a_person(run: Run):
    said = run("audit", "--summary").stdout
    assert "9 of 10 statements rest on a single source.\n\nSections without" in said
    assert said.endswith(
        "Sections without statement\n  charter-2019: Annex\n\nPlaces without statement\n"
        "  charter-2019: Aims, ¶ 2: courtesy; says nothing of cooperation\n"
        "  charter-2019: Annex: a drawing, without data\n"
    )
    listed = run("audit", "--single", "--source", "lake-page").stdout
    assert (
        "2 of 4 statements rest on a single source.\n"
        "  LAK – observer – Mexico; normal; inferred [membership/lakes-MEX-observer] (lake-page)\n"
        "  LAK – established – 2018; normal [claim/lakes-established-2018] (lake-page)\n\n"
        "Sections without statement\n  none\n" in listed
    )
    spanish = run("audit", "--summary", "--lang", "es", "--format", "markdown").stdout
    assert "9 de 10 declaraciones se apoyan en una sola fuente." in spanish
    assert "## Secciones sin declaración\n\n- charter-2019: Annex\n" in spanish
    assert "| charter-2019 | 2 | 1 | 3 | 1 | 1 | 8 | 5 | 7 | 5 | 2 | 0 |" in spanish


def test_the_summary_as_data(run: Run):
    body = json.loads(run("audit", "--summary", "--single", "--format", "json").stdout)
    assert (body["statement_count"], body["single_source_count"], len(body["single_source"])) == (10, 9, 9)
    assert body["sources"][0]["open"] == 0
    assert body["sources"][1]["places"] is None
    assert body["places_without"][1] == {
        "source": "charter-2019",
        "locator": "Annex",
        "reason": "a drawing, without data",
    }
    rows = list(csv.DictReader(io.StringIO(run("audit", "--single", "--format", "csv").stdout)))
    assert len(rows) == 9
    assert rows[0]["statement"] == "membership/lakes-MEX-observer"


def test_a_citation_outside_the_ledger_is_shown_as_such(copy, run: Run):
    path = copy.parent / "coverage" / "charter-2019.csv"
    text = path.read_text("utf-8")
    path.write_text(
        "".join(line for line in text.splitlines(keepends=True) if "Table 1" not in line), "utf-8"
    )
    said = run("audit", "--source", "charter-2019", data=copy).stdout
    assert said.endswith(
        "Members\n  Table 1\n"
        "    - LAK – share of the budget – 40.5 per cent; 2019; by Costa Rica; normal "
        "[contribution/lakes-budgetShare-CRI]\n    - not in the ledger\n"
    )


def test_what_cannot_be_asked_is_one_line_and_exit_code_2(copy, run: Run):
    unknown = run("audit", "--source", "charter-2020")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert unknown.stderr == "kg: Unknown source 'charter-2020'. Did you mean charter-2019?\n"
    nowhere = run("audit", "--section", "fish")
    assert (nowhere.exit_code, nowhere.stdout) == (2, "")
    assert nowhere.stderr == "kg: section: no heading cited or listed contains 'fish'.\n"
    mixed = run("audit", "--format", "coverage", "--single")
    assert (mixed.exit_code, mixed.stderr.count("\n")) == (2, 1)
    path = copy.parent / "coverage" / "charter-2019.csv"
    path.write_text(path.read_text("utf-8").replace("Members,2", "Members,two"), "utf-8")
    broken = run("audit", data=copy)
    assert broken.exit_code == 2
    assert broken.stderr.startswith(f"kg: {path}:4: The paragraph is 'two', not a number from 1.")


def test_it_works_in_a_pipe_whose_reader_leaves():
    command = [sys.executable, "-m", "kg.cli", "audit", "--data", str(LAKES)]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        left = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, env=environment(), timeout=60)
    assert (left.returncode, left.stderr) == (141, b"")
    whole = subprocess.run(command, capture_output=True, env=environment(), timeout=60, check=True)
    assert whole.stdout.decode() == f"{CHARTER}\n{PAGE}\n{FACTS}"


def test_the_concept_note_comes_in_the_order_in_which_it_is_read(real: KnowledgeGraph):
    """The headings as they follow each other in the document of 17 May 2022."""
    (note,) = audit(real.snapshot, real.coverage, sources=["oas-cam-concept-note-2022"])
    headings = dict.fromkeys(row.place.section for row in note.entries)
    processes = [
        name for name in headings if name not in ("Title", "Concept note", "Questions to the panelists")
    ]
    assert processes == [
        "Regional Conference on Migration (RCM) - 1996",
        "South American Conference on Migration (CSM) or Lima Process – 1999",
        "Committee on Migration Issues (CAM) - 2012",
        "Caribbean Migration Consultations (CMC) – 2016",
        "Comprehensive Regional Protection and Solutions Framework (MIRPS)",
        "Quito Process - 2018",
        "Interagency Coordination Platform for Refugees and Migrants from Venezuela (R4V Platform) - 2018",
        "Global Compact for Safe, Orderly and Regular Migration, or Global Compact on Migration (GCM) – 2018",
        "Global Compact on Refugees (GCR) – 2018",
    ]
    crm = next(row for row in note.entries if row.place.section == processes[0] and row.place.paragraph == 1)
    seats = {item.id for item in crm.items if item.kind == "membership"}
    assert seats == {
        f"membership/crm-{code}-member"
        for code in ("BLZ", "CAN", "CRI", "DOM", "GTM", "HND", "MEX", "NIC", "PAN", "SLV", "USA")
    }
