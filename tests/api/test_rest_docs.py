"""The examples of docs/rest-api.md are run as they stand there; ``…`` in an answer stands for anything."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from api.errors import TITLES
from api.schemas import params, record_params

DOCS = (Path(__file__).parents[2] / "docs" / "rest-api.md").read_text("utf-8")
HOST = "http://127.0.0.1:8000"
EXAMPLES = re.findall(r"```console\n\$ (curl [^\n]+)\n(.*?)```", DOCS, re.DOTALL)


def run(live: httpx.Client, command: str) -> str:
    """What curl would print for ``command``; knows the few options that the page uses."""
    words = iter(shlex.split(command)[1:])
    headers, data, url, show = {}, [], "", False
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "--data-urlencode":
            name, _, value = next(words).partition("=")
            data.append((name, value))
        elif word in ("-s", "-i"):
            show = show or word == "-i"
        else:
            assert word.startswith(HOST)
            url = word.removeprefix(HOST)
    if data:
        headers["content-type"] = "application/x-www-form-urlencoded"
    body = urlencode(data) if data else None
    answer = live.request("POST" if data else "GET", url, headers=headers, content=body)
    text = answer.text.replace(str(live.base_url).rstrip("/"), HOST).replace("\r\n", "\n")
    if not show:
        return text
    lines = [f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}"]
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in answer.headers.items()), "", text])


@pytest.mark.parametrize(("command", "expected"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_gives_what_the_page_shows(live, command, expected):
    printed = run(live, command)
    place = 0
    for part in expected.rstrip("\n").split("…"):
        found = printed.find(part, place)
        assert found >= 0, f"{part!r} is not in {printed[place : place + 600]!r}"
        place = found + len(part)


def test_the_page_has_examples():
    assert len(EXAMPLES) >= 8


def test_every_path_and_status_is_documented(live):
    for path in live.get("/openapi.json").json()["paths"]:
        short = re.sub(r"\{(?!kind|iso3)[a-z]+\}", "{id}", path.removeprefix("/api/v1"))
        if not path.startswith("/id/"):
            assert f"`{short}" in DOCS, path
    for status, _, _ in TITLES.values():
        assert str(status) in DOCS or status == 500


def test_every_parameter_is_documented():
    for model in [*vars(params).values(), *vars(record_params).values()]:
        if isinstance(model, type) and issubclass(model, params.Common):
            for name in model.model_fields:
                assert f"`{name}" in DOCS, f"{model.__name__}.{name}"
