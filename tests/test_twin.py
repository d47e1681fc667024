"""The ``# rest:`` header of a named query: what it may say, and how it reads an answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.catalog import load
from kg.errors import DataInvalidError
from kg.twin import RestTwin

SOURCES = [{"id": "a", "stance": "supports"}, {"id": "b", "stance": "omits"}]
PAGE: dict[str, object] = {
    "total": 3,
    "next": None,
    "items": [
        {"id": "CRI", "type": "state", "since": 1996, "share": 50.0, "own": True, "sources": SOURCES},
        {"id": "ABW", "type": "territory", "since": None, "share": 1.77, "own": False, "sources": []},
        {
            "id": "eu",
            "type": "organization",
            "since": 2019,
            "share": 2,
            "own": False,
            "iri": "https://w3id.org/migration-mechanisms/id/organization/eu",
            "tags": ["x", "y"],
            "place": {"name": "Brussels", "within": None},
            "sources": SOURCES[:1],
        },
    ],
}


def rows(text: str, body: Mapping[str, object] = PAGE) -> list[tuple[str, ...]]:
    return RestTwin.parse(text).rows(body)


def test_the_items_of_a_list_are_rows_and_templates_take_their_fields() -> None:
    found = rows("/api/v1/states?limit=9 -> node={type}:{id}; since={since}; share={share}; own={own}")
    assert found == [
        ("state:CRI", "1996", "50", "true"),
        ("territory:ABW", "", "1.77", "false"),
        ("organization:eu", "2019", "2", "false"),
    ]


def test_one_object_is_one_row() -> None:
    twin = RestTwin.parse("/api/v1/mechanisms/oas -> count={member_count}")
    assert (twin.path, twin.rows({"member_count": 34})) == ("/api/v1/mechanisms/oas", [("34",)])


def test_each_takes_a_row_for_each_element_of_a_list() -> None:
    found = rows("/api/v1/x each sources -> node={id}; source={sources.id}; stance=mm:{sources.stance}")
    assert found == [
        ("CRI", "a", "mm:supports"),
        ("CRI", "b", "mm:omits"),
        ("eu", "a", "mm:supports"),
    ]
    nested = {"claims": [{"value": "1996", "sources": SOURCES}, {"value": "1997", "sources": SOURCES[1:]}]}
    text = "/api/v1/x each claims each claims.sources -> value={claims.value}; source={claims.sources.id}"
    assert rows(text, nested) == [("1996", "a"), ("1996", "b"), ("1997", "b")]


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("type=state", ["CRI"]),
        ("type=state|territory", ["CRI", "ABW"]),
        ("type!=state", ["ABW", "eu"]),
        ("since=", ["ABW"]),
        ("since!=", ["CRI", "eu"]),
        ("since!=1996|", ["eu"]),
        ("own=false and share=1.77", ["ABW"]),
        ("share=50", ["CRI"]),
        ("type=region", []),
    ],
)
def test_where_keeps_the_rows_whose_fields_have_a_value(where: str, kept: list[str]) -> None:
    assert [row[0] for row in rows(f"/api/v1/x where {where} -> id={{id}}")] == kept


def test_an_iri_of_the_graph_is_written_short_and_null_leads_to_nothing() -> None:
    assert rows("/api/v1/x where id=eu and tags=x,y -> tags={tags}") == [("x,y",)]
    text = "/api/v1/x where id=eu -> node={iri}; city={place.name}; country={place.within.name}"
    assert rows(text) == [("organization:eu", "Brussels", "")]


def test_without_columns_the_rows_are_only_counted() -> None:
    assert rows("/api/v1/x where type=state") == [()]
    assert rows("/api/v1/x where type=region") == []


def test_a_page_of_several_is_no_answer() -> None:
    with pytest.raises(ValueError, match="one page of several"):
        rows("/api/v1/x -> id={id}", {**PAGE, "next": "http://127.0.0.1:8000/api/v1/x?offset=3"})


def test_a_field_that_the_answer_lacks_is_told() -> None:
    with pytest.raises(KeyError, match="iso3"):
        rows("/api/v1/x -> id={iso3}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mechanisms/crm -> id={id}", "cannot read the REST twin"),
        ("/api/v1/x each -> id={id}", "cannot read the REST twin"),
        ("/api/v1/x where type>3 -> id={id}", "cannot read the condition 'type>3'"),
        ("/api/v1/x where type=a and -> id={id}", "cannot read the condition"),
        ("/api/v1/x -> {id}", "cannot read the column '{id}'"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ValueError, match="cannot read"):
        RestTwin.parse(text)
    with pytest.raises(DataInvalidError, match=said) as caught:
        load(question(tmp_path, text))
    assert caught.value.line == 5


def test_the_twin_must_fill_the_columns_of_its_query(tmp_path: Path) -> None:
    good = load(question(tmp_path, "/api/v1/x -> id={id}"))
    assert good.rest == RestTwin.parse("/api/v1/x -> id={id}")
    for text in ("/api/v1/x -> name={id}", "/api/v1/x -> id={id}; name={name}", "/api/v1/x"):
        with pytest.raises(DataInvalidError, match="must give the columns id"):
            load(question(tmp_path, text))
    assert load(question(tmp_path, "/api/v1/x", "ASK { ?s ?p ?o }")).rest == RestTwin.parse("/api/v1/x")
    with pytest.raises(DataInvalidError, match="stands twice"):
        load(question(tmp_path, "/api/v1/x -> id={id}\n# rest: /api/v1/y -> id={id}"))


def question(folder: Path, rest: str, body: str = "SELECT ?id WHERE { ?id ?p ?o }") -> Path:
    path = folder / "question.rq"
    head = "# name: q\n# title@en: What?\n# title@es: ¿Qué?\n# columns: id\n"
    path.write_text(f"{head}# rest: {rest}\n{body}\n", "utf-8")
    return path
