"""Deriving direct triples, telling them from statements, and formatting a file in place."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import Graph

from kg import resources
from kg.atomic import write_bytes
from kg.errors import DataError, DataInvalidError, DataSyntaxError
from kg.namespaces import BASE, ONTOLOGY, PREFIXES
from kg.turtle import derive as derive_module
from kg.turtle.derive import derive, rulebook, split
from kg.turtle.files import format_file, format_text, render
from kg.turtle.syntax import parse_file, parse_text
from kg.validation.graphs import to_rdflib

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"


def direct(subject: str, name: str, value: NamedNode | Literal) -> Triple:
    return Triple(NamedNode(BASE + subject), NamedNode(ONTOLOGY + name), value)


@pytest.fixture
def copy(tmp_path) -> Path:
    path = tmp_path / "small.ttl"
    path.write_bytes(SMALL.read_bytes())
    return path


def test_rules_tell_which_triples_only_they_may_write():
    book = rulebook()
    names = {name.removeprefix(ONTOLOGY) for name in book.predicates}
    assert {
        "hasMember",
        "memberOf",
        "hasMandate",
        "establishedYear",
        "endedYear",
    } <= names  # named in templates
    assert {"established", "ended", "partOf", "memberCount", "budgetShare"} <= names  # claim properties
    assert not {"status", "citation", "value", "adopted", "note", "mechanism"} & names
    assert book.classes == {ONTOLOGY + "Statement", ONTOLOGY + "Participant"}


def test_derived_triples_follow_from_the_statements_alone():
    asserted, written = split(parse_file(SMALL))
    derived = derive(asserted)
    assert derived == written
    assert direct("mechanism/harbour", "hasMember", NamedNode(BASE + "state/CRI")) in derived
    assert direct("mechanism/harbour", "establishedYear", Literal(2000)) in derived
    assert direct("membership/harbour-CRI-member", "x", Literal("")).subject in {
        row.subject for row in derived
    }


def test_deleting_a_statement_deletes_what_followed_from_it():
    asserted, _ = split(parse_file(SMALL))
    gone = NamedNode(BASE + "claim/harbour-established-2000")
    less = derive({row for row in asserted if row.subject != gone})
    lost = {row.predicate.value.removeprefix(ONTOLOGY) for row in derive(asserted) - less}
    assert {"established", "establishedYear"} <= lost


def test_a_status_is_the_nodes_own():
    row = direct("mechanism/harbour", "status", NamedNode(BASE + "status/active"))
    assert split([row]) == ({row}, set())


def test_a_broken_rule_is_named(tmp_path, monkeypatch):
    bad = tmp_path / "bad.rq"
    monkeypatch.setattr(resources, "rule_files", lambda: [bad])
    bad.write_text("CONSTRUCT { ?s ?p }")
    with pytest.raises(DataSyntaxError, match=r"bad\.rq: This rule is not SPARQL"):
        rulebook()
    bad.write_text("SELECT * WHERE { ?s ?p ?o }")
    with pytest.raises(DataSyntaxError, match="must be a CONSTRUCT"):
        derive(set(), derive_module.rulebook())


def test_formatting_a_formatted_file_changes_nothing(copy):
    before = copy.read_bytes()
    assert format_file(copy) is False
    assert copy.read_bytes() == before


def test_formatting_puts_statements_in_their_place_and_renews_the_derived_triples(copy):
    text = copy.read_text("utf-8")
    mine = (
        "@prefix membership: <https://w3id.org/migration-mechanisms/id/membership/> .\n"
        "membership:ridge-USA-member a mm:Membership ; mm:mechanism mechanism:ridge ;"
        " mm:participant state:USA ; mm:role role:member ; mm:rank mm:normal ;"
        " mm:citation citation:atlas-2015-forums-p1 .\n"
    )
    copy.write_text(text + mine, "utf-8")
    assert format_file(copy, check=True) is True
    assert copy.read_text("utf-8") == text + mine, "a check writes nothing"
    assert format_file(copy) is True
    after = parse_file(copy)
    assert direct("mechanism/ridge", "hasMember", NamedNode(BASE + "state/USA")) in after
    assert split(after)[0] == split(parse_text(text + mine))[0]
    assert format_file(copy, check=True) is False


def test_a_stale_derived_triple_is_dropped_from_its_section(copy):
    text = copy.read_text("utf-8")
    copy.write_text(text.replace("mm:establishedYear 2000", "mm:establishedYear 1999"), "utf-8")
    assert format_file(copy) is True
    assert copy.read_text("utf-8") == text


def test_a_direct_triple_written_by_hand_is_refused_not_lost(copy):
    text = copy.read_text("utf-8").replace(
        "mechanism:ridge a mm:Mechanism ;",
        "mechanism:ridge a mm:Mechanism ;\n    mm:hasMember state:USA ;",
        1,
    )
    copy.write_text(text, "utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row == "    mm:hasMember state:USA ;")
    with pytest.raises(
        DataInvalidError, match="`mechanism:ridge mm:hasMember state:USA` was written by hand"
    ) as caught:
        format_file(copy)
    assert (caught.value.path, caught.value.line) == (str(copy), line)
    assert copy.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("added", "error"),
    [
        ("# remember this\n", DataInvalidError),
        ("state:CRI mm:note [ a mm:Event ] .\n", DataInvalidError),
        ("state:CRI mm:note \n", DataSyntaxError),
    ],
)
def test_what_formatting_would_lose_is_refused_and_the_file_left_alone(copy, added, error):
    text = copy.read_text("utf-8") + added
    copy.write_text(text, "utf-8")
    with pytest.raises(error) as caught:
        format_file(copy)
    assert caught.value.line == text.count("\n") + (0 if error is DataInvalidError else 1)
    assert copy.read_text("utf-8") == text


@pytest.mark.parametrize("path", [SMALL, resources.data_file()], ids=["small", "shipped"])
def test_another_parser_reads_the_same_triples(path):
    assert set(Graph().parse(path, format="turtle")) == set(to_rdflib(parse_file(path)))


def test_windows_line_ends_are_made_ours(copy):
    text = copy.read_text("utf-8")
    copy.write_bytes(text.replace("\n", "\r\n").encode())
    assert format_file(copy) is True
    assert copy.read_bytes() == text.encode()


def test_rendering_takes_statements_and_derives_the_rest():
    triples = parse_file(SMALL)
    assert (
        render(triples)
        == render(split(triples)[0])
        == SMALL.read_text("utf-8")
        == format_text(render(triples))
    )


def test_writing_keeps_permissions_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text("old")
    path.chmod(0o640)
    write_bytes(path, "new ñ\n".encode())
    assert path.read_bytes() == "new ñ\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_writing_through_a_link_keeps_the_link(tmp_path):
    target, link = tmp_path / "real.ttl", tmp_path / "link.ttl"
    target.write_text("old")
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "x.ttl"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(DataError, match="cannot be written: No space left"):
        write_bytes(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_namespaces_of_the_header_are_ours():
    assert all(f"@prefix {name}: <{iri}> ." in SMALL.read_text("utf-8") for name, iri in PREFIXES.items())
