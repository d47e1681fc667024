"""``/objectives``: who covers them, on the small graph with matches by hand, and on the shipped one."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from webserver import client_of, serving

import kg
from api.app import create_app
from api.schemas.computed import PairRow
from api.schemas.details import MandateDetail
from api.schemas.objectives import ObjectiveDetail, ObjectiveRow
from api.settings import Settings
from tests.objectives_support import matched

V1 = "/api/v1"


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    graph = kg.load(matched(tmp_path_factory.mktemp("matched")))
    app = create_app(Settings(query_timeout=3.0, workers=1), graph)
    with serving(app) as address, client_of(address) as client:
        yield client


def get(client: httpx.Client, path: str, **params: object) -> dict:
    answer = client.get(V1 + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def last(text: str) -> str:
    return text.rpartition("/")[2]


def test_an_objective_says_who_covers_it_and_whom_that_reaches(hand):
    found = get(hand, "/objectives/gcm-13")
    ObjectiveDetail.model_validate(found, strict=True)
    assert found["mechanisms"] == ["harbour", "ridge", "river"]
    assert [(row["mechanism"], row["mandate"], row["match"]) for row in found["holdings"]] == [
        ("harbour", "small-data", "narrower"),
        ("harbour", "small-training", "narrower"),
        ("ridge", "small-knowledge", "broad"),
        ("river", "small-data", "narrower"),
    ]
    assert all(row["sources"] for row in found["holdings"])
    assert [row["id"] for row in found["states"]] == ["BLZ", "CRI", "GTM", "HND", "MEX"]
    assert found["lists_unknown"] == ["ridge"]
    assert found["as_of"] == 2022
    counts = {row["id"]: row["member_count"] for row in found["covered_by"]}
    assert counts == {"harbour": 5, "ridge": None, "river": 3}


def test_year_role_and_source_narrow_the_answer(hand):
    then = get(hand, "/objectives/gcm-8", year=2000)
    assert [row["id"] for row in then["states"]] == ["CRI", "GTM", "HND"]
    assert {row["id"]: row["existed"] for row in then["covered_by"]} == {"lantern": True, "river": False}
    chair = get(hand, "/objectives/gcm-8", role="chair")
    assert [(row["id"], row["mechanisms"]) for row in chair["states"]] == [("MEX", ["river"])]
    only = get(hand, "/objectives/gcm-13", source="bulletin-2020")
    assert only["mechanisms"] == ["harbour", "ridge", "river"]
    assert {cite["id"] for row in only["holdings"] for cite in row["sources"]} == {"bulletin-2020"}


def test_one_that_nobody_covers(hand):
    found = get(hand, "/objectives/gcm-14", lang="es")
    assert (found["mandates"], found["mechanisms"], found["states"]) == ([], [], [])
    assert (found["state_count"], found["lists_unknown"]) == (0, [])
    assert found["label"] == "Objetivo 14: ayuda consular"


def test_the_list(hand):
    page = get(hand, "/objectives")
    assert page["total"] == 27
    assert [row["id"] for row in page["items"]][:2] == ["gcm-1", "gcm-2"]
    rows = {row["id"]: row for row in page["items"]}
    assert rows["gcm-4"]["mechanisms"] == ["harbour", "river"]
    assert (rows["gcm-13"]["state_count"], rows["gcm-13"]["lists_unknown"]) == (5, ["ridge"])
    assert [row["id"] for row in get(hand, "/objectives", compact="gcr")["items"]] == [
        "gcr-1",
        "gcr-2",
        "gcr-3",
        "gcr-4",
    ]


def test_mechanisms_by_objective(hand):
    def bodies(**params: object) -> list[str]:
        return [row["id"] for row in get(hand, "/mechanisms", **params)["items"]]

    assert bodies(mandate="gcm-4") == ["harbour", "river"]
    assert bodies(mandate="gcm-13") == ["harbour", "ridge", "river"]
    assert bodies(mandate=["small-borders", "GCM objective 4"]) == ["harbour", "lantern", "river"]
    assert bodies(mandate="gcm-14") == []
    refused = hand.get(V1 + "/mechanisms", params={"mandate": "gcm-99"})
    assert refused.status_code == 422
    assert refused.json()["parameter"] == "mandate"
    assert "gcm-9" in refused.json()["suggestions"]


@pytest.mark.parametrize(
    "name", ["GCM-7", "gcm%207", "GCM%20objective%207", "Objetivo%207%3A%20menos%20vulnerabilidad"]
)
def test_a_name_leads_to_the_id(live, name):
    answer = live.get(f"{V1}/objectives/{name}?year=2018")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/api/v1/objectives/gcm-7?year=2018"


@pytest.mark.parametrize(
    ("name", "near"), [("7", ["gcm-7"]), ("2", ["gcm-2", "gcr-2"]), ("gcm-24", "gcm-2"), ("gcr-5", "gcr-1")]
)
def test_what_is_no_objective_is_not_found(live, name, near):
    answer = live.get(f"{V1}/objectives/{name}")
    assert answer.status_code == 404
    found = answer.json()["suggestions"]
    assert found == near if isinstance(near, list) else near in found


@pytest.mark.parametrize("kind", ["gcm-objective/7", "gcr-objective/2"])
def test_the_node_leads_to_the_objective(live, kind):
    answer = live.get("/id/" + kind, headers={"accept": "application/json"})
    assert answer.status_code == 303
    compact, number = kind.split("-objective/")
    assert answer.headers["location"] == f"/api/v1/objectives/{compact}-{number}"


def test_shapes_on_the_shipped_graph(live):
    for row in get(live, "/objectives", limit=100)["items"]:
        ObjectiveRow.model_validate(row, strict=True)
        ObjectiveDetail.model_validate(get(live, "/objectives/" + row["id"]), strict=True)
    found = get(live, "/mandates/counter-trafficking", lang="es")
    MandateDetail.model_validate(found, strict=True)
    assert [(row["id"], row["match"]) for row in found["objectives"]] == [("gcm-10", "close")]
    assert found["objectives"][0]["label"].startswith("Objetivo 10")


@pytest.mark.parametrize("path", ["/objectives", "/objectives/gcm-7"])
def test_every_format(live, path):
    csv = live.get(V1 + path, params={"format": "csv"})
    assert csv.text.startswith("id,iri,compact,number,set_by,label,")
    for form in ("ttl", "jsonld"):
        text = live.get(V1 + path, params={"format": form}).text
        assert "gcm-objective" in text
        assert "assignment" in text or path == "/objectives"


def via(client: httpx.Client, answer: httpx.Response) -> list[dict]:
    links = [part for part in answer.headers["link"].split(", <") if 'rel="via"' in part]
    target = links[0].lstrip("<").partition(">")[0]
    rows = client.get(target, headers={"accept": "application/sparql-results+json"}).json()
    return [{key: cell["value"] for key, cell in row.items()} for row in rows["results"]["bindings"]]


@pytest.mark.parametrize("path", ["/objectives/gcm-7", "/objectives/gcm-23?source=ruiz-soto-2021"])
def test_the_query_gives_the_same_holdings(live, path):
    answer = live.get(V1 + path)
    rest = {(row["id"], row["mechanism"], row["match"]) for row in answer.json()["holdings"]}
    rows = via(live, answer)
    assert {(last(row["statement"]), last(row["mechanism"]), row["match"]) for row in rows} == rest


def test_the_query_gives_the_same_list(live):
    answer = live.get(V1 + "/objectives", params={"compact": "gcr"})
    rest = {(row["iri"], row["label"], str(row["mechanism_count"])) for row in answer.json()["items"]}
    assert {(row["objective"], row["label"], row["mechanism_count"]) for row in via(live, answer)} == rest


def test_a_broader_mandate_counts_once(hand):
    row = get(hand, "/overlap/pairs", by="mandates", mechanism=["harbour", "ridge"])["items"][0]
    PairRow.model_validate(row, strict=True)
    assert row["shared"] == [{"id": "small-knowledge", "label": "Shared knowledge"}]
    assert (row["only_a"], row["only_b"], row["union_count"], row["jaccard"]) == ([], [], 1, 1.0)
    assert row["behind"] == [
        {
            "id": "small-knowledge",
            "label": "Shared knowledge",
            "a": [
                {"id": "small-data", "label": "Shared figures"},
                {"id": "small-training", "label": "Joint training"},
            ],
            "b": [{"id": "small-knowledge", "label": "Shared knowledge"}],
        }
    ]
    plain = get(hand, "/overlap/pairs", mechanism=["harbour", "river"])["items"][0]
    assert plain["behind"] == []


def test_of_several_mechanisms_the_query_gives_the_assignments(hand):
    answer = hand.get(
        V1 + "/overlap/pairs", params={"by": "mandates", "mechanism": ["harbour", "ridge", "river"]}
    )
    found = {(last(row["mechanism"]), last(row["mandate"])) for row in via(hand, answer)}
    assert found == {
        ("harbour", "small-data"),
        ("harbour", "small-training"),
        ("ridge", "small-knowledge"),
        ("river", "small-borders"),
        ("river", "small-data"),
    }
