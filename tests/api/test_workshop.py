"""What takes long is computed by few at once; the explorer is made before anybody asks for it."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from webserver import client_of, serving

from api.app import create_app
from api.live import warming
from api.routers import explorer, explorerpage, overlap, proposal
from api.settings import Settings
from api.workshop import AT_ONCE, Workshop
from kg.errors import DataInvalidError
from kg.views.explorer import data, document_of


def wait_for(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_few_at_once_and_never_on_the_event_loop():
    running, most, names = 0, 0, set()
    lock = threading.Lock()

    def work(number: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            names.add(threading.current_thread())
        time.sleep(0.005)
        with lock:
            running -= 1
        return number

    async def crowd() -> list[int]:
        workshop = Workshop()
        return await asyncio.gather(*(workshop.make(work, number) for number in range(12)))

    assert asyncio.run(crowd()) == list(range(12))
    assert most == AT_ONCE
    assert threading.main_thread() not in names


def test_what_fails_in_it_fails_outside():
    def work() -> None:
        raise DataInvalidError("no", "here")

    with pytest.raises(DataInvalidError, match="no"):
        asyncio.run(Workshop().make(work))


@pytest.mark.parametrize("module", [explorer, explorerpage, overlap, proposal])
def test_everything_that_compares_all_with_all_computes_in_it(module):
    routes = [route for route in module.router.routes if isinstance(route, APIRoute)]
    assert routes
    for route in routes:
        assert inspect.iscoroutinefunction(route.endpoint), route.path
        assert not inspect.iscoroutinefunction(inspect.unwrap(route.endpoint)), route.path


def app_over(graph) -> FastAPI:
    return create_app(Settings(workers=1), graph)


def test_the_explorer_is_made_before_anybody_asks(small, monkeypatch):
    monkeypatch.setattr(data, "_LATEST", [])
    with serving(app_over(small)):
        wait_for(lambda: bool(data._LATEST))
        (made,) = data._LATEST
        assert made.snapshot is small.snapshot
        wait_for(lambda: {"packed", "first"} <= vars(made).keys())


def test_a_server_whose_explorer_cannot_be_made_serves_the_rest(small, monkeypatch, caplog):
    def failing(_: object) -> None:
        raise DataInvalidError("no such map", "map.json")

    monkeypatch.setattr(warming, "explorer_of", failing)
    with serving(app_over(small)) as address, client_of(address) as client:
        wait_for(lambda: "the explorer cannot be made" in caplog.text)
        assert client.get("/api/v1/version").status_code == 200


def test_a_row_of_changes_makes_the_explorer_once_and_nothing_is_made_unasked(small, monkeypatch):
    made = []
    monkeypatch.setattr(warming, "explorer_of", made.append)
    monkeypatch.setattr(warming, "_QUIET", 0.05)

    async def changes() -> None:
        live = app_over(small).state.live
        monkeypatch.setattr(live, "readiness", lambda: "")
        idle = warming.Warming(live, Workshop())
        idle.again()  # a graph changed before the server has begun
        begun = warming.Warming(live, Workshop())
        begun.begin()
        await asyncio.sleep(0.03)
        for _ in range(5):
            begun.again()
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.15)
        await begun.close()
        await idle.close()

    asyncio.run(changes())
    assert len(made) == 2  # the first generation, and the last


def test_two_who_come_at_once_get_the_same_document(small, monkeypatch):
    monkeypatch.setattr(data, "_LATEST", [])
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(document_of(small.snapshot))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(document) for document in found}) == 1
