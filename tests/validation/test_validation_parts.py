"""The parts of validation: reports, hygiene headers, results of SHACL."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg import resources
from kg.errors import DataSyntaxError
from kg.model import Text
from kg.turtle.syntax import parse_text
from kg.validation import Finding, Report, hygiene, shacl
from kg.validation.graphs import to_rdflib
from kg.validation.places import Places, shown
from kg.validation.report import SHOWN, in_order

HEADER = """# rule: lonely
# severity: warning
# message: {node} stands alone.
# mensaje: {node} está solo.
# fix: Join it to {detail}.
# arreglo: Únalo a {detail}.
"""
DATA = """@prefix a: <http://a/> .
a:x a a:Thing .
a:y a a:Thing ;
    a:size 3 .
"""


def finding(line: int = 12, rule: str = "some-rule", severity: str = "error") -> Finding:
    message, fix = Text("It is wrong.", "Está mal."), Text("mend it.", "arréglelo.")
    return Finding(severity, rule, "state:CRI", "mm:iso3", "data/x.ttl", line, message, fix, "XX")


def places(text: str = DATA) -> Places:
    return Places(Path("data.ttl"), text)


def test_a_finding_is_one_line_for_a_person():
    assert finding().as_text() == "data/x.ttl:12: error [some-rule] state:CRI: It is wrong. Fix: mend it."
    assert (
        finding(severity="warning").as_text("es")
        == "data/x.ttl:12: aviso [some-rule] state:CRI: Está mal. Arreglo: arréglelo."
    )
    assert "\x1b[31merror\x1b[0m" in finding().as_text(color=True)


def test_a_flood_of_one_rule_is_cut_in_text_and_whole_as_data():
    rows = in_order([finding(line) for line in range(SHOWN + 30, 0, -1)] + [finding(5, "other")])
    report = Report(rows, 100, 0.25, "data/x.ttl")
    text = report.as_text().splitlines()
    assert len(text) == SHOWN + 3
    assert "… and 30 more of [some-rule]" in text
    assert text[0].startswith("data/x.ttl:1:")
    assert text[-1] == f"data/x.ttl: {SHOWN + 31} errors, 0 warnings, 0 notes; 100 triples in 0.2 s"
    assert "… y 30 más de [some-rule]" in report.as_text("es")
    data = json.loads(json.dumps(report.as_dict()))
    assert len(data["findings"]) == SHOWN + 31
    assert data["ok"] is False
    assert data["counts"] == {"error": SHOWN + 31, "warning": 0, "info": 0}
    assert data["findings"][0]["message"] == {"en": "It is wrong.", "es": "Está mal."}


def test_warnings_do_not_make_a_report_fail():
    assert Report((finding(severity="warning"), finding(severity="info")), 1, 0.0).ok


def test_the_same_finding_twice_is_told_once():
    assert len(in_order([finding(), finding()])) == 1


def test_a_hygiene_query_reports_each_row_with_its_words(tmp_path):
    path = tmp_path / "lonely.rq"
    path.write_text(HEADER + "SELECT ?node ?detail WHERE { ?node <http://a/size> ?detail }", "utf-8")
    store = Store()
    store.extend(Quad(*triple) for triple in parse_text(DATA))
    (found,) = hygiene.check(hygiene.read_rule(path), store, places())
    assert (found.rule, found.severity, found.node, found.line) == ("lonely", "warning", "<http://a/y>", 3)
    assert found.message == Text("<http://a/y> stands alone (3).", "<http://a/y> está solo (3).")
    assert found.fix == Text("Join it to 3.", "Únalo a 3.")
    assert found.value == "3"


def test_a_detail_that_is_a_property_gives_the_line_of_that_property(tmp_path):
    path = tmp_path / "lonely.rq"
    path.write_text(HEADER + "SELECT ?node ?detail WHERE { ?node ?detail 3 }", "utf-8")
    store = Store()
    store.extend(Quad(*triple) for triple in parse_text(DATA))
    (found,) = hygiene.check(hygiene.read_rule(path), store, places())
    assert found.line == 4


def test_a_path_gives_the_line_and_further_columns_fill_the_words(tmp_path):
    path = tmp_path / "lonely.rq"
    words = HEADER.replace("{node} stands alone", "{node} takes {type}, not {detail}")
    words = words.replace("{node} está solo", "{node} admite {type}, no {detail}")
    path.write_text(
        f"{words}SELECT ?node ?detail ?type ?path WHERE {{ ?node ?path ?detail FILTER(ISNUMERIC(?detail))"
        ' BIND(CONCAT(STR(DATATYPE(?detail)), ", ", "http://www.w3.org/2001/XMLSchema#decimal") AS ?type) }',
        "utf-8",
    )
    store = Store()
    store.extend(Quad(*triple) for triple in parse_text(DATA))
    (found,) = hygiene.check(hygiene.read_rule(path), store, places())
    assert (found.path, found.line) == ("<http://a/size>", 4)
    assert found.message == Text(
        "<http://a/y> takes xsd:integer, xsd:decimal, not 3.",
        "<http://a/y> admite xsd:integer, xsd:decimal, no 3.",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER.replace("# mensaje", "# message-es") + "SELECT ?node {}", "lacks `# mensaje:`"),
        (HEADER.replace("warning", "bad") + "SELECT ?node {}", "use one of error, warning, info"),
        (HEADER + "SELECT ?other WHERE { ?other ?p ?o }", "must SELECT [?]node"),
        (HEADER + "ASK { ?node ?p ?o }", "must SELECT [?]node"),
        (HEADER + "SELECT ?node WHERE {", "not SPARQL"),
    ],
)
def test_a_hygiene_file_that_cannot_work_is_named(tmp_path, text, words):
    path = tmp_path / "lonely.rq"
    path.write_text(text, "utf-8")
    with pytest.raises(DataSyntaxError, match=words) as caught:
        list(hygiene.check(hygiene.read_rule(path), Store(), places()))
    assert caught.value.path == str(path)


def test_every_shipped_hygiene_query_has_a_header_of_its_own():
    rules = [hygiene.read_rule(path) for path in resources.hygiene_files()]
    assert len({rule.rule for rule in rules}) == len(rules) > 0
    assert all(rule.message.en != rule.message.es and rule.fix.en != rule.fix.es for rule in rules)


SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix a: <http://a/> .
a:ThingShape a sh:NodeShape ; sh:targetClass a:Thing ;
    sh:property a:thing-size, [ sh:path a:size ; sh:maxInclusive 2 ; sh:severity sh:Warning ] ;
    sh:sparql [ sh:message "Too big by {?value}."@en, "Excede en {?value}."@es ;
        sh:select "SELECT $this ?value WHERE { $this <http://a/size> ?value }" ] .
a:thing-size a sh:PropertyShape ; sh:path a:size ; sh:minCount 1 ;
    sh:message "A thing needs a size: add it."@en, "Una cosa necesita un tamaño: agréguelo."@es .
"""


def test_shacl_results_carry_rule_line_words_and_fix(tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES, "utf-8")
    found = {row.rule: row for row in shacl.check(parse_text(DATA), [shapes], places())}
    assert set(found) == {"thing-size", "ThingShape-maxinclusive", "ThingShape"}
    size = found["thing-size"]
    assert (size.node, size.path, size.line) == ("<http://a/x>", "<http://a/size>", 2)
    assert size.message == Text("A thing needs a size.", "Una cosa necesita un tamaño.")
    assert size.fix == Text("add it.", "agréguelo.")
    most = found["ThingShape-maxinclusive"]
    assert (most.severity, most.value, most.line) == ("warning", "3", 4)
    assert found["ThingShape"].message == Text("Too big by 3.", "Excede en 3.")


def test_shapes_that_are_no_shacl_are_named(tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES.replace("sh:minCount 1", "sh:minCount 1, 2"), "utf-8")
    with pytest.raises(DataSyntaxError, match="no valid SHACL"):
        list(shacl.check(parse_text(DATA), [shapes], places()))


def test_literals_keep_the_form_they_were_written_in():
    xsd = "http://www.w3.org/2001/XMLSchema#"
    subject, predicate = NamedNode("http://a/x"), NamedNode("http://a/p")
    graph = to_rdflib(
        [
            Triple(subject, predicate, Literal("01", datatype=NamedNode(xsd + "integer"))),
            Triple(subject, predicate, Literal("x", language="es")),
            Triple(subject, predicate, Literal("x")),
        ]
    )
    assert {term.n3() for term in graph.objects()} == {f'"01"^^<{xsd}integer>', '"x"@es', '"x"'}


def test_files_of_the_checkout_are_named_from_its_root(tmp_path):
    assert shown(resources.data_file()) == "data/mechanisms.ttl"
    assert shown(tmp_path / "x.ttl") == str(tmp_path / "x.ttl")
