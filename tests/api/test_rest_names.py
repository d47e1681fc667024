"""The names of the shipped record on the web: 307 to the id, or 300 with what the name may mean."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.names_of_the_record import ALSO, ONE, PAIRS, SEVERAL

V1 = "/api/v1"
LAST = [(names[-1], key) for key, names in ONE.items()]
#: Paths that take the name of a mechanism; the places of the name are the braces.
PATHS = (V1 + "/mechanisms/{}", V1 + "/mechanisms/{}/members", V1 + "/entities/mechanism/{}")


@pytest.mark.parametrize(("name", "expected"), PAIRS)
def test_a_name_in_a_path_redirects_to_the_id(live, name, expected):
    for path in (*PATHS, "/id/mechanism/{}"):
        answer = live.get(path.format(quote(name)) + "?lang=es")
        if name == expected:
            assert answer.status_code == (303 if path.startswith("/id/") else 200)
            continue
        assert answer.status_code == 307, path
        assert answer.headers["location"] == path.format(expected) + "?lang=es"
        assert live.get(answer.headers["location"]).status_code in (200, 303)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(("name", "expected"), SEVERAL.items())
def test_a_name_of_several_offers_each_of_them(live, real, name, expected, lang):
    for path in (*PATHS, "/id/mechanism/{}"):
        answer = live.get(path.format(quote(name)), params={"lang": lang})
        assert answer.status_code == 300
        body = answer.json()
        assert body["candidates"] == list(expected)
        labels = [real.snapshot.mechanisms[key].label.get(lang) for key in expected]
        assert [(row["id"], row["name"]) for row in body["choices"]] == list(
            zip(expected, labels, strict=True)
        )
        assert [row["url"] for row in body["choices"]] == [path.format(key) for key in expected]
        for label in labels:
            assert label in body["detail"]


@pytest.mark.parametrize(("name", "expected"), LAST)
def test_a_name_as_a_filter_means_the_same(live, name, expected):
    given, known = (
        live.get(V1 + "/memberships", params={"mechanism": text, "role": "any"}) for text in (name, expected)
    )
    assert given.status_code == 200, given.text
    assert given.json()["items"] == known.json()["items"]


@pytest.mark.parametrize(("name", "expected"), SEVERAL.items())
def test_a_name_of_several_as_a_filter_is_refused(live, name, expected):
    for path in ("/memberships", "/overlap/pairs", "/conflicts", "/mandates", "/timeline"):
        answer = live.get(V1 + path, params={"mechanism": name})
        assert answer.status_code == 422, path
        assert answer.json()["candidates"] == list(expected)


@pytest.mark.parametrize("node", ALSO)
def test_what_else_a_name_means_is_told(live, node):
    kind, local = node
    paths = {"mechanism": [f"/mechanisms/{local}"], "state": [f"/states/{local}"]}.get(kind, [])
    for path in (*paths, f"/entities/{kind}/{local}"):
        found = live.get(V1 + path).json()["may_also_mean"]
        assert {(row["type"], row["id"]) for row in found} == ALSO[node], path
        assert all(row["name"] for row in found)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/states/Canad%C3%A1", "/states/CAN"),
        ("/states/canada/mechanisms", "/states/CAN/mechanisms"),
        ("/states/can", "/states/CAN"),
        ("/entities/state/MX", "/entities/state/MEX"),
        ("/entities/territory/curacao", "/entities/territory/CUW"),
        ("/entities/organization/ACNUR", "/entities/organization/unhcr"),
        ("/organizations/ACNUR", "/organizations/unhcr"),
        ("/instruments/quito-declaration", "/instruments/quito-declaration-2018"),
        ("/mandates/policy%20dialogue", "/mandates/policy-dialogue"),
        ("/entities/organization/un%20refugee%20agency", "/entities/organization/unhcr"),
        ("/entities/instrument/quito%20declaration", "/entities/instrument/quito-declaration-2018"),
        ("/entities/mandate/Policy%20dialogue", "/entities/mandate/policy-dialogue"),
    ],
)
def test_names_of_other_kinds_redirect_too(live, path, target):
    answer = live.get(V1 + path)
    assert (answer.status_code, answer.headers["location"]) == (307, V1 + target)
    assert live.get(V1 + target).status_code == 200


@pytest.mark.parametrize("name", ["CAM", "CAN", "CPA", "Comprehensive Plan of Action", "pacto mundial"])
def test_search_shows_every_meaning_first(live, name):
    expected = {
        "CAM": {"cam", "cam-minors-program"},
        "CAN": {"CAN", "can"},
        "CPA": {"cpa-cirefca", "cpa-indochina"},
        "Comprehensive Plan of Action": {"cpa-indochina", "paim-sica"},
        "pacto mundial": {"gcm", "gcr"},
    }[name]
    items = live.get(V1 + "/search", params={"q": name}).json()["items"]
    assert {row["id"] for row in items if row["score"] == 1} == expected
    assert {row["id"] for row in items[: len(expected)]} == expected
