"""Every way a text can be cut into tokens, as a graph over its positions.

Between two readings of one text there is only ``<`` to decide: where an operand has just ended it may be
an operator, or open an IRI. Both are followed. A position has the same future whatever led to it, so the
readings share their tokens and the graph has at most one node per character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from typing import Final

from kg.store.guard.lexer import Kind, Lexer, Token

#: No operator reading survives ``<http://``: two slashes in a row occur in no expression.
_WHOLE_IRI: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_VALUES: Final = frozenset({Kind.IRI, Kind.PNAME, Kind.BNODE, Kind.VAR, Kind.STRING, Kind.LANG, Kind.NUMBER})
_OPEN: Final = frozenset("({[")
_CLOSE: Final = frozenset(")}]")
_UNARY: Final = frozenset("!+-^")


class Readings:
    """The tokens that some reading of ``lexer.text`` from ``start`` on reaches.

    ``tokens`` maps a position to its one or two tokens, the longest first; ``deepest`` is the deepest
    nesting of any reading and the position where it is reached.
    """

    def __init__(self, lexer: Lexer, start: int) -> None:
        self.lexer = lexer
        self.start = start
        self.tokens: dict[int, list[Token]] = {}
        self.deepest = (0, start)
        self._operand_ends: set[int] = set()
        self._depths: dict[int, tuple[int, int]] = {start: (0, 0)}
        self._explore()

    def __iter__(self) -> Iterator[Token]:
        """Yield every token of every reading, in the order of the text."""
        for position in sorted(self.tokens):
            yield from self.tokens[position]

    def complete(self, valid: Callable[[Token], bool]) -> bool:
        """Tell whether one reading reaches the end of the text over ``valid`` tokens alone."""
        whole = {len(self.lexer.text)}
        for position in sorted(self.tokens, reverse=True):
            if any(token.next in whole and valid(token) for token in self.tokens[position]):
                whole.add(position)
        return self.start in whole

    def first_failure(self, valid: Callable[[Token], bool]) -> tuple[int, Token | None]:
        """Return where the longest-match reading stops being ``valid``: position and token, if any."""
        position = self.start
        while found := self.tokens.get(position):
            if not valid(found[0]):
                return position, found[0]
            position = found[0].next
        return position, None

    def after(self, token: Token) -> list[Token]:
        """Return the tokens that may follow ``token``."""
        return self.tokens.get(token.next, [])

    def depth(self, token: Token) -> int:
        """Return how deep ``token`` lies in the most nested reading that reaches it."""
        return self._depths[token.start][0]

    def _explore(self) -> None:
        queue, seen = [self.start], {self.start}
        while queue:
            position = heappop(queue)
            if position == len(self.lexer.text):
                continue
            for token in self._at(position):
                self.tokens.setdefault(position, []).append(token)
                self._follow(token)
                if token.next not in seen:
                    seen.add(token.next)
                    heappush(queue, token.next)

    def _at(self, position: int) -> Iterator[Token]:
        token = self.lexer.token(position)
        if token is None:
            return
        yield token
        if token.kind is Kind.IRI and position in self._operand_ends and not _WHOLE_IRI.match(token.text):
            yield self.lexer.operator(position)

    def _follow(self, token: Token) -> None:
        """Record for the next position what this token means for it."""
        if token.kind in _VALUES or token.text in {")", "]", "<"} or token.text.lower() in {"true", "false"}:
            self._operand_ends.add(token.next)
        nested, unary = self._depths[token.start]
        nested = max(nested + self._step(token), 0)
        unary = unary + 1 if token.text in _UNARY else 0
        before = self._depths.get(token.next, (0, 0))
        self._depths[token.next] = (max(nested, before[0]), max(unary, before[1]))
        self.deepest = max(self.deepest, (nested + unary, token.start), key=lambda found: found[0])

    def _step(self, token: Token) -> int:
        """Return +1 for a token that opens a level, -1 for one that closes it, else 0."""
        if token.kind is not Kind.PUNCT:
            return 0
        doubled = self.lexer.text.startswith(token.text * 2, token.start)
        if token.text in _OPEN or (token.text == "<" and doubled):
            return 1
        return -1 if token.text in _CLOSE or (token.text == ">" and doubled) else 0
