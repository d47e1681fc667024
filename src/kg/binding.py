"""Values → SPARQL constants, and their places in a query text.

A placeholder is ``$name``, a variable in SPARQL's grammar (SPARQL 1.1, section 19.8, ``VAR2``). It is found
by reading the text token by token, so a ``$`` inside a string, an IRI or a comment is left alone; a value is
checked against its declared type and written as an escaped constant, so no input becomes syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.errors import ParameterError
from kg.model import Ref
from kg.namespaces import KINDS, iri, split

#: What a parameter may be given: one value, or several where it is declared ``many``.
Value = str | int | Ref | None
Given = Value | Iterable[Value]

_TOKEN: Final = re.compile(
    r'''(?P<long>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\')'''
    r"""|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)"""
    r"""|(?P<comment>\#[^\n]*)"""
    r"""|\$(?P<name>[A-Za-z_]\w*)"""
    r"""|(?P<other>.)""",
    re.DOTALL,
)
_LOCAL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_ISO3: Final = re.compile(r"[A-Za-z]{3}")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNBOUND: Final = "UNDEF"
#: Spellings of "no restriction" for a parameter whose default is one of them.
OPEN: Final = frozenset({"any", "now"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter: ``type`` is integer, string, iso3, one-of or iri; ``choices``: kinds or words."""

    name: str
    type: str
    choices: tuple[str, ...] = ()
    required: bool = False
    many: bool = False
    default: str | None = None

    def sparql(self, given: Given) -> str:
        """Return ``given`` (None: the default) as SPARQL constants; raises ParameterError."""
        if given is None:
            if self.required:
                raise ParameterError(self.name, "is required.")
            return self.sparql(self.default)
        values = list(given) if isinstance(given, Iterable) and not isinstance(given, str | Ref) else [given]
        if len(values) > 1 and not self.many:
            raise ParameterError(self.name, "takes one value.")
        return " ".join(dict.fromkeys(self._constant(value) for value in values)) or _UNBOUND

    def _constant(self, value: Value) -> str:
        if self._open(value):
            return _UNBOUND
        return _WRITERS[self.type](self, value)

    def _open(self, value: Value) -> bool:
        if value is None:
            return not self.required
        return isinstance(value, str) and value in OPEN and (self.many or value == self.default)


def literal(text: str) -> str:
    """Return ``text`` as a quoted SPARQL string."""
    return '"' + "".join(_ESCAPES.get(char, char) for char in text) + '"'


def placeholders(text: str) -> set[str]:
    """Return the names of the ``$name`` placeholders in ``text``."""
    return {match["name"] for match in _tokens(text) if match["name"]}


def substitute(text: str, constants: Mapping[str, str]) -> str:
    """Return ``text`` with each placeholder replaced by its constant (KeyError for one that has none).

    ``VALUES ?x { $name }`` without a constant says nothing and is left out: engines join it row by row.
    """
    for name, constant in constants.items():
        if constant == _UNBOUND:
            text = re.sub(rf"[ \t]*VALUES \?\w+ {{ \${name} }}\n?", "", text)
    return "".join(constants[match["name"]] if match["name"] else match[0] for match in _tokens(text))


def strip_comments(text: str) -> str:
    """Return ``text`` without comments and without the lines that held nothing else."""
    bare = "".join("" if match["comment"] else match[0] for match in _tokens(text))
    return "\n".join(line.rstrip() for line in bare.splitlines() if line.strip()) + "\n"


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(text)


def _integer(parameter: Parameter, value: Value) -> str:
    if isinstance(value, bool) or not _INTEGER.fullmatch(str(value)):
        raise ParameterError(parameter.name, f"{value!r} is not a whole number.")
    return str(int(str(value)))


def _string(parameter: Parameter, value: Value) -> str:
    if not isinstance(value, str) or any(0xD800 <= ord(char) <= 0xDFFF or char == "\0" for char in value):
        raise ParameterError(parameter.name, "must be text.")
    return literal(value)


def _iso3(parameter: Parameter, value: Value) -> str:
    code = value.id if isinstance(value, Ref) else str(value)
    if not _ISO3.fullmatch(code):
        raise ParameterError(parameter.name, f"{code!r} is not an ISO 3166-1 alpha-3 code such as CRI.")
    return literal(code.upper())


def _one_of(parameter: Parameter, value: Value) -> str:
    if value not in parameter.choices:
        raise ParameterError(parameter.name, f"{value!r} is not one of {', '.join(parameter.choices)}.")
    return literal(str(value))


def _iri(parameter: Parameter, value: Value) -> str:
    kind, local = _node(parameter, value)
    if kind not in parameter.choices or kind not in KINDS or not _LOCAL.fullmatch(local):
        raise ParameterError(
            parameter.name, f"{str(value)!r} is not the id of a {' or '.join(parameter.choices)}."
        )
    return f"<{iri(kind, local)}>"


def _node(parameter: Parameter, value: Value) -> tuple[str, str]:
    """Return kind and id of a Ref, an IRI, ``kind:id``, or a bare id of the first kind allowed."""
    if isinstance(value, Ref):
        return value.kind, value.id
    text = str(value)
    known = split(text)
    if known is not None:
        return known
    kind, colon, local = text.partition(":")
    return (kind, local) if colon else (parameter.choices[0], text)


_WRITERS: Final[Mapping[str, Callable[[Parameter, Value], str]]] = {
    "integer": _integer,
    "string": _string,
    "iso3": _iso3,
    "one-of": _one_of,
    "iri": _iri,
}
TYPES: Final = frozenset(_WRITERS)
