"""The map as a file: how it is built, on shapes worked out by hand, and what the shipped one holds."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.explorer.neighbours import neighbours
from kg.graph import KnowledgeGraph
from kg.views.regions import group_of
from scripts.build_map import HEAVIEST, INPUT, build, main
from scripts.map.paths import Frame, drawn, path
from scripts.map.projection import Lambert
from scripts.map.simplify import clipped, ring_area, simplified
from scripts.map.topology import read

#: Land borders of the Americas, from an atlas; overseas borders count for the territory.
BORDERS = {
    "ARG": "BOL BRA CHL PRY URY",
    "BLZ": "GTM MEX",
    "BOL": "ARG BRA CHL PER PRY",
    "BRA": "ARG BOL COL GUF GUY PER PRY SUR URY VEN",
    "CAN": "USA",
    "CHL": "ARG BOL PER",
    "COL": "BRA ECU PAN PER VEN",
    "CRI": "NIC PAN",
    "DOM": "HTI",
    "ECU": "COL PER",
    "GTM": "BLZ HND MEX SLV",
    "GUF": "BRA SUR",
    "GUY": "BRA SUR VEN",
    "HND": "GTM NIC SLV",
    "HTI": "DOM",
    "MAF": "SXM",
    "MEX": "BLZ GTM USA",
    "NIC": "CRI HND",
    "PAN": "COL CRI",
    "PER": "BOL BRA CHL COL ECU",
    "PRY": "ARG BOL BRA",
    "SLV": "GTM HND",
    "SUR": "BRA GUF GUY",
    "SXM": "MAF",
    "URY": "ARG BRA",
    "USA": "CAN MEX",
    "VEN": "BRA COL GUY",
}

#: Land and inland water in thousands of square kilometres, as the United Nations' yearbook has it.
AREAS = {"BRA": 8516, "ARG": 2780, "MEX": 1964, "PER": 1285, "COL": 1142, "BOL": 1099, "VEN": 912, "PRY": 407}

#: Guatemala and Mexico as unit squares side by side, and a square of France where French Guiana lies.
ATLAS: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [-92, 14]},
    "arcs": [
        [[1, 0], [0, 1]],
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
        [[38, -11], [1, 0], [0, 1], [-1, 0], [0, -1]],
        [[94, 32], [2, 0], [0, 2], [-2, 0], [0, -2]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "484", "arcs": [[0, 1]]},
                {"type": "Polygon", "id": "320", "arcs": [[2, -1]]},
                {"type": "MultiPolygon", "id": "250", "arcs": [[[3]], [[4]]]},
            ],
        }
    },
}


@pytest.fixture(scope="module")
def shipped() -> Any:
    return json.loads((files("kg.views") / "assets/explorer/map.json").read_text("utf-8"))


def rings(shape: str) -> list[list[tuple[float, float]]]:
    """The points of a path of relative lines."""
    found = []
    for part in re.findall(r"M[^z]+z", shape):
        start, steps = part[1:-1].split("l")
        x, y = (int(n) for n in re.findall(r"-?\d+", start))
        points = [(float(x), float(y))]
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((float(x), float(y)))
        found.append(points)
    return found


def test_the_projection_gives_the_numbers_of_its_source():
    # Snyder 1987, page 332: radius 3, centre 40 N 100 W, the point 20 S 100 E.
    x, y = Lambert(-100, 40)((100, -20))
    assert (3 * x, -3 * y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)
    assert Lambert(-82, 10)((-82, 10)) == pytest.approx((0, 0))


def test_a_line_loses_the_points_with_the_smallest_triangles_and_keeps_its_ends():
    line = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simplified(line, 0.5) == [(0.0, 0.0), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simplified(line, 100.0) == [(0.0, 0.0), (4.0, 0.0)]
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    assert len(simplified(square, 100.0)) == 4


def test_clipping_keeps_what_lies_inside():
    square = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
    assert ring_area(square) == 4
    quarter = clipped(square, (0.0, 0.0, 5.0, 5.0))
    assert ring_area(quarter) == 1
    assert {abs(v) for point in quarter for v in point} == {0.0, 1.0}
    assert clipped(square, (2.0, 2.0, 5.0, 5.0)) == []


def test_a_path_is_written_in_whole_steps():
    assert path([(10.2, 20.4), (13.0, 20.0), (13.0, 18.0), (10.0, 18.0)]) == "M10 20l3 0 0-2-3 0z"


def test_places_borders_and_territories_are_read_from_the_topology():
    topology = read(ATLAS)
    assert sorted(topology.rings) == ["GTM", "GUF", "MEX"]
    assert topology.neighbours() == {"GTM": ["MEX"], "MEX": ["GTM"]}
    assert topology.arcs[0] == ((-91, 14), (-91, 15))


def test_a_frame_draws_what_is_large_and_points_at_what_is_small():
    frame = Frame(Lambert(-91, 14.5), (-95.0, 14.5), (-91.0, 18.0), (-87.0, 14.5), (-91.0, 11.0), speck=90.0)
    found = drawn(read(ATLAS), frame)
    assert found["width"] == 1000
    assert sorted(found["shapes"]) == ["GTM", "MEX"]
    assert found["points"] == {}
    left, right = (ring_area(rings(found["shapes"][code])[0]) for code in ("MEX", "GTM"))
    assert left == pytest.approx(right, rel=0.01)
    whole = drawn(
        read(ATLAS), Frame(frame.projection, frame.left, frame.top, frame.right, frame.bottom, speck=1e6)
    )
    assert sorted(whole["points"]) == ["GTM", "MEX"]


def test_only_the_recorded_input_is_taken_and_gives_the_same_map_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = json.dumps(ATLAS).encode()
    with pytest.raises(ValueError, match="not the recorded input"):
        build(source)
    own = hashlib.sha256(source).hexdigest()
    assert build(source, own) == build(source, own)
    file = tmp_path / "countries-50m.json"
    file.write_bytes(source)
    assert main([str(file), "-o", str(tmp_path / "map.json")]) == 1
    assert own in capsys.readouterr().err
    assert not (tmp_path / "map.json").exists()


def test_the_shipped_map_says_where_it_is_from_and_is_light(shipped: Any):
    text = (files("kg.views") / "assets/explorer/map.json").read_bytes()
    assert len(text) <= HEAVIEST
    assert shipped["source"]["sha256"] == INPUT
    assert shipped["source"]["license"] == "public domain"


def test_every_participant_of_the_americas_is_on_the_map(real: KnowledgeGraph, shipped: Any):
    wanted = {
        ref.id
        for ref in real.snapshot.participants
        if ref.kind in ("state", "territory") and group_of(ref.kind, ref.id) != "elsewhere"
    }
    main_frame = shipped["main"]["shapes"].keys() | shipped["main"]["points"].keys()
    assert wanted <= main_frame
    inset = shipped["inset"]["shapes"].keys() | shipped["inset"]["points"].keys()
    small = {code for code in wanted if group_of("state", code) in ("central-america", "caribbean")}
    assert small <= inset


def test_a_territory_abroad_is_never_its_state(shipped: Any):
    for name in ("main", "inset"):
        codes = shipped[name]["shapes"].keys() | shipped[name]["points"].keys()
        assert not codes & {"FRA", "NLD", "GBR", "DNK", "NOR"}
    assert "GUF" in shipped["main"]["shapes"]


def test_points_stand_inside_their_frame(shipped: Any):
    for frame in (shipped["main"], shipped["inset"]):
        for x, y in frame["points"].values():
            assert 0 <= x <= frame["width"]
            assert 0 <= y <= frame["height"]


def test_areas_are_in_proportion(shipped: Any):
    areas = {code: sum(map(ring_area, rings(shipped["main"]["shapes"][code]))) for code in AREAS}
    unit = sum(areas.values()) / sum(AREAS.values())
    for code, area in areas.items():
        assert area / unit == pytest.approx(AREAS[code], rel=0.03), code


def test_shapes_are_closed_without_repeating_a_point(shipped: Any):
    for shape in shipped["main"]["shapes"].values():
        for ring in rings(shape):
            assert len(ring) >= 3
            assert all(a != b for a, b in pairwise(ring))


def test_the_land_borders_are_those_of_an_atlas():
    assert {code: " ".join(others) for code, others in neighbours().items()} == BORDERS
