"""What the ontology must be able to answer: each question gives exactly the rows worked out by hand.

The expected rows (``expected/NN-slug.csv``) were read off the source documents, not off the graph: a row that
is missing, one too many, or another value fails. IRIs are written as prefixed names, an unbound variable as
nothing.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.catalog import NamedQuery, competency
from kg.graph import KnowledgeGraph
from kg.namespaces import compact
from kg.store.port import Term

EXPECTED = Path(__file__).parent / "expected"
QUESTIONS = list(competency().values())


def cell(term: Term | None) -> str:
    if term is None:
        return ""
    return compact(term.value) if term.kind == "iri" else term.value


def answer(graph: KnowledgeGraph, query: NamedQuery) -> list[list[str]]:
    if query.form == "ASK":
        return [["answer"], ["true" if graph.store.ask(query.bind()) else "false"]]
    table = graph.store.select(query.bind())
    return [list(table.variables), *([cell(term) for term in row] for row in table.rows)]


def expected(query: NamedQuery) -> list[list[str]]:
    with (EXPECTED / f"{query.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_the_graph_answers_exactly(real: KnowledgeGraph, query: NamedQuery) -> None:
    assert answer(real, query) == expected(query)


def test_every_question_has_its_rows_and_every_file_its_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} == {query.name for query in QUESTIONS}
    assert len(QUESTIONS) >= 20


def test_questions_are_asked_in_both_languages_and_say_what_must_not_follow() -> None:
    for query in QUESTIONS:
        assert query.title.es.startswith("¿"), query.name
        assert "?" in query.title.en, query.name
        assert query.title.en != query.title.es
        assert query.group in {
            "members",
            "overlap",
            "unknown",
            "names",
            "money",
            "structure",
            "history",
            "disagreement",
        }
        assert query.columns == tuple(expected(query)[0]), query.name
    negatives = [query for query in QUESTIONS if expected(query)[1:] in ([], [["false"]])]
    assert len(negatives) >= 5
