"""The prologue of a query (SPARQL 1.1 Query, [4]–[6]) and the IRIs that its names stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.errors import QuerySyntaxError
from kg.store.guard.escapes import decode_iri, unescape_local
from kg.store.guard.lexer import Kind, Lexer, Token

#: Longer labels would outrun the window in which the lexer looks for the colon.
_LONGEST_LABEL: Final = 128
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass
class Prologue:
    """Base and prefixes that hold in the body; ``form`` is the first token after the prologue.

    ``end`` is where the declarations end and ``form`` begins.
    """

    prefixes: dict[str, str]
    base: str | None = None
    form: Token | None = field(default=None)
    end: int = 0

    def iri(self, token: Token) -> str | None:
        """Return the absolute IRI of an IRI or a prefixed name, or None where its prefix is unknown.

        Raises QuerySyntaxError for a relative IRI that has no base or that the base cannot take.
        """
        if token.kind is Kind.IRI:
            return self._resolve(decode_iri(token.text[1:-1]))
        label, local = name_parts(token)
        return self.name(label, local)

    def name(self, label: str, local: str) -> str | None:
        """Return the IRI of ``label:local``, or None where the prefix is unknown."""
        namespace = self.prefixes.get(label)
        return None if namespace is None else self._resolve(namespace) + unescape_local(local)

    def _resolve(self, reference: str) -> str:
        if _ABSOLUTE.match(reference):
            return reference
        if self.base is None:
            raise QuerySyntaxError(f"<{reference}> is a relative IRI and the query has no BASE")
        return resolve(reference, self.base)


def name_parts(token: Token) -> tuple[str, str]:
    """Return the label and the local part of a prefixed name, as written."""
    label, _, local = token.text.partition(":")
    return label, local


def resolve(reference: str, base: str) -> str:
    """Return ``reference`` resolved against ``base`` (RFC 3986, 5.2) by the engine's own resolver."""
    try:
        quad = next(iter(ox.parse(f"<{reference}> <x:p> <x:o> .", format=ox.RdfFormat.TURTLE, base_iri=base)))
    except (SyntaxError, ValueError) as error:
        raise QuerySyntaxError(f"<{reference}> cannot be resolved against the base <{base}>") from error
    return str(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else reference


def read_prologue(
    lexer: Lexer, prefixes: Mapping[str, str], base: str | None = None, start: int = 0
) -> Prologue:
    """Read ``BASE``, ``PREFIX`` and ``VERSION`` declarations from ``start`` on.

    ``prefixes`` and ``base`` hold from there.

    Raises QuerySyntaxError where a declaration is not complete.
    """
    prologue = Prologue(dict(prefixes), base or None)
    position = lexer.skip(start)
    while (token := lexer.token(position)) is not None:
        word = token.text.upper() if token.kind is Kind.WORD else ""
        if word == "PREFIX":
            label = _expect(lexer, token.next, Kind.PNAME, "a prefix such as ex:")
            if len(label.text) > _LONGEST_LABEL:
                raise QuerySyntaxError("a prefix of over 127 characters", *lexer.place(label.start))
            target = _expect(lexer, label.next, Kind.IRI, "the <IRI> of the prefix")
            prologue.prefixes[label.text[:-1]] = prologue._resolve(decode_iri(target.text[1:-1]))
        elif word == "BASE":
            target = _expect(lexer, token.next, Kind.IRI, "an <IRI>")
            prologue.base = prologue._resolve(decode_iri(target.text[1:-1]))
        elif word == "VERSION":
            target = _expect(lexer, token.next, Kind.STRING, 'a version such as "1.1"')
        else:
            prologue.form = token
            break
        position = target.next
    prologue.end = position
    return prologue


def _expect(lexer: Lexer, position: int, kind: Kind, wanted: str) -> Token:
    token = lexer.token(position)
    if token is None or token.kind is not kind or (kind is Kind.PNAME and not token.text.endswith(":")):
        raise QuerySyntaxError(f"the declaration needs {wanted} here", *lexer.place(position))
    return token
