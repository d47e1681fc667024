"""The writer: same triples, same bytes; nothing lost, nothing added."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import DataInvalidError
from kg.namespaces import BASE, DATASET, KINDS, ONTOLOGY, PREFIXES
from kg.turtle.syntax import parse_text
from kg.turtle.writer import WIDTH, derived_line, foreign_comments, format_graph, refuse_comments

XSD = PREFIXES["xsd"]
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")


def mm(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def node(kind: str, local: str) -> NamedNode:
    return NamedNode(f"{BASE}{kind}/{local}")


def read(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(text, RdfFormat.TURTLE)}


locals_ = st.text("abcXYZ019-._é/~", min_size=1, max_size=6)
nodes = st.one_of(
    st.builds(node, st.sampled_from(KINDS), locals_),
    st.builds(mm, locals_),
    st.builds(lambda local: NamedNode(f"http://other.example/{local}"), locals_),
)
predicates = st.one_of(
    st.sampled_from([RDF_TYPE, LABEL, *map(mm, ("citation", "rank", "note", "mechanism", "subject", "odd"))]),
    nodes,
)
literals = st.one_of(
    st.builds(Literal, st.text()),
    st.builds(
        lambda text, lang: Literal(text, language=lang), st.text(), st.sampled_from(["en", "es", "pt-br"])
    ),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(XSD + name)),
        st.one_of(
            st.text(max_size=5), st.from_regex(r"[+-]?[0-9]*\.?[0-9]*([eE][+-]?[0-9]+)?", fullmatch=True)
        ),
        st.sampled_from(["integer", "decimal", "double", "boolean", "gYear", "string", "anyURI"]),
    ),
    st.builds(Literal, st.integers()),
    st.builds(Literal, st.booleans()),
)
classes = st.sampled_from(
    ["Mechanism", "Membership", "Claim", "Figure", "Source", "Citation", "State", "Event"]
)
triples = st.one_of(
    st.builds(Triple, nodes, predicates, st.one_of(nodes, literals)),
    st.builds(lambda subject, name: Triple(subject, RDF_TYPE, mm(name)), nodes, classes),
)


@settings(max_examples=300, deadline=None)
@given(st.sets(triples, max_size=25), st.sets(triples, max_size=5))
def test_what_is_written_reads_back_as_the_same_triples_and_the_same_bytes(asserted, derived):
    text = format_graph(asserted, derived)
    assert read(text) == asserted | derived
    assert format_graph(read(text) - derived, derived) == text
    assert foreign_comments(text) == []


def test_the_order_of_the_input_does_not_matter():
    rows = [Triple(node("state", f"S{n}"), mm("iso3"), Literal(f"S{n % 7}")) for n in range(50)]
    expected = format_graph(rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert format_graph(iter(rows)) == expected


SAMPLE = """
@prefix mm: <https://w3id.org/migration-mechanisms/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/migration-mechanisms/id/> .
@prefix mechanism: <https://w3id.org/migration-mechanisms/id/mechanism/> .
@prefix membership: <https://w3id.org/migration-mechanisms/id/membership/> .
@prefix assignment: <https://w3id.org/migration-mechanisms/id/assignment/> .
@prefix claim: <https://w3id.org/migration-mechanisms/id/claim/> .
@prefix citation: <https://w3id.org/migration-mechanisms/id/citation/> .
@prefix source: <https://w3id.org/migration-mechanisms/id/source/> .
@prefix state: <https://w3id.org/migration-mechanisms/id/state/> .
@prefix role: <https://w3id.org/migration-mechanisms/id/role/> .
<http://elsewhere.example/x> mm:note "no place of its own"@en .
membership:m-BBB-observer a mm:Membership ; mm:mechanism mechanism:m ; mm:role role:observer ;
  mm:participant state:BBB ; mm:rank mm:normal ; mm:citation citation:s-p10, citation:s-p2 .
membership:m-AAA-member a mm:Membership ; mm:role role:member ; mm:mechanism mechanism:m ;
  mm:participant state:AAA .
assignment:m-x a mm:MandateAssignment ; mm:mechanism mechanism:m .
claim:m-established a mm:Claim ; mm:subject mechanism:m .
claim:lost a mm:Claim ; mm:subject mechanism:unheard-of .
mechanism:m rdfs:label "Mecanismo"@es, "Mechanism"@en ; mm:acronym "M" ; a mm:Mechanism .
state:AAA a mm:State . state:BBB a mm:State .
citation:s-p10 a mm:Citation ; mm:source source:s ; mm:section "One" ; mm:paragraph 10 .
citation:s-p2 a mm:Citation ; mm:source source:s ; mm:section "One" ; mm:paragraph 2 .
source:s a mm:Source .
id:dataset a mm:Dataset .
"""


def test_nodes_stand_in_sections_in_reading_order():
    text = format_graph(parse_text(SAMPLE))
    places = [
        "\n## The dataset",
        "id/dataset> a mm:Dataset",
        "\n## Sources",
        "\nsource:s a ",
        "\ncitation:s-p2 a ",
        "\ncitation:s-p10 a ",
        "\n## Participants",
        "\nstate:AAA a ",
        "\nstate:BBB a ",
        "\n## Mechanisms",
        "\n## ---- m · Mechanism ----",
        "\nmechanism:m a ",
        "\nclaim:m-established a ",
        "\nmembership:m-AAA-member a ",
        "\nmembership:m-BBB-observer a ",
        "\nassignment:m-x a ",
        "\n## Other",
        "elsewhere.example/x>",
        "\nclaim:lost a ",
    ]
    found = [text.find(place) for place in places]
    assert -1 not in found
    assert found == sorted(found)
    assert DATASET in text


def test_properties_stand_in_a_fixed_order_english_before_spanish():
    text = format_graph(parse_text(SAMPLE))
    assert (
        "mechanism:m a mm:Mechanism ;\n"
        '    rdfs:label "Mechanism"@en, "Mecanismo"@es ;\n'
        '    mm:acronym "M" .\n'
    ) in text
    assert "mm:role role:observer ;\n    mm:citation citation:s-p2, citation:s-p10 ;\n    mm:rank" in text


def test_what_says_that_two_are_different_stands_with_the_entity_among_its_identities():
    ridge, owl = node("mechanism", "ridge"), PREFIXES["owl"]
    triples = {
        Triple(ridge, RDF_TYPE, mm("Mechanism")),
        Triple(ridge, LABEL, Literal("Ridge", language="en")),
        Triple(ridge, mm("acronym"), Literal("RIV")),
        Triple(ridge, NamedNode(owl + "sameAs"), NamedNode("http://www.wikidata.org/entity/Q1")),
        Triple(ridge, NamedNode(owl + "differentFrom"), node("mechanism", "river")),
        Triple(ridge, NamedNode(owl + "differentFrom"), node("state", "RIV")),
        Triple(ridge, mm("memberListStatus"), node("list-status", "unknown")),
    }
    block = format_graph(triples, set()).partition("mechanism:ridge a mm:Mechanism ;\n")[2].split(" .\n")[0]
    assert [row.split()[0] for row in block.splitlines()] == [
        "rdfs:label",
        "mm:acronym",
        "owl:sameAs",
        "owl:differentFrom",
        "mm:memberListStatus",
    ]
    assert "owl:differentFrom mechanism:river, state:RIV ;" in block


def test_long_lists_of_nodes_are_filled_and_long_texts_stand_one_a_line():
    subject = node("mechanism", "m")
    members = [Triple(subject, mm("hasMember"), node("state", f"STATE{n:03}")) for n in range(60)]
    notes = [Triple(subject, mm("note"), Literal("word " * 20, language=lang)) for lang in ("en", "es")]
    text = format_graph(notes, members)
    body = text[text.index("## Derived") :]
    assert max(map(len, body.splitlines())) <= WIDTH
    assert body.count("\n        state:") < 15
    assert text.count('\n        "word word') == 2


@pytest.mark.parametrize(
    ("value", "datatype", "written"),
    [
        ("05", "integer", "05"),
        ("+7", "integer", "+7"),
        ("50.0", "decimal", "50.0"),
        ("50", "decimal", '"50"^^xsd:decimal'),
        ("true", "boolean", "true"),
        ("1", "boolean", '"1"^^xsd:boolean'),
        ("1e3", "double", '"1e3"^^xsd:double'),
        ("x", "integer", '"x"^^xsd:integer'),
        ("2012-06", "gYearMonth", '"2012-06"^^xsd:gYearMonth'),
    ],
)
def test_numbers_are_short_only_where_they_read_back_the_same(value, datatype, written):
    row = Triple(node("claim", "c"), mm("value"), Literal(value, datatype=NamedNode(XSD + datatype)))
    text = format_graph([row])
    assert f"mm:value {written} ." in text
    assert read(text) == {row}


def test_characters_that_do_not_show_are_escaped():
    text = format_graph(
        [Triple(node("claim", "c"), mm("note"), Literal("a\u202eb\u200bc\nd\u2028e\x01", language="en"))]
    )
    assert '"a\\u202Eb\\u200Bc\\nd\\u2028e\\u0001"@en' in text


def test_what_turtle_of_ours_cannot_hold_is_refused():
    good = node("claim", "c")
    for row in (
        Triple(BlankNode("b"), mm("note"), Literal("x")),
        Triple(good, mm("note"), BlankNode("b")),
        Triple(good, mm("note"), Triple(good, mm("note"), Literal("x"))),
        Quad(good, mm("note"), Literal("x"), NamedNode("http://graph.example/")),
    ):
        with pytest.raises(DataInvalidError):
            format_graph([row])


def test_foreign_comments_are_named_by_line():
    text = format_graph(parse_text(SAMPLE)).replace("\nsource:s a ", "\n# mine\n## mine too\nsource:s a ", 1)
    text = text.replace('mm:acronym "M" .', 'mm:acronym "M" . # and mine')
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "mine" in line]
    assert len(lines) == 3
    assert foreign_comments(text) == lines
    with pytest.raises(DataInvalidError, match=r"3 comment.*mm:note") as caught:
        refuse_comments(text, "data/x.ttl")
    assert (caught.value.path, caught.value.line) == ("data/x.ttl", lines[0])


def test_a_banner_survives_a_new_label():
    assert foreign_comments("## ---- crm · Some older name ----\n") == []


def test_the_derived_section_is_found():
    text = format_graph([], [Triple(node("claim", "c"), RDF_TYPE, mm("Statement"))])
    line = derived_line(text)
    assert line is not None
    assert text.splitlines()[line - 1].startswith("## Derived triples")
    assert derived_line(format_graph([])) is None
