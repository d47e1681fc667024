"""What a writer may ask of a dataset: SPARQL 1.1 Update, and the operations of the Graph Store Protocol."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kg.store.isolated.evaluate import OWN_DATASET, Dataset


class ChangeKind(Enum):
    """UPDATE is a text of SPARQL 1.1 Update; the others are Graph Store HTTP Protocol, section 5."""

    UPDATE = "update"
    PUT = "put"
    POST = "post"
    DELETE = "delete"


@dataclass(frozen=True)
class Change:
    """One change. ``text``: the update; ``graph``: the IRI that PUT, POST, DELETE mean (None: the default
    graph); ``body`` in the RDF syntax with media type ``media_type``; ``base`` resolves relative IRIs;
    ``using``: using-graph-uri and using-named-graph-uri (SPARQL 1.1 Protocol, section 2.2.3).
    """

    kind: ChangeKind
    text: str = ""
    graph: str | None = None
    body: bytes = field(default=b"", repr=False)
    media_type: str = ""
    base: str = ""
    using: Dataset = OWN_DATASET
