"""What the editor completes with, and the questions that it offers."""

from __future__ import annotations

import json

import pytest

from api.editor.questions import questions
from api.editor.served import served
from api.editor.terms import terms
from kg.catalog import GROUPS, competency
from kg.graph import KnowledgeGraph
from kg.namespaces import PREFIXES
from kg.store.guard import check_query


def by_name(graph: KnowledgeGraph, lang: str) -> dict[str, list]:
    return {row[0]: row for row in json.loads(terms(graph.snapshot, lang))["terms"]}


def test_names_have_their_labels_in_the_language_and_the_other_for_search(real):
    english, spanish = by_name(real, "en"), by_name(real, "es")
    assert english["mechanism:quito-process"][1:3] == ["Quito Process", "mechanism"]
    assert "Proceso de Quito" in english["mechanism:quito-process"][3]
    assert spanish["mechanism:quito-process"][1:3] == ["Proceso de Quito", "mecanismo"]
    assert "CRM" in spanish["mechanism:crm"][3]
    assert spanish["state:MEX"][1] == "México"
    assert set(english) == set(spanish)


def test_classes_and_properties_of_the_ontology_are_among_them(real):
    found = by_name(real, "en")
    assert found["mm:Mechanism"][2] == "class"
    assert found["mm:hasMember"][1:3] == ["has member", "property"]
    assert found["rdf:type"][2] == "property"


def test_every_name_can_stand_in_a_query(real):
    found = by_name(real, "en")
    for name in found:
        check_query(f"ASK {{ ?s ?p {name} }}", prefixes=PREFIXES)


def test_data_without_the_ontology_get_none_of_its_terms(small):
    from dataclasses import replace

    bare = replace(small.snapshot, properties={})
    kinds = {row[0]: row[2] for row in json.loads(terms(bare, "en"))["terms"]}
    assert not [name for name in kinds if name.startswith("mm:") and kinds[name] in ("class", "property")]
    assert kinds["mechanism:river"] == "mechanism"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_all_questions_are_offered_in_their_groups(lang):
    rows = json.loads(questions(lang))["questions"]
    assert len(rows) == len(competency()) + 6
    assert len({row["id"] for row in rows}) == len(rows)
    groups = list(dict.fromkeys(row["group"] for row in rows))
    assert groups == [
        {"en": "Examples", "es": "Ejemplos"}[lang],
        *(text.get(lang) for text in GROUPS.values()),
    ]
    asked = next(row for row in rows if row["id"] == "033-quito-members")
    assert asked["title"] == competency()["033-quito-members"].title.get(lang)
    assert asked["other"] != asked["title"]
    assert asked["query"].startswith("PREFIX")


def test_they_are_served_with_an_etag(real):
    one, other = (served("/sparql/assets/terms.json", lang, real.snapshot, 60) for lang in ("en", "es"))
    assert one is not None
    assert other is not None
    assert one.media_type == "application/json"
    assert one.headers["ETag"] != other.headers["ETag"]
    assert one.headers["Cache-Control"] == "public, max-age=60"
