"""The server over the shipped graph: every path, every format, every link, the query behind every list."""

from __future__ import annotations

from collections import deque
from urllib.parse import urljoin

import httpx
import pytest

from api.schemas import computed, conflicts, details, records, rows
from kg.namespaces import BASE

V1 = "/api/v1"
#: Path → the model of a row (lists) or of the document.
LISTS = {
    "/mechanisms": rows.MechanismRow,
    "/mechanisms?year=2010&state=CRI": rows.MechanismRow,
    "/mechanisms/crm/members": rows.MembershipRow,
    "/mechanisms/crm/members?year=2018&role=any": rows.MembershipRow,
    "/mechanisms/crm/members?source=wrmc-regional-cooperation-2021": rows.MembershipRow,
    "/states": rows.StateRow,
    "/states/CRI/mechanisms?role=any": rows.MembershipRow,
    "/memberships?role=any&limit=1000": rows.MembershipRow,
    "/memberships?mechanism=crm&mechanism=mirps&state=MEX": rows.MembershipRow,
    "/mandates": rows.MandateRow,
    "/overlap/pairs?limit=1000": computed.PairRow,
    "/overlap/pairs?by=mandates&limit=1000": computed.PairRow,
    "/overlap/intersections?mechanism=crm&mechanism=mirps&mechanism=csm": computed.IntersectionRow,
    "/timeline?role=any&limit=1000": computed.SpanRow,
    "/conflicts?limit=1000": conflicts.ConflictRow,
    "/recommendations": rows.RecommendationRow,
    "/recommendations?addressee=USA&mandate=responsibility-sharing": rows.RecommendationRow,
    "/figures?limit=1000": records.ClaimRow,
    "/figures?subject=crm&unit=percent&year=2021": records.ClaimRow,
    "/instruments?limit=1000": records.InstrumentRow,
    "/events?limit=1000": records.EventRow,
    "/events?mechanism=crm": records.EventRow,
    "/organizations?limit=1000": records.OrganizationRow,
    "/organizations?mechanism=r4v&year=2020": records.OrganizationRow,
    "/regions": records.RegionRow,
    "/sources": rows.SourceRow,
    "/search?q=puebla": rows.SearchRow,
}
DOCUMENTS = {
    "/mechanisms/crm": details.MechanismDetail,
    "/mechanisms/cam": details.MechanismDetail,
    "/mechanisms/r4v": details.MechanismDetail,
    "/states/CRI": details.StateDetail,
    "/states/GTM": details.StateDetail,
    "/instruments/quito-declaration-2018": records.InstrumentDetail,
    "/events/crm-first-meeting-1996": records.EventDetail,
    "/organizations/unhcr": records.OrganizationDetail,
    "/regions/world": records.RegionDetail,
    "/mandates/capacity-building": details.MandateDetail,
    "/sources/oas-cam-concept-note-2022": details.SourceDetail,
    "/network": computed.NetworkDocument,
    "/version": computed.VersionRow,
    "/entities/organization/unhcr": computed.EntityDocument,
}


@pytest.mark.parametrize("path", LISTS)
def test_every_list_keeps_its_shape(live, path):
    answer = live.get(V1 + path)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert page["items"], "an empty list proves nothing"
    for row in page["items"]:
        LISTS[path].model_validate(row, strict=True)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_document_keeps_its_shape(live, path):
    answer = live.get(V1 + path)
    assert answer.status_code == 200, answer.text
    DOCUMENTS[path].model_validate(answer.json(), strict=True)


@pytest.mark.parametrize("path", [*LISTS, *DOCUMENTS])
def test_every_answer_in_every_format_and_both_languages(live, path):
    first = live.get(V1 + path)
    for link in first.headers["link"].split(", <"):
        if 'rel="alternate"' in link:
            other = live.get(link.lstrip("<").partition(">")[0])
            assert other.status_code == 200, other.text
            assert len(other.content) > 50
            wanted = link.partition('type="')[2].partition('"')[0]
            assert other.headers["content-type"].startswith(wanted)
    spanish = live.get(V1 + path, headers={"accept-language": "es"})
    assert spanish.status_code == 200
    assert spanish.headers["content-language"] == "es"


SOURCED = [path for path in LISTS if path.startswith(("/mem", "/mech", "/stat", "/time"))]


@pytest.mark.parametrize("path", SOURCED)
def test_no_membership_and_no_mandate_without_its_source(live, path):
    for row in live.get(V1 + path).json()["items"]:
        assert any(cite["stance"] == "supports" for cite in row["sources"]), row["id"]
        assert all(cite["locator"] for cite in row["sources"])


def asked(live, path: str, **more: object):
    """GET of ``path`` with ``more`` beside its own parameters (``params=`` of httpx would replace them)."""
    target = live.base_url.join(V1 + path).copy_merge_params(more)
    answer = live.get(target)
    assert answer.status_code == 200, answer.text
    assert set(answer.url.params) >= set(httpx.URL(path).params)
    return answer


def via_rows(live, answer) -> list[dict[str, str]]:
    targets = [
        part.lstrip("<").partition(">")[0]
        for part in answer.headers["link"].split(", <")
        if 'rel="via"' in part
    ]
    assert targets
    found: list[dict[str, str]] = []
    for target in targets:
        got = live.get(target, headers={"accept": "application/sparql-results+json"})
        assert got.status_code == 200, got.text
        rows_of = got.json()["results"]["bindings"]
        found += [{name: term["value"] for name, term in row.items()} for row in rows_of]
    return found


def local(iri: str) -> str:
    return iri.rpartition("/")[2]


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    "path",
    [
        "/mechanisms/crm/members",
        "/mechanisms/crm/members?year=2018&role=any",
        "/mechanisms/csm/members?role=any&year=2005",
        "/mechanisms/mirps/members?source=wrmc-regional-cooperation-2021&role=any",
        "/mechanisms/cirefca/members?role=any",
        "/states/CRI/mechanisms?role=any",
        "/states/MEX/mechanisms?year=2017",
        "/memberships?role=any",
        "/memberships?mechanism=crm&mechanism=mirps&year=2019",
        "/memberships?mechanism=crm&mechanism=cirefca&role=any",
        "/memberships?state=MEX&state=CRI&role=member&role=observer",
        "/memberships?source=mpi-press-release-2021&source=ruiz-soto-2021&role=any",
    ],
)
def test_the_query_gives_the_same_memberships(live, real, path, lang):
    of = {row.iri: row.mechanism for row in real.snapshot.memberships}
    answer = asked(live, path, lang=lang, limit=1000)
    rest = [
        (
            row["iri"],
            row["mechanism"],
            row["participant"],
            row["role"],
            row["since"],
            row["until"],
            row["year"],
            row["basis"],
            row["rank"],
        )
        for row in answer.json()["items"]
    ]
    sparql = [
        (
            row["statement"],
            local(row["mechanism"]) if "mechanism" in row else of[row["statement"]],
            local(row["participant"]) if "participant" in row else path.split("/")[2],
            local(row["role"]),
            row.get("since"),
            row.get("until"),
            int(row["year"]),
            row["basis"],
            row["rank"].rpartition("#")[2],
        )
        for row in via_rows(live, answer)
    ]
    assert sorted(rest, key=str) == sorted(sparql, key=str)
    assert rest


def test_the_query_gives_the_same_mechanisms(live):
    for path in ("/mechanisms", "/mechanisms?state=CRI&year=2018", "/mechanisms?q=proceso"):
        answer = asked(live, path, limit=1000)
        rest = {
            (row["iri"], row["acronym"], row["name"], row["established"], row["ended"], row["member_count"])
            for row in answer.json()["items"]
        }
        sparql = {
            (
                row["mechanism"],
                row.get("acronym"),
                row["name"],
                row.get("established"),
                row.get("ended"),
                int(row["member_count"]) if "member_count" in row else None,
            )
            for row in via_rows(live, answer)
        }
        assert rest == sparql
        assert rest


@pytest.mark.parametrize(
    ("path", "variable", "columns"),
    [
        ("/states?role=any&year=2018", "state", {"iso3": "iso3", "mechanism_count": "mechanism_count"}),
        ("/states/MEX", "state", {"mechanism_count": "mechanism_count"}),
        ("/mandates", "mandate", {"label": "label", "mechanism_count": "mechanism_count"}),
        ("/mandates?mechanism=crm&source=wrmc-regional-cooperation-2021", "mandate", {"label": "label"}),
        ("/sources", "source", {"title": "title", "statement_count": "statement_count"}),
        ("/recommendations?lang=es", "recommendation", {"name": "name", "number": "number"}),
        ("/recommendations?addressee=USA", "recommendation", {"name": "name"}),
        ("/recommendations?source=wrmc-summary-2022", "recommendation", {"number": "number"}),
        ("/instruments", "instrument", {"name": "name", "description": "description"}),
        ("/instruments?mechanism=quito-process&lang=es", "instrument", {"name": "name"}),
        ("/events", "event", {"name": "name", "date": "date", "place": "place"}),
        ("/events?mechanism=crm&q=first", "event", {"name": "name"}),
        ("/organizations", "organization", {"name": "name", "mechanism_count": "mechanism_count"}),
        ("/organizations?mechanism=r4v&year=2019", "organization", {"mechanism_count": "mechanism_count"}),
        (
            "/organizations?source=oas-cam-concept-note-2022",
            "organization",
            {"mechanism_count": "mechanism_count"},
        ),
        ("/regions", "region", {"name": "name"}),
        ("/regions?q=world", "region", {"name": "name"}),
    ],
)
def test_the_query_gives_the_same_rows(live, path, variable, columns):
    answer = asked(live, path, **({} if "/states/" in path else {"limit": 1000}))
    items = answer.json().get("items", [answer.json()])
    rest = {(row["iri"], *(_plain(row[name]) for name in columns)) for row in items}
    found = [row for row in via_rows(live, answer) if variable in row]
    sparql = {(row[variable], *(row.get(name, "") for name in columns.values())) for row in found}
    assert rest == sparql != set()


def _plain(value: object) -> str:
    return "" if value is None else str(value)


#: Column of the query → how a claim row says it.
QUALIFIERS = {
    "value": lambda row: _number(row["value"]) if row["kind"] != "claim" else None,
    "approximation": lambda row: row["approximation"],
    "unit": lambda row: row["unit"],
    "population": lambda row: row["population"],
    "year": lambda row: row["year"],
    "period_start": lambda row: row["period_start"],
    "period_end": lambda row: row["period_end"],
    "contributor": lambda row: row["contributor"],
    "ordinal": lambda row: row["ordinal"],
    "concerns": lambda row: sorted(node["iri"] for node in row["concerns"]),
    "mandates": lambda row: sorted(field["id"] for field in row["mandates"]),
    "follows": lambda row: sorted(model["iri"] for model in row["follows"]),
}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float | str) else None


def _said(row: dict[str, str], name: str, kind: str) -> object:
    text = row.get(name)
    if name == "value":
        return _number(text) if kind != "claim" else None
    if name in ("concerns", "follows"):
        return sorted((text or "").split())
    if name == "mandates":
        return sorted(map(local, (text or "").split()))
    if name in ("year", "ordinal"):
        return None if text is None else int(text)
    return None if text is None else local(text) if name in ("approximation", "unit", "contributor") else text


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    "path",
    [
        "/figures",
        "/figures?subject=crm&subject=csm",
        "/figures?property=budgetShare&contributor=MEX",
        "/figures?unit=persons&year=2020",
        "/figures?year=2018",
        "/figures?concerns=NIC",
        "/figures?kind=contribution",
        "/figures?q=budget m%C3%A9xico",
        "/figures?q=CRM",
        "/figures?source=wrmc-regional-cooperation-2021",
        "/states/GTM",
        "/states/MEX?source=wrmc-regional-cooperation-2021",
        "/mechanisms/crm",
        "/mechanisms/crm?source=oas-cam-concept-note-2022",
        "/instruments/quito-declaration-2018",
        "/events/crm-first-meeting-1996",
        "/organizations/unhcr",
        "/regions/world",
    ],
)
def test_the_query_gives_the_same_claims_with_all_that_narrows_them(live, path, lang):
    body = asked(live, path, lang=lang, **({"limit": 1000} if path.startswith("/figures") else {}))
    page = body.json()
    items = page.get("items") or [
        row for name in ("claims", "figures", "contributions") for row in page[name]
    ]
    rest = {row["iri"]: [say(row) for say in QUALIFIERS.values()] for row in items}
    kinds = {row["iri"]: row["kind"] for row in items}
    found = [row for row in via_rows(live, body) if "property" in row]
    assert len({row["statement"] for row in found}) == len(found)
    assert {row["statement"] for row in found} == rest.keys() != set()
    for row in found:
        key = row["statement"]
        assert [_said(row, name, kinds[key]) for name in QUALIFIERS] == rest[key], key


@pytest.mark.parametrize(
    "query", ["", "?kind=mechanism", "?mechanism=sica&role=any", "?role=any&source=ruiz-soto-2021"]
)
def test_the_query_gives_the_same_spans(live, query):
    answer = asked(live, "/timeline" + query, limit=1000)
    names = ("kind", "mechanism", "participant", "role", "since", "until")
    rest = sorted(tuple(row[name] or "" for name in names) for row in answer.json()["items"])
    sparql = sorted(tuple(local(row.get(name, "")) for name in names) for row in via_rows(live, answer))
    assert rest == sparql != []


def test_who_takes_html_alone_is_led_to_what_there_is(live):
    answer = live.get("/id/mechanism/crm", headers={"accept": "text/html"}, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.json()["id"] == "crm"


@pytest.mark.parametrize("by", ["members", "mandates"])
def test_the_query_gives_the_same_overlap(live, by):
    answer = live.get(V1 + "/overlap/pairs", params={"by": by, "mechanism": ["crm", "mirps"]})
    row = answer.json()["items"][0]
    rest = {(side, item["id"]) for side in ("shared", "only_a", "only_b") for item in row[side]}
    name = "participant" if by == "members" else "mandate"
    assert rest == {(found["side"], local(found[name])) for found in via_rows(live, answer)}
    assert rest


def test_the_links_of_the_server_lead_somewhere(live):
    """Follow every link that the API advertises, from the roots, without leaving the server."""
    seen: set[str] = set()
    todo = deque(
        V1 + path + ("&" if "?" in path else "?") + "limit=40" for path in LISTS if "limit" not in path
    )
    todo.extend(V1 + path for path in DOCUMENTS)
    while todo and len(seen) < 500:
        url = str(live.base_url.join(todo.popleft()))
        if url in seen:
            continue
        seen.add(url)
        answer = live.get(url, follow_redirects=True)
        assert answer.status_code == 200, f"{url}: {answer.status_code} {answer.text[:200]}"
        for part in answer.headers.get("link", "").split(", <"):
            target = urljoin(url, part.lstrip("<").partition(">")[0])
            if part and 'rel="via"' not in part:
                todo.append(target)
        if answer.headers["content-type"] == "application/json":
            page = answer.json()
            todo.extend(filter(None, [page.get("next")]))
    assert len(seen) > 80


def test_every_node_of_the_graph_answers_under_this_host(live, real):
    nodes = [*sorted(real.snapshot.mechanisms)[:5], "cam"]
    iris = [BASE + "mechanism/" + key for key in nodes]
    iris += [row.iri for row in list(real.snapshot.memberships)[:5] + list(real.snapshot.claims)[:5]]
    iris += [row.iri for row in list(real.snapshot.participants.values())[::6]]
    iris += [row.iri for row in list(real.snapshot.citations.values())[:3]]
    iris += [concept.iri for table in real.snapshot.concepts.values() for concept in list(table.values())[:1]]
    for iri in (one for one in iris if one.startswith(BASE)):
        path = "/id/" + iri.removeprefix(BASE)
        answer = live.get(path)
        assert answer.status_code == 303, path
        target = live.get(answer.headers["location"])
        assert target.status_code == 200, answer.headers["location"]
        data = live.get(path, headers={"accept": "text/turtle"}, follow_redirects=True)
        assert data.headers["content-type"] == "text/turtle; charset=utf-8"
        assert iri.rpartition("/")[2] in data.text
    missing = live.get("/id/mechanism/crmm")
    assert missing.status_code == 404
    assert "crm" in missing.json()["suggestions"]


def test_counts_without_lists_are_told_as_figures(live):
    gcm, r4v = live.get(V1 + "/mechanisms/gcm").json(), live.get(V1 + "/mechanisms/r4v").json()
    assert gcm["member_count"] is None
    assert gcm["member_list_status"] == "unknown"
    assert 164 in [row["value"] for row in gcm["figures"]]
    assert r4v["member_count"] is None
    assert {17, 192} <= {row["value"] for row in r4v["figures"]}


def test_cam_may_also_mean_something_else_and_cpa_is_ambiguous(live):
    assert live.get(V1 + "/mechanisms/cam").json()["may_also_mean"]
    answer = live.get(V1 + "/mechanisms/CPA")
    assert answer.status_code == 300
    assert answer.json()["candidates"] == ["cpa-cirefca", "cpa-indochina"]


def test_pages_are_complete_in_both_languages(live):
    for path in ("/", "/network", "/network?year=2018", "/conflicts", "/docs", "/sparql"):
        for lang in ("en", "es"):
            answer = live.get(path, headers={"accept": "text/html", "accept-language": lang})
            assert answer.status_code == 200, answer.text[:300]
            assert f'<html lang="{lang}"' in answer.text
            assert answer.text.rstrip().endswith("</html>")


def test_the_network_page_refuses_a_year_that_is_none(live):
    answer = live.get("/network?year=18", headers={"accept": "text/html"})
    assert answer.status_code == 422
