"""SPARQL 1.1 Query Results JSON Format, read strictly, and written as a VALUES block.

Nothing of an answer reaches the engine's text unless it is a term that was checked here and written anew.

A blank node of another endpoint cannot be written in VALUES. It becomes an IRI of its own (``urn:uuid:…``;
RDF 1.1 Concepts, 3.5, skolemization), the same for the same label in one answer: joins and counts come out
as they should, ``isBlank`` does not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from kg.store.guard.lexer import Kind, Lexer

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20\ud800-\udfff]*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


@dataclass(frozen=True)
class Table:
    """Variables (without ``?``) and rows of terms as SPARQL writes them; None: unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    def values(self) -> str:
        """Return the table as a group that holds one VALUES block (SPARQL 1.1 Query, 10.2)."""
        head = " ".join(f"?{name}" for name in self.variables)
        lines = (" ".join("UNDEF" if term is None else term for term in row) for row in self.rows)
        return f"{{ VALUES ({head}) {{ {' '.join(f'({line})' for line in lines)} }} }}"


def read_results(body: bytes, max_rows: int) -> Table:
    """Return the table that ``body`` holds; raises ValueError with the reason, for a person."""
    try:
        document = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ValueError("the answer is no JSON in UTF-8") from None
    names = _get(_get(document, "head", dict), "vars", list)
    bindings = _get(_get(document, "results", dict), "bindings", list)
    if len(bindings) > max_rows:
        raise ValueError(f"the answer has {len(bindings):,} rows and at most {max_rows:,} are joined")
    if len(set(map(str, names))) != len(names) or not all(map(_is_variable, names)):
        raise ValueError("the names of the variables are wrong")
    scope = uuid4()
    return Table(tuple(names), tuple(_row(binding, names, scope) for binding in bindings))


def _row(binding: Any, names: list[str], scope: UUID) -> tuple[str | None, ...]:
    if not isinstance(binding, dict) or not binding.keys() <= set(names):
        raise ValueError("a row binds what is no variable of the answer")
    return tuple(_term(binding[name], scope) if name in binding else None for name in names)


def _term(value: Any, scope: UUID) -> str:
    if not isinstance(value, dict):
        raise ValueError("a term is no object")
    text = _get(value, "value", str)
    match value.get("type"):
        case "uri":
            return _iri(text)
        case "bnode":
            return f"<urn:uuid:{uuid5(scope, _text(text))}>"
        case "literal" | "typed-literal":
            return f'"{_text(text).translate(_ESCAPES)}"{_suffix(value)}'
    raise ValueError(f"a term of the type {str(value.get('type'))[:40]!r} cannot be joined")


def _suffix(literal: Mapping[str, Any]) -> str:
    """Return the language tag or the datatype of a literal as SPARQL writes it."""
    if "xml:lang" in literal:
        language = _get(literal, "xml:lang", str)
        if not _LANGUAGE.fullmatch(language) or "its:dir" in literal:
            raise ValueError("a language tag is wrong")
        return f"@{language}"
    return f"^^{_iri(_get(literal, 'datatype', str))}" if "datatype" in literal else ""


def _iri(text: str) -> str:
    if not _IRI.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is no absolute IRI")
    return f"<{text}>"


def _text(text: str) -> str:
    if _NO_TEXT.search(text):
        raise ValueError("a text holds a null character or half a surrogate pair")
    return text


def _is_variable(name: Any) -> bool:
    token = Lexer(f"?{name}").token(0) if isinstance(name, str) else None
    return token is not None and token.kind is Kind.VAR and token.text[1:] == name


def _get(value: Any, key: str, kind: type) -> Any:
    found = value.get(key) if isinstance(value, dict) else None
    if not isinstance(found, kind):
        raise ValueError(f"the answer has no {key!r} of the right kind")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)
