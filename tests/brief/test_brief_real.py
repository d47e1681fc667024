"""Briefs of the shipped graph say what kg.asof and kg.overlap say, for several years and both languages."""

from __future__ import annotations

import pytest
from brief_support import cells, made

from kg.asof import Selection, mandates_of, seats
from kg.explorer.neighbours import neighbours
from kg.model import Ref
from kg.overlap.incidence import mandates, members
from kg.overlap.pairs import pair
from kg.overlap.reading import reading

PAIRS = [
    ("crm", "quito-process"),
    ("crm", "sica"),
    ("mirps", "sica"),
    ("csm", "quito-process"),
    ("gcm", "crm"),
]
YEARS = [1999, 2013, 2019, None]


@pytest.mark.parametrize("names", PAIRS, ids="+".join)
@pytest.mark.parametrize("year", YEARS)
def test_a_pair_says_what_the_overlaps_say(real, names, year):
    found = made(real, *names, year=year)
    asked = Selection(year=year or real.snapshot.now)
    who = pair(members(real.snapshot, asked, names), *names)
    what = pair(mandates(real.snapshot, asked, names), *names)
    if who.union_count is not None:
        counts = [len(who.shared), len(who.only_a), len(who.only_b)]
        assert [row.value for row in found.figures[:3]] == [str(count) for count in counts]
        for ref in who.shared:
            assert real.label(ref) in "".join(line.text for line in found.answer)
    assert found.figures[3].value == (str(len(what.shared)) if what.union_count is not None else "?")
    assert found.how[0].text == reading(who, what).reason.en
    kind = reading(who, what).kind
    words = {"gap": "Coordination gap", "duplication": "Possible duplication", "complement": "Complement"}
    assert words.get(kind, "") in " ".join(line.text for line in found.answer)


def test_the_pair_of_the_example_in_spanish(real):
    found = made(real, "crm", "quito-process", lang="es")
    assert found.answer[0].text == (
        "En 2026, 4 miembros participan tanto en CRM como en Proceso de Quito: "
        "Costa Rica, México, Panamá y República Dominicana."
    )
    assert "Brecha de coordinación" in found.answer[2].text
    assert "4 de 11 en la lista menor (36 %, menos del 50 %)" in found.how[0].text
    paraguay = next(row for row in cells(found, "members") if row[1] == "Paraguay")
    assert "en disputa" in paraguay[3]


@pytest.mark.parametrize(
    "name", ["crm", "sica", "mirps", "oas", "r4v", "cartagena-declaration", "nca-task-force"]
)
def test_a_mechanism_names_everybody_who_takes_part(real, name):
    found = made(real, name)
    held = seats(real.snapshot, Selection(roles=None), mechanism=name)
    listed = cells(found, "members")
    names = [who for row in listed for who in row[1].split(", ")]
    assert len(names) == len(held)
    assert set(names) == {real.label(seat.membership.participant) for seat in held}
    work = next(part for part in found.sections if part.id == "mandates")
    told = "; ".join(line.text for line in work.lines)
    assert all(real.label(Ref("mandate", row.mandate)) in told for row in mandates_of(real.snapshot, name))


@pytest.mark.parametrize("code", ["CRI", "MEX", "USA", "CUB", "BRA"])
@pytest.mark.parametrize("year", [2005, None])
def test_a_state_names_every_seat(real, code, year):
    found = made(real, code, year=year, around=dict(neighbours()))
    held = seats(real.snapshot, Selection(year, None), participant=Ref("state", code))
    assert len(cells(found, "seats")) == len(held)
    shown = "\n".join(row[0] for row in cells(found, "seats"))
    assert all(real.label(Ref("mechanism", seat.membership.mechanism)) in shown for seat in held)
    assumed = [seat for seat in held if seat.basis == "assumed"]
    assert [row.value for row in found.figures if "assumed" in row.label] == [str(len(assumed))]


def test_costa_rica_and_its_neighbours(real):
    found = made(real, "Costa Rica", around=dict(neighbours()))
    rows = {row[0]: [cell.partition(" [")[0] for cell in row[1:]] for row in cells(found, "neighbours")}
    assert rows == {
        "Nicaragua": ["CRM, SICA", "CA-4", "MIRPS, OAS, Quito Process"],
        "Panama": ["CRM, MIRPS, OAS, Quito Process, SICA", "–", "–"],
    }


def test_no_state_and_no_mechanism_is_without_a_brief(real):
    for name in real.snapshot.mechanisms:
        assert made(real, name, lang="es").answer
    for place in real.snapshot.states:
        assert made(real, f"{place.ref.kind}:{place.id}", around=dict(neighbours())).answer


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_mechanism_that_takes_part_in_another_stands_in_the_picture(real, lang):
    rows = [row for row in real.snapshot.memberships if row.participant.kind == "mechanism"]
    assert ("mirps-support-platform", "oas") in {(row.mechanism, row.participant.id) for row in rows}
    for name in sorted({row.mechanism for row in rows}):
        for year in (1990, None):
            made(real, "bvor" if name != "bvor" else "crm", name, year=year, lang=lang)
    drawn = made(real, "bvor", "mirps-support-platform", year=1990, lang=lang).picture
    assert real.snapshot.label(Ref("mechanism", "oas")).get(lang) in drawn.alt
