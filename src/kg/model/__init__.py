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
    Participant,
    Recommendation,
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
    "Participant",
    "Rank",
    "Recommendation",
    "Ref",
    "Source",
    "Stance",
    "Statement",
    "Text",
    "Value",
]
