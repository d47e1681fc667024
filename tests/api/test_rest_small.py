"""REST answers on the hand-made graph; every expected value was worked out by hand from small.ttl."""

from __future__ import annotations

import httpx
import pytest

V1 = "/api/v1"


def get(web: httpx.Client, path: str, **params: object) -> dict:
    answer = web.get(V1 + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def people(page: dict) -> list[str]:
    return [row["participant"] for row in page["items"]]


def test_a_list_is_an_envelope(web):
    page = get(web, "/mechanisms")
    assert [row["id"] for row in page["items"]] == ["harbour", "lantern", "ridge", "river"]
    assert page["total"] == 4
    assert page["next"] is None
    assert page["as_of"] == 2022
    assert page["dataset_version"].startswith("0.0.1+")


def test_member_counts_tell_unknown_from_none(web):
    rows = {row["id"]: row for row in get(web, "/mechanisms")["items"]}
    assert {key: row["member_count"] for key, row in rows.items()} == {
        "harbour": 5,
        "lantern": 2,
        "ridge": None,
        "river": 3,
    }
    assert rows["ridge"]["member_list_status"] == "unknown"


def test_a_mechanism_row(web):
    row = get(web, "/mechanisms", type="regional-consultative-process", limit=1)["items"][0]
    assert row == {
        "id": "harbour",
        "iri": "https://w3id.org/migration-mechanisms/id/mechanism/harbour",
        "acronym": "HAR",
        "name": "Harbour Forum",
        "type": "regional-consultative-process",
        "type_label": "regional consultative process",
        "status": "active",
        "status_label": "active",
        "established": "2000-03",
        "established_year": 2000,
        "ended": None,
        "ended_year": None,
        "member_count": 5,
        "member_list_status": "complete",
        "wikidata": None,
        "sources": [
            {
                "id": "atlas-2015",
                "title": "Atlas of forums",
                "locator": "Forums, ¶ 1",
                "stance": "supports",
                "url": None,
            },
            {
                "id": "bulletin-2020",
                "title": "Boletín de foros",
                "locator": "Members, ¶ 1",
                "stance": "supports",
                "url": "https://example.org/bulletin-2020",
            },
        ],
    }


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"status": "ended"}, ["lantern"]),
        ({"status": ["ended", "active"], "type": "plan-of-action"}, ["lantern"]),
        ({"mandate": "small-borders"}, ["lantern", "river"]),
        ({"state": "MEX"}, ["harbour"]),
        ({"state": "méxico", "role": "any"}, ["harbour", "river"]),
        ({"state": ["MEX", "CRI"]}, ["harbour"]),
        ({"year": 1999}, ["lantern"]),
        ({"year": 2010}, ["harbour"]),
        ({"year": 2019}, ["harbour", "ridge", "river"]),
        ({"q": "muelle"}, ["harbour"]),
        ({"q": "RIV"}, ["ridge", "river"]),
        ({"state": "HND", "year": 2007}, []),
        ({"state": "HND", "year": 2007, "source": "atlas-2015"}, ["harbour"]),
    ],
)
def test_filters_of_mechanisms(web, params, expected):
    assert [row["id"] for row in get(web, "/mechanisms", **params)["items"]] == expected


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ["BLZ", "CRI", "GTM", "HND", "MEX"]),
        ({"year": 2003}, ["BLZ", "CRI", "GTM"]),
        ({"year": 2007}, ["CRI", "GTM"]),
        ({"year": 1999}, []),
        ({"year": 2007, "role": "any"}, ["CRI", "GTM", "MEX"]),
        ({"year": 2007, "role": ["observer", "member"]}, ["CRI", "GTM", "MEX"]),
        ({"year": 2007, "source": "atlas-2015"}, ["CRI", "GTM", "HND", "ABW"]),
        ({"year": 2007, "source": ["atlas-2015", "bulletin-2020"]}, ["CRI", "GTM", "ABW"]),
        ({"source": "gazette"}, []),
    ],
)
def test_members_as_of_a_year(web, params, expected):
    assert people(get(web, "/mechanisms/harbour/members", **params)) == expected


def test_now_of_an_ended_mechanism_is_its_last_year(web):
    page = get(web, "/mechanisms/lantern/members")
    assert [(row["participant"], row["year"]) for row in page["items"]] == [("CRI", 2005), ("GTM", 2005)]


def test_a_membership_row(web):
    row = get(web, "/memberships", mechanism="HARBOUR", state="HN")["items"]
    assert row == [
        {
            "mechanism": "harbour",
            "mechanism_name": "Harbour Forum",
            "participant": "HND",
            "participant_name": "Honduras",
            "participant_type": "state",
            "iso3": "HND",
            "role": "member",
            "role_label": "member",
            "since": "2008",
            "until": None,
            "since_year": 2008,
            "until_year": None,
            "year": 2022,
            "basis": "stated",
            "id": "harbour-HND-member",
            "iri": "https://w3id.org/migration-mechanisms/id/membership/harbour-HND-member",
            "rank": "preferred",
            "rank_reason": "The later source corrects the date.",
            "inferred": False,
            "note": None,
            "sources": [
                {
                    "id": "bulletin-2020",
                    "title": "Boletín de foros",
                    "locator": "Members, ¶ 1",
                    "stance": "supports",
                    "url": "https://example.org/bulletin-2020",
                }
            ],
        }
    ]


def test_an_undated_seat_is_assumed_before_it_is_attested(web):
    basis = {
        year: {
            row["participant"]: row["basis"]
            for row in get(web, "/mechanisms/harbour/members", year=year)["items"]
        }
        for year in (2003, 2015)
    }
    assert basis[2003]["GTM"] == "assumed"
    assert basis[2015]["GTM"] == "stated"


def test_a_source_that_omits_stands_beside_the_one_that_supports(web):
    row = get(web, "/memberships", mechanism="river", state="HND")["items"][0]
    assert [(cite["id"], cite["stance"]) for cite in row["sources"]] == [
        ("atlas-2015", "supports"),
        ("bulletin-2020", "omits"),
    ]


def test_an_organization_has_no_iso_code(web):
    row = get(web, "/memberships", participant="ACNUR", role="any")["items"][0]
    assert (row["participant"], row["participant_type"], row["iso3"]) == ("unhcr", "organization", None)
    assert row["inferred"] is True


def test_the_detail_of_a_mechanism(web):
    detail = get(web, "/mechanisms/river")
    assert [row["id"] for row in detail["mandates"]] == ["small-borders", "small-data"]
    assert [(row["property"], row["direction"], row["target"]["id"]) for row in detail["relations"]] == [
        ("partOf", "out", "harbour")
    ]
    assert [row["id"] for row in detail["events"]] == ["river-first-meeting"]
    assert {(row["value"], row["rank"]) for row in detail["claims"] if row["property"] == "established"} == {
        ("2010", "normal"),
        ("2011", "preferred"),
    }
    assert detail["established"] == "2011"
    assert [(node["type"], node["id"]) for node in detail["may_also_mean"]] == [("mechanism", "ridge")]


def test_a_stated_count_is_shown_where_the_list_is_unknown(web):
    detail = get(web, "/mechanisms/ridge")
    figure = detail["figures"][0]
    assert (figure["property"], figure["value"], figure["unit"], figure["year"]) == (
        "partnerCount",
        17,
        "organizations",
        2020,
    )
    assert detail["member_count"] is None


def test_money_and_aliases(web):
    detail = get(web, "/mechanisms/harbour")
    assert sorted((row["contributor"], row["value"]) for row in detail["contributions"]) == [
        ("CRI", 30.5),
        ("MEX", 60.0),
    ]
    assert detail["aliases"] == ["Quay Talks", "Pláticas del Muelle"]
    assert [(row["property"], row["direction"]) for row in detail["relations"]] == [("partOf", "in")]


def test_states_count_their_seats(web):
    rows = {row["id"]: row for row in get(web, "/states")["items"]}
    assert {key: row["mechanism_count"] for key, row in rows.items()} == {
        "ABW": 0,
        "BLZ": 1,
        "CRI": 2,
        "GTM": 2,
        "HND": 2,
        "MEX": 1,
    }
    assert rows["ABW"]["type"] == "territory"
    assert get(web, "/states/CRI")["wikidata"] == "http://www.wikidata.org/entity/Q800"


def test_the_mechanisms_of_a_state(web):
    page = get(web, "/states/MEX/mechanisms", role="any")
    assert [(row["mechanism"], row["role"]) for row in page["items"]] == [
        ("harbour", "member"),
        ("river", "chair"),
    ]


def test_a_mandate_names_its_holders_and_their_sources(web):
    detail = get(web, "/mandates/small-data")
    assert detail["mechanisms"] == ["harbour", "river"]
    assert [row["mechanism"] for row in detail["holdings"]] == ["harbour", "river"]
    assert {cite["id"] for cite in detail["sources"]} == {"atlas-2015", "bulletin-2020"}
    only = get(web, "/mandates/small-data", source="bulletin-2020")
    assert only["mechanisms"] == ["river"]


def test_the_overlap_of_two_mechanisms(web):
    page = get(web, "/overlap/pairs", mechanism=["harbour", "river"])
    assert page["total"] == 1
    row = page["items"][0]
    assert (row["a"], row["b"]) == ("harbour", "river")
    assert [item["iso3"] for item in row["shared"]] == ["CRI", "GTM", "HND"]
    assert [item["id"] for item in row["only_a"]] == ["BLZ", "MEX"]
    assert row["only_b"] == []
    assert (row["union_count"], row["jaccard"], row["overlap_coefficient"]) == (5, 0.6, 1.0)


def test_the_overlap_with_an_unknown_list_has_no_measure(web):
    row = get(web, "/overlap/pairs", mechanism=["harbour", "ridge"])["items"][0]
    assert (row["union_count"], row["jaccard"], row["overlap_coefficient"]) == (None, None, None)
    assert row["b_list_status"] == "unknown"


def test_the_overlap_of_mandates(web):
    row = get(web, "/overlap/pairs", by="mandates", mechanism=["harbour", "river"])["items"][0]
    assert [item["id"] for item in row["shared"]] == ["small-data"]
    assert [item["id"] for item in row["only_a"]] == ["small-training"]
    assert [item["id"] for item in row["only_b"]] == ["small-borders"]
    assert set(row["shared"][0]) == {"id", "label"}
    assert row["jaccard"] == 0.333333


def test_exclusive_intersections_largest_first(web):
    page = get(web, "/overlap/intersections")
    assert [
        (row["mechanisms"], [item["iso3"] for item in row["states"]], row["size"]) for row in page["items"]
    ] == [
        (["harbour", "river"], ["CRI", "GTM", "HND"], 3),
        (["harbour"], ["BLZ", "MEX"], 2),
    ]
    assert page["unknown"] == ["ridge"]


def test_the_network_keeps_two_roles_apart(web):
    document = get(web, "/network", role="any", year=2012)
    import networkx as nx

    graph = nx.node_link_graph(
        {key: document[key] for key in ("directed", "multigraph", "graph", "nodes", "edges")}
    )
    assert set(graph["state:MEX"]) == {"mechanism:harbour"}
    assert graph.number_of_edges("state:CRI", "mechanism:harbour") == 1
    assert document["as_of"] == 2012


def test_spans_of_all_years(web):
    rows = get(web, "/timeline", mechanism="harbour", kind="membership")["items"]
    spells = [(row["since"], row["until"]) for row in rows if row["participant"] == "BLZ"]
    assert spells == [("2000", "2004"), ("2010", None)]


def test_conflicts_name_both_sides(web):
    rows = get(web, "/conflicts", kind="acronym")["items"]
    assert len(rows) == 1
    assert {value["value"] for value in rows[0]["values"]} >= {"River Process", "Ridge Platform"}
    established = [
        row for row in get(web, "/conflicts", kind="value")["items"] if row["property"] == "established"
    ]
    assert {value["value"] for value in established[0]["values"]} == {"2010", "2011"}


def test_a_source_names_the_places_cited(web):
    detail = get(web, "/sources/bulletin-2020")
    assert [place["stance"] for place in detail["citations"]] == ["supports", "contradicts", "omits"]
    omits = next(place for place in detail["citations"] if place["stance"] == "omits")
    assert omits["statements"] == ["river-HND-member"]


def test_search_finds_without_accents_and_case(web):
    rows = get(web, "/search", q="PLATICAS")["items"]
    assert (rows[0]["type"], rows[0]["id"]) == ("mechanism", "harbour")
    assert get(web, "/search", q="mexico", type="state")["items"][0]["id"] == "MEX"


def test_spanish_by_parameter_and_by_header(web):
    assert get(web, "/mechanisms/river", lang="es")["name"] == "Proceso del Río"
    answer = web.get(V1 + "/mechanisms/river", headers={"accept-language": "de, es-CR;q=0.8, en;q=0.5"})
    assert answer.json()["name"] == "Proceso del Río"
    assert answer.headers["content-language"] == "es"
    assert (
        web.get(V1 + "/mechanisms/river", headers={"accept-language": "de"}).json()["name"] == "River Process"
    )


def test_pages_follow_each_other(web):
    seen: list[str] = []
    url: str | None = V1 + "/memberships?role=any&limit=4"
    while url:
        answer = web.get(url)
        page = answer.json()
        seen += [row["id"] for row in page["items"]]
        assert answer.links.get("next", {}).get("url") == page["next"]
        url = page["next"]
    whole = get(web, "/memberships", role="any", limit=1000)
    assert seen == [row["id"] for row in whole["items"]]
    assert len(set(seen)) == whole["total"] == len(seen)


def test_the_version(web):
    row = get(web, "/version")
    assert row["year"] == 2022
    assert row["counts"]["mechanisms"] == 4
    assert web.get("/healthz").json()["triples"] == row["triples"]


def test_an_entity_tells_its_triples(web):
    row = get(web, "/entities/event/river-first-meeting")
    assert ("mm:year", 2011) in {(item["property"], item["value"]) for item in row["statements"]}


def test_naming_an_ended_mechanism_asks_about_its_last_year(web):
    assert people(get(web, "/memberships", mechanism="lantern")) == ["CRI", "GTM"]
    assert "lantern" not in {row["mechanism"] for row in get(web, "/memberships")["items"]}
    row = get(web, "/overlap/pairs", mechanism=["lantern", "river"])["items"][0]
    assert [item["id"] for item in row["shared"]] == ["CRI", "GTM"]
    assert row["jaccard"] == 0.666667


def test_figures_of_every_kind_by_what_they_are_about(web):
    page = get(web, "/figures")
    assert [row["id"] for row in page["items"]] == [
        "harbour-budget-CRI",
        "harbour-budget-MEX",
        "ridge-partners-2020",
        "isthmus-shareOfPopulation-2015",
        "HND-borderEncounters-2019",
    ]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"subject": "HND"}, ["HND-borderEncounters-2019"]),
        ({"subject": ["honduras", "RDG"]}, ["ridge-partners-2020", "HND-borderEncounters-2019"]),
        ({"subject": "Bridge lands"}, ["isthmus-shareOfPopulation-2015"]),
        ({"subject": "region:isthmus"}, ["isthmus-shareOfPopulation-2015"]),
        ({"property": "budgetShare"}, ["harbour-budget-CRI", "harbour-budget-MEX"]),
        (
            {"unit": "percent"},
            ["harbour-budget-CRI", "harbour-budget-MEX", "isthmus-shareOfPopulation-2015"],
        ),
        # The period runs from October 2018 to September 2019.
        ({"year": 2018}, ["HND-borderEncounters-2019"]),
        ({"year": 2019}, ["HND-borderEncounters-2019"]),
        ({"year": 2017}, []),
        ({"year": 2020}, ["ridge-partners-2020"]),
        ({"concerns": "Guatemala"}, ["isthmus-shareOfPopulation-2015"]),
        ({"concerns": "HND"}, ["isthmus-shareOfPopulation-2015"]),
        ({"contributor": "MEX"}, ["harbour-budget-MEX"]),
        ({"kind": "contribution"}, ["harbour-budget-CRI", "harbour-budget-MEX"]),
        ({"kind": "figure", "source": "atlas-2015"}, ["isthmus-shareOfPopulation-2015"]),
        ({"mandate": "small-data"}, []),
        ({"q": "ninos solos"}, ["HND-borderEncounters-2019"]),
        ({"q": "budget México"}, ["harbour-budget-MEX"]),
        ({"q": "muelle costa"}, ["harbour-budget-CRI"]),
    ],
)
def test_filters_of_figures(web, params, expected):
    assert [row["id"] for row in get(web, "/figures", **params)["items"]] == expected


def test_a_figure_row_says_of_whom_when_and_how_rounded(web):
    row = get(web, "/figures", subject="HND", lang="es")["items"][0]
    assert row == {
        "kind": "figure",
        "subject": "HND",
        "subject_type": "state",
        "subject_name": "Honduras",
        "property": "borderEncounters",
        "property_label": row["property_label"],
        "value": 120,
        "value_name": None,
        "value_type": "integer",
        "approximation": "more-than",
        "approximation_label": "más de",
        "unit": "persons",
        "unit_label": "personas",
        "population": "niños que viajaban solos",
        "year": None,
        "period_start": "2018-10",
        "period_end": "2019-09",
        "contributor": None,
        "contributor_type": None,
        "contributor_name": None,
        "ordinal": None,
        "concerns": [],
        "mandates": [],
        "follows": [],
        "id": "HND-borderEncounters-2019",
        "iri": "https://w3id.org/migration-mechanisms/id/figure/HND-borderEncounters-2019",
        "rank": "normal",
        "rank_reason": None,
        "inferred": False,
        "note": None,
        "sources": row["sources"],
    }
    assert [cite["id"] for cite in row["sources"]] == ["bulletin-2020"]


def test_a_state_has_what_is_said_of_it_and_what_concerns_it(web):
    honduras = get(web, "/states/HND")
    assert [row["id"] for row in honduras["figures"]] == [
        "isthmus-shareOfPopulation-2015",
        "HND-borderEncounters-2019",
    ]
    assert (honduras["claims"], honduras["contributions"]) == ([], [])
    mexico = get(web, "/states/MEX")
    assert [row["id"] for row in mexico["contributions"]] == ["harbour-budget-MEX"]
    guatemala = get(web, "/states/GTM", lang="es")
    finding = guatemala["claims"][0]
    assert (finding["property"], finding["ordinal"]) == ("capacityFinding", 2)
    assert finding["value"] == "Sus puestos aún no comparten cifras."
    assert finding["mandates"] == [
        {"id": "small-borders", "label": "Puestos fronterizos"},
        {"id": "small-data", "label": "Cifras compartidas"},
    ]
    only = get(web, "/states/GTM", source="atlas-2015")
    assert only["claims"] == []
    assert [row["id"] for row in only["figures"]] == ["isthmus-shareOfPopulation-2015"]


def test_a_claim_names_the_model_that_it_follows(web):
    detail = get(web, "/mechanisms/river")
    row = next(row for row in detail["claims"] if row["property"] == "valueProposition")
    assert row["ordinal"] == 3
    assert [(model["id"], model["subject"], model["value"]) for model in row["follows"]] == [
        ("harbour-valueProposition-1", "harbour", "One table for all coasts.")
    ]


def test_as_if_one_source_had_spoken_holds_for_claims_too(web):
    claims = get(web, "/mechanisms/river", source="atlas-2015")["claims"]
    assert [row["id"] for row in claims] == ["river-established-2010", "river-partOf-harbour"]


def test_instruments_and_events(web):
    assert [row["id"] for row in get(web, "/instruments")["items"]] == ["river-declaration"]
    assert get(web, "/instruments", mechanism="harbour")["items"] == []
    assert get(web, "/instruments", type="treaty")["items"] == []
    assert len(get(web, "/instruments", q="declaracion del rio")["items"]) == 1
    detail = get(web, "/instruments/river-declaration")
    assert (detail["adopted"], detail["type"]) == ("2011-05-02", "declaration")
    assert [row["id"] for row in detail["events"]] == ["river-first-meeting"]
    row = get(web, "/events", mechanism="RIVER", year=2011, lang="es")["items"][0]
    assert (row["date"], row["place"], row["name"]) == (
        "2011-05-02",
        "San José",
        "Primera reunión del Proceso del Río",
    )
    assert [(node["type"], node["id"]) for node in row["concerns"]] == [
        ("instrument", "river-declaration"),
        ("mechanism", "river"),
    ]
    assert get(web, "/events", year=2012)["items"] == []
    assert get(web, "/events/river-first-meeting")["claims"] == []


def test_organizations_count_their_seats_of_any_role(web):
    row = get(web, "/organizations")["items"][0]
    assert (row["id"], row["acronym"], row["aliases"], row["mechanism_count"]) == (
        "unhcr",
        "UNHCR",
        ["ACNUR"],
        1,
    )
    # Supporter of the River Process since 2011.
    assert get(web, "/organizations", year=2010)["items"][0]["mechanism_count"] == 0
    assert len(get(web, "/organizations", mechanism="river")["items"]) == 1
    assert get(web, "/organizations", mechanism="harbour")["items"] == []
    detail = get(web, "/organizations/unhcr")
    assert [(seat["mechanism"], seat["role"]) for seat in detail["memberships"]] == [("river", "supporter")]


def test_regions_and_what_they_cover(web):
    row = get(web, "/regions", state="CRI")["items"][0]
    assert (row["id"], row["name"], [node["id"] for node in row["covers"]]) == (
        "isthmus",
        "The isthmus",
        ["BLZ", "CRI", "GTM", "HND"],
    )
    assert get(web, "/regions", state="MEX")["items"] == []
    assert [figure["value"] for figure in get(web, "/regions/isthmus")["figures"]] == [2.5]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/organizations/acnur", "/organizations/unhcr"),
        ("/regions/bridge%20lands", "/regions/isthmus"),
        ("/instruments/River%20Declaration", "/instruments/river-declaration"),
        ("/events/First%20meeting%20of%20the%20River%20Process", "/events/river-first-meeting"),
    ],
)
def test_a_name_in_a_path_leads_to_the_id(web, path, target):
    answer = web.get(V1 + path)
    assert answer.status_code == 307
    assert answer.headers["location"] == V1 + target


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ["atlas-r1", "bulletin-r2", "bulletin-r10"]),
        ({"mechanism": "river"}, ["atlas-r1"]),
        ({"mandate": ["small-borders", "small-training"]}, ["bulletin-r2", "bulletin-r10"]),
        ({"addressee": "mexico"}, ["atlas-r1", "bulletin-r2"]),
        ({"addressee": "UNHCR"}, ["bulletin-r2"]),
        ({"addressee": "HAR"}, ["atlas-r1"]),
        ({"source": "bulletin-2020"}, ["bulletin-r2", "bulletin-r10"]),
        ({"target_year": 2016}, ["atlas-r1"]),
        ({"target_year": 2017}, []),
    ],
)
def test_filters_of_recommendations(web, params, expected):
    assert [row["id"] for row in get(web, "/recommendations", **params)["items"]] == expected


def test_a_recommendation_says_to_whom_what_until_when_and_about_what(web):
    row = get(web, "/recommendations", target_year=2016, lang="es")["items"][0]
    assert row["addressees"] == ["Foro del Puerto", "México"]
    assert [(node["type"], node["id"]) for node in row["addressee_nodes"]] == [
        ("mechanism", "harbour"),
        ("state", "MEX"),
    ]
    assert row["description"] == "Llevar un solo juego de cifras."
    assert (row["target"], row["target_year"]) == ("antes de la reunión siguiente", 2016)
    assert (row["mechanisms"], row["mandates"]) == (["river"], ["small-data"])


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/figures?subject=narnia", "subject"),
        ("/figures?property=weight", "property"),
        ("/figures?unit=stones", "unit"),
        ("/figures?concerns=narnia", "concerns"),
        ("/figures?kind=claim", "kind"),
        ("/figures?role=member", "role"),
        ("/recommendations?addressee=narnia", "addressee"),
        ("/recommendations?target_year=16", "target_year"),
        ("/instruments?type=song", "type"),
        ("/regions?state=narnia", "state"),
        ("/organizations?mechanism=narnia", "mechanism"),
    ],
)
def test_what_the_new_lists_cannot_take_is_refused_by_name(web, path, parameter):
    answer = web.get(V1 + path)
    assert answer.status_code == 422
    assert answer.json()["parameter"] == parameter
