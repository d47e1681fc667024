"""A running server asked from the same machine, by socket and by port."""

from __future__ import annotations

import asyncio
import json
import socket
import stat
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli.backup import backup_command
from kg.errors import DataError, StoreError
from kg.store.disk import DiskStore, DiskStoreError
from kg.store.disk.asking import NoServerError, RefusedError, ask
from kg.store.disk.backing import back_up
from kg.store.disk.control import ControlServer

BY_SOCKET, BY_PORT = True, False
both = pytest.mark.parametrize("sockets", [BY_SOCKET, BY_PORT], ids=["socket", "port"])


async def told(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"heard": dict(arguments)}


async def refused(_: Mapping[str, Any]) -> Mapping[str, Any]:
    raise DataError("the ford is flooded", "ford.ttl", 7)


async def broken(_: Mapping[str, Any]) -> Mapping[str, Any]:
    raise ZeroDivisionError("secret detail")


HANDLERS = {"status": told, "reload": refused, "break": broken}


def during(folder: Path, sockets: bool | None, question: Callable[[], Any], handlers: Any = HANDLERS) -> Any:
    """Return what ``question`` returns, asked in a thread while a server listens in ``folder``."""

    async def run() -> Any:
        server = ControlServer(folder, handlers, sockets)
        await server.start()
        try:
            return await asyncio.to_thread(question)
        finally:
            await server.close()

    return asyncio.run(run())


@both
def test_commands_and_their_answers(tmp_path: Path, sockets: bool) -> None:
    def question() -> list[str]:
        assert ask(tmp_path, "status", year=2019, names=["ñ"]) == {"heard": {"year": 2019, "names": ["ñ"]}}
        errors = []
        for command in ("reload", "break", "dance"):
            with pytest.raises(RefusedError) as caught:
                ask(tmp_path, command)
            errors.append(str(caught.value))
        return errors

    assert during(tmp_path, sockets, question) == [
        "ford.ttl:7: the ford is flooded",
        "The command break failed; the server's log says why.",
        "The server knows no command 'dance'.",
    ]
    assert list(tmp_path.iterdir()) == []  # nothing is left behind
    with pytest.raises(NoServerError, match=str(tmp_path)):
        ask(tmp_path, "status")


@both
def test_the_channel_is_its_users_alone(tmp_path: Path, sockets: bool) -> None:
    def question() -> set[tuple[str, int]]:
        return {(item.name, stat.S_IMODE(item.stat().st_mode)) for item in tmp_path.iterdir()}

    name = "control.sock" if sockets else "control.json"
    assert during(tmp_path, sockets, question) == {(name, 0o600)}


def test_a_port_answers_nobody_without_the_secret(tmp_path: Path) -> None:
    def question() -> bytes:
        known = json.loads((tmp_path / "control.json").read_text())
        with socket.create_connection(("127.0.0.1", known["port"]), 5) as connection:
            connection.sendall(b'{"command": "status", "secret": "guess"}\n')
            return connection.recv(1000)

    assert b"secret is wrong" in during(tmp_path, BY_PORT, question)


@pytest.mark.parametrize("line", [b"\n", b"[]\n", b'{"command": 1}\n', b"\xff\n", b"x" * 200_000 + b"\n"])
def test_what_is_no_command_leaves_the_server_listening(tmp_path: Path, line: bytes) -> None:
    def question() -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(str(tmp_path / "control.sock"))
            try:
                connection.sendall(line)
                assert b"error" in connection.recv(1000) or len(line) > 1000
            except (BrokenPipeError, ConnectionResetError):
                assert len(line) > 1000
        return ask(tmp_path, "status")

    assert during(tmp_path, BY_SOCKET, question) == {"heard": {}}


@both
def test_two_servers_do_not_share_a_folder_and_a_dead_one_leaves_it_free(
    tmp_path: Path, sockets: bool
) -> None:
    def question() -> None:
        with pytest.raises(DiskStoreError, match="another server runs in this folder"):
            during(tmp_path, sockets, lambda: None)
        assert ask(tmp_path, "status") == {"heard": {}}

    during(tmp_path, sockets, question)
    if sockets:  # as a killed server leaves it
        with socket.socket(socket.AF_UNIX) as left:
            left.bind(str(tmp_path / "control.sock"))
    else:
        with socket.create_server(("127.0.0.1", 0)) as gone:
            port = gone.getsockname()[1]
        (tmp_path / "control.json").write_text(json.dumps({"port": port, "secret": "old"}))
    with pytest.raises(NoServerError):
        ask(tmp_path, "status")
    assert during(tmp_path, sockets, lambda: ask(tmp_path, "status")) == {"heard": {}}


@both
def test_what_a_killed_start_left_goes_and_nothing_else(tmp_path: Path, sockets: bool) -> None:
    folder, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    for place in (folder / "control-room", folder / "control-abcdefgh", elsewhere):
        place.mkdir(parents=True)
        (place / "plan.txt").write_text("mine")
    for name in ("control-notes.txt", "control-abcdefg2", "plan-abcdefgh.json"):
        (folder / name).write_text("mine")
    (folder / "control-linked__").symlink_to(elsewhere)
    (folder / "control-linked__.json").symlink_to(elsewhere / "plan.txt")
    kept = {item.relative_to(tmp_path) for item in tmp_path.rglob("*")}
    (folder / "control-0123abc_").mkdir()
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(folder / "control-0123abc_" / "control.sock"))
    (folder / "control-01234567.json").write_text("{}")
    during(folder, sockets, lambda: None)
    assert {item.relative_to(tmp_path) for item in tmp_path.rglob("*")} == kept


def test_a_path_too_long_for_a_socket_has_a_port(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 25)
    deep.mkdir()

    async def run() -> list[str]:
        server = ControlServer(deep, HANDLERS)
        await server.start()
        try:
            await asyncio.to_thread(ask, deep, "status")
            return [item.name for item in deep.iterdir()]
        finally:
            await server.close()

    assert asyncio.run(run()) == ["control.json"]


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path leaves room for that of a socket, wherever pytest keeps its own."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


def test_a_path_too_long_for_a_socket_is_said_and_leaves_none(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 90)
    folder.mkdir()
    with pytest.raises(DiskStoreError, match="too long"):
        during(folder, BY_SOCKET, lambda: None)
    assert during(folder, None, lambda: ask(folder, "status")) == {"heard": {}}  # by a port then


def test_a_backup_with_and_without_a_server(short: Path) -> None:
    tmp_path, folder = short, short / "store"
    with DiskStore.open(folder) as store:
        store.fill(b"<urn:a> <urn:p> <urn:b> .\n")

        async def backup(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
            await asyncio.to_thread(store.backup, Path(arguments["target"]))
            return {}

        handlers: dict[str, Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]] = {"backup": backup}
        during(folder, BY_SOCKET, lambda: back_up(folder, tmp_path / "served"), handlers)
        with pytest.raises(StoreError, match="into a new folder"):
            during(folder, BY_SOCKET, lambda: back_up(folder, tmp_path / "served"), handlers)
        with pytest.raises(NoServerError):  # held, and nobody answers
            back_up(folder, tmp_path / "none")
    result = CliRunner().invoke(backup_command, ["--store", str(folder), str(tmp_path / "offline")])
    assert (result.exit_code, str(tmp_path / "offline") in result.stderr) == (0, True)
    for name in ("served", "offline"):
        with DiskStore.open(tmp_path / name, create=False) as copy:
            assert copy.dump() == b"<urn:a> <urn:p> <urn:b> .\n"
    assert not (tmp_path / "none").exists()
