"""Briefs for the tests, and what stands in them as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.brief import Brief, brief, request_for
from kg.brief.model import Marks, Said
from kg.brief.notes import written
from kg.graph import KnowledgeGraph
from kg.overlap.conflicts import Conflict, conflicts

#: Land neighbours of the small graph, made up: its states are real, its forums are not.
AROUND = {"CRI": ("NIC", "PAN"), "GTM": ("BLZ", "HND", "MEX"), "BLZ": ("GTM", "MEX")}


@lru_cache(maxsize=4)
def disagreements(graph: KnowledgeGraph) -> tuple[Conflict, ...]:
    return conflicts(graph.snapshot)


def made(
    graph: KnowledgeGraph,
    *names: str,
    lang: str = "en",
    year: int | None = None,
    sources: frozenset[str] | None = None,
    around: dict[str, tuple[str, ...]] | None = None,
) -> Brief:
    asked = request_for(graph.names, names, lang=lang, year=year, sources=sources)
    return brief(graph.snapshot, asked, disagreements(graph), AROUND if around is None else around)


def all_said(found: Brief) -> Iterator[Said]:
    """Everything in a brief that can carry marks."""
    yield from (*found.answer, *found.how)
    yield from (Said(figure.label, figure.marks) for figure in found.figures)
    for part in found.sections:
        yield from part.lines
        for row in part.table.rows if part.table else ():
            for cell in row:
                yield from cell


def marks(found: Brief, given: Marks) -> str:
    return " ".join(text for _, text in written(given, found.notes))


def cells(found: Brief, section: str) -> list[list[str]]:
    """The rows of a section's table; a cell is ``text [marks]; text [marks]``."""
    table = next(part.table for part in found.sections if part.id == section)
    assert table is not None
    return [["; ".join(_told(found, said) for said in cell) for cell in row] for row in table.rows]


def _told(found: Brief, said: Said) -> str:
    return f"{said.text} [{marks(found, said.marks)}]" if said.marks else said.text
