"""What the graph speaks about, as frozen objects: no RDF, no web, no I/O.

Ids are the local names of the graph's IRIs (``crm``, ``CRI``, ``unhcr``). Where an id alone could mean two
things (Canada is ``CAN``, the Andean Community is ``can``), a :class:`Ref` carries the kind beside it.
"""

from kg.model.entities import (
    Citation,
    Concept,
    Event,
    Instrument,
    Mandate,
    Mechanism,
    Objective,
    Participant,
    Recommendation,
    Region,
    Source,
)
from kg.model.statements import Claim, MandateAssignment, Membership, Statement, Value
from kg.model.terms import Alias, ListStatus, Rank, Ref, Stance, Text

__all__ = [
    "Alias",
    "Citation",
    "Claim",
    "Concept",
    "Event",
    "Instrument",
    "ListStatus",
    "Mandate",
    "MandateAssignment",
    "Mechanism",
    "Membership",
    "Objective",
    "Participant",
    "Rank",
    "Recommendation",
    "Ref",
    "Region",
    "Source",
    "Stance",
    "Statement",
    "Text",
    "Value",
]
