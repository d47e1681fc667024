"""Domain objects as plain, JSON-ready dictionaries: one shape for REST, the command line and the library.

Pure functions of a :class:`~kg.snapshot.Snapshot`; no web, no RDF. Words come in the asked language
(``lang``: ``"en"`` or ``"es"``), ids and literals as the graph has them. A list that no source gives is
``None``, never zero.
"""

from kg.rows.base import Row, as_cells, cite_rows, restored
from kg.rows.bodies import (
    organization_detail,
    organization_row,
    region_detail,
    region_row,
    state_detail,
)
from kg.rows.claims import claim_row
from kg.rows.conflicts import conflict_row, side_rows
from kg.rows.entities import (
    recommendation_row,
    search_row,
    source_detail,
    source_row,
    state_row,
)
from kg.rows.mandates import assignment_row, mandate_detail, mandate_row
from kg.rows.mechanisms import mechanism_detail, mechanism_row, member_count
from kg.rows.memberships import membership_row
from kg.rows.network import labelled, network_document
from kg.rows.objectives import objective_detail, objective_row
from kg.rows.overlap import intersection_row, pair_row, timeline_rows
from kg.rows.records import event_detail, event_row, instrument_detail, instrument_row

__all__ = [
    "Row",
    "as_cells",
    "assignment_row",
    "cite_rows",
    "claim_row",
    "conflict_row",
    "event_detail",
    "event_row",
    "instrument_detail",
    "instrument_row",
    "intersection_row",
    "labelled",
    "mandate_detail",
    "mandate_row",
    "mechanism_detail",
    "mechanism_row",
    "member_count",
    "membership_row",
    "network_document",
    "objective_detail",
    "objective_row",
    "organization_detail",
    "organization_row",
    "pair_row",
    "recommendation_row",
    "region_detail",
    "region_row",
    "restored",
    "search_row",
    "side_rows",
    "source_detail",
    "source_row",
    "state_detail",
    "state_row",
    "timeline_rows",
]
