"""What the network page is told: every year's seats, two roles as two lines, places without overlap."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pytest

from kg.asof import Selection, seats
from kg.graph import KnowledgeGraph
from kg.snapshot import Snapshot
from kg.views import Page, landing_page, render_network
from kg.views.layout import Place
from kg.views.network import bend, drawing
from kg.views.payload import Years, payload
from kg.views.roles import STROKES


def block(page: Page, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page.html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def at(data: dict[str, Any], year: int) -> dict[str, str]:
    """Membership id → basis, read from the runs as the page's script reads them."""
    found = {}
    for row in data["seats"]:
        for start, end, stated in row["runs"]:
            if start <= year <= end:
                assert row["id"] not in found
                found[row["id"]] = "stated" if stated else "assumed"
    return found


@pytest.mark.parametrize("which", ["made", "small", "real"])
def test_every_year_is_answered_as_the_as_of_rule_answers_it(
    which: str, snapshot: Snapshot, small: KnowledgeGraph, real: KnowledgeGraph
):
    graph = {"made": snapshot, "small": small.snapshot, "real": real.snapshot}[which]
    data = json.loads(json.dumps(payload(Years(graph))))
    assert data["now"] == graph.now
    for year in range(data["first"], graph.now + 1):
        wanted = {row.membership.id: str(row.basis) for row in seats(graph, Selection(year=year, roles=None))}
        assert at(data, year) == wanted, year


def test_the_years_begin_with_the_first_founding(snapshot: Snapshot):
    assert Years(snapshot).first == 1990


def test_two_roles_of_one_state_in_one_mechanism_are_two_lines(network_page: Page):
    edges = [
        edge
        for edge in block(network_page, "drawing")["edges"]
        if (edge["from"], edge["to"]) == ("state:CAN", "mechanism:crm")
    ]
    assert [edge["id"] for edge in edges] == ["crm-CAN-chair", "crm-CAN-member"]
    assert edges[0]["smooth"] != edges[1]["smooth"]


def test_a_spell_that_ended_and_one_that_followed_are_two_lines(network_page: Page):
    edges = [edge["id"] for edge in block(network_page, "drawing")["edges"] if edge["to"] == "mechanism:can"]
    assert edges == ["can-PER-member", "can-PER-member-2"]


def test_many_parallel_lines_are_all_bent_differently():
    assert len({json.dumps(bend(n, 6)) for n in range(6)}) == 6


def test_a_node_id_carries_its_kind(network_page: Page):
    keys = [node["id"] for node in block(network_page, "drawing")["nodes"]]
    assert len(keys) == len(set(keys))
    assert {"state:CAN", "mechanism:can"} <= set(keys)


def test_pyvis_drew_every_node_and_every_membership_that_ever_held(real: KnowledgeGraph):
    years = Years(real.snapshot)
    found = drawing(years)
    assert {node["id"] for node in found["nodes"]} == set(years.union)
    assert sorted(edge["id"] for edge in found["edges"]) == sorted(years.seat_runs)
    assert found["options"]["physics"] == {"enabled": False}


def test_an_unknown_list_is_told_with_the_number_that_is_stated(network_page: Page):
    node = block(network_page, "data")["nodes"]["mechanism:gcm"]
    assert (node["list"], node["side"]) == ("unknown", "apart")
    assert [(row["value"], row["headline"] is not None, row["year"]) for row in node["figures"]] == [
        ("164", True, 2018)
    ]


def test_outranked_statements_are_kept_beside_the_one_that_leads(network_page: Page):
    data = block(network_page, "data")
    assert [row["id"] for row in data["others"]] == ["crm-PER-member-x"]
    lead = next(row for row in data["seats"] if row["id"] == "crm-PER-member")
    assert (lead["rank"], lead["reason"]) == ("preferred", ["A newer source.", "Una fuente más nueva."])


def test_every_seat_has_a_source_with_its_place(real: KnowledgeGraph):
    data = payload(Years(real.snapshot))
    for row in data["seats"] + data["others"]:
        assert row["cites"], row["id"]
        assert all(
            data["cites"][n][1] and data["sources"][data["cites"][n][0]]["title"] for n in row["cites"]
        )


def test_the_places_never_coincide_and_the_same_graph_is_drawn_the_same_way(real: KnowledgeGraph):
    first, second = Years(real.snapshot).places, Years(real.snapshot).places
    assert first == second
    spots = [(place.side, place.order) for place in first.values()]
    assert len(spots) == len(set(spots))
    assert first["state:CRI"].group == "central-america"
    assert first["state:BRA"].side == "right"
    people = [place for place in first.values() if place.side in ("left", "right")]
    assert sorted(place.single for place in people) == list(range(len(people)))
    assert_blocks(people)


def assert_blocks(people: list[Place]) -> None:
    """The participants of a group stand together."""
    for side in ("left", "right"):
        groups = [
            place.group for place in sorted(people, key=lambda place: place.order) if place.side == side
        ]
        changes = sum(one != two for one, two in itertools.pairwise(groups))
        assert changes == len(set(groups)) - 1


def test_roles_are_told_apart_by_pattern_and_by_colour(real: KnowledgeGraph):
    assert len({stroke.light for stroke in STROKES.values()}) == len(STROKES)
    assert len({(stroke.dash, stroke.width) for stroke in STROKES.values()}) == len(STROKES)
    roles = payload(Years(real.snapshot))["roles"]
    assert len({(tuple(role["dash"]), role["width"]) for role in roles}) == len(roles)


def test_every_role_of_the_vocabulary_has_a_stroke(real: KnowledgeGraph):
    assert set(real.snapshot.concepts["role"]) <= set(STROKES)


def contrast(colour: str, ground: str) -> float:
    """The contrast ratio of WCAG 2.2, between 1 and 21."""

    def luminance(text: str) -> float:
        parts = [int(text[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("role", STROKES)
def test_lines_stand_out_from_their_ground(role: str):
    assert contrast(STROKES[role].light, "#ffffff") >= 4.5
    assert contrast(STROKES[role].dark, "#16202b") >= 4.5


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_table_of_a_page_without_script_holds_the_seats(snapshot: Snapshot, lang: str):
    page = render_network(snapshot, lang=lang, year=2000)
    body = re.search(r'<tbody id="rows">(.*?)</tbody>', page.html, re.DOTALL)
    assert body is not None
    assert body[1].count("<tr>") == len(seats(snapshot, Selection(year=2000, roles=None)))
    assert '<details id="twin" class="twin" open>' in page.html


def test_the_real_page_stays_below_a_megabyte(real: KnowledgeGraph):
    assert len(render_network(real.snapshot, offline=True).html.encode()) < 1_000_000


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_landing_page_shows_what_its_query_and_its_path_give(real: KnowledgeGraph, lang: str):
    from kg.views.landing import best_pair, query_example, rest_example

    pair = best_pair(real.snapshot)
    assert pair is not None
    example = query_example(real.snapshot, pair, lang)
    found = [row["name"] for row in real.query(example.text)]
    assert len(found) == example.total
    assert [name for name, _ in example.rows] == found[: len(example.rows)]
    page = landing_page(real.snapshot, lang=lang)
    assert all(name in page.html for name, _ in example.rows)
    rest = rest_example(real.snapshot, pair, lang, "")
    assert json.loads(rest.excerpt)["sources"]


def test_the_landing_page_counts_what_is_there(real: KnowledgeGraph):
    page = landing_page(real.snapshot, lang="en", conflicts=7)
    found = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page.html))
    assert found["mechanisms"] == str(len(real.snapshot.mechanisms))
    assert found["disagreements shown"] == "7"
    assert found["triples"] == f"{real.snapshot.triples:,}"


def test_an_acronym_of_two_mechanisms_is_short_for_one_of_them_at_most(real: KnowledgeGraph):
    nodes = payload(Years(real.snapshot))["nodes"]
    rows = nodes.values() if isinstance(nodes, dict) else nodes
    for lang in (0, 1):
        shorts = [row["short"][lang] for row in rows if row["kind"] == "mechanism"]
        assert len(shorts) == len(set(shorts))
    assert "CAM" in shorts
    assert "CPA" not in shorts


def test_mechanisms_without_a_list_but_with_a_line_stand_first(real: KnowledgeGraph):
    years = Years(real.snapshot)
    apart = sorted((place.order, key) for key, place in years.places.items() if place.side == "apart")
    bare = [years.union.degree(key) == 0 for _, key in apart]
    assert bare == sorted(bare)
    assert {True, False} == set(bare)
