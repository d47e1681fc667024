"""Direct triples: what the rules derive from statements, and how they are told from statements again.

Both stand in one file, so that every RDF tool sees the easy triples, and the file is its own input. Which
triples only rules may write follows from the rules themselves (their CONSTRUCT templates):

- a predicate named in a template (``mm:hasMember``), and for ``rdf:type`` the class named with it
  (``mm:Statement``);
- where the predicate is a variable, every property that the ontology declares a ``mm:ClaimProperty`` (of any
  kind): a value for it belongs into a claim.

``mm:status`` alone is both: entities carry it as their own, and claims may dispute it. It stays with the
statements; a hygiene query compares it with the best-ranked claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import Quad, QueryTriples, Store, Triple
from rdflib import URIRef
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from kg import resources
from kg.errors import DataSyntaxError
from kg.namespaces import ONTOLOGY, PREFIXES
from kg.turtle.syntax import parse_file, read_text
from kg.turtle.terms import text_of

Stamp: TypeAlias = tuple[tuple[Path, int, int], ...]

_TYPE: Final = PREFIXES["rdf"] + "type"
_SUBCLASS: Final = PREFIXES["rdfs"] + "subClassOf"
_CLAIM_PROPERTY: Final = ONTOLOGY + "ClaimProperty"
#: Claimable, and yet an entity's own (see the module's docstring).
ASSERTED: Final = frozenset({ONTOLOGY + "status"})


@dataclass(frozen=True)
class Rulebook:
    """The rules with what they need: the ontology, and which predicates and classes only they may write."""

    ontology: frozenset[Triple]
    rules: tuple[tuple[Path, str], ...]
    predicates: frozenset[str]
    classes: frozenset[str]

    def writes(self, triple: Triple) -> bool:
        """Tell whether ``triple`` is one that only rules may write."""
        if triple.predicate.value == _TYPE:
            return text_of(triple.object) in self.classes
        return triple.predicate.value in self.predicates

    def run(self, asserted: Iterable[Triple]) -> set[Triple]:
        """Return everything that the rules construct from ``asserted`` and the ontology, in one pass.

        No rule reads what another wrote, so their order does not matter.
        """
        store = Store()
        store.extend(Quad(*triple) for triple in (*self.ontology, *asserted))
        found: set[Triple] = set()
        for path, text in self.rules:
            try:
                answer = store.query(text)
            except SyntaxError as error:
                raise DataSyntaxError(f"This rule is not SPARQL: {error.args[0]}.", str(path)) from error
            if not isinstance(answer, QueryTriples):
                raise DataSyntaxError("A rule must be a CONSTRUCT query.", str(path))
            found.update(answer)
        return found


def derive(asserted: Iterable[Triple], book: Rulebook | None = None) -> set[Triple]:
    """Return the direct triples that follow from the statements ``asserted`` (without any direct triple)."""
    book = book or rulebook()
    return {triple for triple in book.run(asserted) if book.writes(triple)}


def split(triples: Iterable[Triple], book: Rulebook | None = None) -> tuple[set[Triple], set[Triple]]:
    """Return ``(asserted, derived)``: statements and entities, and the triples that only rules may write."""
    book = book or rulebook()
    asserted: set[Triple] = set()
    derived: set[Triple] = set()
    for triple in triples:
        (derived if book.writes(triple) else asserted).add(triple)
    return asserted, derived


def rulebook() -> Rulebook:
    """Return the shipped rules and ontology, read again when a file has changed.

    Raises:
        DataSyntaxError: one of the files does not parse.
    """
    return _load(_stamp(resources.ontology_files()), _stamp(resources.rule_files()))


def _stamp(paths: Sequence[Path]) -> Stamp:
    stats = [(path, path.stat()) for path in paths]
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats)


@lru_cache(maxsize=4)
def _load(ontology: Stamp, rules: Stamp) -> Rulebook:
    triples = frozenset(triple for path, *_ in ontology for triple in parse_file(path))
    texts = tuple((path, read_text(path)) for path, *_ in rules)
    predicates: set[str] = set()
    classes: set[str] = set()
    for path, text in texts:
        for predicate, object_ in _template(path, text):
            if predicate == _TYPE:
                classes.add(object_ or "")
            elif predicate is None:
                predicates |= _claim_properties(triples)
            else:
                predicates.add(predicate)
    return Rulebook(triples, texts, frozenset(predicates - ASSERTED), frozenset(classes))


def _template(path: Path, text: str) -> list[tuple[str | None, str | None]]:
    """Return predicate and object of each triple of a CONSTRUCT template, None for a variable."""
    try:
        algebra = translateQuery(parseQuery(text)).algebra
    except Exception as error:  # pyparsing's and rdflib's own, without a common root
        raise DataSyntaxError(f"This rule is not SPARQL: {error}.", str(path)) from error

    def named(term: object) -> str | None:
        return str(term) if isinstance(term, URIRef) else None

    return [(named(predicate), named(term)) for _, predicate, term in algebra.template or ()]


def _claim_properties(ontology: Iterable[Triple]) -> set[str]:
    """Return every property with a class at or below ``mm:ClaimProperty``."""
    pairs = [(text_of(row.subject), row.predicate.value, text_of(row.object)) for row in ontology]
    classes, size = {_CLAIM_PROPERTY}, 0
    while len(classes) > size:
        size = len(classes)
        classes |= {narrow for narrow, link, wide in pairs if link == _SUBCLASS and wide in classes}
    return {node for node, link, kind in pairs if link == _TYPE and kind in classes}
