"""Binding a named query: typed constants, refusals, and files that break the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.binding import substitute
from kg.catalog import Catalog, catalog, load
from kg.errors import DataInvalidError, ParameterError, UnknownIdError
from kg.graph import KnowledgeGraph
from kg.model import Ref


@pytest.mark.parametrize("given", ["crm", "mechanism:crm", Ref("mechanism", "crm")])
def test_a_node_is_given_by_id_kind_or_reference(given: str | Ref) -> None:
    text = catalog()["members"].bind(mechanism=given)
    assert "<https://w3id.org/migration-mechanisms/id/mechanism/crm>" in text
    assert (
        catalog()["members"].bind(mechanism="https://w3id.org/migration-mechanisms/id/mechanism/crm") == text
    )


@pytest.mark.parametrize(
    ("name", "given", "parameter"),
    [
        ("members", {}, "mechanism"),
        ("members", {"mechanism": None}, "mechanism"),
        ("members", {"mechanism": "crm", "colour": "red"}, "colour"),
        ("members", {"mechanism": "state:CRI"}, "mechanism"),
        ("members", {"mechanism": "x> ?a ?b . #"}, "mechanism"),
        ("members", {"mechanism": "any"}, None),
        ("members", {"mechanism": ["crm", "csm"]}, "mechanism"),
        ("members", {"mechanism": "crm", "year": "2018 } #"}, "year"),
        ("members", {"mechanism": "crm", "year": True}, "year"),
        ("members", {"mechanism": "crm", "year": "9" * 40}, "year"),
        ("members", {"mechanism": "crm", "year": "١٩٩٦"}, "year"),
        ("members", {"mechanism": "crm", "lang": "de"}, "lang"),
        ("state-mechanisms", {"state": '"; DROP'}, "state"),
        ("state-mechanisms", {"state": "COSTA"}, "state"),
    ],
)
def test_what_cannot_be_bound_is_refused(name: str, given: dict[str, object], parameter: str | None) -> None:
    if parameter is None:
        assert "/mechanism/any>" in catalog()[name].bind(**given)  # type: ignore[arg-type]
        return
    with pytest.raises(ParameterError) as caught:
        catalog()[name].bind(**given)  # type: ignore[arg-type]
    assert caught.value.parameter == parameter


def test_several_values_and_none_at_all(real: KnowledgeGraph) -> None:
    query = catalog()["members"]
    text = query.bind(mechanism="crm", role=["member", "observer", "member"])
    assert text.count("/role/member>") == text.count("/role/observer>") == 1
    assert query.bind(mechanism="crm", role="any") == query.bind(mechanism="crm", role=[])
    assert "/role/" not in query.bind(mechanism="crm", role=())


def test_placeholders_in_strings_iris_and_comments_are_left_alone() -> None:
    text = """SELECT ?x WHERE { # $a stays
  ?x <http://x/$a> "$a \\" $a", '''$a''', $a FILTER(?x<$a) }"""
    assert substitute(text, {"a": '"1"'}) == (
        """SELECT ?x WHERE { # $a stays
  ?x <http://x/$a> "$a \\" $a", '''$a''', "1" FILTER(?x<"1") }"""
    )


def write(folder: Path, text: str) -> Path:
    path = folder / "q.rq"
    path.write_text(text, encoding="utf-8")
    return path


HEAD = "# name: q\n# title@en: Q\n# title@es: C\n# columns: s\n"
PLAIN = "SELECT ?s WHERE { ?s ?p ?o }\n"
BODY = "SELECT ?s WHERE { ?s ?p $o }\n"


def test_a_string_is_escaped_so_that_it_stays_a_string(tmp_path: Path, small: KnowledgeGraph) -> None:
    query = load(write(tmp_path, f"{HEAD}# param: o string required\n{BODY}"))
    hostile = 'x" } #\n\\"; INSERT'
    assert len(small.store.select(query.bind(o=hostile))) == 0
    assert '"x\\" } #\\n\\\\\\"; INSERT"' in query.bind(o=hostile)
    for bad in ("\0", "\ud800", 5):
        with pytest.raises(ParameterError):
            query.bind(o=bad)


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        (HEAD.replace("# title@es: C\n", "") + PLAIN, "title@es", 1),
        (HEAD + BODY, "o", 1),
        (f"{HEAD}# param: o colour required\n{BODY}", "colour", 5),
        (f"{HEAD}# param: o string\n{BODY}", "o string", 5),
        (f"{HEAD}# author: me\n{BODY}", "author", 5),
        (f"{HEAD}# name: r\n{PLAIN}", "name", 5),
        (f"{HEAD}# param: o string required\nSELECT * WHERE {{\n#use nothing\n$o }}", "nothing", None),
        (HEAD, "no SPARQL", None),
    ],
)
def test_a_file_that_breaks_the_rules_is_named(
    tmp_path: Path, text: str, said: str, line: int | None
) -> None:
    with pytest.raises(DataInvalidError, match=said) as caught:
        load(write(tmp_path, text))
    assert caught.value.line == line
    assert caught.value.path == str(tmp_path / "q.rq")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError) as caught:
        catalog().find("membrs")
    assert "members" in caught.value.suggestions


def test_a_numbered_question_answers_to_its_bare_name(tmp_path: Path) -> None:
    numbered = load(
        write(tmp_path, HEAD.replace("q\n", "07-who-shares\n", 1) + "SELECT ?s WHERE { ?s ?p ?o }")
    )
    questions = Catalog([numbered])
    assert questions["who-shares"] is questions["07-who-shares"] is questions.find("who-shares")
    assert questions.names() == ("07-who-shares",)
