"""The dataset that the protocol names for an update, written into its text: what the engine then does."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import ParameterError, QueryForbiddenError, UsageError
from kg.store.guard import UsingConflictError, check_update
from kg.store.isolated import Dataset

EX = "PREFIX ex: <http://example.org/> "
G, H = "http://g/1", "http://g/2"


def _store() -> ox.Store:
    store = ox.Store()
    store.update(
        f"{EX}INSERT DATA {{ ex:a ex:p 0 . GRAPH <{G}> {{ ex:a ex:p 1 }} GRAPH <{H}> {{ ex:a ex:p 2 }} }}"
    )
    return store


def _after(text: str, using: Dataset) -> set[tuple[str, str]]:
    """The objects after the update, each with the last letter of its graph ("-": the default graph)."""
    store = _store()
    store.update(check_update(EX + text, using=using).text)
    return {
        (
            "-" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name.value)[-1],
            str(quad.object.value),
        )
        for quad in store
    }


_BEFORE = {("-", "0"), ("1", "1"), ("2", "2")}


@pytest.mark.parametrize(
    ("text", "using", "after"),
    [
        # The pattern sees graph 1 alone; what is inserted goes to the default graph.
        ("INSERT { ex:b ex:p ?o } WHERE { ?s ex:p ?o }", Dataset([G]), _BEFORE | {("-", "1")}),
        ("INSERT { ex:b ex:p ?o } WHERE { ?s ex:p ?o }", Dataset([G, H]), _BEFORE | {("-", "1"), ("-", "2")}),
        # Nothing of the default graph of the store is seen by GRAPH, and graph 2 alone.
        (
            "INSERT { ex:b ex:p ?o } WHERE { GRAPH ?g { ?s ex:p ?o } }",
            Dataset([], [H]),
            _BEFORE | {("-", "2")},
        ),
        ("INSERT { ex:b ex:p ?o } WHERE { ?s ex:p ?o }", Dataset([], [H]), _BEFORE),
        # The triple of graph 1 is not in the default graph, from which it would be deleted.
        ("DELETE { ?s ex:p ?o } WHERE { ?s ex:p ?o }", Dataset([G]), _BEFORE),
        ("DELETE WHERE { ?s ex:p ?o }", Dataset([G]), _BEFORE),
        ("DELETE WHERE { GRAPH <http://g/2> { ?s ex:p ?o } }", Dataset([], [H]), _BEFORE - {("2", "2")}),
        ("DELETE WHERE { GRAPH <http://g/2> { ?s ex:p ?o } }", Dataset([H], [G]), _BEFORE),
        ("delete # WHERE {\n where{ GRAPH ?g { ?s ?p ?o } # }\n}", Dataset([], [G]), _BEFORE - {("1", "1")}),
        # Without a pattern there is no dataset to choose.
        (
            "INSERT DATA { ex:b ex:p 'WHERE { } ; DELETE WHERE {' }",
            Dataset([G]),
            _BEFORE | {("-", "WHERE { } ; DELETE WHERE {")},
        ),
        ("CLEAR GRAPH <http://g/1>", Dataset([H]), _BEFORE - {("1", "1")}),
        # Several operations, each with its own; the second does not see what the first wrote elsewhere.
        (
            "INSERT DATA { ex:x ex:p 'a WHERE ;' } ; PREFIX w: <http://w/> # ; WHERE\n"
            "INSERT { GRAPH w:3 { ex:b ex:p ?o } } WHERE { ?s ex:p ?o FILTER(?o < 2) } ;\n"
            "DELETE { GRAPH <http://g/1> { ?s ?p ?o } } INSERT { ?s ?p 'moved' } WHERE { ?s ?p ?o } ;",
            Dataset([G]),
            {("-", "0"), ("-", "a WHERE ;"), ("3", "1"), ("-", "moved"), ("2", "2")},
        ),
        # A sub-select has a WHERE of its own, which is left alone.
        (
            "INSERT { ex:b ex:p ?n } WHERE { { SELECT (COUNT(*) AS ?n) WHERE { ?s ex:p ?o } } }",
            Dataset([G, H]),
            _BEFORE | {("-", "2")},
        ),
    ],
)
def test_the_dataset_of_the_protocol_holds_for_every_pattern(
    text: str, using: Dataset, after: set[tuple[str, str]]
) -> None:
    assert _after(text, using) == after


def test_the_text_says_what_was_asked() -> None:
    guarded = check_update("DELETE WHERE { ?s ?p ?o }", using=Dataset([G], [H]))
    assert guarded.text == (
        "DELETE { ?s ?p ?o } USING <http://g/1> USING NAMED <http://g/2> WHERE { ?s ?p ?o }"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("INSERT {} USING <http://g/2> WHERE {}", "says USING"),
        ("CLEAR ALL; INSERT {} USING NAMED <http://g/2> WHERE {}", "says USING"),
        ("WITH <http://g/2> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "says WITH"),
        ("WITH <http://g/2> DELETE { ?s ?p ?o } WHERE { ?s ?p 'WITH' } ; CLEAR ALL", "says WITH"),
        ("INSERT {} WHERE { ?s ?p ?o FILTER(?o<?p&&?p>?o) }", "begin an IRI or compare"),
    ],
)
def test_a_dataset_in_text_and_protocol_is_a_conflict(text: str, reason: str) -> None:
    with pytest.raises(UsingConflictError, match=reason):
        check_update(text, using=Dataset([G]))
    assert issubclass(UsingConflictError, UsageError)
    assert check_update(text).text == text


@pytest.mark.parametrize(
    "iri", ["g", "", "http://g/> WHERE {} ; CLEAR ALL #", "http://g/ x", "http://g/\\u003E"]
)
def test_only_an_iri_is_written_into_the_text(iri: str) -> None:
    with pytest.raises(ParameterError, match="using-named-graph-uri"):
        check_update("INSERT {} WHERE {}", using=Dataset([], [iri]))


def test_using_reads_no_file() -> None:
    for text in ("INSERT {} USING <file:///etc/passwd> WHERE {}", "INSERT {} USING NAMED <passwd> WHERE {}"):
        with pytest.raises(QueryForbiddenError, match="reads no files"):
            check_update(text, base="file:///etc/x")
    with pytest.raises(QueryForbiddenError, match="using-graph-uri names <file:/x>"):
        check_update("INSERT {} WHERE {}", using=Dataset(["file:/x"]))
