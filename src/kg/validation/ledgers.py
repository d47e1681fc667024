"""The coverage ledgers beside a data file against its citations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Triple

from kg import resources
from kg.coverage import Fault, Place, read
from kg.coverage.checks import Cited
from kg.coverage.checks import check as faults_of
from kg.coverage.ledger import paragraph_of, place_of
from kg.namespaces import BASE, ONTOLOGY, compact
from kg.turtle.plan import Index
from kg.validation.places import Places, shown
from kg.validation.report import Finding


def check(path: Path, asserted: set[Triple], places: Places) -> Iterator[Finding]:
    """Yield what is wrong with the ledgers beside ``path``; nothing where there are none.

    Raises:
        DataError: a ledger cannot be read.
    """
    folder = resources.coverage_dir(path)
    if not folder.is_dir():
        return
    coverage, unread = read(folder, shown)
    # A row that cannot be read is missing from its ledger: what follows from that is not told as well.
    for fault in unread or faults_of(coverage, _cited(asserted)):
        yield _finding(fault, places)


def _cited(asserted: set[Triple]) -> Cited:
    """Return what the statements say about places, whatever else may be wrong with them."""
    index = Index.of(asserted)
    kinds = {node: index.kind(node) for node in index.nodes}
    citations = {node: _place(index, node) for node, kind in kinds.items() if kind == "citation"}
    return Cited(
        sources=_ids(kinds, "source"),
        mechanisms=_ids(kinds, "mechanism"),
        nodes=frozenset(node.removeprefix(BASE) for node in index.nodes),
        places=citations,
        used=frozenset(
            term.value for values in index.nodes.values() for term in values.get(ONTOLOGY + "citation", ())
        ),
    )


def _ids(kinds: dict[str, str], wanted: str) -> frozenset[str]:
    return frozenset(node.removeprefix(f"{BASE}{wanted}/") for node, kind in kinds.items() if kind == wanted)


def _place(index: Index, cite: str) -> tuple[str, Place]:
    source = index.first(cite, "source").removeprefix(f"{BASE}source/")
    number = paragraph_of(index.first(cite, "paragraph"))
    return source, place_of(index.first(cite, "section"), number, index.first(cite, "locator"))


def _finding(fault: Fault, places: Places) -> Finding:
    file, line = (fault.file, fault.line) if fault.file else places.find(fault.node)
    node = compact(fault.node) if fault.node else ""
    return Finding("error", fault.rule, node, "", file, line, fault.message, fault.fix, stage=1)
