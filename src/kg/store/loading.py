"""Files → an embedded store: our statements beside the ontology, or any RDF by itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg import resources
from kg.namespaces import ONTOLOGY, PREFIXES
from kg.store.embedded import EmbeddedStore
from kg.store.patch import write_quads

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DATASET = ox.NamedNode(ONTOLOGY + "Dataset")


class Loaded(EmbeddedStore):
    """A store and what it holds. ``ours``: statements of this ontology, which stands beside them; otherwise a
    dataset of any kind, exactly as it was read.
    """

    def __init__(self, raw: ox.Store, ours: bool) -> None:
        super().__init__(raw)
        self.ours = ours
        if ours:
            for path in resources.ontology_files():
                self.load(path)
        self.graphs = self.graph_names()

    @property
    def store(self) -> EmbeddedStore:
        """The store itself."""
        return self

    def statements(self) -> bytes:
        """Return as N-Quads (UTF-8) what was loaded, without the ontology."""
        if not self.ours:
            return self.dump()
        ontology = EmbeddedStore.from_files(resources.ontology_files()).raw
        return write_quads(quad for quad in self.raw if quad not in ontology)


def open_store(data: Path | None = None) -> Loaded:
    """Return a store with ``data`` (default: the shipped statements), an RDF file of any syntax.

    If its default graph holds a node of type ``mm:Dataset``, the ontology is loaded beside it; any other file
    is loaded alone, named graphs and blank nodes kept, relative IRIs from the file's address.

    Raises DataError (DataSyntaxError with the line) for a file that cannot be read or does not parse.
    """
    found = EmbeddedStore.from_files([data or resources.data_file()])
    return Loaded(found.raw, dataset_of(found.raw) is not None)


def with_ontology(nquads: bytes, ours: bool, graphs: Iterable[str] = ()) -> Loaded:
    """Return a store with ``nquads`` (N-Quads, UTF-8; labels of blank nodes kept), beside the ontology if
    they are ``ours``; the named ``graphs`` exist in it even where they are empty.
    """
    return Loaded(EmbeddedStore.from_quads(nquads, graphs).raw, ours)


def is_ours(data: Path) -> bool:
    """Tell whether the file ``data`` holds a node of type ``mm:Dataset``; raises as :func:`open_store`."""
    return dataset_of(EmbeddedStore.from_files([data]).raw) is not None


def dataset_of(store: ox.Store) -> str | None:
    """Return the IRI of the ``mm:Dataset`` in the default graph (the first by name), None without one."""
    found = store.quads_for_pattern(None, _TYPE, _DATASET, ox.DefaultGraph())
    return min((quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)), default=None)
