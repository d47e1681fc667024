"""Any name to the one thing it means; never in silence where it means two."""

from __future__ import annotations

import pytest

from kg.errors import AmbiguousNameError, UnknownIdError
from kg.graph import KnowledgeGraph
from kg.model import Ref
from kg.names import Names, key, normal


@pytest.mark.parametrize(
    "text",
    [
        "harbour",
        "HARBOUR",
        "har",
        "Harbour Forum",
        "harbour-forum",
        "HarbourForum",
        " h.a.r. ",
        "foro del puerto",
        "Platicas del muelle",
    ],
)
def test_ids_acronyms_and_names_in_any_case_and_without_accents(small: KnowledgeGraph, text: str):
    assert small.names.mechanism(text) == "harbour"


@pytest.mark.parametrize("text", ["CRI", "cri", "CR", "Costa Rica", "costa-rica"])
def test_states_by_code_or_name(small: KnowledgeGraph, text: str):
    assert small.names.state(text) == Ref("state", "CRI")


def test_a_territory_is_found_where_states_are_asked_for(small: KnowledgeGraph):
    assert small.names.state("aruba") == Ref("territory", "ABW")


def test_one_acronym_for_two_is_refused_with_both(small: KnowledgeGraph):
    with pytest.raises(AmbiguousNameError) as caught:
        small.names.mechanism("RIV")
    assert caught.value.candidates == ("ridge", "river")


def test_an_unknown_name_comes_back_with_the_nearest(small: KnowledgeGraph):
    with pytest.raises(UnknownIdError) as caught:
        small.names.mechanism("harbor")
    assert caught.value.suggestions == ("harbour",)
    with pytest.raises(UnknownIdError) as caught:
        small.names.mechanism("zzzz")
    assert caught.value.suggestions == ()


def test_an_unknown_participant_comes_back_with_the_nearest_state_too(small: KnowledgeGraph):
    with pytest.raises(UnknownIdError) as caught:
        small.names.participant("Costa Rika")
    assert caught.value.suggestions == ("CRI",)


def test_may_also_mean(small: KnowledgeGraph):
    assert small.names.may_also_mean(Ref("mechanism", "river")) == (Ref("mechanism", "ridge"),)
    assert small.names.may_also_mean(Ref("mechanism", "ridge")) == (Ref("mechanism", "river"),)
    assert small.names.may_also_mean(Ref("mechanism", "harbour")) == ()
    assert small.names.may_also_mean(Ref("mandate", "small-data")) == ()


def test_search_puts_the_same_name_before_beginnings_before_likeness(small: KnowledgeGraph):
    assert [hit.ref.id for hit in small.names.search("river")][:1] == ["river"]
    assert small.names.search("rivr process")[0].ref.id == "river"
    assert small.names.search("") == []
    assert small.names.search("qqqqqq") == []


def test_the_form_in_which_names_are_compared():
    assert (
        normal("  Conferencia Suramericana sobre Migraciones (CSM) ")
        == "conferencia suramericana sobre migraciones csm"
    )
    assert normal("Curaçao") == "curacao"
    assert key("C-A4") == key("CA-4") == key("ca 4") == "ca4"


def test_a_name_of_absurd_length_is_not_repeated_whole(small: KnowledgeGraph):
    with pytest.raises(UnknownIdError) as caught:
        small.names.mechanism("x" * 3000)
    assert len(str(caught.value)) < 120
    assert caught.value.wanted == "x" * 3000
    assert len(caught.value.spanish) < 120


def test_what_nobody_is_called_leaves_nothing_behind(small: KnowledgeGraph):
    """Names come from strangers: to look one up must not make the index grow."""
    names = Names(small.snapshot)
    for text in ("nobody", "no one", "---"):
        with pytest.raises(UnknownIdError):
            names.mechanism(text)
    found = len(names._index), len(names._ids)
    with pytest.raises(UnknownIdError):
        names.mechanism("somebody else")
    assert (len(names._index), len(names._ids)) == found


def test_an_ambiguous_name_is_told_with_what_it_means_in_both_languages(small: KnowledgeGraph):
    with pytest.raises(AmbiguousNameError) as caught:
        small.names.mechanism("RIV")
    assert str(caught.value) == (
        "'RIV' names several things: ridge (Ridge Platform), river (River Process). Use an id."
    )
    assert caught.value.spanish == (
        "'RIV' designa varias cosas: ridge (Plataforma de la Loma), river (Proceso del Río)."
        " Use un identificador."
    )


def test_search_without_a_limit_finds_all_that_fit(small: KnowledgeGraph):
    names = small.names
    every = names.search("a", limit=None)
    assert len(every) > len(names.search("a"))
    assert names.search("a", limit=len(every)) == every
