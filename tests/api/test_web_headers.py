"""ETag and 304, HEAD, links, gzip, CORS and security headers; the memory behind them."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.edge.memory import Memory, Stored

V1 = "/api/v1"
PATHS = [
    V1 + "/mechanisms",
    V1 + "/mechanisms/river",
    V1 + "/mechanisms/river/members?format=csv",
    V1 + "/states/CRI?format=ttl",
    V1 + "/network?format=gexf",
    V1 + "/overlap/pairs",
    V1 + "/version",
    "/openapi.json",
    "/docs",
    "/network",
    "/conflicts",
    "/sparql",
    "/sparql?query=ASK%7B%7D",
]


@pytest.mark.parametrize("path", PATHS)
def test_an_etag_brings_a_304(web, path):
    headers = {"accept": "text/html"} if path in ("/docs", "/network", "/conflicts") else {}
    first = web.get(path, headers=headers)
    assert first.status_code == 200
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for given in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        again = web.get(path, headers={**headers, "if-none-match": given})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == first.headers["vary"]
    assert web.get(path, headers={**headers, "if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(web, path):
    headers = {"accept": "text/html"} if path in ("/docs", "/network", "/conflicts") else {}
    whole, head = web.get(path, headers=headers), web.head(path, headers=headers)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("etag", "content-length", "content-type"):
        assert head.headers[name] == whole.headers[name]


def test_head_of_an_error(web):
    answer = web.head(V1 + "/mechanisms/nothing")
    assert answer.status_code == 404
    assert answer.content == b""


def test_a_validator_belongs_to_one_representation(web):
    variants = [
        web.get(V1 + "/mechanisms"),
        web.get(V1 + "/mechanisms", headers={"accept": "text/csv"}),
        web.get(V1 + "/mechanisms", headers={"accept-language": "es"}),
        web.get(V1 + "/mechanisms?year=2018"),
        web.get(V1 + "/mechanisms", headers={"accept-encoding": "gzip"}),
        web.get(V1 + "/states"),
    ]
    assert len({answer.headers["etag"] for answer in variants}) == len(variants)


def test_gzip_where_it_is_asked_for(web):
    plain = web.get(V1 + "/mechanisms")
    assert "content-encoding" not in plain.headers
    packed = web.get(V1 + "/mechanisms", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content
    assert "Accept-Encoding" in packed.headers["vary"]
    refused = web.get(V1 + "/mechanisms", headers={"accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


def test_links_to_other_pages_other_formats_and_the_query(web):
    answer = web.get(V1 + "/memberships?role=any&limit=3&offset=3")
    links = answer.links
    assert {"first", "prev", "next", "last", "via"} <= set(links)
    assert "offset=0" in links["prev"]["url"]
    assert "offset=6" in links["next"]["url"]
    assert answer.headers["link"].count('rel="alternate"') == 3
    assert links["via"]["url"].startswith("/sparql?query=")


def test_every_answer_carries_the_policy(web):
    for path in (V1 + "/version", V1 + "/nothing", "/healthz", "/sparql?query=x", "/id/mechanism/river"):
        headers = web.get(path).headers
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
        assert "server" not in headers


@pytest.mark.parametrize("path", ["/docs", "/network", "/conflicts", "/sparql"])
def test_pages_run_under_a_policy_that_fetches_nothing(web, path):
    answer = web.get(path, headers={"accept": "text/html"})
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy.replace("'self'", "")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_preflight_is_answered(web):
    answer = web.options(
        "/sparql", headers={"origin": "https://example.org", "access-control-request-method": "POST"}
    )
    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]


def test_the_host_of_one_request_does_not_reach_another(web):
    other = web.get(V1 + "/memberships?limit=1", headers={"host": "elsewhere.example"})
    assert other.json()["next"].startswith("http://elsewhere.example/")
    assert "elsewhere" not in web.get(V1 + "/memberships?limit=1").text


def test_the_same_question_at_once_is_answered_the_same(web):
    def ask(_: int) -> bytes:
        return web.get(V1 + "/overlap/pairs?by=mandates&limit=999").content

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, range(24)))) == 1


def stored(size: int) -> Stored:
    return Stored([(b"vary", b"Accept")], b'"tag"', b"x" * size)


def test_the_memory_gives_up_the_least_recently_used():
    memory = Memory(40_000)
    for name in (b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h"):
        memory.put((name,), stored(1_900))
        memory.get((b"a",))
    memory.put((b"i",), stored(1_900))
    assert memory.get((b"a",)) is not None
    assert memory.get((b"b",)) is None
    assert memory.used <= 40_000


def test_an_answer_too_heavy_is_not_kept():
    memory = Memory(40_000)
    memory.put((b"big",), stored(30_000))
    assert len(memory) == 0
    assert memory.used == 0


def test_replacing_an_answer_does_not_count_it_twice():
    memory = Memory(100_000)
    memory.put((b"a",), stored(1_000))
    once = memory.used
    memory.put((b"a",), stored(1_000))
    assert memory.used == once
    memory.drop((b"a",))
    assert memory.used == 0


def test_the_packed_form_reads_back_and_is_reproducible():
    one, other = stored(5_000), stored(5_000)
    assert gzip.decompress(one.packed) == one.body
    assert one.packed == other.packed
    assert one.packed_etag == b'"tag-gzip"'


def test_cache_control_and_health(web):
    assert web.get(V1 + "/states").headers["cache-control"] == "public, max-age=300"
    health = web.get("/healthz")
    assert health.headers["cache-control"] == "no-store"
    assert json.loads(health.text)["status"] == "ok"
