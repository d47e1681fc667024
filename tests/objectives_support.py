"""The small graph with matches, so that who covers an objective can be worked out by hand.

No mandate of the real scheme is matched to objectives 4, 8, 13 of the Global Compact for Migration. Here
shared figures are a close match of 4, knowledge (of which figures and training are parts) lies within 13,
border posts are a close match of 8. Ridge, whose members nobody lists, works on knowledge.
"""

from __future__ import annotations

from pathlib import Path

SMALL = Path(__file__).parent / "data" / "small.ttl"
MATCHES = """
mandate:small-data skos:closeMatch gcm-objective:4 .
mandate:small-knowledge skos:broadMatch gcm-objective:13 .
mandate:small-borders skos:closeMatch gcm-objective:8 .

assignment:ridge-small-knowledge a mm:MandateAssignment ;
    mm:mechanism mechanism:ridge ;
    mm:mandate mandate:small-knowledge ;
    mm:citation citation:bulletin-2020-members-p1 ;
    mm:rank mm:normal .
"""


def matched(folder: Path) -> Path:
    """Write the graph into ``folder`` and return its file."""
    path = folder / "matched.ttl"
    path.write_text(SMALL.read_text("utf-8") + MATCHES, "utf-8")
    return path
