"""Files → an embedded store: the ontology, its vocabularies, and the statements."""

from __future__ import annotations

from pathlib import Path

from kg import resources
from kg.store.embedded import EmbeddedStore


def open_store(data: Path | None = None) -> EmbeddedStore:
    """Return a store with the ontology and ``data`` (default: the shipped statements).

    Raises DataError (DataSyntaxError with the line) for a file that cannot be read or does not parse.
    """
    return EmbeddedStore.from_files([*resources.ontology_files(), data or resources.data_file()])
