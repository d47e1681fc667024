"""What goes wrong between here and a server: which error, which words, which further attempts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kg.errors import ParameterError, StoreError
from kg.store.isolated import EvaluationError
from kg.store.remote import Credentials, RemoteAddress, RemoteStore, remote_address
from kg.store.remote.errors import (
    NotSparqlError,
    RemoteCutError,
    RemoteDownError,
    RemoteQueryError,
    RemoteRefusedError,
    RemoteSlowError,
)
from kg.store.remote.faults import Fault, Patience, Retries
from tests.remote.scripted import JSON, ROWS, Reply, Script, scripted
from tests.remote.servers import free_port

QUICK = Patience(connect=1.0, read=0.3, attempts=3, first_pause=0.01, longest_pause=1.0)
NOBODY = Credentials()


@contextmanager
def asking(script: Script, credentials: Credentials = NOBODY) -> Iterator[RemoteStore]:
    store = RemoteStore(remote_address(script.store), credentials, QUICK)
    try:
        yield store
    finally:
        store.close()


def failing(*replies: Reply, credentials: Credentials = NOBODY) -> tuple[Exception, int]:
    """The error of one query, and how many requests it took (the first finds out what the server is)."""
    with scripted(Reply(), *replies) as script, asking(script, credentials) as store:
        assert len(store.select("SELECT ?x {}")) == 1 if not replies else store.dialect
        with pytest.raises(Exception) as caught:
            store.select("SELECT ?x {}")
        return caught.value, len(script.asked) - 1


@pytest.mark.parametrize("status", [502, 503, 504, 429])
def test_what_passes_is_tried_again(status: int) -> None:
    with scripted(Reply(), Reply(status), Reply(status), Reply()) as script, asking(script) as store:
        assert [row["x"] for row in store.select("SELECT ?x {}")] == ["1"]
        assert len(script.asked) == 4


def test_what_does_not_pass_ends_with_the_number_of_attempts() -> None:
    error, requests = failing(Reply(503, b"", {}))
    assert isinstance(error, RemoteDownError)
    assert requests == 3
    assert "HTTP 503; tried 3 times" in str(error)


def test_a_long_retry_after_is_not_waited_for_and_a_short_one_is() -> None:
    assert failing(Reply(503, b"", {"retry-after": "600"}))[1] == 1
    passing = Fault(StoreError("busy"), passing=True, retry_after=0.9)
    assert Retries(QUICK).pause(passing) == 0.9


def test_pauses_double_and_are_cut_by_chance() -> None:
    retries = Retries(Patience(attempts=4, first_pause=1.0, longest_pause=3.0))
    passing = Fault(StoreError("busy"), passing=True)
    for low, high in ((0.5, 1.0), (1.0, 2.0), (1.5, 3.0)):
        assert low <= retries.pause(passing) <= high
    with pytest.raises(StoreError, match="busy"):
        retries.pause(passing)


@pytest.mark.parametrize("status", [401, 403])
def test_refused_credentials_are_told_but_never_shown(status: int) -> None:
    secret = Credentials("ana", "s3cret")
    error, requests = failing(Reply(status, b"no", {}), credentials=secret)
    assert isinstance(error, RemoteRefusedError)
    assert requests == 1
    assert "KG_STORE_USER" in str(error)
    assert "s3cret" not in str(error) + repr(secret)


def test_credentials_are_sent_in_the_header_alone() -> None:
    with scripted(Reply()) as script:
        for credentials in (Credentials("ana", "s3cret"), Credentials(token="t0ken")):
            with asking(script, credentials) as store:
                store.select("SELECT ?x {}")
    sent = [headers["authorization"] for _, headers, _ in script.asked]
    assert sent == ["Basic YW5hOnMzY3JldA=="] * 2 + ["Bearer t0ken"] * 2
    assert all(path == "/sparql" and set(form) == {"query"} for path, _, form in script.asked)


def test_a_server_that_is_not_there() -> None:
    store = RemoteStore(remote_address(f"sparql+http://127.0.0.1:{free_port()}/sparql"), NOBODY, QUICK)
    with pytest.raises(RemoteDownError, match=r"cannot be reached \(.*tried 3 times\)\. Start it"):
        store.ask("ASK {}")
    store.close()


def test_a_slow_server() -> None:
    error, requests = failing(Reply(hold=threading.Event()))
    assert isinstance(error, RemoteSlowError)
    assert requests == 1
    assert "did not answer within 0.3 s" in str(error)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(200, b"<html>Welcome", {"content-type": "text/html"}), "it gives text/html"),
        (Reply(404, b"nothing here", {}), "it answers HTTP 404"),
        (
            Reply(302, b"", {"location": "https://elsewhere/sparql?key=1"}),
            "elsewhere (https://elsewhere/sparql)",
        ),
        (Reply(200, ROWS[:40], {"content-type": JSON}), "does not parse"),
        (Reply(200, b'{"answer": 42}', {"content-type": JSON}), "does not parse"),
    ],
    ids=["html", "missing", "moved", "cut", "other-json"],
)
def test_what_is_no_sparql_endpoint(reply: Reply, words: str) -> None:
    error, requests = failing(reply)
    assert isinstance(error, NotSparqlError)
    assert requests == 1
    assert words in str(error)


def test_the_server_s_own_words_about_a_query() -> None:
    error, _ = failing(Reply(400, b"Error at line 3: no such thing\n\nSPARQL query:\nSELECT", {}))
    assert isinstance(error, RemoteQueryError)
    assert str(error) == "The SPARQL server refused the query: Error at line 3: no such thing"
    error, _ = failing(Reply(500, b"out of memory", {}))
    assert isinstance(error, EvaluationError)
    assert "out of memory" in str(error)


def test_rows_that_virtuoso_left_out_are_never_taken_for_all() -> None:
    virtuoso = {"content-type": JSON, "server": "Virtuoso/07.20"}
    for header, kind in (
        ({"x-sparql-maxrows": "10000"}, RemoteCutError),
        ({"x-sql-state": "S1TAT"}, RemoteSlowError),
    ):
        with (
            scripted(Reply(headers=virtuoso), Reply(headers={**virtuoso, **header})) as script,
            asking(script) as store,
        ):
            with pytest.raises(kind):
                store.select("SELECT ?x {}")
            assert script.asked[1][2]["timeout"] == ["1000"]


def test_an_address_with_parameters() -> None:
    address = RemoteAddress.parse(
        "sparql+https://h:8443/s?default-graph-uri=urn:a&named-graph-uri=urn:b&key=1"
    )
    assert address.url == "https://h:8443/s?key=1"
    assert address.shown == "https://h:8443/s"
    assert (address.default_graphs, address.named_graphs) == (("urn:a",), ("urn:b",))
    assert "key" not in repr(address)
    with scripted(Reply()) as script, asking(script) as store:
        plain = RemoteStore(
            remote_address(script.store + "?default-graph-uri=urn:a&infer=false"), NOBODY, QUICK
        )
        plain.select("SELECT ?x {}")
        plain.close()
        assert store.address.loopback
    path, _, form = script.asked[-1]
    assert path == "/sparql?infer=false"
    assert form["default-graph-uri"] == ["urn:a"]


@pytest.mark.parametrize(
    "store", ["http://h/s", "sparql+ftp://h/s", "sparql+http://", "sparql+http://h:x/", "sparql+http://h/#a"]
)
def test_an_address_that_is_none(store: str) -> None:
    with pytest.raises(ParameterError, match="write it like sparql"):
        remote_address(store)


def test_credentials_in_an_address_are_refused_without_repeating_them() -> None:
    with pytest.raises(ParameterError) as caught:
        remote_address("sparql+http://ana:s3cret@h/s")
    assert "s3cret" not in str(caught.value)


def test_credentials_from_the_environment() -> None:
    assert Credentials.from_environment({}).name == ""
    assert Credentials.from_environment({"KG_STORE_TOKEN": "t"}).name == "token"
    both = {"KG_STORE_USER": "a", "KG_STORE_PASSWORD": "b"}
    assert Credentials.from_environment(both) == Credentials("a", "b")
    for wrong in ({"KG_STORE_PASSWORD": "b"}, {**both, "KG_STORE_TOKEN": "t"}):
        with pytest.raises(ParameterError):
            Credentials.from_environment(wrong)
