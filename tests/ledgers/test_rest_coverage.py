"""``/sources/{id}``: places in reading order, and the ledger; by hand, over a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.schemas.details import CoverageRow
from api.settings import Settings
from kg.errors import DataInvalidError
from kg.graph import KnowledgeGraph
from tests.api.webserver import client_of, serving

SETTINGS = Settings(workers=1)
SOURCES = "/api/v1/sources/"


@pytest.fixture(scope="module")
def web(lakes: KnowledgeGraph) -> Iterator[httpx.Client]:
    """A client of a server over the graph of the lakes."""
    with serving(create_app(SETTINGS, lakes)) as address, client_of(address) as client:
        yield client


def test_places_cited_come_in_reading_order(web: httpx.Client):
    detail = web.get(SOURCES + "charter-2019").json()
    assert [(row["locator"], row["statement_count"]) for row in detail["citations"]] == [
        ("Title", 2),
        ("Members, ¶ 1", 2),
        ("Members, ¶ 2", 1),
        ("Members, Table 1", 1),
        ("Aims, ¶ 1 (first aim)", 3),
    ]
    assert all(len(row["statements"]) == row["statement_count"] for row in detail["citations"])


def test_without_a_ledger_they_come_by_heading(web: httpx.Client):
    detail = web.get(SOURCES + "lake-page").json()
    assert [row["id"] for row in detail["citations"]] == [
        "lake-page-history",
        "lake-page-history-contradicts",
        "lake-page-seats",
    ]
    assert detail["coverage"] == []


def test_the_ledger_is_part_of_the_source(web: httpx.Client):
    rows = web.get(SOURCES + "charter-2019").json()["coverage"]
    assert [row["statement_count"] for row in rows] == [4, 3, 1, 1, 5, 0, 0]
    assert rows[2] == {
        "section": "Members",
        "paragraph": 2,
        "place": None,
        "locator": "Members, ¶ 2",
        "about": "A later list, one state shorter",
        "reason": None,
        "statement_count": 1,
        "statements": ["membership/lakes-PAN-member"],
    }
    assert (rows[3]["place"], rows[3]["paragraph"]) == ("Table 1", None)
    assert (rows[6]["about"], rows[6]["reason"]) == ("Map of the lakes", "a drawing, without data")
    for row in rows:
        CoverageRow.model_validate(row)


def test_csv_turtle_and_the_other_formats_go_on_working(web: httpx.Client):
    table = web.get(SOURCES + "charter-2019", params={"format": "csv"})
    assert table.text.splitlines()[0].endswith("statements_by_kind,citations,coverage")
    turtle = web.get(SOURCES + "charter-2019", params={"format": "ttl"})
    assert "citation:charter-aims-p1" in turtle.text


def test_the_validator_of_an_answer_follows_the_ledger(copy: Path):
    settings = Settings(workers=1, data=copy, base_url="https://example.org")

    def etag() -> str:
        with serving(create_app(settings)) as address, client_of(address) as client:
            return client.get(SOURCES + "charter-2019").headers["etag"]

    first = etag()
    assert etag() == first
    path = copy.parent / "coverage" / "charter-2019.csv"
    path.write_text(path.read_text("utf-8").replace("Map of the lakes", "A map"), "utf-8")
    assert etag() != first


def test_a_server_does_not_start_over_a_ledger_that_it_cannot_read(copy: Path):
    path = copy.parent / "coverage" / "charter-2019.csv"
    path.write_text("no header\n", "utf-8")
    with pytest.raises(DataInvalidError, match="charter-2019"):
        create_app(Settings(workers=1, data=copy))
