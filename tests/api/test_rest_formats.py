"""CSV, Turtle, JSON-LD, GraphML, GEXF of the hand-made graph."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pyoxigraph as ox
import pytest

from api.schemas.rows import MembershipRow
from kg.rows import as_cells

V1 = "/api/v1"
MM = "https://w3id.org/migration-mechanisms/ontology#"
ID = "https://w3id.org/migration-mechanisms/id/"


def table(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))


def subjects(answer, form=ox.RdfFormat.TURTLE) -> set[str]:
    return {triple.subject.value for triple in ox.parse(answer.content, format=form)}


def test_csv_has_a_header_and_the_sources_in_a_column_of_their_own(web):
    answer = web.get(V1 + "/mechanisms/river/members", params={"format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert "river" not in answer.headers["content-disposition"]
    rows = table(answer)
    assert list(rows[0]) == list(MembershipRow.model_fields)
    assert [row["participant"] for row in rows] == ["CRI", "GTM", "HND"]
    assert rows[2]["sources"] == "atlas-2015 (Forums, ¶ 1) [supports] | bulletin-2020 (Members, ¶ 1) [omits]"
    assert rows[0]["inferred"] == "false"


def test_csv_of_an_empty_list_still_has_its_header(web):
    answer = web.get(V1 + "/mechanisms/river/members", params={"format": "csv", "year": 1990})
    assert answer.text.strip() == ",".join(MembershipRow.model_fields)


def test_csv_of_lists_in_cells(web):
    rows = table(web.get(V1 + "/overlap/pairs?mechanism=harbour&mechanism=river&format=csv"))
    assert rows[0]["shared"] == "CRI; GTM; HND"
    assert rows[0]["jaccard"] == "0.6"


def test_csv_keeps_null_apart_from_zero(web):
    rows = {row["id"]: row for row in table(web.get(V1 + "/mechanisms?format=csv&year=2022"))}
    assert rows["ridge"]["member_count"] == ""
    assert rows["river"]["member_count"] == "3"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(text):
    assert as_cells({"name": text}) == {"name": "'" + text}
    cite = {"id": text, "locator": "x", "stance": "supports"}
    assert as_cells({"sources": [cite]})["sources"].startswith("'")
    assert as_cells({"many": [text, "b"]})["many"].startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), (0.5, "0.5"), (None, ""), (True, "true"), ("a-b", "a-b")]
)
def test_other_cells_stay_as_they_are(value, cell):
    assert as_cells({"x": value}) == {"x": cell}


def test_turtle_of_memberships_holds_the_statements_with_their_citations(web):
    answer = web.get(V1 + "/mechanisms/river/members", headers={"accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    found = subjects(answer)
    assert {ID + f"membership/river-{code}-member" for code in ("CRI", "GTM", "HND")} <= found
    assert ID + "citation/bulletin-2020-members-p1-omits" in found
    assert ID + "source/atlas-2015" in found
    assert not any("harbour" in node for node in found)
    assert answer.text.startswith("@prefix")


def test_json_ld_says_the_same_as_turtle(web):
    path = V1 + "/mechanisms/river?format="
    turtle, linked = web.get(path + "ttl"), web.get(path + "jsonld")
    assert linked.headers["content-type"] == "application/ld+json"
    assert isinstance(json.loads(linked.content), list | dict)
    one = set(ox.parse(turtle.content, format=ox.RdfFormat.TURTLE))
    other = {ox.Quad(*list(quad)[:3]) for quad in ox.parse(linked.content, format=ox.RdfFormat.JSON_LD)}
    assert one == other
    assert len(one) > 50


@pytest.mark.parametrize(
    ("path", "node"),
    [
        ("/mechanisms?type=plan-of-action", "membership/lantern-CRI-member"),
        ("/states/MEX", "membership/river-MEX-chair"),
        ("/mandates/small-data", "assignment/river-small-data"),
        ("/overlap/pairs?mechanism=harbour&mechanism=river", "membership/harbour-BLZ-member-2010"),
        ("/overlap/pairs?by=mandates&mechanism=harbour&mechanism=river", "assignment/harbour-small-data"),
        ("/overlap/intersections", "membership/river-CRI-member"),
        ("/timeline?kind=mechanism", "mechanism/harbour"),
        ("/conflicts?kind=value", "claim/river-established-2010"),
        ("/sources/gazette", "citation/gazette-table"),
        ("/search?q=aruba", "territory/ABW"),
        ("/version", "dataset"),
        ("/entities/organization/unhcr", "organization/unhcr"),
    ],
)
def test_every_list_can_be_had_as_turtle(web, path, node):
    answer = web.get(V1 + path, headers={"accept": "text/turtle"})
    assert answer.status_code == 200, answer.text
    assert ID + node in subjects(answer)


def test_graphml_keeps_parallel_seats_and_attributes(web):
    answer = web.get(V1 + "/network", params={"role": "any", "year": 2022, "format": "graphml"})
    assert answer.headers["content-type"].startswith("application/graphml+xml")
    graph = nx.parse_graphml(answer.text, force_multigraph=True)
    assert graph.nodes["state:CRI"]["label_es"] == "Costa Rica"
    edges = graph.get_edge_data("state:MEX", "mechanism:river")
    assert [edge["role"] for edge in edges.values()] == ["chair"]
    assert next(iter(edges.values()))["since_year"] == 2021


def test_gexf_reads_back(web):
    answer = web.get(V1 + "/network", headers={"accept": "application/gexf+xml"})
    graph = nx.read_gexf(io.BytesIO(answer.content))
    assert "mechanism:river" in graph
    assert graph.nodes["mechanism:ridge"]["list_status"] == "unknown"


def test_a_browser_gets_json_where_there_is_no_page(web):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert web.get(V1 + "/version", headers={"accept": accept}).json()["year"] == 2022
