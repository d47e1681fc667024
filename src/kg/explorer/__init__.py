"""What the overlap explorer shows, as one document: pure functions from a snapshot to plain values.

No RDF, no files, no web: the page and the server hand the document on.
"""

from __future__ import annotations

from kg.explorer.document import LICENSE, Surroundings, document, span
from kg.explorer.weight import Weight, packed, weight

__all__ = ["LICENSE", "Surroundings", "Weight", "document", "packed", "span", "weight"]
