"""Names of one thing and things of one name, with the sources that use them; worked out by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Claim, Rank, Ref, Stance, Text, Value
from kg.namesused import names_used
from kg.overlap.conflicts import Conflict, conflicts
from kg.overlap.conflicts.model import join_notes
from kg.snapshot import Snapshot

HARBOUR, RIVER, RIDGE = (Ref("mechanism", name) for name in ("harbour", "river", "ridge"))
UNSOURCED = "no source: wording of this dataset"


def told(graph: KnowledgeGraph, subject: Ref, *names: str, **more: object) -> Snapshot:
    """The snapshot with no claims but these: the atlas (with its places) calls ``subject`` so."""
    cite = next(row for row in graph.snapshot.citations.values() if row.stance is Stance.SUPPORTS)
    fields: dict[str, object] = {"property": "nameUsed", "citations": (cite,)}
    claims = tuple(
        Claim(
            id=f"c{number}", iri=f"c{number}", subject=subject, value=Value(name, "string"), **fields | more
        )  # type: ignore[arg-type]
        for number, name in enumerate(names)
    )
    return replace(graph.snapshot, claims=claims, assignments=())


def named(snapshot: Snapshot) -> list[Conflict]:
    return [row for row in conflicts(snapshot) if row.kind == "name"]


def test_each_name_stands_with_the_places_that_use_it(small: KnowledgeGraph):
    (row,) = named(small.snapshot)
    assert (row.id, row.subject, row.things) == ("name-harbour", HARBOUR, (HARBOUR,))
    sides = [
        (side.value.en, side.used_as.en if side.used_as else None, side.followed,
         [(cite.source.id, cite.locator) for cite in side.citations], side.statements)
        for side in row.values
    ]  # fmt: skip
    atlas, bulletin = ("atlas-2015", "Forums, ¶ 1"), ("bulletin-2020", "Members, ¶ 1")
    assert sides == [
        ("Harbour Forum", "label in English", True, [atlas], ("harbour-nameUsed-harbour-forum",)),
        ("Foro del Puerto", f"label in Spanish; {UNSOURCED}", True, [], ()),
        ("HAR", "acronym", True, [atlas], ("harbour-nameUsed-HAR",)),
        ("Quay Talks", None, False, [atlas, bulletin], ("harbour-nameUsed-quay-talks",)),
    ]
    assert row.values[1].used_as is not None
    assert (
        row.values[1].used_as.es == "etiqueta en español; sin fuente: denominación de este conjunto de datos"
    )
    assert row.note == Text(
        "The sources call one thing by 3 names.", "Las fuentes llaman a una misma cosa con 3 nombres."
    )
    assert row.outcome.en == "The names used here are: Harbour Forum; Foro del Puerto; HAR."


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (("Harbour Forum", "Quay Talks"), True),
        (("Harbour Forum", "Foro del Puerto"), True),
        (("HAR", "HF"), True),
        (("Harbour Forum", "HAR"), False),
        (("Quay Talks", "quay talks"), False),
        (("Quay Talks",), False),
        ((), False),
    ],
)
def test_two_full_names_or_two_acronyms_in_whichever_language(
    small: KnowledgeGraph, names: tuple[str, ...], listed: bool
):
    assert bool(named(told(small, HARBOUR, *names))) is listed


def test_names_that_nobody_uses_are_none(small: KnowledgeGraph):
    assert small.snapshot.mechanisms["harbour"].aliases
    assert named(replace(small.snapshot, claims=())) == []
    assert named(told(small, HARBOUR, "Quay Talks", "Harbour Forum", rank=Rank.DEPRECATED)) == []
    assert named(told(small, HARBOUR, "Quay Talks", "Harbour Forum", citations=())) == []


def test_any_thing_may_have_several_names(small: KnowledgeGraph):
    for ref in (Ref("organization", "unhcr"), Ref("instrument", "river-declaration"), Ref("state", "CRI")):
        (row,) = named(told(small, ref, "One name", "Another name"))
        assert row.subject == ref
        labels = {side.value.en: side.used_as for side in row.values}
        assert labels["One name"] is None
        label = labels[small.snapshot.label(ref).en]
        assert label is not None
        assert label.en.endswith(UNSOURCED)
    assert [side.used_as.en for side in row.values if side.used_as] == [
        f"label in English and Spanish; {UNSOURCED}"
    ]


def test_the_spelling_most_often_cited_is_shown_unless_it_is_ours(small: KnowledgeGraph):
    cites = tuple(row for row in small.snapshot.citations.values() if row.stance is Stance.SUPPORTS)
    snapshot = told(small, RIVER, "quay talks", "Quay Talks", "Other name", "RIVER PROCESS", "River Process")
    claims = tuple(
        replace(row, citations=cites) if row.value.text in ("Quay Talks", "RIVER PROCESS") else row
        for row in snapshot.claims
    )
    snapshot = replace(snapshot, claims=claims)
    assert [used.text for used in names_used(snapshot, RIVER)] == [
        "Other name",
        "Quay Talks",
        "RIVER PROCESS",
    ]
    (row,) = named(snapshot)
    assert row.values[0].value.en == "River Process"
    assert row.values[0].statements == ("c3", "c4")


def test_several_names_are_no_disagreement_on_a_value(small: KnowledgeGraph):
    found = conflicts(told(small, HARBOUR, "Quay Talks", "Harbour Forum", "HAR"))
    assert not [row.id for row in found if row.kind == "value"]


def test_each_meaning_of_an_acronym_stands_with_who_uses_it_so(small: KnowledgeGraph):
    row = next(row for row in conflicts(small.snapshot) if row.id == "acronym-riv")
    assert row.things == (RIDGE, RIVER)
    ridge, river = row.values
    assert (ridge.citations, ridge.statements) == ((), ())
    assert [cite.source.id for cite in river.citations] == ["bulletin-2020"]
    assert river.statements == ("river-nameUsed-RIV",)


def test_a_name_that_only_sources_use_leads_to_the_thing_too(small: KnowledgeGraph):
    snapshot = told(small, RIDGE, "Quay Talks")
    row = next(row for row in conflicts(snapshot) if row.id == "acronym-quay-talks")
    assert row.things == (HARBOUR, RIDGE)
    assert [len(side.citations) for side in row.values] == [0, 1]


def test_notes_say_no_sentence_twice():
    one = Text(
        "The roll call counts three. Session of 5 May.", "La votación registra tres. Sesión del 5 de mayo."
    )
    two = Text("A release has four. Session of 5 May.", "Un comunicado tiene cuatro. Sesión del 5 de mayo.")
    assert join_notes(one, two, one) == Text(
        "The roll call counts three. Session of 5 May. A release has four.",
        "La votación registra tres. Sesión del 5 de mayo. Un comunicado tiene cuatro.",
    )
    short = Text("See Res. 5. Also Res. 5.", "Véase Res. 5. También Res. 5.")
    assert join_notes(short) == short, "the end of an abbreviation is no sentence"


def test_no_note_of_the_record_says_a_sentence_twice(real: KnowledgeGraph):
    for row in conflicts(real.snapshot):
        for text in (row.note, *([row.reason] if row.reason else [])):
            for lang in ("en", "es"):
                told = re.split(r"(?<=[.;])\s+", text.get(lang))
                assert len(told) == len(set(told)), row.id
