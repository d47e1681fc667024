"""Formatting the data file in place: order, layout and the derived triples, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Triple

from kg.atomic import write_bytes
from kg.errors import DataInvalidError
from kg.turtle.derive import derive, split
from kg.turtle.scanner import locate_text
from kg.turtle.syntax import parse_text, read_text
from kg.turtle.terms import parts, plain, write_triple
from kg.turtle.tokens import first_blank
from kg.turtle.writer import derived_line, format_graph, refuse_comments


def render(asserted: Iterable[Triple | Quad]) -> str:
    """Return the data file for ``asserted`` statements, what the rules derive from them included.

    Triples among them that only rules may write are left out and derived anew.
    """
    statements, _ = split(plain(asserted))
    return format_graph(statements, derive(statements))


def format_text(text: str, path: str = "data") -> str:
    """Return the Turtle document ``text`` as ``kg format`` writes it; ``path`` names it in errors.

    Raises:
        DataSyntaxError: it does not parse.
        DataInvalidError: it holds what formatting would lose: a comment of its own, a blank node, or a direct
            triple that was written by hand and that no statement supports.
    """
    triples = parse_text(text, path)
    blank = first_blank(text)
    if blank is not None:
        raise DataInvalidError(
            "A blank node: give it an IRI, so that it can be found and compared.", path, blank
        )
    refuse_comments(text, path)
    asserted, direct = split(plain(triples))
    derived = derive(asserted)
    _refuse_written_by_hand(text, path, direct - derived)
    return format_graph(asserted, derived)


def format_file(path: Path, check: bool = False) -> bool:
    """Format the data file ``path`` and tell whether that changes it; with ``check`` it is only told.

    Raises:
        DataError: the file cannot be read or written.
        DataSyntaxError, DataInvalidError: as :func:`format_text`; the file is left as it was.
    """
    before = read_text(path)
    after = format_text(before, str(path))
    if after != before and not check:
        write_bytes(path, after.encode("utf-8"))
    return after != before


def _refuse_written_by_hand(text: str, path: str, surplus: set[Triple]) -> None:
    """Raise where a direct triple without statement stands above the derived section.

    Inside that section it is merely stale, and formatting drops it.
    """
    if not surplus:
        return
    found, end = locate_text(text), derived_line(text)
    written: list[tuple[int, str]] = []
    for triple in surplus:
        subject, predicate, term = parts(triple)
        line = found.line(subject, predicate, term.value)
        if line is not None and (end is None or line < end):
            written.append((line, write_triple(triple)))
    if written:
        line, said = min(written)
        raise DataInvalidError(
            f"`{said}` was written by hand and no statement supports it: write the statement (a membership, "
            "a mandate assignment or a claim, with its citation) and delete this, which follows from it.",
            path,
            line,
        )
