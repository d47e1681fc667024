"""SHACL again after a change, for those nodes alone whose result can have changed.

The result of a shape for one focus node follows from the shapes and from what validation reads of the data
graph: a set of triple patterns. The graph here notes each pattern that is asked while one shape looks at one
node. After a change, a result whose patterns match no triple that was added or removed is what it was; any
other is computed anew. Nothing about the shapes is assumed: this is the full run, less what would come out
the same. Which nodes a shape looks at is kept in the same way; the queries of ``sh:SPARQLTarget`` (SHACL
Advanced Features, section 3.1) are asked each time, of Oxigraph, which takes milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from pyoxigraph import Quad, QuerySolutions, Store, Triple
from pyshacl import Validator
from pyshacl.errors import ReportableRuntimeError
from pyshacl.functions import gather_functions
from pyshacl.graph_abstraction import DataGraph
from pyshacl.rules import gather_rules
from rdflib import RDF, SH
from rdflib.plugins.stores.memory import Memory
from rdflib.term import Node

from kg.errors import DataSyntaxError
from kg.turtle.syntax import parse_file
from kg.validation.graphs import PreparingGraph, quiet, to_node, to_rdflib
from kg.validation.places import Nowhere
from kg.validation.report import Finding
from kg.validation.shacl import finding_of

#: Subject, predicate, object of a triple asked for, None for any.
Pattern: TypeAlias = tuple[Node | None, Node | None, Node | None]
#: A shape (by its number) at one focus node; None: the question which nodes it looks at.
Key: TypeAlias = tuple[int, Node | None]
#: A result as pySHACL hands it around: text, node, triples.
Result: TypeAlias = tuple[Any, ...]

T = TypeVar("T")

_NOWHERE: Final = Nowhere()


class NotingStore(Memory):
    """Triples in memory, and which patterns were asked for since ``asked`` was set to an empty set."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[Pattern] = set()

    def triples(self, triple_pattern: Any, context: Any = None) -> Any:
        """Return what matches, as the parent does."""
        self.asked.add(triple_pattern)
        return super().triples(triple_pattern, context)


class ShapeChecker:
    """The shapes over a graph that changes from one check to the next."""

    def __init__(self, shapes: Sequence[Path]) -> None:
        """Read ``shapes``; raises DataSyntaxError where they do not parse or are no SHACL.

        Shapes with rules or functions of their own (SHACL Advanced Features, sections 5 and 8) are refused.
        """
        self._shape_graph = to_rdflib(triple for path in shapes for triple in parse_file(path))
        self._memory = NotingStore()
        self._store = Store()
        self._data = PreparingGraph(self._memory)
        self._graph = DataGraph.from_rdflib(self._data)
        self._now: set[Triple] = set()
        self._asked: dict[Key, set[Pattern]] = {}
        self._askers: defaultdict[Pattern, set[Key]] = defaultdict(set)
        self._focus: dict[int, set[Node]] = {}
        self._of_shape: defaultdict[int, set[Node]] = defaultdict(set)
        self._results: dict[Key, Sequence[Result]] = {}
        try:
            with quiet():
                self._prepare()
        except ReportableRuntimeError as error:
            raise DataSyntaxError(f"The shapes are no valid SHACL: {error}", str(shapes[0].parent)) from error

    def _prepare(self) -> None:
        options = {"advanced": True, "inplace": True}
        run = Validator(self._graph, shacl_graph=self._shape_graph, options=options)
        self._executor, self._sg = run.make_executor(), run.shacl_graph
        if gather_functions(self._executor, self._sg) or gather_rules(self._executor, self._sg):
            raise ReportableRuntimeError("rules and functions are not followed from change to change.")
        self._shapes = list(self._sg.shapes)
        self._queries: dict[int, list[str]] = {}
        for number, shape in enumerate(self._shapes):
            targets = shape.advanced_target().values()
            if any(target.get("type") != SH.SPARQLTarget for target in targets):
                raise ReportableRuntimeError("targets other than sh:SPARQLTarget are not followed.")
            helpers = [target["qh"] for target in targets]
            self._queries[number] = [helper.apply_prefixes(helper.select_text) for helper in helpers]

    def check(self, triples: set[Triple]) -> list[Finding]:
        """Return a finding for each SHACL result of ``triples``, as :func:`kg.validation.shacl.check` does,
        without their places.
        """
        with quiet():
            for key in self._changed(self._now - triples, triples - self._now):
                self._forget(key)
            self._now = set(triples)
            for number in range(len(self._shapes)):
                self._renew(number)
            results = [result for row in self._results.values() for result in row]
            report, _ = Validator.create_validation_report(self._sg, not results, results)
        found = report.subjects(RDF.type, SH.ValidationResult)
        return [finding_of(report, result, self._shape_graph, _NOWHERE) for result in found]

    def _changed(self, gone: set[Triple], come: set[Triple]) -> set[Key]:
        """Change the graphs, and return whose patterns match what ``gone`` and ``come``."""
        touched: set[Key] = set()
        for triple in gone:
            row = _row(triple)
            self._data.remove(row)
            self._store.remove(Quad(*triple))
            touched.update(*self._interested(row))
        for triple in come:
            row = _row(triple)
            self._data.add(row)
            touched.update(*self._interested(row))
        self._store.extend(Quad(*triple) for triple in come)
        return touched

    def _interested(self, row: tuple[Node, Node, Node]) -> Iterator[set[Key]]:
        subject, predicate, term = row
        for pattern in product((subject, None), (predicate, None), (term, None)):
            if pattern in self._askers:
                yield self._askers[pattern]

    def _forget(self, key: Key) -> None:
        for pattern in self._asked.pop(key, ()):
            askers = self._askers[pattern]
            askers.discard(key)
            if not askers:
                del self._askers[pattern]
        self._results.pop(key, None)

    def _renew(self, number: int) -> None:
        """Bring the results of one shape up to date."""
        shape = self._shapes[number]
        if (number, None) not in self._asked:
            shape.set_advanced(False)  # its own queries are asked below
            self._focus[number] = self._noting((number, None), lambda: shape.focus_nodes(self._graph))
        focus = self._focus[number].union(*map(self._answer, self._queries[number]))
        for key in [key for key in self._of_shape[number] if key not in focus]:
            self._forget((number, key))
        self._of_shape[number] = focus
        shape.set_advanced(True)
        for node in focus:
            if (number, node) not in self._asked:
                self._judge(number, node)

    def _judge(self, number: int, node: Node) -> None:
        shape = self._shapes[number]
        key = (number, node)
        _, results = self._noting(key, lambda: shape.validate(self._executor, self._graph, focus=[node]))
        if results:
            self._results[key] = results

    def _noting(self, key: Key, work: Callable[[], T]) -> T:
        """Do ``work`` and remember under ``key`` what it asked of the data."""
        self._memory.asked = set()
        done = work()
        self._asked[key] = self._memory.asked
        for pattern in self._memory.asked:
            self._askers[pattern].add(key)
        return done

    def _answer(self, query: str) -> set[Node]:
        rows = self._store.query(query)
        assert isinstance(rows, QuerySolutions)
        return {to_node(row["this"]) for row in rows if row["this"] is not None}


def _row(triple: Triple) -> tuple[Node, Node, Node]:
    return to_node(triple.subject), to_node(triple.predicate), to_node(triple.object)
