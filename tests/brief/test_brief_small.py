"""Briefs of the hand-made graph: every answer here was worked out from tests/data/small.ttl."""

from __future__ import annotations

import pytest
from brief_support import cells, made, marks

from kg.brief import request_for
from kg.errors import AmbiguousNameError, ParameterError, UnknownIdError


def test_two_mechanisms_what_they_share(small):
    found = made(small, "river", "harbour")
    assert found.title == "RIV and HAR: what they share"
    assert found.answer[0].text == (
        "In 2022, 3 members sit in both RIV and HAR: Costa Rica, Guatemala and Honduras."
    )
    assert marks(found, found.answer[0].marks) == "1 2 ≠2"
    assert found.answer[1].text == "Both work on 1 mandate: Shared figures."
    assert [(row.value, row.label) for row in found.figures] == [
        ("3", "members in both"),
        ("0", "members only in RIV"),
        ("2", "members only in HAR"),
        ("1", "mandate in both"),
    ]


def test_two_mechanisms_who_sits_where_in_which_role_since_when(small):
    assert cells(made(small, "river", "harbour"), "members") == [
        [
            "both",
            "Costa Rica",
            "member, undated, attested 2015, 2020 [1 2]",
            "member, since March 2000 [1 2]",
        ],
        [
            "both",
            "Guatemala",
            "member, undated, attested 2020 [2]",
            "member, undated, attested 2015, 2020 [1 2]",
        ],
        [
            "both",
            "Honduras",
            "member, undated, attested 2015, contested [1 ≠2]",
            "member, since 2008, contested [2]",
        ],
        ["only HAR", "Belize", "–", "member, since 2010 [2]"],
        ["only HAR", "Mexico", "chair, 2021 – 2022 [3]", "member, since 2013 [2]"],
        [
            "neither",
            "United Nations High Commissioner for Refugees",
            "supporter, since 2011, inferred [2]",
            "–",
        ],
    ]


def test_two_mechanisms_mandates(small):
    assert cells(made(small, "river", "harbour"), "mandates") == [
        ["Shared figures", "yes [1 2]", "yes [1]"],
        ["Only RIV", "Border posts [2]", "–"],
        ["Only HAR", "–", "Joint training [1 2]"],
    ]


def test_one_mandate_in_common_is_too_little_to_read_a_pair(small):
    found = made(small, "river", "harbour")
    assert found.answer[2].text.startswith("How the pair reads cannot be told.")
    assert "3 of 3 in the smaller list (100%, at least 50%)" in found.how[0].text
    assert "at least 3 of them" in found.how[1].text


def test_an_unknown_list_is_said_to_be_unknown_and_never_zero(small):
    found = made(small, "ridge", "river")
    assert [row.value for row in found.figures] == ["?", "?", "?", "?"]
    assert found.answer[0].text == (
        "How many members RDG and RIV share in 2022 is unknown: no source lists the members of RDG."
    )
    members = next(part for part in found.sections if part.id == "members")
    assert [line.text for line in members.lines] == [
        "RDG: the list of members is unknown. No source gives it; that is not zero.",
        "RIV: the sources name only some of the members.",
    ]
    assert found.picture is not None
    assert "List unknown" in found.picture.svg
    assert "url(#hatch)" in found.picture.svg
    assert "Both · ?" in found.picture.alt
    assert ["RIV", "Guatemala", "–", "member, undated, attested 2020 [2]"] in cells(found, "members")


def test_the_year_changes_the_answer(small):
    found = made(small, "river", "harbour", year=2003)
    assert found.answer[0].text == "In 2003 RIV did not exist, as far as is known."
    assert found.answer[1].text == "In 2003, nobody is a member of both RIV and HAR."
    assert [row.value for row in found.figures[:3]] == ["0", "0", "3"]
    rows = cells(found, "members")
    # Belize sat from 2000 to 2004; the undated seat of Guatemala is first attested in 2015.
    assert ["only HAR", "Belize", "2000 – 2004"] in [[row[0], row[1], row[-1][8:19]] for row in rows]
    assert any(
        "Guatemala" in row[1] and "undated" in row[-1] and "assumed for 2003" in row[-1] for row in rows
    )


def test_only_one_source_speaks(small):
    found = made(small, "river", "harbour", sources=frozenset({"atlas-2015"}))
    assert found.answer[0].text == "In 2022, 2 members sit in both RIV and HAR: Costa Rica and Honduras."
    assert [note.title for note in found.notes] == ["Atlas of forums"]
    assert ("Only these sources speak", "Atlas 2015") in found.about


def test_a_mechanism(small):
    found = made(small, "river")
    assert [line.text for line in found.answer] == [
        "River Process: regional consultative process, active; established 2011.",
        "Seats on record in RIV in 2022: 3 as member, 1 as chair and 1 as supporter.",
        "RIV: the sources name only some of the members.",
        "It works on 2 mandates on record.",
    ]
    assert [(row.value, row.label) for row in found.figures] == [
        ("3", "members"),
        ("1", "as chair"),
        ("1", "as supporter"),
        ("2", "mandates on record"),
    ]
    assert [row[:2] for row in cells(found, "members")] == [
        ["member (1)", "Costa Rica"],
        ["member (1)", "Guatemala"],
        ["member (1)", "Honduras"],
        ["chair (1)", "Mexico"],
        ["supporter (1)", "United Nations High Commissioner for Refugees"],
    ]
    assert cells(found, "events") == [["2 May 2011", "First meeting of the River Process [1]", "San José"]]


def test_a_mechanism_that_has_ended_is_answered_for_its_last_year(small):
    found = made(small, "lantern")
    assert found.about[0] == ("As of", "2005")


def test_a_state_and_its_neighbours(small):
    found = made(small, "Belize")
    assert found.title == "Belize in the mechanisms on migration"
    assert found.answer[0].text == "In 2022, Belize is a member of 1 mechanism on record: HAR."
    assert cells(found, "neighbours") == [
        ["Guatemala", "HAR [1 2]", "RIV [1]", "–"],
        ["Mexico", "HAR [1]", "–", "–"],
    ]
    # Only the river works on border posts, and Belize does not sit there; shared figures are in both.
    assert cells(found, "mandates") == [["RIV", "Border posts [1]"]]
    assert [row.value for row in found.figures] == ["1", "0", "0", "1", "1"]


def test_a_state_in_spanish(small):
    found = made(small, "BLZ", lang="es")
    assert found.answer[0].text == "En 2022 consta que Belice es miembro de 1 mecanismo: HAR."
    assert found.about[1] == ("Datos del", "30 de junio de 2022")
    assert cells(found, "seats") == [["Foro del Puerto (HAR)", "miembro", "desde 2010 [1]"]]


def test_disagreements_show_both_sides_with_their_places(small):
    rows = cells(made(small, "river", "harbour"), "disagreements")
    assert rows[1] == [
        "Harbour Forum: has member, Honduras",
        "member, from 2008 [2]; member, from 2006 [1]",
        "member, from 2008",
    ]


def test_recommendations_with_their_deadline(small):
    found = made(small, "harbour")
    assert [cell.partition(" [")[0] for cell in cells(found, "recommendations")[0]] == [
        "Count together",
        "Keep one set of figures.",
        "Harbour Forum; Mexico",
        "March 2016",
    ]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("CRI", "MEX"), "two states make no brief together"),
        (("CRI", "river"), "a state and a mechanism make no pair"),
        (("river", "River Process"), "river stands twice"),
        ((), "one state or mechanism, or two mechanisms"),
        (("river", "harbour", "ridge"), "one state or mechanism, or two mechanisms"),
    ],
)
def test_what_no_brief_is_made_of(small, names, words):
    with pytest.raises(ParameterError, match=words):
        request_for(small.names, names)


def test_an_unknown_name_is_answered_with_the_nearest(small):
    with pytest.raises(UnknownIdError) as caught:
        request_for(small.names, ["rivr"])
    assert "river" in caught.value.suggestions
    assert "el mecanismo o Estado" in caught.value.spanish


def test_a_name_of_several_things_is_not_guessed(real):
    with pytest.raises(AmbiguousNameError):
        request_for(real.names, ["CPA"])


def test_an_id_as_it_is_spelt_wins(real):
    assert str(request_for(real.names, ["CAN"]).subjects[0]) == "state:CAN"
    assert str(request_for(real.names, ["can"]).subjects[0]) == "mechanism:can"
