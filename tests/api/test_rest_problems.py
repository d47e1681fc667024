"""Every error is a problem document that says what was wrong, where, and what to do."""

from __future__ import annotations

import pytest

V1 = "/api/v1"


def problem(answer, status: int, name: str) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["type"] == f"/docs#problem-{name}"
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/mechanisms/harbor", "harbour"),
        ("/mechanisms/rivver/members", "river"),
        ("/states/Hondurass", "HND"),
        ("/mandates/small-dat", "small-data"),
        ("/sources/bulletin-2021", "bulletin-2020"),
        ("/entities/event/river-first-meetin", "river-first-meeting"),
        ("/entities/evnt/x", "event"),
        ("/mechanism", "/api/v1/mechanisms"),
    ],
)
def test_an_unknown_id_is_404_with_the_nearest_names(web, path, near):
    body = problem(web.get(V1 + path), 404, "not-found")
    assert near in body["suggestions"]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/mechanisms?year=1799", "year"),
        ("/mechanisms?year=2101", "year"),
        ("/mechanisms?year=2018.0", "year"),
        ("/mechanisms?year=", "year"),
        ("/mechanisms?year=%D9%A2%D9%A0%D9%A1%D9%A8", "year"),
        ("/mechanisms?year=2018&year=2019", "year"),
        ("/mechanisms?limit=0", "limit"),
        ("/mechanisms?limit=1001", "limit"),
        ("/mechanisms?offset=-1", "offset"),
        ("/mechanisms?lang=fr", "lang"),
        ("/mechanisms?type=club", "type"),
        ("/mechanisms?status=sleeping", "status"),
        ("/mechanisms?mandate=nothing", "mandate"),
        ("/mechanisms?state=XXX", "state"),
        ("/mechanisms/river/members?role=king", "role"),
        ("/mechanisms/river/members?source=nobody", "source"),
        ("/mechanisms/river/members?yaer=2018", "yaer"),
        ("/memberships?mechanism=RIV", "mechanism"),
        ("/overlap/pairs?by=both", "by"),
        ("/overlap/pairs?mechanism=nothing", "mechanism"),
        ("/conflicts?kind=war", "kind"),
        ("/search", "q"),
        ("/search?q=", "q"),
        ("/search?q=x&type=planet", "type"),
        ("/timeline?year=2018", "year"),
        ("/version?limit=1", "limit"),
    ],
)
def test_a_bad_parameter_is_422_and_named(web, path, parameter):
    body = problem(web.get(V1 + path), 422, "parameter")
    assert body["parameter"] == parameter
    assert parameter in body["detail"]


def test_a_bad_role_comes_with_the_roles(web):
    body = problem(web.get(V1 + "/memberships?role=membr"), 422, "parameter")
    assert {"member", "observer", "host-country", "any"} <= set(body["allowed"])
    assert body["suggestions"][0] == "member"


def test_a_misspelt_parameter_comes_with_its_neighbours(web):
    body = problem(web.get(V1 + "/mechanisms?tpye=committee"), 422, "parameter")
    assert body["suggestions"] == ["type"]


def test_an_unknown_source_comes_with_near_ones(web):
    body = problem(web.get(V1 + "/overlap/pairs?source=bulletin"), 422, "parameter")
    assert body["suggestions"] == ["bulletin-2020"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/mechanisms/RIVER", "/mechanisms/river"),
        ("/mechanisms/Proceso%20del%20R%C3%ADo?lang=es&format=csv", "/mechanisms/river?lang=es&format=csv"),
        ("/mechanisms/proceso%20del%20rio/members?year=2018", "/mechanisms/river/members?year=2018"),
        ("/mechanisms/quay%20talks", "/mechanisms/harbour"),
        ("/states/MX", "/states/MEX"),
        ("/states/mexico/mechanisms?role=any", "/states/MEX/mechanisms?role=any"),
        ("/mandates/SMALL-DATA", "/mandates/small-data"),
        ("/sources/Gazette", "/sources/gazette"),
        ("/mechanisms/quay-talks", "/mechanisms/harbour"),
        ("/entities/mechanism/Quay%20Talks?lang=es", "/entities/mechanism/harbour?lang=es"),
        ("/entities/state/mexico", "/entities/state/MEX"),
    ],
)
def test_another_spelling_redirects_and_keeps_the_query(web, path, target):
    answer = web.get(V1 + path)
    assert answer.status_code == 307
    assert answer.headers["location"] == V1 + target


def test_an_ambiguous_name_has_candidates(web):
    body = problem(web.get(V1 + "/mechanisms/riv/members"), 300, "ambiguous-name")
    assert body["candidates"] == ["ridge", "river"]
    address = V1 + "/mechanisms/river/members"
    assert body["choices"][1] == {"id": "river", "name": "River Process", "url": address}


@pytest.mark.parametrize("path", [V1 + "/entities/mechanism/{}", "/id/mechanism/{}"])
def test_an_ambiguous_name_of_any_entity_has_candidates(web, path):
    body = problem(web.get(path.format("Riv")), 300, "ambiguous-name")
    assert [row["url"] for row in body["choices"]] == [path.format("ridge"), path.format("river")]
    assert [row["name"] for row in body["choices"]] == ["Ridge Platform", "River Process"]


def test_the_candidates_are_named_in_the_language_asked_for(web):
    names = [row["name"] for row in web.get(V1 + "/mechanisms/riv?lang=es").json()["choices"]]
    assert names == ["Plataforma de la Loma", "Proceso del Río"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (V1 + "/mechanisms/", V1 + "/mechanisms"),
        (V1 + "/mechanisms/river/?lang=es", V1 + "/mechanisms/river?lang=es"),
        ("/network/", "/network"),
    ],
)
def test_a_closing_slash_redirects_on_this_host_whatever_host_is_named(web, path, target):
    answer = web.get(path, headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["location"]) == (307, target)


@pytest.mark.parametrize("path", ["/nothing/", "//elsewhere.example/", "//network/"])
def test_a_closing_slash_leads_nowhere_where_nothing_is(web, path):
    answer = web.get(web.base_url.copy_with(raw_path=path.encode()))
    problem(answer, 404, "not-found")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        (V1 + "/mechanisms", "GET, HEAD, OPTIONS"),
        ("/network", "GET, HEAD, OPTIONS"),
        ("/sparql", "GET, HEAD, POST, QUERY, OPTIONS"),
    ],
)
def test_what_a_path_takes_is_told(web, path, allowed):
    answer = web.options(path)
    assert (answer.status_code, answer.content, answer.headers["allow"]) == (204, b"", allowed)
    refused = web.put(path)
    body = problem(refused, 405, "method-not-allowed")
    assert refused.headers["allow"] == allowed
    assert allowed in body["detail"]


def test_an_ambiguous_filter_has_candidates(web):
    body = problem(web.get(V1 + "/memberships?mechanism=riv"), 422, "parameter")
    assert body["candidates"] == ["ridge", "river"]


@pytest.mark.parametrize(
    ("path", "headers", "offered"),
    [
        ("/mechanisms", {"accept": "image/png"}, ["json", "csv", "ttl", "jsonld"]),
        ("/mechanisms?format=xml", {}, ["json", "csv", "ttl", "jsonld"]),
        ("/network", {"accept": "text/turtle"}, ["json", "graphml", "gexf"]),
    ],
)
def test_a_format_that_is_not_offered_is_406_with_those_that_are(web, path, headers, offered):
    body = problem(web.get(V1 + path, headers=headers), 406, "not-acceptable")
    assert [row["format"] for row in body["offered"]] == offered


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_reading_is_possible(web, method):
    answer = web.request(method, V1 + "/mechanisms")
    problem(answer, 405, "method-not-allowed")
    assert "GET" in answer.headers["allow"]


def test_messages_are_in_spanish_where_asked(web):
    body = problem(web.get(V1 + "/mechanisms/harbor?lang=es"), 404, "not-found")
    assert body["title"] == "No se encuentra"
    assert "¿Quiso decir harbour?" in body["detail"]
    body = problem(web.get(V1 + "/mechanisms?year=17", headers={"accept-language": "es"}), 422, "parameter")
    assert body["detail"] == "year: debe ser 1800 o más."


def test_too_long_an_address_is_414(web):
    problem(web.get(V1 + "/search?q=" + "x" * 20_000), 414, "uri-too-long")


def test_a_host_that_is_none_is_400(web):
    problem(web.get(V1 + "/version", headers={"host": "a b<script>"}), 400, "bad-request")


def test_a_crash_is_a_problem_without_a_traceback(small, caplog):
    import asyncio

    from api.app import create_app, layered
    from api.openapi.document import _answer

    app = create_app(graph=small)

    @app.get("/crash")
    async def crash() -> None:
        raise RuntimeError("secret detail")

    status, body = asyncio.run(_answer(layered(app), "/crash"))
    assert status == 500
    assert b"secret" not in body
    assert b'"type": "/docs#problem-internal"' in body
    assert "secret detail" in caplog.text


def test_the_values_allowed_are_joined_in_the_language_of_the_message(web):
    english, spanish = (
        web.get(V1 + "/objectives", params={"compact": "x", "lang": lang}).json()["detail"]
        for lang in ("en", "es")
    )
    assert english == "compact: must be one of 'gcm' or 'gcr'."
    assert spanish == "compact: debe ser uno de 'gcm' o 'gcr'."
