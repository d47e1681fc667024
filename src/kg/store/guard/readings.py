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
_OPEN: Final = frozenset("({[")
_CLOSE: Final = frozenset(")}]")
_UNARY: Final = frozenset("!+-^")
#: Beside these an operand ends with every token that is neither operator nor keyword.
_OPERAND_ENDS: Final = frozenset(")]<")
_TRUTHS: Final = frozenset({"true", "false"})


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
        return self.start in self._whole(valid)

    def unambiguous(self, valid: Callable[[Token], bool]) -> bool:
        """Tell whether no more than one reading reaches the end of the text over ``valid`` tokens."""
        whole = self._whole(valid)
        return not any(
            len(tokens) > 1 and all(token.next in whole and valid(token) for token in tokens)
            for tokens in self.tokens.values()
        )

    @property
    def forked(self) -> bool:
        """True where any place has two tokens."""
        return any(len(tokens) > 1 for tokens in self.tokens.values())

    def longest(self, position: int) -> Iterator[Token]:
        """Yield the tokens of the longest-match reading from ``position`` on, as far as it goes."""
        while found := self.tokens.get(position):
            yield found[0]
            position = found[0].next

    def _whole(self, valid: Callable[[Token], bool]) -> set[int]:
        """Return the positions from which a reading reaches the end over ``valid`` tokens."""
        whole = {len(self.lexer.text)}
        for position in sorted(self.tokens, reverse=True):
            for token in self.tokens[position]:
                if token.next in whole and valid(token):
                    whole.add(position)
                    break
        return whole

    def first_failure(self, valid: Callable[[Token], bool]) -> tuple[int, Token | None]:
        """Return where the longest-match reading stops being ``valid``: position and token, if any."""
        position = self.start
        for token in self.longest(position):
            if not valid(token):
                return token.start, token
            position = token.next
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
        kind, text = token.kind, token.text
        nested, unary = self._depths[token.start]
        if kind is Kind.PUNCT:
            nested = max(nested + self._step(token), 0)
            unary = unary + 1 if text in _UNARY else 0
            if text in _OPERAND_ENDS:
                self._operand_ends.add(token.next)
            if nested + unary > self.deepest[0]:
                self.deepest = (nested + unary, token.start)
        else:
            unary = 0
            if kind is not Kind.WORD or text.lower() in _TRUTHS:
                self._operand_ends.add(token.next)
        before = self._depths.get(token.next)
        self._depths[token.next] = (
            (nested, unary) if before is None else (max(nested, before[0]), max(unary, before[1]))
        )

    def _step(self, token: Token) -> int:
        """Return +1 for an operator that opens a level, -1 for one that closes it, else 0."""
        if token.text in _OPEN:
            return 1
        if token.text in _CLOSE:
            return -1
        if token.text not in "<>" or not self.lexer.text.startswith(token.text, token.end):
            return 0
        return 1 if token.text == "<" else -1
