"""SHACL validation with pySHACL, its results as findings that name rule, file and line.

Graphs are built from the triples that are already parsed; ontology and vocabularies stand in the same graph
as the data, which spares pySHACL two copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import Triple
from pyshacl import validate as pyshacl_validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import DataSyntaxError
from kg.model import Text
from kg.namespaces import compact
from kg.turtle.syntax import parse_file
from kg.validation.graphs import quiet, to_rdflib
from kg.validation.places import Locator
from kg.validation.report import Finding

_SEVERITY: Final = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}
_DEPTH: Final = 6  # how far up from a nameless shape its named owner is looked for


def check(triples: Iterable[Triple], shapes: Sequence[Path], places: Locator) -> Iterator[Finding]:
    """Yield a finding for each SHACL result of ``triples`` (data, ontology and vocabularies together).

    Raises:
        DataSyntaxError: the shapes do not parse or are no SHACL.
    """
    if not shapes:
        return
    shape_graph = to_rdflib(triple for path in shapes for triple in parse_file(path))
    data = to_rdflib(triples)
    try:
        with quiet():
            _, results, said = pyshacl_validate(
                data, shacl_graph=shape_graph, inference="none", advanced=True, inplace=True
            )
    except ReportableRuntimeError as error:
        results, said = None, str(error)
    if not isinstance(results, Graph):
        raise DataSyntaxError(f"The shapes are no valid SHACL: {said}", str(shapes[0].parent))
    for result in results.subjects(RDF.type, SH.ValidationResult):
        yield finding_of(results, result, shape_graph, places)


def finding_of(results: Graph, result: Node, shapes: Graph, places: Locator) -> Finding:
    """Return the SHACL result ``result`` of the report ``results`` as a finding."""
    node = str(results.value(result, SH.focusNode))
    value = results.value(result, SH.value)
    predicate = _predicate(results, results.value(result, SH.resultPath))
    if value is not None and str(value) == node:
        value = None  # a shape about the node as a whole
    shape = results.value(result, SH.sourceShape)
    source = results.value(result, SH.sourceConstraint)
    severity = results.value(result, SH.resultSeverity)
    message, fix = _words(_messages(results, result, shapes, (source, shape)))
    file, line = places.find(node, predicate or None, None if value is None else str(value))
    return Finding(
        _SEVERITY.get(severity, "error") if isinstance(severity, URIRef) else "error",
        _rule(results, result, shapes, shape),
        compact(node),
        compact(predicate) if predicate else "",
        file,
        line,
        message,
        fix,
        "" if value is None else compact(str(value)) if isinstance(value, URIRef) else str(value),
    )


def _predicate(results: Graph, path: Node | None) -> str:
    """Return the property of a path, the first step of a sequence, '' for none or a path that is no step."""
    first = results.value(path, RDF.first) if isinstance(path, BNode) else path
    return str(first) if isinstance(first, URIRef) else ""


def _rule(results: Graph, result: Node, shapes: Graph, shape: Node | None) -> str:
    """Return the name of the shape, or of the closest named shape around it with the constraint."""
    if isinstance(shape, URIRef):
        return _local(shape)
    component = _local(results.value(result, SH.sourceConstraintComponent)).removesuffix(
        "ConstraintComponent"
    )
    for _ in range(_DEPTH):
        shape = next(iter(shapes.subjects(None, shape)), None)
        if shape is None or isinstance(shape, URIRef):
            break
    return f"{_local(shape) or 'shape'}-{component.lower()}"


def _local(node: Node | None) -> str:
    return re.split(r"[#/]", str(node))[-1] if isinstance(node, URIRef) else ""


def _words(said: Text) -> tuple[Text, Text]:
    """Cut messages written as "what is wrong: what to do." in two; others stay whole, without a fix."""
    english, spanish = said.en.split(": "), said.es.split(": ")
    if len(english) == len(spanish) == 2:
        return Text(f"{english[0]}.", f"{spanish[0]}."), Text(english[1], spanish[1])
    return said, Text("", "")


def _messages(results: Graph, result: Node, shapes: Graph, sources: Iterable[Node | None]) -> Text:
    """Return the result's messages by language; pySHACL drops the language where it fills in a value."""
    said = [term for term in results.objects(result, SH.resultMessage) if isinstance(term, Literal)]
    found = {term.language: str(term) for term in said if term.language}
    templates = [
        term
        for source in sources
        if source is not None
        for term in shapes.objects(source, SH.message)
        if isinstance(term, Literal)
    ]
    for term in said:
        for template in templates if not term.language else ():
            if template.language and _filled(str(template), str(term)):
                found.setdefault(template.language, str(term))
    plain = min((str(term) for term in said), default="This breaks a shape.")
    english = found.get("en") or found.get("es") or plain
    return Text(english, found.get("es") or english)


def _filled(template: str, text: str) -> bool:
    """Tell whether ``text`` is ``template`` with its ``{?variables}`` filled in."""
    pattern = "".join(
        ".*" if re.fullmatch(r"\{[?$]\w+\}", part) else re.escape(part)
        for part in re.split(r"(\{[?$]\w+\})", template)
    )
    return re.fullmatch(pattern, text, re.DOTALL) is not None
