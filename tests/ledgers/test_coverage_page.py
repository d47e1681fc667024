"""``docs/coverage.md``: the page of the small graph was written by hand, that of the shipped one is fresh."""

from __future__ import annotations

import re
from pathlib import Path

from kg.coverage.page import Names, coverage_page
from kg.coverage.render import escaped
from kg.coverage.uses import uses_of
from kg.graph import KnowledgeGraph
from tests.ledgers.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"

TABLES = """\
## Totals

- Statements: 10; 9 of them rest on a single source.
- Places of the documents: 7. On 5 something rests; 2 have a reason why
  nothing does; 0 have neither.
- Facts read on public pages: 2; in the graph: 1.

| Source | Memberships | Mandates | Claims | Figures | Money | Statements | Named things | Places | \
Covered | With reason |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
| [charter-2019](#charter-2019) | 2 | 1 | 3 | 1 | 1 | 8 | 5 | 7 | 5 | 2 |
| lake-page | 2 | 0 | 2 | 0 | 0 | 4 | 3 |  |  |  |

<a id="charter-2019"></a>

## Charter 2019

Charter of the Lakes · 2019 · `charter-2019`

### Title

| ¶ | About | Statements, or why none |
|---|---|---|
|  | Name, day and place | 4: `mechanism/lakes`, `instrument/lake-charter`, `claim/lakes-established-2019`, \
`claim/lakes-establishedBy-charter` |

### Members

| ¶ | About | Statements, or why none |
|---|---|---|
| 1 | Who sits: two states | 3: `state/PAN`, `membership/lakes-{CRI,PAN}-member` |
| 2 | A later list, one state shorter | 1: omits: `membership/lakes-PAN-member` |
| Table 1 | What each pays | 1: `contribution/lakes-budgetShare-CRI` |

### Aims

| ¶ | About | Statements, or why none |
|---|---|---|
| 1 | Training, boats and the people on the shores | 5: `region/shores`, `recommendation/lakes-r1`, \
`assignment/lakes-lake-training`, `claim/lakes-valueProposition-1`, `figure/shores-migrantStock-2015` |
| 2 | Thanks to the hosts | courtesy; says nothing of cooperation |

### Annex

| ¶ | About | Statements, or why none |
|---|---|---|
|  | Map of the lakes | a drawing, without data |

## Facts read on public pages

| Mechanism | Fact | Statements, or why none |
|---|---|---|
| lakes | Costa Rica sits and Mexico watches | 2: `membership/lakes-CRI-member`, \
`membership/lakes-MEX-observer` |
| lakes | How many fish there are | not about migration |
"""


def test_the_page_of_the_small_graph(lakes: KnowledgeGraph, run: Run):
    page = coverage_page(lakes.snapshot, lakes.coverage)
    assert page[page.index("## Totals") :] == TABLES
    assert page.startswith("# Coverage of the sources\n\nWritten by `make docs`")
    assert run("audit", "--format", "coverage", "--lang", "es").stdout == page


def test_ids_that_differ_in_one_part_are_written_once(lakes: KnowledgeGraph):
    short = Names(lakes.snapshot).short
    assert short(["state/CRI", "membership/lakes-CRI-member", "state/PAN"]) == (
        "`state/{CRI,PAN}`, `membership/lakes-CRI-member`"
    )
    assert short(["claim/no-such"]) == "`claim/no-such`"
    assert short([]) == ""


def test_markdown_shows_texts_as_they_are():
    assert escaped("a | b *c* <d>\n`e` [f] #g _h_ \\") == (
        "a \\| b \\*c\\* \\<d\\> \\`e\\` \\[f\\] \\#g \\_h\\_ \\\\"
    )


def test_the_page_of_the_shipped_graph_is_fresh_and_not_too_long(real: KnowledgeGraph):
    assert PAGE.read_text("utf-8") == coverage_page(real.snapshot, real.coverage), "run `make docs`"
    assert PAGE.stat().st_size < 400_000


def test_no_id_of_the_shipped_page_says_more_or_less_than_the_graph(real: KnowledgeGraph):
    """What a row counts is what its names come to once the braces are undone, and nothing is missing."""
    counted = 0
    for line in PAGE.read_text("utf-8").splitlines():
        rests = re.search(r"\| (\d+): ((?:omits: |contradicts: |; |, |`[^`]+`)+) \|$", line)
        if rests:
            written = sum(1 + span.count(",") for span in re.findall(r"`([^`]+)`", rests[2]))
            assert written == int(rests[1]), line
            counted += written
    uses = uses_of(real.snapshot)
    listed = (uses.get(key, {}) for key in real.coverage.ledgers)
    on_pages = sum(len(row.statements) for row in real.coverage.pages)
    assert counted == sum(len(found) for places in listed for found in places.values()) + on_pages
