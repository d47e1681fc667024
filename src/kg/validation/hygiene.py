"""Hygiene: every row that a query of ``ontology/hygiene`` returns is a violation.

The rule's name, severity, message and fix, in both languages, are the header of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from kg.errors import DataSyntaxError
from kg.model import Text
from kg.namespaces import ONTOLOGY, PREFIXES, compact
from kg.turtle.syntax import read_text
from kg.turtle.terms import text_of, write_iri
from kg.validation.places import Locator
from kg.validation.report import SEVERITIES, Finding

_ROOT: Final = ONTOLOGY.rpartition("/")[0] + "/"
QueryTerm: TypeAlias = NamedNode | BlankNode | Literal | Triple | None

#: Addresses that have a short form: ours, and those of the datatypes.
_ADDRESS: Final = re.compile(
    "(?:" + "|".join(map(re.escape, (_ROOT, PREFIXES["xsd"], PREFIXES["rdf"]))) + r")[^\s<>\",]+"
)
_HEADER: Final = re.compile(r"^#\s*(rule|severity|message|mensaje|fix|arreglo):\s*(.*?)\s*$", re.MULTILINE)
_REQUIRED: Final = ("rule", "severity", "message", "mensaje", "fix", "arreglo")


@dataclass(frozen=True)
class HygieneRule:
    """One query with its header; ``{node}``, ``{detail}`` … in the words stand for what a row says."""

    path: Path
    rule: str
    severity: str
    message: Text
    fix: Text
    query: str


def read_rule(path: Path) -> HygieneRule:
    """Return the rule in ``path``.

    Raises:
        DataSyntaxError: a header line is missing, or the severity is none of error, warning, info.
    """
    text = read_text(path)
    header: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        header.setdefault(key, []).append(value)
    missing = [key for key in _REQUIRED if not any(header.get(key, ()))]
    if missing:
        raise DataSyntaxError(
            f"The header lacks {', '.join(f'`# {key}:`' for key in missing)}.", str(path), 1
        )
    words = {key: " ".join(lines) for key, lines in header.items()}
    severity = words["severity"].lower()
    if severity not in SEVERITIES:
        raise DataSyntaxError(
            f"`# severity:` is {severity!r}; use one of {', '.join(SEVERITIES)}.", str(path), 1
        )
    message, fix = Text(words["message"], words["mensaje"]), Text(words["fix"], words["arreglo"])
    return HygieneRule(path, words["rule"], severity, message, fix, text)


def check(rule: HygieneRule, store: Store, places: Locator) -> Iterator[Finding]:
    """Yield a finding for each row of ``rule`` in ``store``.

    Raises:
        DataSyntaxError: the query is no SELECT with ``?node``.

    ``?detail`` says what is at fault, ``?path`` on which property of the node; the header's words may use any
    other variable.
    """
    try:
        rows = store.query(rule.query)
    except SyntaxError as error:
        raise DataSyntaxError(
            f"This hygiene query is not SPARQL: {error.args[0]}.", str(rule.path)
        ) from error
    if not isinstance(rows, QuerySolutions) or "node" not in {name.value for name in rows.variables}:
        raise DataSyntaxError(
            "A hygiene query must SELECT ?node (and may add ?detail and ?path).", str(rule.path)
        )
    names = [variable.value for variable in rows.variables]
    for row in rows:
        yield _finding(rule, {name: row[name] for name in names}, places)


def _finding(rule: HygieneRule, row: Mapping[str, QueryTerm], places: Locator) -> Finding:
    node, path = row["node"], row.get("path")
    address = text_of(node)
    name = compact(address) if isinstance(node, NamedNode) else address
    # Where the detail is a property of the node, its line says more than the node's.
    about = path or row.get("detail")
    file, line = places.find(address, about.value if isinstance(about, NamedNode) else None)
    words = {"detail": ""} | {key: _text(term) for key, term in row.items()} | {"node": name}
    return Finding(
        rule.severity,
        rule.rule,
        name,
        _text(path) if path else "",
        file,
        line,
        Text(_fill(rule.message.en, words), _fill(rule.message.es, words)),
        Text(_fill(rule.fix.en, words, add=False), _fill(rule.fix.es, words, add=False)),
        words["detail"],
        stage=1,
    )


def _text(term: QueryTerm) -> str:
    """Return what a row says, every address of ours in its short form."""
    if isinstance(term, NamedNode):
        return write_iri(term.value)
    return _ADDRESS.sub(lambda match: write_iri(match[0]), text_of(term))


def _fill(words: str, values: dict[str, str], add: bool = True) -> str:
    """Put what the row says into ``words``; the detail goes at the end where they do not place it."""
    placed = re.search(r"\{\??detail\}", words)
    for key, value in values.items():
        words = words.replace(f"{{{key}}}", value).replace(f"{{?{key}}}", value)
    if add and not placed and values["detail"]:
        words = f"{words.rstrip('.')} ({values['detail']})."
    return words
