"""What the graph must be able to answer: each question gives exactly the rows worked out by hand.

The expected rows (``expected/NNN-slug.csv``) were read off the source documents, not off the graph: a row
that is missing, one too many, or another value fails, in whatever way the question is asked.
"""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

from kg.catalog import GROUPS, NamedQuery, competency
from kg.graph import KnowledgeGraph
from scripts.competency_page import PAGE, page
from tests.competency.channels import Rows, command_line, endpoint, library, rest

EXPECTED = Path(__file__).parent / "expected"
QUESTIONS = list(competency().values())
TWINS = [query for query in QUESTIONS if query.rest]


def expected(query: NamedQuery) -> Rows:
    with (EXPECTED / f"{query.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def name_of(query: NamedQuery) -> str:
    return query.name


@pytest.mark.parametrize("query", QUESTIONS, ids=name_of)
def test_the_library_answers_exactly(real: KnowledgeGraph, query: NamedQuery) -> None:
    assert library(real, query) == expected(query)


@pytest.mark.parametrize("query", QUESTIONS, ids=name_of)
def test_the_command_line_answers_exactly(query: NamedQuery) -> None:
    assert command_line(query) == expected(query)


@pytest.mark.parametrize("query", QUESTIONS, ids=name_of)
def test_the_sparql_endpoint_answers_exactly(server: httpx.Client, query: NamedQuery) -> None:
    assert endpoint(server, query) == expected(query)


@pytest.mark.parametrize("query", TWINS, ids=name_of)
def test_the_rest_api_gives_the_same_rows(server: httpx.Client, query: NamedQuery) -> None:
    """REST has an order of its own, and repeats a row where a query says DISTINCT."""
    head, *rows = rest(server, query)
    wanted_head, *wanted = expected(query)
    assert head == wanted_head
    assert {tuple(row) for row in rows} == {tuple(row) for row in wanted}


def test_many_questions_have_a_rest_twin() -> None:
    assert len(TWINS) >= 120


def test_every_question_has_its_rows_and_every_file_its_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} == {query.name for query in QUESTIONS}
    numbers = [int(query.name[:3]) for query in QUESTIONS]
    assert numbers == list(range(1, len(QUESTIONS) + 1))
    assert len(QUESTIONS) >= 200


def test_questions_are_asked_in_both_languages_and_are_grouped() -> None:
    for query in QUESTIONS:
        assert query.title.es.startswith("¿"), query.name
        assert "?" in query.title.en, query.name
        assert query.title.en != query.title.es
        assert query.columns == tuple(expected(query)[0]), query.name
    counted = Counter(query.group for query in QUESTIONS)
    assert set(counted) == set(GROUPS)
    assert min(counted.values()) >= 4


def test_no_two_questions_ask_the_same() -> None:
    for words in ([query.title.en for query in QUESTIONS], [query.title.es for query in QUESTIONS]):
        assert len(set(words)) == len(words)
    bodies = [re.sub(r"\s+", " ", query.text) for query in QUESTIONS]
    assert len(set(bodies)) == len(bodies)


def test_what_must_not_follow_is_asked_too() -> None:
    negatives = [query for query in QUESTIONS if expected(query)[1:] in ([], [["false"]])]
    assert len(negatives) >= 20


def test_each_answer_comes_at_once(real: KnowledgeGraph) -> None:
    for query in QUESTIONS:
        best = min(_seconds(real, query) for _ in range(3))
        assert best < 0.2, query.name


def _seconds(graph: KnowledgeGraph, query: NamedQuery) -> float:
    start = time.perf_counter()
    library(graph, query)
    return time.perf_counter() - start


def test_the_page_is_what_the_graph_answers_now(real: KnowledgeGraph) -> None:
    assert PAGE.read_text("utf-8") == page(real), "docs/competency-questions.md is stale: make docs"
