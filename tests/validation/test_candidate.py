"""Changes of a small graph, judged: direct triples renewed, mistakes of the writer told, no lines named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.namespaces import BASE, ONTOLOGY
from kg.store.loading import open_store
from kg.store.patch import Patch
from kg.turtle.syntax import parse_text
from kg.validation.candidate import check_candidate
from kg.validation.judge import Judge

SMALL = Path(__file__).parents[1] / "data" / "small.ttl"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.fixture(scope="module")
def judge() -> Judge:
    made = Judge(open_store(SMALL).dump())
    made.warm()
    return made


@pytest.fixture(scope="module")
def statements() -> list[str]:
    return open_store(SMALL).statements().decode().splitlines(keepends=True)


def lines(statements: list[str], *parts: str) -> bytes:
    found = [line for line in statements if all(part in line for part in parts)]
    assert found, parts
    return "".join(found).encode()


def rules(judge: Judge, patch: Patch) -> list[str]:
    return [str(row["rule"]) for row in judge.check(patch).errors]


def member(statements: list[str]) -> tuple[str, bytes]:
    """A membership that alone makes its direct triple, and that triple."""
    for line in statements:
        if f"<{ONTOLOGY}hasMember>" in line:
            mechanism, _, state, _ = line.split(" ", 3)
            told = [
                row.split(" ")[0]
                for row in statements
                if f"{ONTOLOGY}participant> {state}" in row
                and any(
                    other.startswith(f"{row.split(' ')[0]} <{ONTOLOGY}mechanism> {mechanism}")
                    for other in statements
                )
            ]
            if len(told) == 1:
                return told[0], line.encode()
    raise AssertionError("no such membership")


def test_a_sound_graph_has_no_findings_with_or_without_the_ontology() -> None:
    loaded = open_store(SMALL)
    for nquads in (loaded.dump(), loaded.statements()):
        report = check_candidate(nquads)
        assert report.ok, report.as_text()


def test_a_direct_triple_goes_with_its_statement_and_comes_with_it(
    judge: Judge, statements: list[str]
) -> None:
    membership, direct = member(statements)
    role = lines(statements, f"{membership} <{ONTOLOGY}role>")
    verdict = judge.check(Patch(removed=role))
    assert set(verdict.patch.removed.splitlines(keepends=True)) >= {*role.splitlines(keepends=True), direct}
    assert verdict.patch.added == b""
    whole = lines(statements, f"{membership} ")
    gone = judge.check(Patch(removed=whole + direct)).patch
    assert direct in gone.removed
    judge.accept(gone)
    try:
        back = judge.check(Patch(added=whole))
        assert back.ok, back.findings
        assert set(back.patch.added.splitlines()) == set(gone.removed.splitlines())
    finally:
        judge.accept(Patch(added=gone.removed))
    assert judge.check(Patch()).patch == Patch()


def test_a_direct_triple_is_not_the_writers_to_add_or_take(judge: Judge, statements: list[str]) -> None:
    _, direct = member(statements)
    verdict = judge.check(Patch(removed=direct))
    assert [row["rule"] for row in verdict.errors] == ["missing-direct-triple"]
    assert not verdict.patch
    mechanism = direct.split(b" ")[0]
    surplus = mechanism + f" <{ONTOLOGY}hasMember> <{BASE}state/USA> .\n".encode()
    assert surplus.decode() not in statements
    verdict = judge.check(Patch(added=surplus))
    assert "surplus-direct-triple" in [row["rule"] for row in verdict.errors]
    assert not verdict.patch


def test_a_shape_that_is_broken_is_told_without_a_place(judge: Judge, statements: list[str]) -> None:
    label = lines(statements, f"state/CRI> <{LABEL}>", "@es")
    (finding,) = [row for row in judge.check(Patch(removed=label)).errors if row["rule"] == "label"]
    assert (finding["node"], finding["path"], finding["file"], finding["line"]) == (
        "state:CRI",
        "rdfs:label",
        "",
        None,
    )
    assert finding["message"]["en"] != finding["message"]["es"]


def test_what_the_data_may_not_hold(judge: Judge) -> None:
    triple = f"<{BASE}state/CRI> <{ONTOLOGY}note>"
    wrong = {
        "named-graph": Patch(added=f'{triple} "x"@en <urn:g> .\n'.encode()),
        "blank-node": Patch(added=f"{triple} _:x .\n".encode()),
        "quoted-triple": Patch(added=f'{triple} <<( <urn:a> <urn:b> "c" )>> .\n'.encode()),
        "ontology-term": Patch(added=f'<{ONTOLOGY}hasMember> <{LABEL}> "x"@en .\n'.encode()),
    }
    for rule, patch in wrong.items():
        assert rule in rules(judge, patch), rule
    nquads = b"".join(patch.added for patch in wrong.values())
    told = {finding.rule for finding in check_candidate(nquads).errors}
    assert told >= wrong.keys() - {"ontology-term"}  # nothing tells there what was changed
    assert rules(judge, Patch(graphs_added=("urn:g",))) == []
    typed = f"<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ONTOLOGY}Mechanism> <urn:g> .\n"
    assert rules(judge, Patch(added=typed.encode())) == ["named-graph"]
    term = next(row for row in parse_text(f"<{ONTOLOGY}hasMember> <{LABEL}> 'has member'@en ."))
    assert "ontology-term" in rules(judge, Patch(removed=f"{term} .\n".encode()))


def test_a_change_that_is_no_nquads_is_a_syntax_error(judge: Judge) -> None:
    with pytest.raises(SyntaxError):
        judge.check(Patch(added=b"<urn:a> <urn:b>"))


def test_a_change_made_from_another_graph_is_seen(judge: Judge, statements: list[str]) -> None:
    assert judge.fits(Patch(removed=statements[0].encode()))
    assert not judge.fits(Patch(added=statements[0].encode()))
    assert not judge.fits(Patch(removed=b"<urn:a> <urn:b> <urn:c> .\n"))


def test_a_refused_change_of_nearly_everything_is_not_what_the_next_is_compared_with(
    judge: Judge, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = Patch(removed=lines(statements, f"<{ONTOLOGY}citation>"))
    followed = [row for row in judge.check(removed).errors if row["rule"]]
    judge.check(Patch())
    asked: list[int] = []
    check = judge._shapes.check
    monkeypatch.setattr(judge._shapes, "check", lambda triples: asked.append(len(triples)) or check(triples))
    monkeypatch.setattr("kg.validation.judge._LARGE", 20)
    assert [row for row in judge.check(removed).errors if row["rule"]] == followed
    assert asked == []
    assert judge.check(Patch()).ok
    assert len(asked) == 1
