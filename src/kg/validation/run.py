"""Validation of a data file as a whole: syntax, shapes, hygiene, direct triples, coverage ledgers, layout."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg import resources
from kg.errors import DataInvalidError
from kg.model import Text
from kg.store.loading import open_store
from kg.store.reading import FORMATS
from kg.turtle.derive import derive, rulebook, split
from kg.turtle.files import format_text
from kg.turtle.syntax import parse_text, read_text
from kg.turtle.tokens import first_blank
from kg.validation import freshness, hygiene, ledgers, shacl
from kg.validation.candidate import check_candidate
from kg.validation.places import Places, shown
from kg.validation.report import Finding, Report, in_order


def validate(path: Path | None = None) -> Report:
    """Check the data file ``path`` (the shipped one by default) in every way there is.

    A file that is not Turtle has no layout and no lines to name: see :mod:`kg.validation.candidate`.

    Shapes see the statements with the direct triples that follow from them, so that a stale direct triple is
    not reported a second time by its consequences. Hygiene queries see those in the file too.

    Raises:
        DataError: the file cannot be read.
        DataSyntaxError: it does not parse; names the line.
    """
    began = time.perf_counter()
    path = path or resources.data_file()
    if _is_other_rdf(path):
        report = check_candidate(open_store(path).statements())
        return replace(report, file=shown(path), seconds=time.perf_counter() - began)
    text = read_text(path)
    triples = set(parse_text(text, shown(path)))
    places = Places(path, text, resources.ontology_files())
    findings = list(_blank_nodes(text, places))
    asserted, written = split(_nodes_only(triples))
    derived = derive(asserted)
    findings.extend(shacl.check(asserted | derived | rulebook().ontology, resources.shape_files(), places))
    findings.extend(_hygiene(asserted | derived | written | rulebook().ontology, places))
    findings.extend(freshness.check(written, derived, places))
    findings.extend(ledgers.check(path, asserted, places))
    findings.extend(_layout(text, places, findings))
    return Report(in_order(findings), len(triples), time.perf_counter() - began, shown(path))


def _is_other_rdf(path: Path) -> bool:
    """Tell whether the ending of ``path`` names a syntax that is no subset of Turtle, or gzip."""
    ending = path.suffix.lower()
    return ending == ".gz" or (ending in FORMATS and ending not in (".ttl", ".nt"))


def _nodes_only(triples: set[Triple]) -> set[Triple]:
    """Leave out triples with blank nodes, which are reported by themselves."""
    return {
        row
        for row in triples
        if isinstance(row.subject, NamedNode) and isinstance(row.object, NamedNode | Literal)
    }


def _hygiene(triples: set[Triple], places: Places) -> Iterator[Finding]:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    for file in resources.hygiene_files():
        yield from hygiene.check(hygiene.read_rule(file), store, places)


def _blank_nodes(text: str, places: Places) -> Iterator[Finding]:
    line = first_blank(text)
    if line is not None:
        yield Finding(
            "error",
            "blank-node",
            "",
            "",
            places.name,
            line,
            Text(
                "A blank node, which cannot be found again or compared.",
                "Un nodo en blanco, que no se puede volver a encontrar ni comparar.",
            ),
            Text("give it an IRI.", "dele un IRI."),
        )


def _layout(text: str, places: Places, found: list[Finding]) -> Iterator[Finding]:
    """Yield a warning where ``kg format`` would change the file, beyond what is ``found`` already."""
    if any(
        finding.rule in ("blank-node", "missing-direct-triple", "surplus-direct-triple") for finding in found
    ):
        return
    message, fix, line = (
        Text(
            "The file is not laid out as `kg format` writes it.",
            "El archivo no tiene la forma de `kg format`.",
        ),
        Text("run `kg format`.", "ejecute `kg format`."),
        1,
    )
    try:
        after = format_text(text, places.name)
        if after == text:
            return
        line = next(_changed(text.splitlines(), after.splitlines()), 1)
    except DataInvalidError as error:
        message = Text(error.detail, f"`kg format` rechaza el archivo: {error.detail}")
        fix, line = Text("", ""), error.line or 1
    yield Finding("warning", "layout", "", "", places.name, line, message, fix)


def _changed(before: list[str], after: list[str]) -> Iterator[int]:
    """Yield the lines (from 1) of ``before`` that differ from the same line of ``after``."""
    for number, line in enumerate(before):
        if number >= len(after) or after[number] != line:
            yield number + 1
