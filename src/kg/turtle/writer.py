"""The one writer of ``data/mechanisms.ttl``: the same triples always give the same bytes.

Its layout serves review line by line: one node a block, one property a line, nodes in sections, what the
rules derived at the end. ``docs/decisions/0002-turtle-writer.md`` says why no general serializer does this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import DataInvalidError
from kg.namespaces import PREFIXES
from kg.turtle.order import predicate_key
from kg.turtle.plan import TITLES, Group, Index, derived_key, plan
from kg.turtle.terms import Term, plain, write_iri, write_term
from kg.turtle.tokens import comments

WIDTH: Final = 110
_RULE: Final = "## " + "=" * (WIDTH - 3)
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_INDENT: Final = " " * 4

_HEADER: Final = """\
## How the states of the Americas cooperate on migration: mechanisms, members, mandates and history, every
## statement with its source. The licence is the dataset's, below.
##
## To change it: edit or add a statement anywhere; run `kg format`, which puts it in its place and renews
## the derived triples at the end; run `kg validate`. A remark belongs into mm:note or skos:editorialNote:
## comments are written by `kg format` alone.
""".splitlines()
_DERIVED: Final = (
    _RULE,
    "## Derived triples: written by `kg format` from the statements by ontology/rules; never edit by hand",
    _RULE,
)
_OWN: Final = {_RULE, *_HEADER, *_DERIVED, *(f"## {title}" for title in TITLES)}
_OWN_BANNER: Final = re.compile(r"## ---- \S+( · .*)? ----")


def format_graph(triples: Iterable[Triple | Quad], derived: Iterable[Triple | Quad] = ()) -> str:
    """Return the data file that says ``triples``, and ``derived`` in a section of its own at the end.

    It holds exactly the given triples, and formatting what is read from it gives the same text again.

    Raises:
        DataInvalidError: a blank node, a quoted triple or a named graph among them.
    """
    below = plain(derived)
    index = Index.of(plain(triples) - below)
    parts = ["\n".join(_HEADER), _prefixes()]
    for section in plan(index):
        parts.append(f"{_RULE}\n## {section.title}\n{_RULE}")
        parts.extend(_group(index, group) for group in section.groups)
    if below:
        parts.append("\n".join(_DERIVED))
        parts.append(_derived(Index.of(below)))
    return "\n\n".join(parts) + "\n"


def foreign_comments(text: str) -> list[int]:
    """Return the lines of the comments in ``text`` that the writer did not write and would lose."""
    return [token.line for token in comments(text) if not _is_own(token.text.rstrip())]


def refuse_comments(text: str, path: str) -> None:
    """Raise :class:`DataInvalidError` where formatting ``text`` would lose a comment."""
    lines = foreign_comments(text)
    if lines:
        named = ", ".join(str(line) for line in lines[:20]) + (", …" if len(lines) > 20 else "")
        raise DataInvalidError(
            f"Formatting would lose {len(lines)} comment(s), on line(s) {named}. "
            "Say it in mm:note or skos:editorialNote of the node instead, or delete it. "
            "The file was left as it is.",
            path=path,
            line=lines[0],
        )


def _is_own(comment: str) -> bool:
    return comment in _OWN or _OWN_BANNER.fullmatch(comment) is not None


def _prefixes() -> str:
    return "\n".join(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items())


def _group(index: Index, group: Group) -> str:
    blocks = [_block(node, index.nodes[node]) for node in group.subjects]
    banner = [f"## ---- {group.banner} ----"] if group.banner else []
    return "\n\n".join(banner + blocks)


def _derived(index: Index) -> str:
    """Lay out the derived triples; nodes that take one line follow each other without a gap."""
    text, was_short = "", False
    for node in sorted(index.nodes, key=derived_key(index)):
        block = _block(node, index.nodes[node])
        short = "\n" not in block
        text += ("\n" if short and was_short else "\n\n") * bool(text) + block
        was_short = short
    return text


def _block(subject: str, predicates: dict[str, list[Term]]) -> str:
    """Return the statements about one node: ``subject a Class ;`` and one property a line."""
    lines = [
        _property(predicate, predicates[predicate], lead)
        for lead, predicate in zip(
            [f"{write_iri(subject)} ", *[_INDENT] * len(predicates)],
            sorted(predicates, key=predicate_key),
            strict=False,
        )
    ]
    return " ;\n".join(lines) + " ."


def _property(predicate: str, objects: list[Term], lead: str) -> str:
    """Return one property with all its objects, wrapped where the line would grow too long."""
    name = "a" if predicate == _RDF_TYPE else write_iri(predicate)
    texts = [write_term(term) for term in objects]
    line = f"{lead}{name} {', '.join(texts)}"
    if len(line) + 2 <= WIDTH or len(texts) == 1:
        return line
    rows = (
        _fill(texts)
        if all(isinstance(term, NamedNode) for term in objects)
        else [f"{text}," for text in texts]
    )
    body = "\n".join(f"{_INDENT}{_INDENT}{row}" for row in rows)
    return f"{lead}{name}\n{body}".removesuffix(",")


def _fill(texts: list[str]) -> list[str]:
    """Set ``texts`` one after another into rows of at most the width of the page."""
    rows: list[str] = []
    for text in texts:
        if rows and len(rows[-1]) + len(text) + 2 <= WIDTH - 2 * len(_INDENT) - 2:
            rows[-1] += f" {text},"
        else:
            rows.append(f"{text},")
    return rows


def derived_line(text: str) -> int | None:
    """Return the line on which the section of derived triples begins, None where there is none."""
    return next((token.line for token in comments(text) if token.text.rstrip() == _DERIVED[1]), None)
