"""On which line of a Turtle file each statement stands.

A parser gives triples and forgets their lines; this walk over the tokens of the file remembers them. It
follows the grammar of RDF 1.1 Turtle (section 6.5) closely enough for any valid file and takes broken files
as far as it can.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from kg.turtle.tokens import Token, content, tokens, unescape

_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass
class Locations:
    """Lines (from 1) of the subjects, (subject, predicate) and (subject, predicate, object) of one file.

    Terms are named by their text: the full IRI of a node, the lexical form of a literal.
    """

    _lines: dict[tuple[str, ...], int] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=dict)

    def line(self, subject: str, predicate: str | None = None, object: str | None = None) -> int | None:  # noqa: A002
        """Return the line of the closest thing known: the triple, else the predicate, else the subject."""
        wanted: tuple[str, ...] = (subject,) if predicate is None else (subject, predicate)
        if predicate is not None and object is not None:
            wanted += (object,)
        for length in range(len(wanted), 0, -1):
            found = self._lines.get(wanted[:length])
            if found is not None:
                return found
        return None

    def has(self, subject: str) -> bool:
        """Tell whether the file says anything about ``subject``."""
        return (subject,) in self._lines

    def use(self, node: str) -> int | None:
        """Return the first line on which ``node`` is the object of a statement."""
        return self._uses.get(node)

    def note(self, line: int, *key: str) -> None:
        """Remember the first line of ``key``, and that its object is used there."""
        self._lines.setdefault(key, line)
        if len(key) == 3:
            self._uses.setdefault(key[2], line)


def locate(path: Path) -> Locations:
    """Return where the statements of the Turtle file ``path`` stand. ``OSError`` where it cannot be read."""
    return locate_text(path.read_bytes().decode("utf-8", errors="replace"))


def locate_text(text: str) -> Locations:
    """Return where the statements of the Turtle document ``text`` stand."""
    return _Walk(token for token in tokens(text) if token.kind not in ("COMMENT", "OTHER")).run()


@dataclass
class _Frame:
    """The subject and predicate that the next object belongs to; ``items`` inside a collection."""

    subject: str | None = None
    predicate: str | None = None
    items: bool = False


class _Walk:
    """One pass over the tokens of one document."""

    def __init__(self, source: Iterable[Token]) -> None:
        self._tokens = list(source)
        self._at = 0
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._stack = [_Frame()]
        self._blank = 0
        self._found = Locations()

    def run(self) -> Locations:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if not self._directive(token):
                self._step(token)
        return self._found

    def _directive(self, token: Token) -> bool:
        """Take in ``@prefix``, ``PREFIX``, ``@base`` and ``BASE``; tell whether ``token`` began one."""
        word = token.text.lstrip("@").lower()
        if token.kind not in ("LANG", "WORD") or word not in ("prefix", "base", "version"):
            return False
        if self._stack[-1].subject is not None:
            return False
        rest = self._tokens[self._at : self._at + 2]
        if word == "prefix" and len(rest) == 2:
            self._prefixes[rest[0].text.removesuffix(":")] = self._resolve(rest[1])
        elif word == "base" and rest:
            self._base = self._resolve(rest[0])
        self._at += 2 if word == "prefix" else 1
        if token.text.startswith("@") and self._peek() == ".":
            self._at += 1
        return True

    def _peek(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else ""

    def _step(self, token: Token) -> None:
        if token.kind == "PUNCT":
            self._punctuation(token)
        elif token.kind == "STAR":
            self._skip_star(token)
        elif token.kind == "TYPE":
            self._at += 1  # the datatype after ^^ is no object of its own
        elif token.kind != "LANG":
            self._term(self._name(token), token.line)

    def _punctuation(self, token: Token) -> None:
        frame = self._stack[-1]
        if token.text == ".":
            self._stack = [_Frame()]
        elif token.text == ";":
            frame.predicate = None
        elif token.text in "[(":
            self._blank += 1
            name = f"_:{token.text}{self._blank}"
            self._term(name, token.line)
            inner = _Frame(name, None)
            if token.text == "(":  # the items of a list are objects of what the list is the object of
                inner = _Frame(frame.subject, frame.predicate, items=True)
            self._stack.append(inner)
        elif token.text in "])" and len(self._stack) > 1:
            self._stack.pop()

    def _skip_star(self, token: Token) -> None:
        """Pass over a quoted triple or an annotation of RDF 1.2."""
        pairs = {"<<": ">>", "<<(": ")>>", "{|": "|}"}
        wanted = pairs.get(token.text)
        depth = 1
        while wanted and depth and self._at < len(self._tokens):
            text = self._tokens[self._at].text
            depth += (text == token.text) - (text == wanted)
            self._at += 1
        if token.text.startswith("<<"):
            self._term("<<>>", token.line)

    def _term(self, name: str, line: int) -> None:
        """Place the next term: subject, predicate or object, whichever is due."""
        frame = self._stack[-1]
        if frame.subject is None:
            frame.subject = name
            self._found.note(line, name)
        elif frame.predicate is None and not frame.items:
            frame.predicate = _RDF_TYPE if name == "a" else name
            self._found.note(line, frame.subject, frame.predicate)
        elif frame.predicate is not None:
            self._found.note(line, frame.subject, frame.predicate, name)

    def _name(self, token: Token) -> str:
        if token.kind in ("STRING", "LONG"):
            return content(token)
        if token.kind in ("IRI", "NAME"):
            return self._resolve(token)
        return token.text

    def _resolve(self, token: Token) -> str:
        """Return the IRI that an IRI or prefixed-name token stands for."""
        if token.kind == "IRI":
            iri = content(token)
            return urljoin(self._base, iri) if self._base and ":" not in iri.partition("/")[0] else iri
        prefix, _, local = token.text.partition(":")
        return self._prefixes.get(prefix, f"{prefix}:") + unescape(local)
