"""Names with who uses them, deadlines, who sets an objective, names of another kind; worked out by hand."""

from __future__ import annotations

import pytest

V1 = "/api/v1"


def get(client, path: str, **params: object) -> dict:
    answer = client.get(V1 + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def sources(row: dict) -> list[str]:
    return [cite["id"] for cite in row["sources"]]


def test_each_name_of_a_mechanism_has_its_sources(web):
    names = get(web, "/mechanisms/harbour")["names"]
    assert [(row["name"], row["lang"], sources(row)) for row in names] == [
        ("Harbour Forum", "en", ["atlas-2015"]),
        ("Foro del Puerto", "es", []),
        ("HAR", None, ["atlas-2015"]),
        ("Quay Talks", "en", ["atlas-2015", "bulletin-2020"]),
        ("Pláticas del Muelle", "es", []),
    ]
    only = get(web, "/mechanisms/harbour", source="bulletin-2020")["names"]
    assert {row["name"]: sources(row) for row in only if row["sources"]} == {"Quay Talks": ["bulletin-2020"]}


def test_a_conflict_of_names_says_as_what_each_is_used(web):
    row = get(web, "/conflicts/name-harbour", lang="es")
    assert [(side["value"], side["used_as"], sources(side)) for side in row["values"]] == [
        ("Harbour Forum", "etiqueta en inglés", ["atlas-2015"]),
        ("Foro del Puerto", "etiqueta en español; sin fuente: denominación de este conjunto de datos", []),
        ("HAR", "sigla", ["atlas-2015"]),
        ("Quay Talks", None, ["atlas-2015", "bulletin-2020"]),
    ]


def test_a_meaning_of_an_acronym_has_its_source_or_says_that_it_has_none(web):
    sides = get(web, "/conflicts/acronym-riv")["values"]
    unsaid = "no source: wording of this dataset"
    assert {bool(sources(side)): side["used_as"] for side in sides} == {True: None, False: unsaid}


def test_a_recommendation_has_its_deadline_as_precise_as_the_source(web):
    rows = {row["id"]: row for row in get(web, "/recommendations")["items"]}
    assert {key: (row["deadline"], row["target_year"]) for key, row in rows.items()} == {
        "atlas-r1": ("2016-03", 2016),
        "bulletin-r2": (None, None),
        "bulletin-r10": (None, None),
    }


def test_an_objective_names_the_compact_that_sets_it(live, web):
    found = get(live, "/objectives/gcr-2", lang="es")
    assert found["set_by"] == {
        "type": "mechanism",
        "id": "gcr",
        "iri": "https://w3id.org/migration-mechanisms/id/mechanism/gcr",
        "name": "Pacto Mundial sobre los Refugiados",
    }
    assert {row["compact"] for row in get(live, "/objectives")["items"]} == {"gcm", "gcr"}
    assert all(row["set_by"]["id"] == row["compact"] for row in get(live, "/objectives")["items"])
    assert {row["set_by"] for row in get(web, "/objectives")["items"]} == {None}, "the compacts are not there"


@pytest.mark.parametrize(
    ("path", "kind", "key", "url"),
    [
        ("/mechanisms/acnur", "organization", "unhcr", "/organizations/unhcr"),
        ("/mechanisms/CRI/members", "state", "CRI", "/states/CRI"),
        ("/states/unhcr", "organization", "unhcr", "/organizations/unhcr"),
        ("/states/Harbour%20Forum/mechanisms", "mechanism", "harbour", "/mechanisms/harbour"),
        ("/organizations/aruba", "territory", "ABW", "/states/ABW"),
        ("/mandates/gcm-7", "objective", "gcm-7", "/objectives/gcm-7"),
        ("/objectives/small-data", "mandate", "small-data", "/mandates/small-data"),
        ("/events/atlas-r1", "recommendation", "atlas-r1", "/entities/recommendation/atlas-r1"),
        ("/entities/event/river", "mechanism", "river", "/mechanisms/river"),
    ],
)
def test_a_name_of_another_kind_is_404_with_kind_and_address(web, path, kind, key, url):
    answer = web.get(V1 + path)
    assert answer.status_code == 404
    body = answer.json()
    assert body["suggestions"][0] == V1 + url
    (found,) = body["elsewhere"]
    assert (found["type"], found["id"], found["url"]) == (kind, key, V1 + url)
    assert f"It is the {kind} {key} (" in body["detail"]
    assert body["detail"].endswith(f" See {V1}{url}.")
    assert web.get(found["url"]).status_code == 200


def test_it_is_told_in_spanish(web):
    body = web.get(f"{V1}/states/unhcr?lang=es").json()
    assert body["detail"] == (
        "No se conoce el Estado 'unhcr'. Es la organización unhcr (Alto Comisionado de las Naciones Unidas "
        "para los Refugiados). Consulte /api/v1/organizations/unhcr."
    )
    assert body["elsewhere"][0]["name"].startswith("Alto Comisionado")


def test_a_name_of_several_kinds_is_told_with_each(live):
    body = live.get(f"{V1}/mandates/CAN").json()
    assert {row["url"] for row in body["elsewhere"]} == {f"{V1}/states/CAN", f"{V1}/mechanisms/can"}


def test_a_name_that_nothing_has_says_nothing_of_elsewhere(web):
    assert "elsewhere" not in web.get(f"{V1}/states/narnia").json()
