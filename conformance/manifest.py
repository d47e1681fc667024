"""Reading the W3C's manifests of query tests (vocabularies mf: and qt:)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

_MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_DAWGT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#"
_KINDS: Final = {
    "QueryEvaluationTest": "answer",
    "CSVResultFormatTest": "answer",
    "PositiveSyntaxTest": "reads",
    "PositiveSyntaxTest11": "reads",
    "NegativeSyntaxTest": "refuses",
    "NegativeSyntaxTest11": "refuses",
}
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
#: Relative IRIs of manifests, data and queries are below this; files are found by it.
BASE: Final = "http://example.org/w3c/"

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Test:
    """One test. ``kind``: ``answer`` (evaluate, compare), ``reads`` or ``refuses`` (the syntax alone).

    ``data``: files of the default graph; ``graphs``: pairs of IRI and file; ``lax``: duplicates may go.
    """

    __test__ = False

    name: str
    group: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None
    lax: bool = False
    base: str = BASE

    def text(self) -> str:
        """Return the query, its relative IRIs bound to the place of its file."""
        return f"BASE <{self.base}>\n{self.query.read_bytes().decode()}"


def iri(path: Path, root: Path) -> str:
    """Return the IRI that stands for ``path``."""
    return BASE + path.relative_to(root).as_posix()


def read(path: Path, root: Path) -> list[Test]:
    """Return the tests of the manifest ``path`` in its order."""
    store = ox.Store()
    base = iri(path, root)
    store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=base)
    reader = _Reader(store, root, path)
    entries = next(iter(store.quads_for_pattern(None, ox.NamedNode(_MF + "entries"), None))).object
    return [test for node in reader.items(entries) if (test := reader.test(node)) is not None]


class _Reader:
    def __init__(self, store: ox.Store, root: Path, manifest: Path) -> None:
        self._store, self._root, self._manifest = store, root, manifest

    def values(self, node: Node, predicate: str) -> list[Node]:
        assert isinstance(node, ox.NamedNode | ox.BlankNode)
        found = self._store.quads_for_pattern(node, ox.NamedNode(predicate), None)
        return [quad.object for quad in found]

    def one(self, node: Node, predicate: str) -> Node | None:
        return next(iter(self.values(node, predicate)), None)

    def items(self, node: Node) -> list[Node]:
        found: list[Node] = []
        while not (isinstance(node, ox.NamedNode) and node.value == _RDF + "nil"):
            found += self.values(node, _RDF + "first")[:1]
            node = self.values(node, _RDF + "rest")[0]
        return found

    def path(self, node: Node | None) -> Path:
        assert isinstance(node, ox.NamedNode)
        return self._root / node.value.removeprefix(BASE)

    def test(self, node: Node) -> Test | None:
        types = [str(kind)[1:-1].removeprefix(_MF) for kind in self.values(node, _RDF + "type")]
        kind = next((_KINDS[one] for one in types if one in _KINDS), None)
        rejected = "Withdrawn" in str(self.one(node, _DAWGT + "approval"))
        if kind is None or rejected:
            return None
        action = self.one(node, _MF + "action")
        assert action is not None
        query = self.path(
            action if kind != "answer" or isinstance(action, ox.NamedNode) else self._query(action)
        )
        result = self.one(node, _MF + "result")
        return Test(
            name=str(node)[1:-1].rpartition("#")[2],
            group=self._manifest.parent.relative_to(self._root).as_posix(),
            kind=kind,
            query=query,
            data=tuple(self.path(one) for one in self._of(action, "data")),
            graphs=self._graphs(action, query),
            result=self.path(result) if isinstance(result, ox.NamedNode) else None,
            lax=self.one(node, _MF + "resultCardinality") is not None,
            base=iri(query, self._root),
        )

    def _query(self, action: Node) -> Node | None:
        return self.one(action, _QT + "query")

    def _of(self, action: Node, name: str) -> list[Node]:
        return self.values(action, _QT + name) if isinstance(action, ox.BlankNode) else []

    def _graphs(self, action: Node, query: Path) -> tuple[tuple[str, Path], ...]:
        """Named graphs of the test, and those that its FROM names: the endpoint holds both."""
        found: dict[str, Path] = {}
        for node in self._of(action, "graphData"):
            file = node if isinstance(node, ox.NamedNode) else self.one(node, _QT + "graph")
            label = None if isinstance(node, ox.NamedNode) else self.one(node, _LABEL)
            path = self.path(file)
            found[label.value if isinstance(label, ox.Literal) else iri(path, self._root)] = path
        for name in _FROM.findall(query.read_bytes().decode()):
            path = query.parent / name
            if path.is_file():
                found[iri(path, self._root)] = path
        return tuple(sorted(found.items()))
