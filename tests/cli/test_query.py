"""``kg query``: SPARQL from an argument, a file, standard input, or the catalogue."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from pathlib import Path

import pytest
import rdflib

from kg.catalog import catalog, competency
from kg.cli.evaluation import answer
from kg.errors import QueryTimeoutError
from kg.store.deepstack import on_deep_stack
from kg.store.embedded import EmbeddedStore
from tests.cli.conftest import Run, process

ENDED = "SELECT ?mechanism ?year WHERE { ?mechanism mm:endedYear ?year }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EXPECTED = "mechanism\tyear\nmechanism:lantern\t2005\n"


def test_text_with_the_prefixes_of_the_graph(kg: Run) -> None:
    found = kg("query", ENDED)
    assert (found.exit_code, found.stdout, found.stderr) == (0, EXPECTED, "")


def test_a_file_and_standard_input(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"\xef\xbb\xbf" + ENDED.encode())
    assert kg("query", f"@{path}").stdout == EXPECTED
    assert kg("query", "-f", str(path)).stdout == EXPECTED
    assert kg("query", "-", stdin=ENDED).stdout == EXPECTED


def test_forms_of_rows(kg: Run) -> None:
    body = json.loads(kg("query", ENDED, "--format", "json").stdout)
    assert body["head"]["vars"] == ["mechanism", "year"]
    assert body["results"]["bindings"][0]["year"]["value"] == "2005"
    rows = list(csv.reader(io.StringIO(kg("query", ENDED, "--format", "csv").stdout)))
    assert rows[1] == ["https://w3id.org/migration-mechanisms/id/mechanism/lantern", "2005"]


def test_forms_of_truth_and_of_triples(kg: Run) -> None:
    assert kg("query", "ASK { mechanism:lantern mm:endedYear 2005 }").stdout == "answer\ntrue\n"
    assert json.loads(kg("query", "ASK { mm:x mm:y mm:z }", "--format", "json").stdout)["boolean"] is False
    text = kg("query", "DESCRIBE mechanism:lantern").stdout
    graph = rdflib.Graph().parse(data=text, format="turtle")
    lines = kg("query", "DESCRIBE mechanism:lantern", "--format", "nt").stdout
    assert set(graph) == set(rdflib.Graph().parse(data=lines, format="nt"))
    assert len(graph) > 10


def test_a_form_that_does_not_fit_is_refused(kg: Run) -> None:
    found = kg("query", ENDED, "--format", "ttl")
    assert found.exit_code == 2
    assert found.stderr == "kg: format: ttl does not fit a SELECT query; use table, csv, json.\n"


def test_a_named_query_with_parameters(kg: Run) -> None:
    found = kg("query", "members", "-p", "mechanism=harbour", "-p", "year=2010", "-p", "role=any")
    rows = list(csv.DictReader(io.StringIO(found.stdout), delimiter="\t"))
    assert {row["iso3"] for row in rows} == {"BLZ", "CRI", "GTM", "HND", "MEX"}
    both = kg("query", "members", "-p", "mechanism=harbour", "-p", "role=member", "-p", "role=observer")
    assert both.exit_code == 0


@pytest.mark.parametrize(
    "name",
    [
        "HAR",
        "foro del puerto",
        "mechanism:harbour",
        "https://w3id.org/migration-mechanisms/id/mechanism/harbour",
    ],
)
def test_a_parameter_takes_any_name_of_the_node(kg: Run, name: str) -> None:
    plain = kg("query", "members", "-p", "mechanism=harbour", "-p", "role=any")
    found = kg("query", "members", "-p", f"mechanism={name}", "-p", "role=role:member", "-p", "role=any")
    assert (found.exit_code, found.stdout) == (0, plain.stdout)
    by_name = kg("query", "state-mechanisms", "-p", "state=costa rica").stdout
    assert by_name == kg("query", "state-mechanisms", "-p", "state=CRI").stdout


def test_names_come_in_the_language_asked_for(kg: Run) -> None:
    assert "Foro del Puerto" in kg("query", "mechanisms", "--lang", "es").stdout
    assert "Foro del Puerto" in kg("query", "mechanisms", LANG="es_CR.UTF-8").stdout
    assert "Harbour Forum" in kg("query", "mechanisms", LANG="pt_BR.UTF-8").stdout


def test_a_competency_question_by_name_and_by_bare_name(kg: Run) -> None:
    one = kg("query", "001-crm-members", data=None)
    assert one.exit_code == 0
    assert one.stdout.splitlines()[1:3] == ["state:BLZ", "state:CAN"]
    assert kg("query", "crm-members", data=None).stdout == one.stdout


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_list_names_every_query_in_both_languages(kg: Run, lang: str) -> None:
    lines = kg("query", "--list", "--lang", lang, data=None).stdout.splitlines()[1:]
    found = {line.split("\t")[0]: line.split("\t")[1] for line in lines}
    assert found == {
        query.name: query.title.get(lang) for query in (*catalog().values(), *competency().values())
    }


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("SELECT * WHERE {",), "kg: The query does not parse at line 1, column "),
        (("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",), "kg: SERVICE is closed"),
        (("DROP ALL",), "kg: DROP is an update"),
        (("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",), "kg: "),
        (("membrs",), "kg: Unknown query 'membrs'. Did you mean members"),
        (("members",), "kg: mechanism: is required."),
        (("members", "-p", "mechanism"), "kg: param: 'mechanism' is not NAME=VALUE."),
        (("members", "-p", "mechanism=x y"), "kg: Unknown mechanism 'x y'."),
        (("members", "-p", "mechanism=harbor"), "kg: Unknown mechanism 'harbor'. Did you mean harbour?"),
        (
            ("members", "-p", "mechanism=RIV"),
            "kg: 'RIV' names several things: ridge (Ridge Platform)",
        ),
        (
            ("members", "-p", "mechanism=river", "-p", "role=membr"),
            "kg: Unknown role 'membr'. Did you mean m",
        ),
        (("members", "-p", "mechanism=river", "-p", "source=x"), "kg: Unknown source 'x'."),
        (("mandate-mechanisms", "-p", "mandate=x"), "kg: Unknown mandate 'x'."),
        (("mechanisms", "-p", "type=comittee"), "kg: Unknown mechanism-type 'comittee'. Did you mean comm"),
        (("state-mechanisms", "-p", "state=ZZZ"), "kg: Unknown state 'ZZZ'."),
        (("members", "-p", "mechanism=state:CRI"), "kg: Unknown mechanism 'state:CRI'."),
        ((ENDED, "-p", "year=1"), "kg: param: only a named query takes parameters"),
        ((), "kg: query: give one query"),
        (("@/nowhere/q.rq",), "kg: /nowhere/q.rq: cannot be read"),
    ],
)
def test_what_is_refused_is_one_line(kg: Run, args: tuple[str, ...], said: str) -> None:
    found = kg("query", *args)
    assert found.exit_code == 2
    assert found.stderr.startswith(said)
    assert found.stderr.count("\n") == 1
    assert found.stdout == ""


def test_a_file_that_is_not_text_is_refused(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"SELECT \xff")
    assert kg("query", f"@{path}").stderr == f"kg: {path}: is not UTF-8 text\n"


def test_a_runaway_is_stopped_at_its_deadline() -> None:
    start = time.monotonic()
    found = process("query", RUNAWAY, "--timeout", "0.5")
    assert found.returncode == 2
    assert found.stderr.decode() == "kg: The query was stopped at its deadline of 0.5 s. Narrow it.\n"
    assert time.monotonic() - start < 20


def test_deep_nesting_is_an_answer_or_a_refusal_never_a_crash() -> None:
    for depth in (150, 3000):
        text = "SELECT * WHERE " + "{" * depth + "?s ?p 2005" + "}" * depth
        found = process("query", "-", stdin=text.encode())
        assert found.returncode in (0, 2), found.stderr
        assert b"Traceback" not in found.stderr


def test_the_deadline_and_the_error_of_the_work_reach_the_caller() -> None:
    never = threading.Event()
    with pytest.raises(QueryTimeoutError):
        on_deep_stack(never.wait, 0.05)
    with pytest.raises(ZeroDivisionError):
        on_deep_stack(lambda: 1 // 0, 5)
    assert on_deep_stack(lambda: 7, 5) == 7


def test_an_empty_answer_still_has_its_header() -> None:
    found = answer(EmbeddedStore(), "SELECT ?a ?b WHERE { ?a mm:x ?b }", None, 5)
    assert not isinstance(found, bytes)
    assert (found.columns, found.rows) == (("a", "b"), ())
